"""Reports of the ceremonies: printed by themselves, listed for the chair, printed again."""

import logging
from collections import Counter

from aiohttp import web

from kiosk.actions.log.make_reports import (
    KEY_SLIP,
    Kind,
    Report,
    is_bowl_to_count,
    print_report,
    reports_of,
)
from kiosk.actions.log.read_log import read_log
from kiosk.devices.clock import moment_now
from kiosk.domain.errors import PrintedOftenEnough
from kiosk.domain.slip import words_on
from kiosk.meeting.doors import Role
from kiosk.pages.chair.key import print_key
from kiosk.pages.chair.report_slips import Teller, slip_of, title_of
from kiosk.pages.views.chair import Report as ReportShown
from kiosk.pages.web import printing
from kiosk.pages.web.access import must_be
from kiosk.pages.web.forms import form_of
from kiosk.pages.web.keys import KIOSK, Kiosk
from kiosk.pages.web.show import go_to, phrases_for
from kiosk.presentation.phrases import Phrases

MOST_COPIES = 20  # of one report, the first print among them

log = logging.getLogger(__name__)


async def reports_shown(request: web.Request) -> tuple[ReportShown, ...]:
    """Every report for the chair's page, in the page's language."""
    kiosk = request.app[KIOSK]
    teller = Teller(kiosk, phrases_for(request))
    return tuple(_shown(teller, one) for one in await reports_of(kiosk.hall.sitting))


def _shown(teller: Teller, report: Report) -> ReportShown:
    sitting = teller.kiosk.hall.sitting
    # Before the first vote everybody should have read what this box can know.
    is_new = report.kind is Kind.SHEET and not sitting.told.closed and not sitting.opened
    trouble = report.failed is not None and teller.kiosk.config.printer != "none"
    return ReportShown(
        id=report.id,
        title=title_of(teller, report),
        lines=words_on(slip_of(teller, report)),
        copies=report.copies,
        open=is_new,
        cards_of=report.poll if is_bowl_to_count(report, sitting) else "",
        trouble=printing.state_words(report.failed, teller.phrases)
        if trouble and report.failed is not None
        else "",
    )


async def print_again(request: web.Request) -> web.StreamResponse:
    """The chair prints a report: once more, and then it is marked as a copy.

    Raises PrintedOftenEnough: the signed log must not grow without end.
    """
    must_be(request, Role.CHAIR)
    kiosk = request.app[KIOSK]
    report_id = request.match_info["report"]
    sitting = kiosk.hall.sitting
    told = await read_log(sitting.told, sitting.roll.read)
    if told.times_printed(report_id) + kiosk.hall.asked[report_id] >= MOST_COPIES:
        raise PrintedOftenEnough
    kiosk.hall.asked[report_id] += 1
    kiosk.hall.due.put_nowait(report_id)
    poll_id = str(form_of(request).get("poll", ""))
    return go_to(request, f"/chair/poll/{poll_id}" if poll_id else "/chair")


async def print_what_is_due(kiosk: Kiosk) -> None:
    """Print each report as soon as what it tells is safe on disk, for ever."""
    while True:
        report_id = await kiosk.hall.due.get()
        try:
            if report_id.startswith(KEY_SLIP):
                await print_key(kiosk, report_id.removeprefix(KEY_SLIP))
            else:
                await _print(kiosk, report_id)
        except Exception as fault:  # paper is never a condition: the next report is printed
            log.warning("a report was not printed: %s", type(fault).__name__)
        finally:
            kiosk.hall.asked -= Counter([report_id])


async def _print(kiosk: Kiosk, report_id: str) -> None:
    hall = kiosk.hall
    phrases = kiosk.renderer.phrases(hall.sitting.assembly.languages[0])
    for report in await reports_of(hall.sitting):
        if report.id == report_id and report.copies < MOST_COPIES:
            slip = slip_of(Teller(kiosk, phrases), report)
            await print_report(hall, report, slip, mark=_mark(report, phrases))


def _mark(report: Report, phrases: Phrases) -> str:
    copy = phrases.gettext("Copy %(num)s") % {"num": report.copies + 1}
    return f"{copy} · {moment_now().text}".rstrip(" ·")
