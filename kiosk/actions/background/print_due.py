"""Reports and keys are printed as soon as what they tell is safe on disk."""

import logging
from collections import Counter
from collections.abc import Callable

from kiosk.actions.log.make_reports import KEY_SLIP, print_report, reports_of
from kiosk.actions.print_slip import print_slip
from kiosk.devices.clock import moment_now
from kiosk.domain.printer_state import Printed
from kiosk.live import News
from kiosk.meeting.hall import Hall
from kiosk.presentation.key_slip import slip_of_key
from kiosk.presentation.phrases import Phrases
from kiosk.presentation.reports import ReportWords, slip_of
from kiosk.sync.report import Report

MOST_COPIES = 20  # of one report, the first print among them

log = logging.getLogger(__name__)


async def print_what_is_due(
    hall: Hall, phrases_of: Callable[[str], Phrases], *, copies: int
) -> None:
    """Print for ever. ``phrases_of`` a language; ``copies``: of the box, on other media."""
    while True:
        report_id = await hall.due.get()
        phrases = phrases_of(hall.sitting.assembly.languages[0])
        try:
            if report_id.startswith(KEY_SLIP):
                await _print_key(hall, report_id.removeprefix(KEY_SLIP), phrases)
            else:
                words = ReportWords(hall.sitting.assembly, phrases, hall.key.public, copies)
                await _print_report(hall, report_id, words)
        except Exception as fault:  # paper is never a condition: the next report is printed
            log.warning("a report was not printed: %s", type(fault).__name__)
        finally:
            hall.asked -= Counter([report_id])


async def _print_report(hall: Hall, report_id: str, words: ReportWords) -> None:
    for report in await reports_of(hall.sitting):
        if report.id == report_id and report.copies < MOST_COPIES:
            mark = _mark(report, words.phrases)
            await print_report(hall, report, slip_of(words, report), mark=mark)


def _mark(report: Report, phrases: Phrases) -> str:
    copy = phrases.gettext("Copy %(num)s") % {"num": report.copies + 1}
    return f"{copy} · {moment_now().text}".rstrip(" ·")


async def _print_key(hall: Hall, poll_id: str, phrases: Phrases) -> None:
    """Once; where no paper comes, the chair's page shows its words."""
    sitting = hall.sitting
    made = sitting.keys.get(poll_id)
    if made is None or made.printed is not None:
        return
    poll = sitting.assembly.poll(poll_id)
    state = await print_slip(hall, slip_of_key(sitting.assembly, poll, made.key, phrases))
    made.printed = isinstance(state, Printed)
    hall.hub.announce(News.POLLS)
