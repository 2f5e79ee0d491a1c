"""Draws how votes move from round to round: lanes of options, bands from who loses."""

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from markupsafe import Markup

from kiosk.presentation.charts.svg import box, level, sheet, shortened, text

Place = tuple[int, int]
"""A column and a lane."""


@dataclass(frozen=True, slots=True)
class Pile:
    """The votes of a lane in one round. ``look``: box (chosen), open, lost (goes out), rest."""

    votes: Fraction
    figure: str
    look: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One option through all rounds; no pile where it has nothing."""

    title: str
    piles: tuple[Pile | None, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """Votes that move from a lane, in that column, to another lane in the next column."""

    column: int
    source: int
    to: int
    votes: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Flows:
    """Everything to draw. ``enough``: the votes that are enough in each column."""

    columns: tuple[str, ...]
    enough: tuple[Fraction, ...]
    lanes: tuple[Lane, ...]
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """The measures of one sort of sheet."""

    width: int
    titles: int  # width of the titles beside the lanes; 0: they stand above
    letters: int
    line: int  # height of a text with its air
    gap: int  # between two lanes
    pile: int  # width of a pile
    tall: int  # height of all lanes together
    tallest: int  # of one lane


PAPER = _Plan(width=360, titles=0, letters=38, line=21, gap=12, pile=16, tall=430, tallest=96)
SCREEN = _Plan(width=940, titles=350, letters=29, line=24, gap=7, pile=30, tall=150, tallest=56)


def flow_chart(flows: Flows, *, name: str) -> Markup:
    """Lanes under their titles, for phones and paper."""
    return _Drawing(flows, PAPER).drawn(name)


def flow_chart_for_screen(flows: Flows, *, name: str) -> Markup:
    """Lanes beside their titles, to be read from ten metres."""
    return _Drawing(flows, SCREEN).drawn(name)


class _Drawing:
    """Where every lane and column stands, on one scale for all votes."""

    def __init__(self, flows: Flows, plan: _Plan) -> None:
        self.flows, self.plan = flows, plan
        self.pitch = (plan.width - plan.titles) // len(flows.columns)
        peaks = [self._peak(lane) for lane in flows.lanes]
        self.unit = min(plan.tall / (sum(peaks) or Fraction(1)),
                        plan.tallest / (max(peaks) or Fraction(1)))  # fmt: skip
        self.floors: list[int] = []
        height = plan.line + 4
        for peak in peaks:
            title = 0 if plan.titles else plan.line
            height += title + max(plan.line, self._tall(peak)) + plan.gap
            self.floors.append(height)
        self.height = height + 4

    def _peak(self, lane: Lane) -> Fraction:
        """The highest that the lane must hold: its piles, and the line that one comes near."""
        most = max((pile.votes for pile in lane.piles if pile), default=Fraction(0))
        return max(most, *(enough for enough in self.flows.enough if most >= enough / 2), most)

    def _tall(self, votes: Fraction) -> int:
        return int(votes * self.unit)

    def _x(self, column: int) -> int:
        return self.plan.titles + column * self.pitch

    def drawn(self, name: str) -> Markup:
        """Bands below, then piles, then words, so that nothing hides a number."""
        parts = [*self._staying(), *self._moving(), *self._piles(), *self._words()]
        return sheet(parts, width=self.plan.width, height=self.height, name=name)

    def _staying(self) -> list[Markup]:
        """What a lane keeps to the next column."""
        parts = []
        for lane, floor in zip(self.flows.lanes, self.floors, strict=True):
            for column, (now, later) in enumerate(pairwise(lane.piles)):
                if now and later:
                    kept = self._tall(min(now.votes, later.votes))
                    parts.append(self._band("stays", column, floor - kept, floor - kept, kept))
        return parts

    def _moving(self) -> list[Markup]:
        """Bands leave from the top of a pile and come to lie on what is kept."""
        left: dict[Place, Fraction] = {}
        come: dict[Place, Fraction] = {}
        parts = []
        for band in self.flows.bands:
            source, to = (band.column, band.source), (band.column + 1, band.to)
            top = self._votes(source) - left.get(source, Fraction(0))
            left[source] = left.get(source, Fraction(0)) + band.votes
            before = self.flows.lanes[band.to].piles[band.column]
            base = before.votes if before else Fraction(0)
            come[to] = come.get(to, base) + band.votes
            parts.append(
                self._band(
                    "moves",
                    band.column,
                    self.floors[band.source] - self._tall(top),
                    self.floors[band.to] - self._tall(come[to]),
                    max(1, self._tall(band.votes)),
                )
            )
        return parts

    def _votes(self, place: Place) -> Fraction:
        pile = self.flows.lanes[place[1]].piles[place[0]]
        return pile.votes if pile else Fraction(0)

    def _band(self, kind: str, column: int, start: int, end: int, thick: int) -> Markup:
        x, to = self._x(column) + self.plan.pile, self._x(column + 1)
        half = (x + to) // 2
        return Markup(
            '<path class="{}" d="M{} {}C{} {} {} {} {} {}v{}C{} {} {} {} {} {}z"/>'
        ).format(
            *(kind, x, start, half, start, half, end, to, end, thick),
            *(half, end + thick, half, start + thick, x, start + thick),
        )

    def _piles(self) -> list[Markup]:
        parts = []
        for lane, floor in zip(self.flows.lanes, self.floors, strict=True):
            peak = self._peak(lane)
            for column, pile in enumerate(lane.piles):
                x, enough = self._x(column), self.flows.enough[column]
                if pile and pile.votes:
                    tall = max(2, self._tall(pile.votes))
                    parts.append(
                        box(
                            pile.look,
                            x=x + 1,
                            y=floor - tall,
                            width=self.plan.pile - 2,
                            height=tall,
                        )
                    )
                if pile and pile.look != "rest" and peak >= enough:
                    y = floor - self._tall(enough)
                    parts.append(level("threshold", x=x, y=y, width=self.plan.pile + 8))
        return parts

    def _words(self) -> list[Markup]:
        plan = self.plan
        parts = [
            text(self._x(column), plan.line - 4, title, kind="quiet-text")
            for column, title in enumerate(self.flows.columns)
        ]
        for lane, floor in zip(self.flows.lanes, self.floors, strict=True):
            title = shortened(lane.title, plan.letters)
            tall = max(plan.line, self._tall(self._peak(lane)))
            if plan.titles:
                parts.append(text(plan.titles - 12, floor - 5, title, anchor="end"))
            else:
                parts.append(text(0, floor - tall - 8, title, kind="over-bands"))
            for column, pile in enumerate(lane.piles):
                if pile:
                    x = self._x(column) + plan.pile + 4
                    parts.append(text(x, floor - 4, pile.figure, kind="over-bands"))
        return parts
