"""Examples of budgets of both sides that together tell every sentence of these rules."""

from examples_told import Example

from kiosk.domain.both_sides import BothSides, Line, Side
from kiosk.domain.count.contract import Shape

LOT = ("library", "parks", "roads", "tax", "fees")
PARKS = "out parks 16 0-40; out library 13 0-40; in tax 30 30-30"
ROADS = "out roads 40 20-60; out library 26 10-40; in tax 45 40-60; in fees 15 10-25"
SERVICES = "out roads 110 0-200; in tax 110 0-200"


def _both(lines: str, opening: int, unit: int) -> BothSides:
    """``out parks 16 0-40``: money out, last year 16, from 0 to 40."""
    return BothSides(tuple(map(_line, lines.split(";"))), opening=opening, unit=unit)


def _line(text: str) -> Line:
    side, name, last_year, limits = text.split()
    floor, ceiling = limits.split("-")
    side_of = {"out": Side.SPENDING, "in": Side.REVENUE}
    return Line(name, side_of[side], int(last_year), int(floor), int(ceiling))


def _budget(
    title: str,
    rule: str,
    lines: str,
    ballots: str,
    *,
    opening: int = 0,
    unit: int = 1,
    lot: tuple[str, ...] = (),
) -> Example:
    both = _both(lines, opening, unit)
    return Example(
        title=title,
        rule=rule,
        options=" ".join(line.id for line in both.lines),
        ballots=ballots,
        shape=Shape.AMOUNTS,
        more={"both_sides": both} | ({"lot": lot} if lot else {}),
    )


HALVES = "2 parks*20 library*10; 2 parks*10 library*20"
DEFICIT = (
    "2 roads*36 library*24 tax*45 fees*15; 2 roads*40 library*26 tax*50 fees*16; "
    "1 roads*34 library*26 tax*45 fees*15"
)
EXAMPLES = (
    _budget("three that meet", "most-backed", SERVICES, "1 roads*90 tax*90; 2 roads*130 tax*130"),
    _budget("one ballot, and a blank one", "most-backed", SERVICES, "1 roads*90 tax*90; 1 "),
    _budget("nobody voted", "most-backed", SERVICES, "1 "),
    _budget("two totals are equally close", "most-backed", ROADS, DEFICIT, unit=1000),
    _budget("lines are level, then the lot", "most-backed", PARKS, HALVES, lot=LOT),
    _budget("lines are level, and no lot", "most-backed", PARKS, HALVES),
    _budget(
        "money that is there already",
        "most-backed",
        SERVICES,
        "2 roads*95 tax*90; 1 roads*105 tax*100",
        opening=5,
    ),
    _budget("limits that do not meet", "most-backed", "out a 5 9-9; in b 5 1-8", "1 "),
    _budget("the average", "average", ROADS, DEFICIT, unit=1000),
    _budget(
        "the average with a lot",
        "average",
        "out parks 10 0-40; out library 10 0-40; in tax 20 0-40",
        "1 parks*11 library*10 tax*21; 1 parks*10 library*11 tax*21",
        lot=LOT,
    ),
    _budget("no average", "average", SERVICES, "1 "),
    _budget("shares", "shares", ROADS, DEFICIT, unit=1000),
    _budget("shares with a lot", "shares", PARKS, "1 parks*15 library*15", lot=LOT),
    _budget("no shares", "shares", SERVICES, "1 "),
)
