"""The single transferable vote by Meek's method: every ballot is shared anew after each change.

Source: Reference Meek Rule of the Proportional Representation Foundation
(prfound.org/resources/reference/reference-meek-rule): keep factors to 9 decimals, rounded up,
surpluses below 0.000001 let be. All numbers are whole units of 0.000000001 vote. Where the
reference rule draws at random the lot decides.
"""

from collections import Counter
from dataclasses import dataclass, replace
from fractions import Fraction

from kiosk.domain.count.contract import Ballots, Contest, Result, Rule, Settings, Shape, Tie
from kiosk.domain.count.lot import order_by_lot
from kiosk.domain.count.rankings.stv_explanation import NOBODY, decides, explained, reasons
from kiosk.domain.count.rankings.stv_papers import Preferences, valid_papers
from kiosk.domain.count.rankings.stv_stage import Action, Settled, Stage, rounds
from kiosk.domain.count.rounds import Votes
from kiosk.domain.sentence import say, wording

PLACES = 9
VOTE = 10**PLACES
OMEGA = VOTE // 10**6  # a smaller surplus is not worth another round


def count(contest: Contest, ballots: Ballots, settings: Settings) -> Result:
    """Fill the seats; raises LotNeeded where several are last, as good as equal."""
    papers = valid_papers(contest, ballots)
    valid = sum(papers.values())
    table = _Table(contest, papers, valid)
    if valid:
        table.fill()
    stages = table.stages
    sentences = tuple(explained(stages, contest.seats)) if stages else (NOBODY,)
    falling = (say("The quota falls when ballots run out of choices."),) if stages else ()
    return Result(
        rule=RULE.name,
        settings=tuple(settings.items()),
        counted=valid + ballots.blank,
        blank=ballots.blank,
        rejected=ballots.rejected + ballots.total - ballots.blank - valid,
        winners=tuple(option for stage in stages for option in stage.elected),
        scores=tuple((o, Fraction(n, VOTE)) for o, n in stages[-1].votes) if stages else (),
        rounds=tuple(
            replace(one, keep=kept) for one, kept in zip(rounds(stages), table.kept, strict=True)
        ),
        ties=tuple(table.ties),
        explanation=sentences[:2] + falling + sentences[2:],
        reasons=tuple(reasons(stages)) if stages else (),
    )


@dataclass(frozen=True, slots=True)
class _Began:
    """What began a stage."""

    action: Action
    option: str | None = None
    settled: Settled = Settled.BY_VOTES


@dataclass(frozen=True, slots=True)
class _Sharing:
    """Votes when every ballot is shared by the keep factors, and what follows from them."""

    votes: dict[str, int]
    quota: int
    surplus: int
    reached: tuple[str, ...]  # hopeful options that have the quota, most votes first


class _Table:
    """The count as it stands: who is hopeful, who elected, and what each keeps of a ballot."""

    def __init__(self, contest: Contest, papers: Counter[Preferences], valid: int) -> None:
        self.seats = contest.seats
        self.lot = contest.lot
        self.papers = papers
        self.total = valid * VOTE
        self.keep = dict.fromkeys(contest.ids, VOTE)
        self.hopeful = list(contest.ids)
        self.elected: list[str] = []
        self.stages: list[Stage] = []
        self.kept: list[tuple[tuple[str, Votes], ...]] = []
        self.ties: list[Tie] = []

    def fill(self) -> None:
        """Go from stage to stage until every seat is filled or nobody else is left."""
        began = _Began(Action.FIRST)
        while True:
            sharing = self._settle()
            self._close(began, sharing)
            if not self.hopeful or len(self.elected) >= self.seats:
                return
            began = _Began(Action.TRANSFER) if sharing.reached else self._defeat(sharing)

    def _settle(self) -> _Sharing:
        """Share until somebody reaches the quota or the surplus is as good as gone (B.2).

        Where nobody but those needed is left, the ballots are shared once more and no further.
        """
        papers = self._read()
        sharing = self._share(papers)
        while not sharing.reached and sharing.surplus >= OMEGA and not self._needed(sharing):
            for option in self.elected:
                product = _up(self.keep[option] * sharing.quota, VOTE)
                self.keep[option] = _up(product * VOTE, sharing.votes[option])
            before, sharing = sharing.surplus, self._share(papers)
            if not sharing.reached and sharing.surplus >= before:
                break
        return sharing

    def _read(self) -> Counter[Preferences]:
        """Of each paper what can matter now: the elected on it, up to the first hopeful one."""
        hopeful, elected = set(self.hopeful), set(self.elected)
        read: Counter[Preferences] = Counter()
        for preferences, number in self.papers.items():
            parts: list[str] = []
            for option in preferences:
                if option in elected:
                    parts.append(option)
                elif option in hopeful:
                    parts.append(option)
                    break
            read[tuple(parts)] += number
        return read

    def _share(self, papers: Counter[Preferences]) -> _Sharing:
        """Each option on a ballot keeps its part of what is left, in whole units, rounded up."""
        votes = dict.fromkeys(self.keep, 0)
        for preferences, number in papers.items():
            left = VOTE
            for option in preferences:
                kept = _up(left * self.keep[option], VOTE)
                votes[option] += number * kept
                left -= kept
        quota = sum(votes.values()) // (self.seats + 1) + 1
        reached = [option for option in self.hopeful if votes[option] >= quota]
        surplus = sum(votes[option] - quota for option in [*self.elected, *reached])
        reached.sort(key=lambda option: -votes[option])
        return _Sharing(votes, quota, max(surplus, 0), tuple(reached))

    def _needed(self, sharing: _Sharing) -> bool:
        """Whether all who are left fit the seats that are left (B.1)."""
        left = len(self.hopeful) - len(sharing.reached)
        return left <= self.seats - len(self.elected) - len(sharing.reached)

    def _close(self, began: _Began, sharing: _Sharing) -> None:
        """End a stage: who reached the quota is elected, and all who are left if they fit."""
        others = [option for option in self.hopeful if option not in sharing.reached]
        last = others if self._needed(sharing) else []
        elected = [*sharing.reached, *sorted(last, key=lambda option: -sharing.votes[option])]
        self.hopeful = [option for option in self.hopeful if option not in elected]
        self.elected += elected
        stage = Stage(
            number=len(self.stages) + 1,
            action=began.action,
            option=began.option,
            settled=began.settled,
            votes=tuple(sharing.votes.items()),
            places=PLACES,
            total=self.total,
            quota=sharing.quota,
            elected=tuple(elected),
        )
        self.stages.append(stage)
        self.kept.append(
            tuple(
                (option, Votes(keep, PLACES))
                for option, keep in self.keep.items()
                if option in self.elected
            )
        )

    def _defeat(self, sharing: _Sharing) -> _Began:
        """The last goes out; who is last by no more than the surplus left counts as tied (B.3)."""
        votes = sharing.votes
        fewest = min(votes[option] for option in self.hopeful)
        tied = tuple(o for o in self.hopeful if votes[o] <= fewest + sharing.surplus)
        chosen, settled = tied[0], Settled.BY_VOTES
        if len(tied) > 1:
            harmless = not any(votes[option] for option in tied) and len(self.hopeful) - len(
                tied
            ) >= self.seats - len(self.elected)
            settled = Settled.NO_DIFFERENCE if harmless else Settled.LOT
            if not harmless or set(tied) <= set(self.lot):
                chosen = order_by_lot(tied, self.lot)[-1]
        if settled is Settled.LOT:
            where = say("stage %(stage)s", stage=len(self.stages) + 1)
            self.ties.append(Tie(tied, where, settled.value, (chosen,)))
        self.hopeful.remove(chosen)
        self.keep[chosen] = 0
        return _Began(Action.EXCLUSION, chosen, settled)


def _up(number: int, by: int) -> int:
    """The quotient, rounded up."""
    return -(-number // by)


RULE = Rule(
    name="meek-stv",
    title=wording("Single transferable vote, Meek's method"),
    shapes=frozenset({Shape.RANKING}),
    source="Proportional Representation Foundation, Reference Meek Rule",
    count=count,
    decides=decides,
)
