"""The single ballots of a file, in its order, as a rehearsal plays them."""

from pathlib import Path

from kiosk.commands.ballot_file import read_text
from kiosk.domain.ballot import Marks
from kiosk.formats import budget_pb, ranked_blt


def ballots_in(file: Path) -> tuple[Marks, ...]:
    """One entry for each voter; raises BadFile."""
    text = read_text(file)
    if file.name.removesuffix(".gz").lower().endswith(".pb"):
        return budget_pb.read(text, file=file.name).each
    merged = ranked_blt.read(text, file=file.name).ballots.merged
    return tuple(marks for marks, number in merged for _ in range(number))
