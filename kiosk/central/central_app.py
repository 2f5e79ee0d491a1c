"""Puts the central server together: its addresses, its style and what every answer carries."""

import logging
from pathlib import Path

from aiohttp import web
from aiohttp.typedefs import Handler

from kiosk.central import api, pages
from kiosk.central.reading import Incoming
from kiosk.central.site import CENTRAL, ICONS, Site
from kiosk.central.views import PlainView
from kiosk.sync.batch import MOST_BYTES
from kiosk.unread import close_behind, has_no_length

log = logging.getLogger(__name__)

NO_LENGTH = "This does not say how long it is. Send it with its length."
ASSEMBLY = "/assemblies/{device:[0-9a-f]{64}}/{log:[0-9a-z-]{1,64}}"
POLL = ASSEMBLY + "/polls/{poll}"

ROUTES = (
    web.get("/", pages.show_list),
    web.get("/check", pages.show_check),
    web.get(ASSEMBLY, pages.show_assembly),
    web.get(POLL, pages.show_poll),
    web.post(POLL + "/tracker", pages.find_tracker),
    web.get(POLL + "/ballots.json", api.show_ballots),
    web.get(POLL + "/record.json", api.show_record),
    web.post("/api/v1/records", api.take_records),
    web.get("/api/v1/devices/{device}", api.show_device),
    web.get("/api/v1/devices/{device}/logs/{log}", api.show_log),
    web.get("/api/v1/assemblies", api.list_assemblies),
    web.get("/healthz", api.healthz),
)

SHEET = ("tokens.css", "result.css", "central.css")
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


def central_app(site: Site, styles: Path) -> web.Application:
    """The server as one application; it closes the site's store when it stops.

    ``styles``: the folder with the style sheets and the icons.
    """
    app = web.Application(
        client_max_size=MOST_BYTES, middlewares=[_only_with_length, _plain_errors]
    )
    app[CENTRAL] = site
    app[api.READING] = Incoming()
    sheet = b"\n".join((styles / name).read_bytes() for name in SHEET)
    app.add_routes([*ROUTES, web.get("/central.css", _kept(sheet, "text/css"))])
    icons = (styles / "icons.svg").read_bytes()
    app.add_routes([web.get(ICONS, _kept(icons, "image/svg+xml"))])
    app.on_response_prepare.append(_guard)
    app.on_cleanup.append(_let_go)
    return app


@web.middleware
async def _only_with_length(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Kiosks and browsers say the length; who does not might send for ever."""
    if not has_no_length(request):
        return await handler(request)
    return await close_behind(request, web.Response(status=411, text=NO_LENGTH))


@web.middleware
async def _plain_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """People get a page in their language; programs get aiohttp's bare answer."""
    try:
        return await handler(request)
    except web.HTTPNotFound:
        if request.path.startswith("/api/"):
            raise
        return request.app[CENTRAL].page(request, "not_found.html", PlainView(), status=404)


async def _guard(request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(HEADERS)


async def _let_go(app: web.Application) -> None:
    await app[CENTRAL].store.close()


def _kept(body: bytes, content_type: str) -> Handler:
    async def show(request: web.Request) -> web.StreamResponse:
        return web.Response(
            body=body, content_type=content_type, headers={"Cache-Control": "max-age=3600"}
        )

    return show
