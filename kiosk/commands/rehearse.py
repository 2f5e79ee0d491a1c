"""``kiosk rehearse``: play a hall of phones with the ballots of a real file through a kiosk."""

import asyncio
import json
from pathlib import Path

import aiohttp
import click

from kiosk.commands.ballot_file import read_ballots
from kiosk.commands.demo import PIN
from kiosk.commands.hand_over import FILE, handed_over, page_of
from kiosk.commands.rehearsal import RehearsalReport, rehearse
from kiosk.commands.rehearsal_hall import RehearsalStopped


@click.command("rehearse")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--url", required=True, help="The kiosk, on this machine: http://127.0.0.1:8080")
@click.option("--data", type=click.Path(path_type=Path), help="Its data folder; else it is found.")
@click.option("--voters", type=click.IntRange(1), help="Only so many; else all of FILE.")
@click.option("--pin", default=PIN, help="The chair's PIN; the default is the demonstration's.")
@click.option("--phones", default=64, show_default=True, help="Phones that vote at the same time.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")
def COMMAND(  # noqa: N802 - the name that is found
    *,
    file: Path,
    url: str,
    data: Path | None,
    voters: int | None,
    pin: str,
    phones: int,
    as_json: bool,
) -> None:
    """Sign in as many people as FILE has ballots, cast them, close, publish and compare.

    FILE is a ballot file, as of kiosk count, whose options are those of a poll of the kiosk.
    """
    counted = read_ballots(file)
    played = counted.each[:voters]
    url = url.rstrip("/")
    own = handed_over(data / FILE if data else page_of(url))
    try:
        report = asyncio.run(
            rehearse(url, counted, played, own=own, pin=pin, phones=max(1, phones))
        )
    except RehearsalStopped as stop:
        raise click.ClickException(str(stop)) from stop
    except aiohttp.ClientError as trouble:
        raise click.ClickException(
            f"The kiosk at {url} does not answer ({type(trouble).__name__}). Is it running?"
        ) from trouble
    if as_json:
        click.echo(json.dumps(report.as_json()))
    else:
        click.echo("\n".join(_lines(report)))
    if not report.equal or report.errors:
        raise SystemExit(1)


def _lines(report: RehearsalReport) -> list[str]:
    return [
        f"{report.voters} voters, {report.cast} ballots cast, {report.again} sent again,"
        f" {report.errors} errors.",
        f"{report.seconds:.1f} seconds, {report.cast / max(report.seconds, 0.001):.0f} per second.",
        f"Cast: half within {report.p50 * 1000:.0f} ms,"
        f" 99 of 100 within {report.p99 * 1000:.0f} ms.",
        f"Rule: {report.rule}. Published winners: {' '.join(report.published)}",
        "The published result equals a recount of the file."
        if report.equal
        else f"DIFFERENT from a recount of the file: {' '.join(report.recounted)}",
    ]
