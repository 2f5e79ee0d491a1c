"""A format that nobody planned for: a title, a line for each option, a line for equal ballots.

``chess: Chess`` is an option; ``3 chess darts`` are three ballots that tick both.
"""

from collections import Counter

from kiosk.domain.assembly import Option
from kiosk.domain.ballot import Marks
from kiosk.domain.count.contract import Ballots, Shape
from kiosk.domain.text import plain
from kiosk.formats.ballot_file import BallotFile, BallotFormat
from kiosk.formats.faults import Faults, shown


def read(text: str, name: str) -> BallotFile:
    """The ballots in the text; raises BadFile with every fault."""
    faults, options = Faults(name), dict[str, Option]()
    merged = Counter[Marks]()
    title, *lines = text.splitlines() or [""]
    for number, line in enumerate(lines, start=2):
        if ":" in line:
            option, _, said = line.partition(":")
            options[option] = Option(option, plain(said.strip()))
            continue
        times, *ticks = line.split() or ["0"]
        for tick in ticks:
            if tick not in options:
                faults.add(number, f"{shown(tick)} is no option", "Correct it")
        if not times.isdecimal():
            faults.add(number, f"It begins with {shown(times)}", "Write how many ballots are alike")
            continue
        merged[tuple((option, 1) for option in options if option in ticks)] += int(times)
    faults.refuse_any()
    return BallotFile(
        name=name,
        title=title,
        options=tuple(options.values()),
        ballots=Ballots(tuple(sorted(merged.items()))),
        shapes=(Shape.SOME,),
    )


FORMAT = BallotFormat(name=".ticks", read=read)
