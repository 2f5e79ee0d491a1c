"""Paper, after the commit and never a condition of it."""

import asyncio

from kiosk.actions.hall import Hall
from kiosk.devices.contract import Printed, PrinterState, Ready
from kiosk.domain.slip import Slip, marked
from kiosk.live import News

LOOK_EVERY = 10  # seconds between two questions to the printer


async def print_slip(hall: Hall, slip: Slip) -> PrinterState:
    """Print, one slip at a time, and tell the officials how it went."""
    mark = hall.sitting.trial_mark
    state = await hall.printer.print(marked(slip, mark) if mark else slip)
    # What failed is asked: where there is no printer at all, nobody needs to do anything.
    note_printer(hall, Ready() if isinstance(state, Printed) else await hall.printer.state())
    hall.hub.announce(News.DEVICES)
    return state


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
