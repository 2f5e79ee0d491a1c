"""``kiosk sync``: send what is unsent to the central server."""

import asyncio
import json
from pathlib import Path

import click

from kiosk.actions.log.send_records import send_all
from kiosk.commands.running import config_from, said
from kiosk.domain.errors import Refused
from kiosk.store.meeting_folder import lock


@click.command("sync")
@click.option("--data", required=True, type=click.Path(path_type=Path), help="The data folder.")
@click.option("--central", metavar="URL", help="The server; else as in the settings.")
@click.option("--config", "file", type=click.Path(path_type=Path), help="A file of settings.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")
def COMMAND(  # noqa: N802 - the name that is found
    data: Path, central: str | None, file: Path | None, as_json: bool
) -> None:
    """Send the signed records of every assembly in the data folder."""
    config = config_from(file, central=central)
    if not config.central:
        raise click.UsageError("No server is named. Give --central URL or the setting central.")
    try:
        held = lock(data)
        try:
            sent = asyncio.run(send_all(data, config.central))
        finally:
            held.release()
    except Refused as refusal:
        raise said(refusal, data) from refusal
    if as_json:
        click.echo(json.dumps({"sent": sent.number, "left": sent.left, "trouble": sent.trouble}))
    elif sent.trouble:
        click.echo(f"Sent {sent.number}, {sent.left} wait: {sent.trouble}.", err=True)
    else:
        click.echo(f"Sent {sent.number}. Everything has arrived.")
    if sent.trouble:
        raise SystemExit(1)
