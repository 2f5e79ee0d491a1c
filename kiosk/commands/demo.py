"""``kiosk demo``: a ready-made assembly on this machine, no hardware, no questions asked."""

import asyncio
import tempfile
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path

import click

from kiosk.actions.load_assembly import take_in
from kiosk.commands.assembly_files import read_files
from kiosk.commands.running import config_from, run, said
from kiosk.domain.errors import Refused
from kiosk.kiosk_app import device_key
from kiosk.meeting.doors import DEMO_PIN
from kiosk.shipped import demo_file
from kiosk.store.meeting_folder import Kept, lock

PORT = 8080
PIN = DEMO_PIN
"""Not a secret: everybody may try the demonstration, and rehearsals use it too."""

PAGES = (
    ("Sign-in desk", "/desk"),
    ("Voting booth", "/booth"),
    ("Chair", "/chair"),
    ("Organiser", "/organiser"),
    ("Virtual devices", "/panel"),
)
"""Of the kiosk's own screen: each address makes the browser that opens it this screen."""

EVERYBODYS = (("Attendee", "/"), ("Projector", "/screen"))


@click.command("demo")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--rule", default="", help="Count the questions by this rule (see: kiosk rules).")
@click.option("--sealed", is_flag=True, help="Seal each box under a key on paper, torn up later.")
@click.option("--port", default=PORT, show_default=True, type=click.IntRange(0, 65535))
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option("--data", type=click.Path(path_type=Path), help="Keep the data here.")
@click.option("--central", default="", metavar="URL", help="Send closed polls to this server.")
def COMMAND(  # noqa: N802 - the name that is found
    *,
    file: Path | None,
    rule: str,
    sealed: bool,
    port: int,
    host: str,
    data: Path | None,
    central: str,
) -> None:
    """Run a complete assembly on this machine, with virtual printer, buttons and scanner.

    FILE is another assembly: a folder, an assembly.toml or a .pb file.
    """
    with ExitStack() as over:
        if data is None:
            data = Path(over.enter_context(tempfile.TemporaryDirectory(prefix="kiosk-demo-")))
        kept = replace(read_files(file or demo_file(), rule), sealed=sealed)
        _run(kept, host, port, data, central)


def _run(kept: Kept, host: str, port: int, data: Path, central: str) -> None:
    try:
        held = lock(data)
        try:
            asyncio.run(take_in(data, kept, device_key(data)))
        finally:
            held.release()
        config = config_from(
            None,
            host="127.0.0.1",
            port=port,
            data=str(data),
            printer="virtual",
            central=central or None,
            sync_seconds=5,
        )
    except Refused as refusal:
        raise said(refusal, data) from refusal
    # Officials' pages open on this machine only, wherever the demonstration listens; what it shows
    # leads here too, so that no address need be given.
    config = replace(config, host=host)
    run(config, partial(_greeting, data), demo=True)


def _greeting(data: Path, address: str, own: str, made: dict[str, str]) -> None:
    click.echo("The demonstration is running. Open these pages in a browser on this machine:\n")
    for pages, start in ((PAGES, own), (EVERYBODYS, address)):
        for name, path in pages:
            click.echo(f"  {name:<16} {start}{path}")
    pin = PIN if made else f"{PIN}, or as you set it"
    click.echo(f"\n  PIN of the chair and the organiser: {pin}")
    click.echo(f"  Its files: {data.resolve()}")
    click.echo("\nStop it with Ctrl+C.")
