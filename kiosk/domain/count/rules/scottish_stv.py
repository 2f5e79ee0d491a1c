"""The single transferable vote as Scotland elects its councils, to the fifth decimal.

Source: Scottish Local Government Elections Order 2007 (SSI 2007/42), Schedule 1, rules 45 to 52,
carried on by SSI 2011/399. All numbers are whole units of 0.00001 vote. Where the Order leaves a
choice: a tie is narrowed down stage by stage, the latest first, until one is left; somebody
exactly on the quota has no surplus and makes no stage.
"""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from kiosk.domain.count.contract import Ballots, Contest, Result, Rule, Settings, Shape, Tie
from kiosk.domain.count.lot import first_by_lot, order_by_lot
from kiosk.domain.count.rankings.ranking import fewest_earlier, most_earlier
from kiosk.domain.count.rankings.stv_explanation import NOBODY, decides, explained, reasons
from kiosk.domain.count.rankings.stv_papers import Preferences, valid_papers
from kiosk.domain.count.rankings.stv_stage import Action, Settled, Stage, rounds
from kiosk.domain.sentence import say, wording

PLACES = 5
VOTE = 10**PLACES

_Parcel = tuple[Preferences, int, int, int]  # preferences, place reached, papers, value of each


def count(contest: Contest, ballots: Ballots, settings: Settings) -> Result:
    """Fill the seats; raises LotNeeded for a tie that matters and no earlier stage settles."""
    papers = valid_papers(contest, ballots)
    valid = sum(papers.values())
    table = _Table(contest, papers, valid) if valid else None
    stages = table.fill() if table else []
    return Result(
        rule=RULE.name,
        settings=tuple(settings.items()),
        counted=valid + ballots.blank,
        blank=ballots.blank,
        rejected=ballots.rejected + ballots.total - ballots.blank - valid,
        winners=tuple(option for stage in stages for option in stage.elected),
        scores=tuple((o, Fraction(n, VOTE)) for o, n in stages[-1].votes) if stages else (),
        rounds=rounds(stages),
        ties=tuple(table.ties) if table else (),
        explanation=tuple(explained(stages, contest.seats)) if stages else (NOBODY,),
        reasons=tuple(reasons(stages)) if stages else (),
    )


class _Table:
    """The count as it stands: parcels and votes of each option, who continues, what happened."""

    def __init__(self, contest: Contest, papers: Counter[Preferences], valid: int) -> None:
        self.seats = contest.seats
        self.lot = contest.lot
        self.total = valid * VOTE
        self.quota = (valid // (contest.seats + 1) + 1) * VOTE
        self.votes = dict.fromkeys(contest.ids, 0)
        self.parcels: dict[str, list[_Parcel]] = {option: [] for option in contest.ids}
        self.continuing = dict.fromkeys(contest.ids)  # a set that keeps the order of the ballot
        self.elected: list[str] = []
        self.waiting: list[str] = []  # elected with a surplus not yet transferred
        self.stages: list[Stage] = []
        self.ties: list[Tie] = []
        for preferences, number in papers.items():
            self._credit((preferences, -1, number, VOTE))

    @property
    def vacancies(self) -> int:
        return self.seats - len(self.elected)

    def fill(self) -> list[Stage]:
        """Go from stage to stage until every vacancy is filled."""
        self._close(Action.FIRST, None, Settled.BY_VOTES)
        while self.vacancies > 0 and self.continuing:
            if self.waiting:
                self._transfer_surplus()
            else:
                self._exclude()
        return self.stages

    def _credit(self, parcel: _Parcel) -> None:
        """Give a parcel to the next continuing option on its papers, if there is one (rule 48)."""
        preferences, reached, number, value = parcel
        for place in range(reached + 1, len(preferences)):
            option = preferences[place]
            if option in self.continuing:
                self.parcels[option].append((preferences, place, number, value))
                self.votes[option] += number * value
                return

    def _transfer_surplus(self) -> None:
        """The largest surplus moves; what five decimals cannot hold of a paper's value is lost."""
        most = max(self.votes[option] for option in self.waiting)
        tied = tuple(option for option in self.waiting if self.votes[option] == most)
        chosen, settled = tied[0], Settled.BY_VOTES
        if len(tied) > 1:
            chosen, settled = self._settled(
                tied, most_earlier(tied, self._history()), Action.SURPLUS
            )
        self.waiting.remove(chosen)
        held, surplus = self.votes[chosen], self.votes[chosen] - self.quota
        for preferences, place, number, value in self.parcels.pop(chosen):
            self._credit((preferences, place, number, surplus * value // held))
        self.votes[chosen] = self.quota
        self._close(Action.SURPLUS, chosen, settled)

    def _exclude(self) -> None:
        """The last goes out; its papers move on at the value at which they came (rule 50)."""
        fewest = min(self.votes[option] for option in self.continuing)
        tied = tuple(option for option in self.continuing if self.votes[option] == fewest)
        chosen, settled = tied[0], Settled.BY_VOTES
        if len(tied) > 1 and self._harmless(tied, fewest):
            drawn = set(tied) <= set(self.lot)
            chosen = order_by_lot(tied, self.lot)[-1] if drawn else tied[0]
            settled = Settled.NO_DIFFERENCE
        elif len(tied) > 1:
            left = fewest_earlier(tied, self._history())
            chosen, settled = self._settled(tied, left, Action.EXCLUSION)
        del self.continuing[chosen]
        self.votes[chosen] = 0
        for parcel in self.parcels.pop(chosen):
            self._credit(parcel)
        self._close(Action.EXCLUSION, chosen, settled)

    def _harmless(self, tied: Sequence[str], votes: int) -> bool:
        """Whether all the tied go out in any case, none having a vote to pass on."""
        return votes == 0 and len(self.continuing) - len(tied) >= self.vacancies

    def _history(self) -> list[dict[str, int]]:
        return [dict(stage.votes) for stage in self.stages]

    def _settled(
        self, tied: tuple[str, ...], left: tuple[str, ...], action: Action
    ) -> tuple[str, Settled]:
        """The one of the tied that earlier stages left, or that the lot names (rules 49 and 51)."""
        settled = Settled.EARLIER if len(left) == 1 else Settled.LOT
        if settled is Settled.EARLIER:
            chosen = left[0]
        elif action is Action.SURPLUS:
            chosen = first_by_lot(left, self.lot)
        else:
            chosen = order_by_lot(left, self.lot)[-1]
        where = say("stage %(stage)s", stage=len(self.stages) + 1)
        self.ties.append(Tie(tied, where, settled.value, (chosen,)))
        return chosen, settled

    def _close(self, action: Action, option: str | None, settled: Settled) -> None:
        """End a stage: who has the quota is elected, and who is needed for the last seats."""
        reached = [o for o in self.continuing if self.votes[o] >= self.quota]
        self.waiting += [o for o in reached if self.votes[o] > self.quota]
        others = [o for o in self.continuing if o not in reached]
        last = others if len(others) <= self.vacancies - len(reached) else []
        elected = [
            *sorted(reached, key=lambda o: -self.votes[o]),
            *sorted(last, key=lambda o: -self.votes[o]),
        ]
        for elected_now in elected:
            del self.continuing[elected_now]
        self.elected += elected
        self.stages.append(
            Stage(
                number=len(self.stages) + 1,
                action=action,
                option=option,
                settled=settled,
                votes=tuple(self.votes.items()),
                places=PLACES,
                total=self.total,
                quota=self.quota,
                elected=tuple(elected),
            )
        )


RULE = Rule(
    name="scottish-stv",
    title=wording("Single transferable vote, Scottish rules"),
    shapes=frozenset({Shape.RANKING}),
    source="Scottish Local Government Elections Order 2007 (SSI 2007/42), Schedule 1, rules 45-52",
    count=count,
    decides=decides,
)
