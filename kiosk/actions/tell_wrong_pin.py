"""Wrong PINs are told: to the chair by their number, in the log without a place."""

from kiosk.actions.log.keep_event import keep_event_if_possible
from kiosk.domain.happening import Happening
from kiosk.meeting.hall import Hall

FEWER = 5  # after one event, so many times more wrong PINs until the next: guessing fills no log


async def tell_wrong_pin(hall: Hall, opens: str) -> None:
    """Somebody typed a wrong PIN. ``opens``: what the right one would have opened."""
    hall.doors.wrong_pins += 1
    number = hall.doors.wrong_pins
    while number % FEWER == 0:
        number //= FEWER
    if number == 1:
        facts = (("role", opens), ("number", hall.doors.wrong_pins))
        await keep_event_if_possible(hall, Happening.WRONG_PIN, facts=facts)
