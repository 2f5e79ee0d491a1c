"""``kiosk archive``: write the assembly as one file that anyone can check."""

import asyncio
import json
from pathlib import Path

import click

from kiosk.actions.log.write_archive import write_archive
from kiosk.commands.running import said
from kiosk.domain.errors import Refused
from kiosk.kiosk_app import device_key
from kiosk.proof.archive import ArchiveRefused
from kiosk.proof.signature import fingerprint
from kiosk.store.meeting_folder import current


@click.command("archive")
@click.option("--data", required=True, type=click.Path(path_type=Path), help="The data folder.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The file to write.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")
def COMMAND(data: Path, out: Path, as_json: bool) -> None:  # noqa: N802 - the name that is found
    """Write the current assembly with its ballots, results, log and signatures as one file.

    A kiosk may work in the data folder meanwhile. Nothing in the file names a member or a card.
    Anyone can check it with kiosk verify.
    """
    folder = current(data)
    if folder is None:
        raise click.ClickException(f"No assembly is loaded in {data}. Use kiosk load first.")
    try:
        key = device_key(data)
        number = asyncio.run(write_archive(folder, key, out))
    except ArchiveRefused as refusal:
        text = refusal.why.wording % dict(refusal.why.values)
        raise click.ClickException(f"{folder}: {text} Nothing was written.") from refusal
    except Refused as refusal:
        raise said(refusal, data) from refusal
    words = fingerprint(key.public)
    if as_json:
        report = {"file": str(out), "records": number, "device": key.public, "key": words}
        click.echo(json.dumps(report, ensure_ascii=False))
    else:
        click.echo(f"{number} records are in {out.name}, signed by {words}.")
        click.echo(f"Check it anywhere: kiosk verify {out.name} --key {words}")
