"""Ballot files from the disk, as they are or gzipped, ready to count."""

import gzip
import zlib
from pathlib import Path

import click

from kiosk.domain.count.contract import Contest, Rule
from kiosk.domain.errors import BadFile, Fault
from kiosk.formats.ballot_file import BallotFile
from kiosk.formats.ballot_files import FORMATS

LARGEST = 64 * 2**20  # bytes of text; the largest city's file has 20 million
PACKED = ".gz"
SUFFIXES = f"{', '.join(FORMATS)}, each also {PACKED}"


def contest_in(
    file: BallotFile,
    rule: Rule,
    *,
    seats: int | None,
    present: int | None,
    members: int | None,
    lot: tuple[str, ...],
) -> Contest:
    """The contest that the rule counts; raises UsageError if it does not fit the ballots."""
    shape = next((shape for shape in file.shapes if shape in rule.shapes), None)
    if shape is None:
        fits = ", ".join(sorted(rule.shapes))
        has = " or ".join(file.shapes)
        wrong = f"The rule {rule.name} counts ballots of the shape {fits}; {file.name} has {has}."
        raise click.UsageError(f"{wrong} See: kiosk rules")
    if rule.needs_budget and not file.budget:
        raise click.UsageError(f"The rule {rule.name} needs a budget; {file.name} has none.")
    return Contest(
        options=file.options,
        shape=shape,
        budget=file.budget,
        both_sides=file.both_sides,
        most=file.most,
        seats=seats or file.seats,
        present=present,
        members=members,
        lot=lot or file.lot,
    )


def read_ballots(file: Path) -> BallotFile:
    """The ballots in a file of a known format, perhaps gzipped; raises BadFile or UsageError."""
    form = FORMATS.get(Path(file.name.removesuffix(PACKED)).suffix.lower())
    if form is None:
        raise click.UsageError(f"{file.name} is no ballot file. Give one of: {SUFFIXES}.")
    return form.read(read_text(file), file.name)


def read_text(file: Path) -> str:
    """The text of a file that may be gzipped; raises BadFile if it is damaged or far too large."""
    try:
        with gzip.open(file) if file.suffix == PACKED else file.open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except (gzip.BadGzipFile, EOFError, zlib.error):
        raise _bad(file, 0, "The file is damaged or cut short", "Get it again") from None
    except OSError as trouble:
        wrong = f"The file cannot be read ({trouble.strerror})"
        raise _bad(file, 0, wrong, "Check its name and who may read it") from None
    if len(content) > LARGEST:
        wrong = f"The file holds more than {LARGEST // 2**20} MB"
        raise _bad(file, 0, wrong, "Give a ballot file")
    try:
        return content.decode()
    except UnicodeDecodeError as trouble:
        line = content.count(b"\n", 0, trouble.start) + 1
        before = content[content.rfind(b"\n", 0, trouble.start) + 1 : trouble.start]
        wrong = "This is not UTF-8 text"
        raise BadFile(
            (Fault(file.name, line, wrong, "Save it as UTF-8", column=len(before.decode()) + 1),)
        ) from None


def _bad(file: Path, line: int, wrong: str, remedy: str) -> BadFile:
    return BadFile((Fault(file.name, line, wrong, remedy),))
