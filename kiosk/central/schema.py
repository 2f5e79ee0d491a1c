"""The numbered steps that bring a database of the central server up to date."""

from pathlib import Path

_FOLDER = Path(__file__).resolve().parent / "migrations"


def steps(version: int) -> tuple[tuple[int, str], ...]:
    """The (number, SQL) steps after that version, in order; never edit one that was released.

    Raises DatabaseNotUsable for a database of a newer program.
    """
    every = tuple(
        (int(file.name.split("_")[0]), file.read_text(encoding="utf-8"))
        for file in sorted(_FOLDER.glob("[0-9]*.sql"))
    )
    newest = every[-1][0]
    if version > newest:
        raise DatabaseNotUsable(
            f"The database has schema {version}, this program knows {newest}. Update the program."
        )
    return tuple(step for step in every if step[0] > version)


class DatabaseNotUsable(Exception):
    """The central server cannot work with this database. Its text is one sentence and a remedy."""
