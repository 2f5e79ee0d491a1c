"""One stage of a single transferable vote count, exact in whole units of a small decimal."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.count.rankings.flows import NOBODY, flows
from kiosk.domain.count.rounds import StageRound, Votes


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

    @property
    def piles(self) -> dict[str | None, int]:
        """All votes by where they lie."""
        return {**dict(self.votes), NOBODY: self.lost}


def rounds(stages: Sequence[Stage]) -> tuple[StageRound, ...]:
    """All stages, each with the flows of votes that led to it."""
    return tuple(
        StageRound(
            number=stage.number,
            action=stage.action.value,
            option=stage.option,
            votes=tuple((option, Votes(votes, stage.places)) for option, votes in stage.votes),
            non_transferable=Votes(stage.lost, stage.places),
            elected=stage.elected,
            quota=Votes(stage.quota, stage.places),
            flows=flows(before.piles, stage.piles, places=stage.places) if before else (),
        )
        for before, stage in zip([None, *stages], stages, strict=False)
    )


def decimal(units: int, places: int) -> str:
    """Units of ``10 ** -places`` written out: 123456 at 5 places is 1.23456."""
    return str(Votes(units, places))


def short(units: int, places: int) -> str:
    """The same without zeros at the end: 150000 at 5 places is 1.5."""
    return decimal(units, places).rstrip("0").rstrip(".")
