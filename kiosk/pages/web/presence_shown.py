"""Who is here, as the officials' pages show it."""

from aiohttp import web

from kiosk.actions.sign_in import attendance
from kiosk.pages.views.presence import Presence
from kiosk.pages.web.keys import KIOSK


async def presence_of(request: web.Request) -> Presence:
    """Who is here, for the head of the officials' pages."""
    here = await attendance(request.app[KIOSK].hall)
    return Presence(
        present=here.present,
        members=0 if request.app[KIOSK].hall.sitting.assembly.open_door else here.members,
        needed=here.needed,
        reached=here.reached,
        guests=here.guests,
    )
