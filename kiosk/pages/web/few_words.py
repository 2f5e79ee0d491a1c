"""Where few voted: why no whole ballot is opened or shown, in words."""

from aiohttp import web

from kiosk.actions.open_sample import sample_withheld
from kiosk.pages.web.keys import KIOSK
from kiosk.pages.web.show import phrases_for


async def why_withheld(request: web.Request, poll_id: str) -> str:
    """The reason for officials; empty where its ballots may be opened, or none is counted."""
    sitting = request.app[KIOSK].hall.sitting
    if not await sample_withheld(sitting, poll_id):
        return ""
    wording = phrases_for(request).gettext(
        "Fewer than %(num)s voted. No whole ballot is opened or shown."
    )
    return wording % {"num": sitting.assembly.publish_from}


async def why_not_shown(request: web.Request, poll_id: str) -> str:
    """The reason for everybody; empty where the ballots of the poll are shown."""
    sitting = request.app[KIOSK].hall.sitting
    if not await sample_withheld(sitting, poll_id):
        return ""
    wording = phrases_for(request).gettext(
        "Fewer than %(num)s voted, so whole ballots are not shown."
    )
    return wording % {"num": sitting.assembly.publish_from}
