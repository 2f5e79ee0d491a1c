"""Starting a kiosk from the command line, and saying in one sentence why it cannot."""

import asyncio
import errno
import gc
import os
import resource
import socket
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import click
from aiohttp import web

from kiosk.addresses import shown_at
from kiosk.commands.hand_over import hand_over
from kiosk.commands.quiet_log import set_up_log
from kiosk.commands.stopping import asked_to_stop
from kiosk.config import Config, read_config
from kiosk.connections import BOUNDS, SILENCE
from kiosk.domain.count.settings import BadSetting
from kiosk.domain.errors import (
    AnotherMeetingBegan,
    BadFile,
    CannotSave,
    CardsComeFromTheDesk,
    FileDamaged,
    FolderInUse,
    NewerFile,
    Refused,
)
from kiosk.kiosk_app import CONNECTIONS, make_app, open_doors, open_kiosk
from kiosk.listening import listen, take_address
from kiosk.pages.web.own_screen import own_address
from kiosk.store.meeting_folder import lock

Greeting = Callable[[str, str, dict[str, str]], None]
"""Says where to look.

The kiosk's own address, the one that makes a browser its own screen, and the PINs that were made
just now by role.
"""


def said(refusal: Refused, data: Path) -> click.ClickException:
    """The refusal as one sentence with its remedy."""
    match refusal:
        case BadFile():
            sentence = "\n".join(map(str, refusal.faults))
        case BadSetting():
            sentence = str(refusal)
        case AnotherMeetingBegan():
            sentence = (
                f"A meeting is held in {data}: {refusal.present} people are inside, there are "
                f"{refusal.cards} voting cards and {refusal.closed} closed votes. To put it aside "
                "add --put-aside; loading its own files again brings all of it back."
            )
        case FolderInUse():
            sentence = (
                f"A kiosk works in {data} already. Stop it, or give another folder with --data."
            )
        case NewerFile():
            sentence = f"The files in {data} are from a newer kiosk. Install that version."
        case FileDamaged():
            sentence = (
                f"{refusal.file} in {data} is damaged or missing; nothing was changed. "
                "Give the folder of the second copy with --data, or put a back-up there."
            )
        case CardsComeFromTheDesk():
            sentence = (
                "The desk prints the cards of this meeting. "
                'For cards made ahead write cards = "drawn", and load it again.'
            )
        case CannotSave():
            sentence = f"Nothing can be saved: {refusal}. Free the disk, or give another --data."
        case _:
            sentence = f"This is not possible now: {type(refusal).__name__}."
    return click.ClickException(sentence)


def config_from(file: Path | None, **overrides: str | int | None) -> Config:
    """The settings from the file, the environment and the command line; raises BadFile."""
    path = file or Path("/etc/kiosk/config.toml")
    try:
        text = path.read_text(encoding="utf-8") if file or path.exists() else ""
    except (OSError, UnicodeDecodeError) as trouble:
        raise click.ClickException(f"{path} cannot be read ({type(trouble).__name__}).") from None
    return read_config(file_text=text, environment=os.environ, overrides=overrides, file=path.name)


def run(config: Config, greeting: Greeting, *, demo: bool = False) -> None:
    """Run a kiosk until it is asked to stop; every "no" becomes one sentence.

    ``demo``: its PINs are known to everybody.
    """
    set_up_log()
    _make_room()
    data = Path(config.data)
    try:
        held = lock(data)
        try:
            asyncio.run(_serve(config, greeting, demo=demo))
        finally:
            held.release()
    except Refused as refusal:
        raise said(refusal, data) from refusal
    except (sqlite3.DatabaseError, OSError) as trouble:
        raise click.ClickException(
            f"The files in {data} cannot be read ({trouble}). Give another folder with --data."
        ) from trouble


def _make_room() -> None:
    """New files are for this user only, and as many connections are open as the system allows."""
    os.umask(0o077)
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


async def _serve(config: Config, greeting: Greeting, *, demo: bool) -> None:
    # First of all: a stop while it starts must not part a PIN from its file.
    stop = asked_to_stop()
    data = Path(config.data)
    taken = _any_port(config)
    if taken is not None:  # codes on paper and on screens name the port that phones must type
        config = replace(config, port=taken.getsockname()[1])
    doors, made = open_doors(data, demo=demo)
    kiosk = await open_kiosk(config, doors)
    # No access log: an address can hold a card's code.
    app = make_app(kiosk)
    runner = web.AppRunner(
        app, access_log=None, shutdown_timeout=5, keepalive_timeout=SILENCE, **BOUNDS
    )
    watching = asyncio.create_task(app[CONNECTIONS].keep_few(runner))
    try:
        await runner.setup()
        await _listen(runner, config, taken)
        address = shown_at(config.host, runner.addresses[0][1])
        own = own_address(address, doors)
        hand_over(data, address, own)
        greeting(address, own, made)
        # What is there now stays: looking through it for rubbish again and again would make
        # everybody wait for some hundredths of a second.
        gc.collect()
        gc.freeze()
        if doors.unkept:  # never before: a PIN that is kept but was not said opens no door
            await doors.keep()
        await stop.wait()
    finally:
        watching.cancel()
        await runner.cleanup()


def _any_port(config: Config) -> socket.socket | None:
    """A port that the system chose, where the settings leave it open."""
    if config.port:
        return None
    try:
        return take_address(config.host, 0)
    except OSError as trouble:
        raise _not_taken(config, trouble) from trouble


async def _listen(runner: web.AppRunner, config: Config, taken: socket.socket | None) -> None:
    try:
        await listen(runner, config.host, config.port, taken)
    except OSError as trouble:
        raise _not_taken(config, trouble) from trouble


def _not_taken(config: Config, trouble: OSError) -> click.ClickException:
    if trouble.errno == errno.EADDRINUSE:
        return click.ClickException(f"Port {config.port} is in use. Choose another with --port.")
    return click.ClickException(
        f"{config.host} port {config.port} cannot be used. Choose another --port."
    )
