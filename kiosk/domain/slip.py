"""What is on a printed slip, as values: voting card, receipt, test slip and report."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

QUARTER = timedelta(minutes=15)
ACCENTS = "ñáéíóúü¿¡ ÑÁÉÍÓÚÜ"


@dataclass(frozen=True, slots=True)
class Heading:
    """The largest words, wrapped."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Body size, bold."""

    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """Body size."""

    text: str


@dataclass(frozen=True, slots=True)
class Small:
    """The smallest size that paper may carry (12 pt)."""

    text: str


@dataclass(frozen=True, slots=True)
class Big:
    """A code or tracker to be read aloud; broken only at spaces and hyphens."""

    text: str


@dataclass(frozen=True, slots=True)
class Banner:
    """White words on black across the paper."""

    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A name at the left, its value at the right."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class QrCode:
    """A QR code; keep the payload within 30 characters or so, dense ones fail on thermal paper."""

    payload: str


@dataclass(frozen=True, slots=True)
class Divider:
    """A line from edge to edge of the printable width."""


@dataclass(frozen=True, slots=True)
class Space:
    """White paper, about half a line."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Here the paper is cut."""


Line = Heading | Strong | Words | Small | Big | Banner | Pair | QrCode | Divider | Space | Cut


@dataclass(frozen=True, slots=True)
class Slip:
    """One print job: lines from top to bottom."""

    lines: tuple[Line, ...]


def nearest_quarter(moment: datetime) -> datetime:
    """The moment to the nearest quarter hour, so that paper does not tell who voted when.

    It is rounded in UTC: where clocks are put forward or back, a quarter may lie beyond the change.
    """
    at = moment.astimezone(UTC)
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    quarters = (at - midnight + QUARTER / 2) // QUARTER
    return (midnight + quarters * QUARTER).astimezone(moment.tzinfo)


def quarter_text(moment: datetime) -> str:
    """The nearest quarter hour as ``2026-11-24 18:30 UTC+1``.

    With its offset it never reads backwards, also in the hour that a change of the clocks repeats.
    """
    quarter = nearest_quarter(moment)
    return f"{quarter:%Y-%m-%d %H:%M} {offset_text(quarter.utcoffset() or timedelta())}"


def offset_text(offset: timedelta) -> str:
    """How far a clock is from UTC, as ``UTC``, ``UTC-6`` or ``UTC+5:30``."""
    hours, minutes = divmod(abs(offset) // timedelta(minutes=1), 60)
    if not hours and not minutes:
        return "UTC"
    sign = "-" if offset < timedelta() else "+"
    return f"UTC{sign}{hours}" + (f":{minutes:02}" if minutes else "")


def card_slip(
    title: str,
    *,
    keep: tuple[str, ...],
    address: str,
    label: tuple[str, ...],
    spoken: str,
    where: tuple[str, ...],
) -> Slip:
    """A voting card; it has no place for a name.

    ``keep`` says to keep it until the end, ``label`` what the code is, ``where`` where to vote:
    each once per language.
    """
    return Slip(
        (
            Heading(title),
            *(Strong(sentence) for sentence in keep),
            QrCode(address),
            *(Words(wording) for wording in label),
            Big(spoken),
            Divider(),
            *(Words(sentence) for sentence in where),
            Cut(),
        )
    )


def receipt_slip(
    title: str,
    *,
    poll: str,
    in_the_box: tuple[str, ...],
    tracker: str,
    address: str,
    where: tuple[str, ...],
    moment: datetime | None = None,
) -> Slip:
    """A receipt; it has no place for a choice, and shows the moment to the quarter hour or not.

    ``in_the_box`` says that the vote is in the box, ``where`` where the tracker can be looked up:
    each once per language. ``address``: of the page for that; empty: phones have none. Without a
    trustworthy clock ``moment`` is None.
    """
    time = () if moment is None else (Small(quarter_text(moment)),)
    return Slip(
        (
            Heading(title),
            Words(poll),
            *time,
            Divider(),
            *(Strong(sentence) for sentence in in_the_box),
            Big(tracker),
            *((QrCode(address),) if address else ()),
            *(Words(sentence) for sentence in where),
            Cut(),
        )
    )


def printer_check_slip(title: str, *, sentences: tuple[str, ...], code: str) -> Slip:
    """A test slip: every size, the accents, both edges of the paper, a QR code to scan back."""
    return Slip(
        (
            Banner(title),
            Heading(title),
            *(Words(sentence) for sentence in sentences),
            Small(ACCENTS),
            Strong(ACCENTS),
            Divider(),
            QrCode(code),
            Big("23467-9CDFG"),
            Divider(),
            Cut(),
        )
    )


def report_slip(
    title: str,
    *,
    heading: str,
    pairs: tuple[tuple[str, str], ...],
    words: tuple[tuple[str, str], ...] = (),
    code: str = "",
    notes: tuple[str, ...] = (),
    signatures: tuple[str, ...] = (),
) -> Slip:
    """A report in pairs of name and value (zero report, closing report), with lines to sign on.

    ``words``: what is compared aloud, each behind its name; ``code``: what its QR code holds.
    """
    compared: tuple[Line, ...] = tuple(
        line for name, value in words for line in (Small(name), Strong(value))
    )
    signing: tuple[Line, ...] = tuple(
        line for name in signatures for line in (Space(), Space(), Space(), Divider(), Small(name))
    )
    return Slip(
        (
            Heading(title),
            Strong(heading),
            Divider(),
            *(Pair(name, value) for name, value in pairs),
            Divider(),
            *compared,
            *((QrCode(code),) if code else ()),
            *(Words(note) for note in notes),
            *signing,
            Cut(),
        )
    )


def sheet_slip(title: str, *, heading: str, sentences: tuple[str, ...]) -> Slip:
    """Plain sentences under a heading, a line apart."""
    said = tuple(line for sentence in sentences for line in (Words(sentence), Space()))
    return Slip((Heading(title), Strong(heading), Divider(), *said, Cut()))


def key_slip(
    title: str, *, heading: str, words: tuple[str, ...], code: str, notes: tuple[str, ...]
) -> Slip:
    """The key of a sealed box: its words with their places, and the same as a QR code."""
    return Slip(
        (
            Heading(title),
            Strong(heading),
            Divider(),
            *(Pair(str(place), word) for place, word in enumerate(words, start=1)),
            Divider(),
            QrCode(code),
            *(Words(note) for note in notes),
            Cut(),
        )
    )


def marked(slip: Slip, mark: str) -> Slip:
    """The same slip with a mark across its top: that it is a copy, or of a trial."""
    return Slip((Banner(mark), *slip.lines))


def words_on(slip: Slip) -> tuple[str, ...]:
    """What can be read on a slip, line by line, for those who cannot see it."""
    return tuple(said for line in slip.lines if (said := _said(line)))


def _said(line: Line) -> str:
    match line:
        case Pair(name, value):
            return f"{name}: {value}"
        case QrCode() | Divider() | Space() | Cut():
            return ""
        case _:
            return line.text
