"""Paper, after the commit and never a condition of it: nobody waits for a printer."""

import asyncio

from kiosk.domain.printer_state import Printed, PrinterState, Ready
from kiosk.domain.slip import Slip, marked
from kiosk.live import News
from kiosk.meeting.hall import Hall
from kiosk.meeting.print_job import PrintJob

LOOK_EVERY = 10  # seconds between two questions to the printer


def print_soon(hall: Hall, slip: Slip) -> PrintJob:
    """Print when the slips before it are done. The job tells how it went, pages look again then."""
    mark = hall.sitting.trial_mark
    job = PrintJob(marked(slip, mark) if mark else slip)
    hall.jobs.put_nowait(job)
    return job


async def print_slip(hall: Hall, slip: Slip) -> PrinterState:
    """Print and wait for it: for work in the background, never for a page."""
    job = print_soon(hall, slip)
    await job.settled.wait()
    return job.state or Ready()


async def print_in_turn(hall: Hall) -> None:
    """Print what is asked for, one slip after the other, for ever."""
    while True:
        job = await hall.jobs.get()
        state = await hall.printer.print(job.slip)
        job.settle(state)
        # Who waits behind a slip that failed learns it now, and need not wait just as long.
        while not isinstance(state, Printed) and not hall.jobs.empty():
            hall.jobs.get_nowait().settle(state)
        hall.hub.announce(News.DEVICES)
        # What failed is asked: where there is no printer at all, nobody needs to do anything.
        note_printer(hall, Ready() if isinstance(state, Printed) else await hall.printer.state())


def note_printer(hall: Hall, state: PrinterState) -> None:
    """Keep what the printer said; who looks at it is told when it changed."""
    if state != hall.printer_state:
        hall.printer_state = state
        hall.hub.announce(News.DEVICES)


async def watch_printer(hall: Hall) -> None:
    """Ask the printer now and then, for ever: a roll can end without anybody printing."""
    while True:
        note_printer(hall, await hall.printer.state())
        await asyncio.sleep(LOOK_EVERY)
