"""Styles, scripts and icons from memory, under names that change with their content."""

from aiohttp import web

from kiosk.pages.web.kiosk import KIOSK

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
