"""Paper, after the commit and never a condition of it."""

from kiosk.actions.hall import Hall
from kiosk.devices.contract import PrinterState
from kiosk.domain.slip import Slip
from kiosk.live import News


async def print_slip(hall: Hall, slip: Slip) -> PrinterState:
    """Print, one slip at a time, and tell the officials how it went."""
    state = await hall.printer.print(slip)
    hall.hub.announce(News.DEVICES)
    return state
