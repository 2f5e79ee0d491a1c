"""Cuts to lines that serve a right: they are flagged, and the assembly is asked about each.

A cut is a result below the line's reference: what the same service costs this year where the
organiser knows it, else last year's amount. The kiosk flags and asks; it judges nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from kiosk.domain.both_sides import BothSides, Line, Side
from kiosk.domain.count.two_sided.outcome import BudgetOutcome
from kiosk.domain.rights import GENERAL
from kiosk.domain.sentence import wording


class Strength(StrEnum):
    """How strongly a cut is spoken of."""

    CUT = "cut"  # less than last year
    BEHIND_PRICES = "behind-prices"  # not less than last year, and not enough for the same service


WORDS: Mapping[Strength, str] = {
    Strength.CUT: wording("gets less than last year"),
    Strength.BEHIND_PRICES: wording("does not keep up with prices"),
}

SIX_QUESTIONS: tuple[str, ...] = (
    wording("Is there a pressing reason?"),
    wording("Is it needed, fair in size, and only for a set time?"),
    wording("Was every other way tried, also raising money?"),
    wording("Does it hit some people harder than others?"),
    wording("Does everyone keep the basics?"),
    wording("Did those whom it hits take part?"),
)
"""After the United Nations report E/2013/82, part II.B. What nobody answers goes to the city."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A line whose result lies below its reference; all amounts in units of the budget.

    ``wanted_less``: how many ballots asked for less than the result. ``locked``: nobody in the
    room can change the line, so nobody is asked. ``unit``, ``rest``: the money of one unit, and
    what the line has beyond whole ones, this year and last.
    """

    line: str
    right: str
    last_year: int
    reference: int
    amount: int
    wanted_less: int
    locked: bool = False
    unit: int = 1
    rest: int = 0

    @property
    def change(self) -> int:
        """Against last year; 0 or more where only prices rose."""
        return self.amount - self.last_year

    @property
    def per_mille(self) -> int | None:
        """The change in thousandths of last year, halves to even; None where that was nothing."""
        last_year = self.last_year * self.unit + self.rest
        return round(Fraction(1000 * self.change * self.unit, last_year)) if last_year else None

    @property
    def strength(self) -> Strength:
        """In which words it is told."""
        return Strength.CUT if self.change < 0 else Strength.BEHIND_PRICES


def cuts_in(both: BothSides, budget: BudgetOutcome) -> tuple[Cut, ...]:
    """The cuts to lines of money out that serve a right, in the budget's order."""
    outcomes = {one.line: one for one in budget.lines}
    return tuple(
        Cut(
            line=line.id,
            right=line.notes.rights[0],
            last_year=line.last_year,
            reference=reference,
            amount=outcomes[line.id].amount,
            wanted_less=outcomes[line.id].less,
            locked=line.locked,
            unit=both.unit,
            rest=line.rest,
        )
        for line in both.of(Side.SPENDING)
        if line.notes.rights[:1] not in {(), (GENERAL,)}
        and outcomes[line.id].amount < (reference := _reference(line, both.unit))
    )


def _reference(line: Line, unit: int) -> int:
    """In units; of the same service's cost as many as pay for it."""
    if line.notes.same_service is None:
        return line.last_year
    return -((line.rest - line.notes.same_service) // unit)
