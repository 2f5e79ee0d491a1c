"""For a monitor: whether the program is alive, and how the box is."""

from aiohttp import web

from kiosk.pages.web.kiosk import KIOSK


async def healthz(_request: web.Request) -> web.Response:
    """The program is alive."""
    return web.Response(text="ok\n")


async def metrics(request: web.Request) -> web.Response:
    """How the box is, for a monitor: no turnout, nothing of any voter.

    Not how many pages are open either: one less is a phone whose vote was cast that very moment.
    """
    lines = (
        "# TYPE kiosk_cannot_save gauge",
        f"kiosk_cannot_save {int(request.app[KIOSK].hall.sitting.seen_trouble)}",
    )
    return web.Response(text="\n".join(lines) + "\n", content_type="text/plain")
