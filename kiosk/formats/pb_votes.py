"""One vote of a Pabulib file, read into marks."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.ballot import Marks, in_order
from kiosk.formats.faults import Faults, shown
from kiosk.formats.pb_rows import Row, Section

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
    section: Section
    known: frozenset[str]
    withdrawn: frozenset[str]
    longest: int  # projects that one vote may name; 0: no limit
    most_points: int  # sum of points that one vote may give; 0: no limit
    faults: Faults

    def marks(self, row: Row) -> Marks:
        """The marks of one vote; what is wrong with it is added to the faults."""
        named = _parts(self.section.cell(row, "vote"))
        for at, name in named.items():
            if name not in self.known and name not in self.withdrawn:
                wrong = f"vote names {shown(name)}, which is no project"
                self._fault(row, wrong, "Correct it", part=at)
        number = len(set(named.values()) if self._gives_points else named)
        if self.longest and number > self.longest:
            self._fault(
                row,
                f"vote names {number} projects, but {self.longest} are allowed",
                "Correct the vote, or max_length in META",
            )
        match self.type:
            case VoteType.APPROVAL | VoteType.CHOOSE_ONE:
                # A double tick counts once.
                return in_order((name, 1) for name in set(named.values()) - self.withdrawn)
            case VoteType.ORDINAL:
                self._once(row, named)
                kept = [name for name in named.values() if name not in self.withdrawn]
                return in_order((name, place) for place, name in enumerate(kept, start=1))
            case VoteType.CUMULATIVE | VoteType.SCORING:
                return self._with_points(row, [*named.values()])

    @property
    def _gives_points(self) -> bool:
        return self.type in {VoteType.CUMULATIVE, VoteType.SCORING}

    def _with_points(self, row: Row, named: list[str]) -> Marks:
        given = _parts(self.section.cell(row, "points"))
        if len(given) != len(named):
            self._fault(
                row,
                f"points has {len(given)} numbers for {len(named)} projects",
                "Give each project of the vote its number, in the same order",
                column="points",
            )
            return ()
        numbers = [self._number(row, written, part=at) for at, written in given.items()]
        if self.most_points and sum(numbers) > self.most_points:
            self._fault(
                row,
                f"points add up to {sum(numbers)}, but {self.most_points} are allowed",
                "Correct the points, or max_sum_points in META",
                column="points",
            )
        sums: dict[str, int] = {}  # who names a project again gives it more, on one ballot
        for name, number in zip(named, numbers, strict=True):
            if name not in self.withdrawn:
                sums[name] = sums.get(name, 0) + number
        return in_order((name, number) for name, number in sums.items() if number)

    def _number(self, row: Row, written: str, *, part: int) -> int:
        whole = written.removesuffix(".0").removesuffix(",0")
        if whole.isascii() and whole.isdigit() and len(whole) <= MOST_DIGITS:
            return int(whole)
        wrong = f"points has {shown(written)}"
        self._fault(row, wrong, "Write a whole number from 0 up", column="points", part=part)
        return 0

    def _once(self, row: Row, named: dict[int, str]) -> None:
        seen: set[str] = set()
        for at, name in named.items():
            if name in seen:
                self._fault(row, "vote names a project twice", "Keep one of them", part=at)
                return
            seen.add(name)

    def _fault(
        self, row: Row, wrong: str, remedy: str, *, column: str = "vote", part: int = 0
    ) -> None:
        self.faults.add_at(self.section.place(row, column, part=part), wrong, remedy)


def _parts(cell: str) -> dict[int, str]:
    """What stands between the commas, by how many commas are before it; empty parts left out."""
    parts = ((at, part.strip()) for at, part in enumerate(cell.split(",")))
    return {at: part for at, part in parts if part}
