"""One vote of a Pabulib file, read into marks."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.ballot import Marks, in_order
from kiosk.formats.faults import Faults, shown

MOST_DIGITS = 9


class VoteType(StrEnum):
    """How people voted, as META's vote_type says it."""

    APPROVAL = "approval"
    CHOOSE_ONE = "choose-1"
    ORDINAL = "ordinal"
    CUMULATIVE = "cumulative"
    SCORING = "scoring"


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteReader:
    """Reads votes of one type. ``withdrawn`` projects are known but leave no mark."""

    type: VoteType
    known: frozenset[str]
    withdrawn: frozenset[str]
    longest: int  # projects that one vote may name; 0: no limit
    most_points: int  # sum of points that one vote may give; 0: no limit
    faults: Faults

    def marks(self, line: int, vote: str, points: str) -> Marks:
        """The marks of one vote; what is wrong with it is added to the faults."""
        named = [part.strip() for part in vote.split(",") if part.strip()]
        for name in named:
            if name not in self.known and name not in self.withdrawn:
                self._fault(line, f"vote names {shown(name)}, which is no project", "Correct it")
        if self.longest and len(named) > self.longest:
            self._fault(
                line,
                f"vote names {len(named)} projects, but {self.longest} are allowed",
                "Correct the vote, or max_length in META",
            )
        match self.type:
            case VoteType.APPROVAL | VoteType.CHOOSE_ONE:
                # A double tick counts once.
                return in_order((name, 1) for name in set(named) - self.withdrawn)
            case VoteType.ORDINAL:
                self._once(line, named)
                kept = [name for name in named if name not in self.withdrawn]
                return in_order((name, place) for place, name in enumerate(kept, start=1))
            case VoteType.CUMULATIVE | VoteType.SCORING:
                self._once(line, named)
                return self._with_points(line, named, points)

    def _with_points(self, line: int, named: list[str], points: str) -> Marks:
        given = [part.strip() for part in points.split(",") if part.strip()]
        if len(given) != len(named):
            self._fault(
                line,
                f"points has {len(given)} numbers for {len(named)} projects",
                "Give each project of the vote its number, in the same order",
            )
            return ()
        numbers = [self._number(line, part) for part in given]
        if self.most_points and sum(numbers) > self.most_points:
            self._fault(
                line,
                f"points add up to {sum(numbers)}, but {self.most_points} are allowed",
                "Correct the points, or max_sum_points in META",
            )
        return in_order(
            (name, number)
            for name, number in zip(named, numbers, strict=True)
            if number and name not in self.withdrawn
        )

    def _number(self, line: int, part: str) -> int:
        whole = part.removesuffix(".0").removesuffix(",0")
        if whole.isascii() and whole.isdigit() and len(whole) <= MOST_DIGITS:
            return int(whole)
        self._fault(line, f"points has {shown(part)}", "Write a whole number from 0 up")
        return 0

    def _once(self, line: int, named: list[str]) -> None:
        if len(set(named)) < len(named):
            self._fault(line, "vote names a project twice", "Keep one of them")

    def _fault(self, line: int, wrong: str, remedy: str) -> None:
        self.faults.add(line, wrong, remedy)
