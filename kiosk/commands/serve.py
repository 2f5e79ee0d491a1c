"""``kiosk serve``: the kiosk."""

from functools import partial
from pathlib import Path

import click

from kiosk.commands.hand_over import FILE
from kiosk.commands.running import config_from, run
from kiosk.config import ANYWHERE, Config


@click.command("serve")
@click.option("--data", type=click.Path(path_type=Path), help="The data folder.")
@click.option("--config", "file", type=click.Path(path_type=Path), help="A file of settings.")
@click.option("--host", help="Where to listen; 0.0.0.0 for the hall's network.")
@click.option("--port", type=click.IntRange(0, 65535))
def COMMAND(  # noqa: N802 - the name that is found
    data: Path | None, file: Path | None, host: str | None, port: int | None
) -> None:
    """Run the kiosk for the assembly that was loaded."""
    config = config_from(file, data=str(data) if data else None, host=host, port=port)
    if config.leads_phones_astray:
        click.echo(
            f"Note: phones cannot open {config.reached_at}. "
            'For phones write `host = "0.0.0.0"` and the `address` they type into the settings.',
            err=True,
        )
    run(config, partial(_greeting, config))


def _greeting(config: Config, address: str, _own: str, made: dict[str, str]) -> None:
    click.echo(f"The kiosk answers at {address}/")
    click.echo(f"Its own screen: open {Path(config.data).resolve() / FILE} in its browser.")
    if config.officials == ANYWHERE:
        click.echo(
            'officials = "anywhere": anybody on the Wi-Fi can read PINs, and names at a desk.'
        )
    for role, pin in made.items():
        click.echo(f"PIN of the {role}, shown only now: {pin}")
