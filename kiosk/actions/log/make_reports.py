"""The ceremonies' reports: made from the log and nothing else, printed after the fact."""

from dataclasses import dataclass, replace
from enum import StrEnum

import aiosqlite

from kiosk.actions.log.keep_event import Facts, keep_event_if_possible
from kiosk.actions.log.read_log import read_log
from kiosk.actions.print_slip import print_slip
from kiosk.actions.sign_in import attendance
from kiosk.devices.contract import Printed, PrinterState
from kiosk.domain.assembly import Cards
from kiosk.domain.happening import BASE, WHILE_OPEN, Happening
from kiosk.domain.reconciliation import CardCount
from kiosk.domain.slip import Slip, marked
from kiosk.live import News
from kiosk.meeting.hall import Hall, Sitting
from kiosk.meeting.told import Closed, OpenedSample, Told, facts_of
from kiosk.store import given_cards, settings
from kiosk.sync.event import Event

KEY_SLIP = "key-"  # ahead of a poll's id: its key is due to be printed, once, and is no report


class Kind(StrEnum):
    """What a report is about; with a poll's id behind it, its name."""

    SHEET = "sheet"  # what the organiser could and could not learn
    OPENING = "opening"  # the zero report: the box was empty
    CLOSING = "closing"
    SAMPLE = "sample"  # the ballots that the dice chose


def report_id(kind: Kind, poll_id: str) -> str:
    """The name of a report, as in addresses and in the log."""
    return f"{kind}-{poll_id}" if poll_id else kind.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report by its facts. ``copies``: how often it was printed; ``failed``: the last try."""

    kind: Kind
    poll: str = ""
    opened: Event | None = None
    closed: Closed | None = None
    cards: Event | None = None
    at_close: Event | None = None  # the same cards, as they were then
    sample: OpenedSample | None = None
    copies: int = 0
    failed: PrinterState | None = None

    @property
    def id(self) -> str:
        """Its name."""
        return report_id(self.kind, self.poll)


async def zero_facts(tx: aiosqlite.Connection, hall: Hall, poll_id: str) -> Facts:
    """What the zero report states of the box and the hall in the moment of opening."""
    sitting = hall.sitting
    told = await read_log(sitting.told, sitting.roll.read)
    here = await attendance(hall, tx)
    number = sitting.box.cast_number(poll_id)
    return (
        ("ballots", number),
        ("spent", number),
        ("members", here.members),
        ("present", here.present),
        (BASE, WHILE_OPEN),
        ("guests", here.guests),
        ("assembly", told.assembly),
        *card_facts(sitting),
    )


def card_facts(sitting: Sitting) -> Facts:
    """How many cards there are, and the digest that closes their list."""
    return (("cards", sitting.box.cards_number), ("digest", sitting.box.cards_digest().hex()))


async def closing_card_facts(sitting: Sitting, *, left: int | None, void: int) -> Facts:
    """The cards at the close of a poll. ``left`` in the bowl, where the tellers counted them."""
    given = await (
        settings.number(sitting.roll.read, settings.CAME)
        if sitting.assembly.open_door
        else given_cards.number(sitting.roll.read)
    )
    if is_printed(sitting):
        left, void = 0, 0  # each card is printed for somebody at the desk
    counted = () if left is None else (("left", left), ("void", void))
    return (*card_facts(sitting), ("given", given), *counted)


def is_printed(sitting: Sitting) -> bool:
    """Whether cards come out of the printer at the desk, so that no bowl is to be counted."""
    return sitting.assembly.cards is Cards.PRINTED


def is_bowl_to_count(report: Report, sitting: Sitting) -> bool:
    """Whether the tellers can type how many cards are left."""
    return report.kind is Kind.CLOSING and not is_printed(sitting)


def card_count(report: Report) -> CardCount:
    """The reconciliation of a closing report."""
    facts = facts_of(report.cards)
    left, given = facts.get("left"), int(facts.get("given", 0))
    return CardCount(
        made=int(facts.get("cards", 0)),
        given=given,
        late=given - int(facts_of(report.at_close).get("given", given)),
        spent=report.closed.spent if report.closed else 0,
        left=None if left is None else int(left),
        void=int(facts.get("void", 0)),
    )


async def reports_of(sitting: Sitting) -> tuple[Report, ...]:
    """Every report that there is, the newest first; the sheet about secrecy is the last."""
    told = await read_log(sitting.told, sitting.roll.read)
    found: list[Report] = []
    for poll in sitting.assembly.polls:
        opened = told.last(Happening.POLL_OPENED, poll.id)
        if opened is None:
            continue
        closed = told.closed.get(poll.id)
        cards = told.last(Happening.CARDS_COUNTED, poll.id)
        found.append(Report(kind=Kind.OPENING, poll=poll.id, opened=opened))
        if closed:
            found.append(
                Report(
                    kind=Kind.CLOSING,
                    poll=poll.id,
                    opened=opened,
                    closed=closed,
                    cards=cards,
                    at_close=told.first(Happening.CARDS_COUNTED, poll.id),
                )
            )
        if sample := told.samples.get(poll.id):
            found.append(Report(kind=Kind.SAMPLE, poll=poll.id, closed=closed, sample=sample))
    whole = [*reversed(found), Report(kind=Kind.SHEET)]
    return tuple(_with_copies(one, sitting, told) for one in whole)


def _with_copies(report: Report, sitting: Sitting, told: Told) -> Report:
    return replace(
        report, copies=told.times_printed(report.id), failed=sitting.unprinted.get(report.id)
    )


async def print_report(hall: Hall, report: Report, slip: Slip, *, mark: str) -> PrinterState:
    """Print a report; a second time with ``mark`` across its top. Paper is never a condition."""
    sitting = hall.sitting
    state = await print_slip(hall, marked(slip, mark) if report.copies else slip)
    if isinstance(state, Printed):
        sitting.unprinted.pop(report.id, None)
        facts = (("report", report.id), ("copy", report.copies + 1))
        await keep_event_if_possible(
            hall, Happening.REPORT_PRINTED, poll_id=report.poll, facts=facts
        )
    else:
        sitting.unprinted[report.id] = state
    hall.hub.announce(News.POLLS)
    return state
