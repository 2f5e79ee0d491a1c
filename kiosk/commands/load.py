"""``kiosk load``: read an assembly with its files, list every fault, or take it in."""

import asyncio
from pathlib import Path

import click

from kiosk.actions.hold_trial import delete_trials
from kiosk.actions.letters_on_paper import letters_not_on_paper
from kiosk.actions.load_assembly import TakenIn, sitting_of, take_in
from kiosk.actions.loading.put_aside import refuse_to_put_aside
from kiosk.actions.loading.read_apart import read_apart
from kiosk.commands.assembly_files import read_files
from kiosk.commands.running import said
from kiosk.domain.assembly import Assembly
from kiosk.domain.errors import Refused
from kiosk.formats.assembly_folder import Loaded
from kiosk.kiosk_app import device_key
from kiosk.store import meeting_folder
from kiosk.store.meeting_folder import Kept, lock


@click.command("load")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--data", required=True, type=click.Path(path_type=Path), help="The data folder.")
@click.option("--put-aside", is_flag=True, help="Also where a meeting has begun; it is kept.")
@click.option("--check", is_flag=True, help="Only look for mistakes; change nothing.")
def COMMAND(  # noqa: N802 - the name that is found
    file: Path, data: Path, put_aside: bool, check: bool
) -> None:
    """Take an assembly in: FILE is a folder, an assembly.toml or a .pb file."""
    kept = read_files(file)
    try:
        loaded = asyncio.run(read_apart(kept))
        for note in (*loaded.warnings, *_about_letters(loaded.assembly)):
            click.echo(f"Note: {note}", err=True)
        title = loaded.assembly.title.in_language(loaded.assembly.languages[0])
        people = f"{len(loaded.members)} people, {len(loaded.assembly.polls)} polls"
        if check:
            click.echo(f"{title}: in order. {people}.")
            return
        held = lock(data)
        try:
            taken = asyncio.run(_take_in(data, kept, loaded, put_aside=put_aside))
        finally:
            held.release()
    except Refused as refusal:
        raise said(refusal, data) from refusal
    what = "loaded" if taken.changed else "was loaded before, nothing changed"
    click.echo(f"{title}: {what}. {people}.")


def _about_letters(assembly: Assembly) -> tuple[str, ...]:
    letters = letters_not_on_paper(assembly)
    if not letters:
        return ()
    return (f"The printer cannot print these letters: {letters}. Install a font that has them.",)


async def _take_in(data: Path, kept: Kept, loaded: Loaded, *, put_aside: bool) -> TakenIn:
    await delete_trials(data)
    if not put_aside and meeting_folder.current(data):
        sitting = await sitting_of(data)
        try:
            await refuse_to_put_aside(data, sitting, kept, loaded)
        finally:
            await sitting.close()
    return await take_in(data, kept, device_key(data), loaded)
