"""A central server for journeys, and servers that are none."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
from aiohttp import web
from aiohttp.typedefs import Handler

from kiosk.central.central_app import central_app
from kiosk.central.open_store import open_store
from kiosk.central.site import Site
from kiosk.presentation.phrases import Catalogues
from kiosk.shipped import web_folder


@asynccontextmanager
async def central_at(file: Path) -> AsyncIterator[str]:
    """The address of a central server on that SQLite file, as long as the block lasts."""
    catalogues = Catalogues(web_folder() / "locale")
    site = Site(
        store=await open_store(f"sqlite:///{file}"),
        catalogues=catalogues,
        templates=web_folder() / "templates" / "central",
        clock=lambda: 1_700_000_000,
    )
    async with _served(central_app(site, web_folder() / "styles")) as url:
        yield url


@asynccontextmanager
async def older_central_at(file: Path) -> AsyncIterator[str]:
    """The same of a central server from before it could be asked what it has of one log."""
    async with central_at(file) as url, aiohttp.ClientSession() as through:

        async def answer(request: web.Request) -> web.Response:
            if "/logs/" in request.path:
                raise web.HTTPNotFound
            body = await request.read()
            async with through.request(request.method, url + request.path, data=body) as told:
                return web.Response(status=told.status, body=await told.read())

        async with answering_with(answer) as older:
            yield older


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
