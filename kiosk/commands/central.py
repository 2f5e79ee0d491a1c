"""``kiosk central``: the server that many kiosks report to."""

import asyncio
import errno
import time

import click
from aiohttp import web

from kiosk.addresses import shown_at
from kiosk.central.central_app import central_app
from kiosk.central.open_store import open_store
from kiosk.central.schema import DatabaseNotUsable
from kiosk.central.site import Site
from kiosk.commands.quiet_log import set_up_log
from kiosk.commands.stopping import asked_to_stop
from kiosk.listening import listen
from kiosk.presentation.phrases import Catalogues
from kiosk.shipped import web_folder
from kiosk.unread import LINGER

DATABASE = "sqlite:///central.sqlite"
PORT = 8090


@click.command("central")
@click.option("--database", default=DATABASE, show_default=True, metavar="URL")
@click.option("--port", default=PORT, show_default=True, type=click.IntRange(0, 65535))
@click.option("--host", default="127.0.0.1", show_default=True)
def COMMAND(database: str, port: int, host: str) -> None:  # noqa: N802 - the name that is found
    """Take in the records of kiosks, count them again and publish them.

    URL is sqlite:///FILE or postgresql://USER@HOST/NAME.
    """
    set_up_log()
    try:
        asyncio.run(_serve(database, host, port))
    except DatabaseNotUsable as trouble:
        raise click.ClickException(str(trouble)) from trouble


async def _serve(database: str, host: str, port: int) -> None:
    web_files = web_folder()
    store = await open_store(database)
    site = Site(
        store=store,
        catalogues=Catalogues(web_files / "locale"),
        templates=web_files / "templates" / "central",
        clock=lambda: int(time.time()),
    )
    # No access log: who looks at a result is nobody's business.
    app = central_app(site, web_files / "styles")
    runner = web.AppRunner(app, access_log=None, auto_decompress=False, lingering_time=LINGER)
    await runner.setup()
    try:
        await _listen(runner, host, port)
        await asked_to_stop().wait()
    finally:
        await runner.cleanup()


async def _listen(runner: web.AppRunner, host: str, port: int) -> None:
    try:
        await listen(runner, host, port)
    except OSError as trouble:
        if trouble.errno == errno.EADDRINUSE:
            message = f"Port {port} is in use. Choose another with --port."
        else:
            message = f"{host} port {port} cannot be used. Choose others with --host and --port."
        raise click.ClickException(message) from trouble
    click.echo(f"The central server answers at {shown_at(host, runner.addresses[0][1])}/")
