"""The command line: ``kiosk COMMAND``; each command is a module of ``kiosk.commands``."""

import importlib
import os
import pkgutil

import click

from kiosk import __version__, commands
from kiosk.domain.errors import BadFile


class Commands(click.Group):
    """Finds commands by the names of their modules, and imports one only when it is used.

    So ``kiosk count`` needs no web server. A module is a command if it has ``COMMAND``.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, for ``kiosk --help``."""
        modules = (module.name for module in pkgutil.iter_modules(commands.__path__))
        names = (module.replace("_", "-") for module in modules)
        return sorted(name for name in names if self.get_command(ctx, name))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        module = cmd_name.replace("-", "_")
        if not any(found.name == module for found in pkgutil.iter_modules(commands.__path__)):
            return None
        command = getattr(importlib.import_module(f"{commands.__name__}.{module}"), "COMMAND", None)
        return command if isinstance(command, click.Command) else None

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; every fault of a file is said in a line of its own.

        Whatever it writes is for this user only from the first byte, also SQLite's own files.
        """
        os.umask(0o077)
        try:
            return super().invoke(ctx)
        except BadFile as bad:
            raise click.ClickException("\n".join(map(str, bad.faults))) from bad


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kiosk")
def main() -> None:
    """One box on a table lets a whole assembly decide."""


if __name__ == "__main__":
    main(prog_name="kiosk")
