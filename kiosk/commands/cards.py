"""``kiosk cards``: printable voting cards, to be mixed and drawn by hand."""

import asyncio
from pathlib import Path

import click

from kiosk.actions.load_assembly import sitting_of
from kiosk.actions.make_cards import make_cards, need_bowl
from kiosk.actions.sign_in import new_code
from kiosk.commands.running import config_from, said
from kiosk.devices.card_sheet import card_sheets
from kiosk.domain.cards import spoken
from kiosk.domain.errors import Refused
from kiosk.kiosk_app import device_key
from kiosk.store.meeting_folder import lock

MOST = 5000
LINE = "Keep this until the end. Vote on your phone or at the voting screen."


@click.command("cards")
@click.option("--data", required=True, type=click.Path(path_type=Path), help="The data folder.")
@click.option("--number", required=True, type=click.IntRange(1, MOST), help="How many cards.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The PDF to write.")
@click.option("--config", "file", type=click.Path(path_type=Path), help="A file of settings.")
def COMMAND(  # noqa: N802 - the name that is found
    data: Path, number: int, out: Path, file: Path | None
) -> None:
    """Make voting cards for the loaded assembly and write them as a PDF to print.

    Every card counts from now on: keep the file as safe as the cards, and delete it after.
    """
    config = config_from(file, data=str(data))
    try:
        held = lock(data)
        try:
            asyncio.run(_make(data, number, out, config.reached_at))
        finally:
            held.release()
    except Refused as refusal:
        raise said(refusal, data) from refusal
    click.echo(f"{number} cards are in {out.name}. Print, cut, fold and mix them.")


async def _make(data: Path, number: int, out: Path, address: str) -> None:
    sitting = await sitting_of(data)
    try:
        if sitting.folder is None:
            raise click.ClickException(f"No assembly is loaded in {data}. Use kiosk load first.")
        need_bowl(sitting)
        codes = [new_code() for _ in range(number)]
        title = sitting.assembly.title.in_language(sitting.assembly.languages[0])
        sheets = card_sheets(
            title, LINE, cards=[(f"{address}/card/{one}", spoken(one)) for one in codes]
        )
        try:
            await asyncio.to_thread(out.write_bytes, sheets)
        except OSError as trouble:
            raise click.ClickException(f"{out}: {trouble.strerror}.") from trouble
        await make_cards(sitting, device_key(data), codes)
    finally:
        await sitting.close()
