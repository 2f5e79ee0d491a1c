"""Reports of the ceremonies: listed for the chair, and printed again."""

from aiohttp import web

from kiosk.actions.background.print_due import MOST_COPIES
from kiosk.actions.log.make_reports import reports_of
from kiosk.actions.log.read_log import read_log
from kiosk.domain.errors import PrintedOftenEnough
from kiosk.domain.slip import words_on
from kiosk.meeting.doors import Role
from kiosk.pages.views.chair import ReportShown
from kiosk.pages.web.access import must_be
from kiosk.pages.web.answers import go_to
from kiosk.pages.web.forms import form_of
from kiosk.pages.web.kiosk import KIOSK, Kiosk
from kiosk.pages.web.reader import reader_of
from kiosk.presentation.phrases import Phrases
from kiosk.presentation.printer import printer_words
from kiosk.presentation.reports import ReportWords, slip_of, title_of
from kiosk.sync.report import Report, ReportKind, is_bowl_to_count


async def reports_shown(kiosk: Kiosk, phrases: Phrases) -> tuple[ReportShown, ...]:
    """Every report for the chair's page, in the page's language."""
    copies = int(bool(kiosk.config.copy))
    assembly = kiosk.hall.sitting.assembly
    words = ReportWords(assembly, phrases, kiosk.hall.key.public, copies)
    reports = await reports_of(kiosk.hall.sitting)
    return tuple(_shown(kiosk, words, one) for one in reports)


def _shown(kiosk: Kiosk, words: ReportWords, report: Report) -> ReportShown:
    sitting = kiosk.hall.sitting
    # Before the first vote everybody should have read what this box can know.
    is_new = (
        report.kind is ReportKind.SHEET and not sitting.log_so_far.closed and not sitting.opened
    )
    failed = sitting.unprinted.get(report.id) if kiosk.config.printer != "none" else None
    return ReportShown(
        id=report.id,
        title=title_of(words, report),
        lines=words_on(slip_of(words, report)),
        copies=report.copies,
        open=is_new,
        cards_of=report.poll if is_bowl_to_count(report, sitting.assembly) else "",
        trouble=printer_words(failed, words.phrases) if failed is not None else "",
    )


async def print_again(request: web.Request) -> web.StreamResponse:
    """The chair prints a report: once more, and then it is marked as a copy.

    Raises PrintedOftenEnough: the signed log must not grow without end.
    """
    must_be(request, Role.CHAIR)
    kiosk = request.app[KIOSK]
    report_id = request.match_info["report"]
    sitting = kiosk.hall.sitting
    so_far = await read_log(sitting.log_so_far, sitting.roll.read)
    if so_far.times_printed(report_id) + kiosk.hall.asked[report_id] >= MOST_COPIES:
        raise PrintedOftenEnough
    kiosk.hall.asked[report_id] += 1
    kiosk.hall.due.put_nowait(report_id)
    poll_id = str(form_of(request).get("poll", ""))
    return go_to(reader_of(request), f"/chair/poll/{poll_id}" if poll_id else "/chair")
