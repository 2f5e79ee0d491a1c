"""A central server for journeys, and servers that are none."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import web
from aiohttp.typedefs import Handler

from kiosk.assets import web_folder
from kiosk.central.central_app import central_app
from kiosk.central.open_store import open_store
from kiosk.central.site import Site
from kiosk.pages.i18n import Catalogues


@asynccontextmanager
async def central_at(file: Path) -> AsyncIterator[str]:
    """The address of a central server on that SQLite file, as long as the block lasts."""
    voices = Catalogues(web_folder() / "locale")
    site = Site(
        store=await open_store(f"sqlite:///{file}"),
        voices=voices,
        languages=voices.languages,
        templates=web_folder() / "templates" / "central",
        clock=lambda: 1_700_000_000,
    )
    async with _served(central_app(site, web_folder() / "styles")) as url:
        yield url


@asynccontextmanager
async def answering_with(handler: Handler) -> AsyncIterator[str]:
    """The address of a server that answers everything in that way."""
    app = web.Application(client_max_size=2**26)
    app.router.add_route("*", "/{path:.*}", handler)
    async with _served(app) as url:
        yield url


@asynccontextmanager
async def _served(app: web.Application) -> AsyncIterator[str]:
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
