"""``kiosk cards``: printable voting cards, to be mixed and drawn by hand."""

import asyncio
from pathlib import Path

import click

from kiosk.actions.load_assembly import sitting_of
from kiosk.actions.make_cards import make_cards, need_bowl
from kiosk.actions.new_code import new_code
from kiosk.commands.running import config_from, said
from kiosk.config import Config
from kiosk.devices.card_sheet import card_sheets
from kiosk.domain.cards import spoken
from kiosk.domain.errors import CannotSave, Refused
from kiosk.kiosk_app import device_key
from kiosk.store.meeting_folder import lock, write_safely

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
            asyncio.run(_make(data, number, out, _start_of(config)))
        finally:
            held.release()
    except Refused as refusal:
        raise said(refusal, data) from refusal
    if config.leads_phones_astray:
        click.echo(
            f"Note: phones cannot open {config.reached_at}, so the codes hold no address. "
            "For phones write `address` into a file of settings and give it with --config.",
            err=True,
        )
    click.echo(f"{number} cards are in {out.name}. Print, cut, fold and mix them.")


def _start_of(config: Config) -> str:
    """What stands before a card's code in its QR code: nothing where phones would be led astray."""
    return "" if config.leads_phones_astray else f"{config.reached_at}/card/"


async def _make(data: Path, number: int, out: Path, start: str) -> None:
    sitting = await sitting_of(data)
    try:
        if sitting.folder is None:
            raise click.ClickException(f"No assembly is loaded in {data}. Use kiosk load first.")
        need_bowl(sitting)
        codes = [new_code() for _ in range(number)]
        title = sitting.assembly.title.in_language(sitting.assembly.languages[0])
        sheets = card_sheets(title, LINE, cards=[(f"{start}{one}", spoken(one)) for one in codes])
        try:
            await asyncio.to_thread(write_safely, out, sheets)
        except CannotSave as trouble:
            raise click.ClickException(f"{trouble}.") from trouble
        await make_cards(sitting, device_key(data), codes)
    finally:
        await sitting.close()
