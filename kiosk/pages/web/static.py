"""Styles, scripts and icons from memory, under names that change with their content."""

from aiohttp import web

from kiosk.pages.web.keys import KIOSK

FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}


async def asset(request: web.Request) -> web.Response:
    """One asset."""
    found = request.app[KIOSK].renderer.assets.by_address.get(request.path)
    if found is None:
        raise web.HTTPNotFound
    kind, _, charset = found.content_type.partition("; charset=")
    return web.Response(
        body=found.body, content_type=kind, charset=charset or None, headers=FOREVER
    )


async def device(request: web.Request) -> web.Response:
    """How many pixels a millimetre has on the kiosk's own screen."""
    tenths = request.app[KIOSK].config.mm
    return web.Response(
        text=f":root{{--mm:{tenths // 10}.{tenths % 10}px}}", content_type="text/css"
    )


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
