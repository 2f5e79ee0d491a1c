"""One stage of a single transferable vote count, exact in whole units of a small decimal."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from kiosk.domain.count.contract import Json, Round
from kiosk.domain.count.rankings.flows import NOBODY, flows


class Action(StrEnum):
    """What a stage did."""

    FIRST = "first preferences"
    SURPLUS = "surplus"
    TRANSFER = "transfer"  # of all surpluses together (Meek)
    EXCLUSION = "exclusion"


class Settled(StrEnum):
    """What chose the option of a stage."""

    BY_VOTES = "votes"
    EARLIER = "earlier-stage"
    LOT = "lot"
    NO_DIFFERENCE = "no-difference"  # none had a vote, and all of them go out


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What one stage did, and the votes at its end, in units of ``10 ** -places`` vote.

    ``total`` is what all valid ballots weigh. ``option``: whose surplus moved or who went out.
    """

    number: int
    action: Action
    option: str | None
    settled: Settled = Settled.BY_VOTES
    votes: tuple[tuple[str, int], ...]
    places: int
    total: int
    quota: int
    elected: tuple[str, ...]

    @property
    def lost(self) -> int:
        """What lies with nobody: non-transferable papers and what rounding dropped."""
        return self.total - sum(votes for _, votes in self.votes)

    def json(self) -> dict[str, Json]:
        """The stage as data, every number with all its decimals."""
        return {
            "stage": self.number,
            "action": self.action.value,
            "option": self.option,
            "votes": {option: decimal(votes, self.places) for option, votes in self.votes},
            "non_transferable": decimal(self.lost, self.places),
            "elected": list(self.elected),
            "quota": decimal(self.quota, self.places),
        }

    @property
    def piles(self) -> dict[str | None, int]:
        """All votes by where they lie."""
        return {**dict(self.votes), NOBODY: self.lost}


def rounds(stages: Sequence[Stage]) -> tuple[Round, ...]:
    """All stages as data, each with the ``flows`` of votes that led to it."""
    told: list[Round] = []
    for before, stage in zip([None, *stages], stages, strict=False):
        write = partial(decimal, places=stage.places)
        moved = flows(before.piles, stage.piles, write=write) if before else []
        told.append({**stage.json(), "flows": moved})
    return tuple(told)


def decimal(units: int, places: int) -> str:
    """Units of ``10 ** -places`` written out: 123456 at 5 places is 1.23456."""
    sign = "-" if units < 0 else ""
    whole, part = divmod(abs(units), 10**places)
    return f"{sign}{whole}.{part:0{places}d}"


def short(units: int, places: int) -> str:
    """The same without zeros at the end: 150000 at 5 places is 1.5."""
    return decimal(units, places).rstrip("0").rstrip(".")
