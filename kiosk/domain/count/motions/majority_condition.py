"""A share of a base that yes must exceed or reach, and the numbers that stand against it."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Condition:
    """A share of a base that yes must exceed or, ``at_least``, reach."""

    share: Fraction
    at_least: bool
    base: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """A condition with its numbers: ``yes * denominator`` stands against ``numerator * basis``."""

    condition: Condition
    yes: int
    basis: int

    @property
    def left(self) -> int:
        """What yes weighs."""
        return self.yes * self.condition.share.denominator

    @property
    def right(self) -> int:
        """What must be exceeded or reached."""
        return self.condition.share.numerator * self.basis

    @property
    def needed(self) -> int:
        """The smallest number of yes votes that meets the condition on this basis."""
        whole, rest = divmod(self.right, self.condition.share.denominator)
        return whole + 1 if rest or not self.condition.at_least else whole

    @property
    def missing(self) -> int:
        """How many more should have said yes on the same basis; below 0: how many too many."""
        return self.needed - self.yes

    @property
    def met(self) -> bool:
        """Whether yes is enough; on an empty base nothing is."""
        return self.basis > 0 and self.yes >= self.needed
