"""Ranked ballots as .blt text: the format of Hill, Wichmann and Woodall, as real files write it.

First the numbers of options and seats; ``-3`` for each withdrawn option; one line for each
ballot, ``5 2 1=4 - 3 0``: how many alike, then option numbers by place, ``=`` between those that
share one, ``-`` for a place left out, and 0; a line 0; a name for each option; the title.
Read too: a byte-order mark, ``#`` comments, ballot ids in parentheses, names without quotes,
Droop's ``[nick ...]`` and ``[tie ...]`` lines, ballots of weight 0 (not counted), and text that
explains the file behind the title (passed over, with a note).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kiosk.domain.assembly import Option
from kiosk.domain.ballot import Marks
from kiosk.domain.count.contract import Ballots
from kiosk.domain.errors import BadFile
from kiosk.domain.text import plain
from kiosk.formats.blt_lines import MOST_FAULTS, BltLines
from kiosk.formats.blt_names import read_names
from kiosk.formats.blt_papers import BltPapers

__all__ = ["MOST_FAULTS", "RankedFile", "read", "write"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedFile:
    """What a .blt file says. ``options`` holds the withdrawn ones too, so that numbers stay."""

    title: str
    seats: int
    options: tuple[Option, ...]
    ballots: Ballots
    withdrawn: tuple[str, ...] = ()
    lot: tuple[str, ...] = ()  # of a [tie ...] line: earlier wins
    notes: tuple[str, ...] = field(default=(), compare=False)  # what is read, perhaps not meant

    @property
    def standing(self) -> tuple[Option, ...]:
        """The options that a count is about."""
        return tuple(option for option in self.options if option.id not in self.withdrawn)


def read(text: str, file: str = "ballots.blt") -> RankedFile:
    """Read the text of a .blt file; option ids are the numbers from 1, as text. Raises BadFile."""
    lines = BltLines(text, file)
    ballots = BltPapers(lines)
    ballots.read()
    names, title = read_names(lines, options=ballots.options)
    if lines.faults:
        raise BadFile(tuple(lines.faults))
    return RankedFile(
        title=title,
        seats=ballots.seats,
        options=tuple(Option(str(n), plain(name)) for n, name in enumerate(names, start=1)),
        ballots=Ballots(tuple(sorted(ballots.papers.items()))),
        withdrawn=tuple(ballots.withdrawn),
        lot=ballots.lot,
        notes=tuple(lines.notes),
    )


def write(ranked: RankedFile) -> str:
    """The file as .blt text, options numbered in their order; reading it gives an equal file."""
    number = {option.id: str(n) for n, option in enumerate(ranked.options, start=1)}
    lines = [f"{len(ranked.options)} {ranked.seats}"]
    lines += [f"-{number[option]}" for option in ranked.withdrawn]
    if ranked.lot:
        lines.append(f"[tie {' '.join(number[option] for option in ranked.lot)} ]")
    lines += [
        " ".join([str(alike), *_places(marks, number), "0"])
        for marks, alike in ranked.ballots.merged
    ]
    lines.append("0")
    names = [option.title.in_language("") for option in ranked.options]
    lines += [_quoted(name) for name in [*names, ranked.title]]
    return "\n".join(lines) + "\n"


def _places(marks: Marks, number: Mapping[str, str]) -> Iterator[str]:
    """The words of a ballot: one for each place."""
    last, shared = 0, list[str]()
    for option, place in marks:
        if place != last:
            if shared:
                yield "=".join(shared)
            yield from ["-"] * (place - last - 1)
            last, shared = place, []
        shared.append(number[option])
    if shared:
        yield "=".join(shared)


def _quoted(name: str) -> str:
    inner = " ".join(name.split()).replace("\\", "\\\\").replace('"', '""')
    return f'"{inner}"'
