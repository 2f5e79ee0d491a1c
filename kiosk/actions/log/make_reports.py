"""The ceremonies' reports: made from the log and nothing else, printed after the fact."""

from dataclasses import replace

import aiosqlite

from kiosk.actions.attendance import attendance
from kiosk.actions.log.keep_event import Facts, keep_event_if_possible
from kiosk.actions.log.read_log import read_log
from kiosk.actions.print_slip import print_slip
from kiosk.domain.assembly import Cards
from kiosk.domain.happening import BASE, WHILE_OPEN, Happening
from kiosk.domain.printer_state import Printed, PrinterState
from kiosk.domain.slip import Slip, marked
from kiosk.live import News
from kiosk.meeting.hall import Hall, Sitting
from kiosk.store import given_cards, settings
from kiosk.sync.report import Report, ReportKind

KEY_SLIP = "key-"  # ahead of a poll's id: its key is due to be printed, once, and is no report


async def zero_facts(tx: aiosqlite.Connection, hall: Hall, poll_id: str) -> Facts:
    """What the zero report states of the box and the hall in the moment of opening."""
    sitting = hall.sitting
    so_far = await read_log(sitting.log_so_far, sitting.roll.read)
    here = await attendance(hall, tx)
    number = sitting.box.cast_number(poll_id)
    return (
        ("ballots", number),
        ("spent", number),
        ("members", here.members),
        ("present", here.present),
        (BASE, WHILE_OPEN),
        ("guests", here.guests),
        ("assembly", so_far.assembly),
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


async def reports_of(sitting: Sitting) -> tuple[Report, ...]:
    """Every report that there is, the newest first; the sheet about secrecy is the last."""
    so_far = await read_log(sitting.log_so_far, sitting.roll.read)
    found: list[Report] = []
    for poll in sitting.assembly.polls:
        opened = so_far.last(Happening.POLL_OPENED, poll.id)
        if opened is None:
            continue
        closed = so_far.closed.get(poll.id)
        cards = so_far.last(Happening.CARDS_COUNTED, poll.id)
        found.append(Report(kind=ReportKind.OPENING, poll=poll.id, opened=opened))
        if closed:
            found.append(
                Report(
                    kind=ReportKind.CLOSING,
                    poll=poll.id,
                    opened=opened,
                    closed=closed,
                    cards=cards,
                    at_close=so_far.first(Happening.CARDS_COUNTED, poll.id),
                )
            )
        if sample := so_far.samples.get(poll.id):
            found.append(Report(kind=ReportKind.SAMPLE, poll=poll.id, closed=closed, sample=sample))
    whole = [*reversed(found), Report(kind=ReportKind.SHEET)]
    return tuple(replace(one, copies=so_far.times_printed(one.id)) for one in whole)


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
