"""Another meeting, or its trial, sits in the hall from now on."""

from kiosk.live import News
from kiosk.meeting.hall import Hall, Sitting


async def change_sitting(hall: Hall, sitting: Sitting) -> None:
    """Let that one sit; what forms, calls and the projector held of the one before is forgotten.

    In the desk's turn: whoever is being let in belongs to the meeting that is there.
    """
    async with hall.doors.desk:
        old, hall.sitting = hall.sitting, sitting
        for recent in (hall.casts, hall.arrivals, hall.guests):
            recent.forget_all()
        hall.help_calls.clear()
        hall.scene, hall.shown_poll, hall.revealed = "question", "", ("", 0)
        await old.close()
    hall.hub.announce(News.POLLS)
