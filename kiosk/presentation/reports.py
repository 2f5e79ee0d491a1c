"""The ceremonies' reports in words: for paper, and the same lines for the chair's page."""

from dataclasses import dataclass

from kiosk.domain.assembly import Assembly
from kiosk.domain.happening import ClockQuality
from kiosk.domain.reconciliation import said
from kiosk.domain.secrecy import Circumstances, opening_sheet
from kiosk.domain.slip import Slip, report_slip, sheet_slip
from kiosk.presentation.phrases import Phrases
from kiosk.presentation.sample import sample_slip
from kiosk.proof.signature import fingerprint
from kiosk.proof.tracker import spoken_digest
from kiosk.sync.event import Event
from kiosk.sync.report import Report, ReportKind, card_count, facts_of, is_bowl_to_count


@dataclass(frozen=True, slots=True)
class ReportWords:
    """What reports say beside their facts: the meeting's, the kiosk's, in the phrases' language.

    ``key``: the kiosk's public key in hexadecimal. ``copies``: of the box, on other media.
    """

    meeting: Assembly
    phrases: Phrases
    key: str
    copies: int

    @property
    def assembly(self) -> str:
        """The meeting's title."""
        return self.meeting.title.in_language(self.phrases.language)

    def poll(self, report: Report) -> str:
        """The title of the poll that a report is about."""
        return self.meeting.poll(report.poll).title.in_language(self.phrases.language)


def title_of(words: ReportWords, report: Report) -> str:
    """What a report is called on the chair's page."""
    phrases = words.phrases
    match report.kind:
        case ReportKind.SHEET:
            return phrases.gettext("What this box can know")
        case ReportKind.OPENING:
            return phrases.gettext("Opening report: %(poll)s") % {"poll": words.poll(report)}
        case ReportKind.CLOSING:
            return phrases.gettext("Closing report: %(poll)s") % {"poll": words.poll(report)}
        case ReportKind.SAMPLE:
            return phrases.gettext("Opened ballots: %(poll)s") % {"poll": words.poll(report)}


def slip_of(words: ReportWords, report: Report) -> Slip:
    """The report as it is printed."""
    match report.kind:
        case ReportKind.SHEET:
            return sheet_slip(
                words.assembly,
                heading=title_of(words, report),
                sentences=sheet_sentences(words),
            )
        case ReportKind.OPENING:
            return _opening(words, report)
        case ReportKind.CLOSING:
            return _closing(words, report)
        case ReportKind.SAMPLE:
            return sample_slip(
                words.assembly,
                heading=title_of(words, report),
                poll=words.meeting.poll(report.poll),
                report=report,
                phrases=words.phrases,
                money=words.phrases.money_in(words.meeting.currency),
            )


def sheet_sentences(words: ReportWords) -> tuple[str, ...]:
    """What the organiser could and could not learn in the mode of this meeting."""
    here = Circumstances(assembly=words.meeting, copies=words.copies)
    return tuple(words.phrases.say(one, {}, str) for one in opening_sheet(here))


def _opening(words: ReportWords, report: Report) -> Slip:
    phrases = words.phrases
    facts = facts_of(report.opened)
    return report_slip(
        words.assembly,
        heading=title_of(words, report),
        pairs=(
            (phrases.gettext("Ballots in the box"), _number(phrases, facts, "ballots")),
            (phrases.gettext("Cards spent"), _number(phrases, facts, "spent")),
            (phrases.gettext("Voting cards"), _number(phrases, facts, "cards")),
            (phrases.gettext("Members"), _number(phrases, facts, "members")),
            (phrases.gettext("Present"), _number(phrases, facts, "present")),
            (phrases.gettext("Guests"), _number(phrases, facts, "guests")),
            *_time(phrases, report.opened),
        ),
        words=(
            (phrases.gettext("List of cards"), spoken_digest(str(facts["digest"]))),
            (phrases.gettext("Meeting as loaded"), spoken_digest(str(facts["assembly"]))),
            _key(words),
        ),
        notes=(
            phrases.gettext("The box was empty when voting opened."),
            *_clock(phrases, report.opened),
        ),
        signatures=_tellers(phrases),
    )


def _closing(words: ReportWords, report: Report) -> Slip:
    phrases = words.phrases
    closed = report.closed
    if closed is None:
        raise ValueError("a closing report needs a closed poll")
    cards = facts_of(report.cards)
    counts = [
        (phrases.gettext("Ballots in the box"), phrases.number(closed.ballots)),
        (phrases.gettext("Of these blank"), phrases.number(closed.blank)),
        (phrases.gettext("Cards spent"), phrases.number(closed.spent)),
        (phrases.gettext("Voting cards"), _number(phrases, cards, "cards")),
        (phrases.gettext("Given out"), _number(phrases, cards, "given")),
    ]
    if closed.present is not None:
        counts.append((phrases.gettext("Counted as present"), phrases.number(closed.present)))
    if "left" in cards and is_bowl_to_count(report, words.meeting):
        counts.append((phrases.gettext("Left in the bowl"), _number(phrases, cards, "left")))
        counts.append((phrases.gettext("Void"), _number(phrases, cards, "void")))
    return report_slip(
        words.assembly,
        heading=title_of(words, report),
        pairs=(*counts, *_time(phrases, report.cards)),
        words=(
            (phrases.gettext("All ballots, in words"), spoken_digest(closed.root)),
            (phrases.gettext("List of cards"), spoken_digest(str(cards["digest"]))),
            _key(words),
        ),
        code=closed.root.upper(),
        notes=(*card_sentences(report, phrases), *_clock(phrases, report.cards)),
        signatures=_tellers(phrases),
    )


def card_sentences(report: Report, phrases: Phrases) -> tuple[str, ...]:
    """Whether the cards add up, and whether their list is the one of the opening."""
    before, after = facts_of(report.opened), facts_of(report.cards)
    more = int(after.get("cards", 0)) - int(before.get("cards", 0))
    if after.get("digest") == before.get("digest"):
        same = phrases.gettext("The list of cards is the same as at the opening.")
    elif more > 0:
        same = phrases.ngettext(
            "%(num)s card was made since the opening.",
            "%(num)s cards were made since the opening.",
            more,
        ) % {"num": phrases.number(more)}
    else:
        same = phrases.gettext("The list of cards is not the one of the opening.")
    return (*(phrases.say(one, {}, str) for one in said(card_count(report))), same)


def _number(phrases: Phrases, facts: dict[str, int | str], name: str) -> str:
    return phrases.number(int(facts.get(name, 0)))


def _key(words: ReportWords) -> tuple[str, str]:
    spoken = fingerprint(words.key).replace("-", " ")
    return words.phrases.gettext("Key of this kiosk"), spoken


def _tellers(phrases: Phrases) -> tuple[str, ...]:
    return (phrases.gettext("First teller"), phrases.gettext("Second teller"))


def _time(phrases: Phrases, event: Event | None) -> tuple[tuple[str, str], ...]:
    return ((phrases.gettext("About"), event.moment),) if event and event.moment else ()


def _clock(phrases: Phrases, event: Event | None) -> tuple[str, ...]:
    match event.clock if event else None:
        case ClockQuality.PLAUSIBLE:
            return (
                phrases.gettext("No time server has checked this clock."),
                phrases.gettext("The time written here may be wrong."),
            )
        case ClockQuality.UNSET:
            return (phrases.gettext("This kiosk does not know the time."),)
        case _:
            return ()
