"""Knapsack budgeting: the set of projects with the highest sum of scores that fits the budget.

Source: the utilitarian optimum of Talmon and Faliszewski, A Framework for Approval-Based
Budgeting Methods (2019). Several sets of the same value: the lower cost, then the one with the
option that stands earlier in the lot where they differ. A project that costs nothing is always
funded, one that nobody chose never is.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.domain.assembly import Option
from kiosk.domain.count.budgets.best_set import MOST_WORK, NoBestSetInTime, Thing, best_set
from kiosk.domain.count.budgets.budget_scores import denominator, score_named, scores_for
from kiosk.domain.count.budgets.greedy_explanation import closing
from kiosk.domain.count.contract import (
    CHOOSING,
    Ballots,
    Contest,
    Result,
    Rule,
    Setting,
    Settings,
    Tie,
)
from kiosk.domain.errors import LotNeeded
from kiosk.domain.sentence import Money, Name, Names, Sentence, say, say_many, wording

WORK_FOR_A_REASON = 100_000  # states looked at for each loser: far below a second


def count(contest: Contest, ballots: Ballots, settings: Settings) -> Result:
    """Fund the best set; raises LotNeeded if several are equally good and cost the same."""
    score = score_named("by-shape", contest.shape)
    scores = scores_for(contest, ballots, score=score)
    chosen = tuple(option for option in contest.options if scores[option.id])
    unit = denominator(contest.budget, *(option.cost for option in chosen))
    search = _Search(
        options=tuple(option for option in chosen if option.cost),
        values={
            option.id: scores[option.id]
            * (int(option.cost * unit) if settings["value"] == "score-times-cost" else 1)
            for option in chosen
        },
        unit=unit,
        budget=int(contest.budget * unit),
    )
    best, ties = search.best(contest.lot)
    funded = {option.id for option in chosen if not option.cost} | best
    winners = tuple(sorted(funded, key=lambda option: (-scores[option], option)))
    cost = sum((option.cost for option in chosen if option.id in funded), start=0)
    return Result(
        rule=RULE.name,
        settings=tuple(settings.items()),
        counted=ballots.total,
        blank=ballots.blank,
        rejected=ballots.rejected,
        winners=winners,
        cost=cost,
        scores=tuple(scores.items()),
        ties=ties,
        explanation=(
            _opening(sum(scores[option] for option in winners), settings["value"]),
            *(say("%(option)s is in it.", option=Name(option)) for option in winners),
            *(_tie_told(tie) for tie in ties),
            closing(cost, contest.budget),
        ),
        reasons=tuple(
            (option.id, _reason(option, search, best, score=scores[option.id]))
            for option in contest.options
            if option.id not in funded
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Search:
    """The options with a cost, what each is worth, and the budget in whole units."""

    options: tuple[Option, ...]
    values: Mapping[str, int]
    unit: int
    budget: int

    def best(self, lot: tuple[str, ...]) -> tuple[set[str], tuple[Tie, ...]]:
        """The best set, and whether another one of the same value lost; raises LotNeeded."""
        where = say("the highest sum")
        everything = sum(self._cost(option) for option in self.options)
        cheaply = {o.id: self.values[o.id] * (everything + 1) - self._cost(o) for o in self.options}
        best = self._solved(cheaply)
        equal = self._another(best, cheaply)
        if equal:
            chosen = self._first_by_lot(best ^ equal, cheaply, lot=lot)
            lost = self._another(chosen, cheaply)
            tied = tuple(sorted(chosen ^ lost))
            return chosen, (Tie(tied, where, "lot", tuple(sorted(chosen - lost))),)
        dearer = self._another(best, self.values)
        if dearer:
            tied = tuple(sorted(best ^ dearer))
            return best, (Tie(tied, where, "cost", tuple(sorted(best - dearer))),)
        return best, ()

    def missing(self, option: Option, best: set[str], *, score: int) -> int:
        """The smallest number that its score must rise by for every best set to hold it.

        Raises NoBestSetInTime.
        """
        one = frozenset({option.id})
        with_it = self._solved(self.values, including=one, most_work=WORK_FOR_A_REASON)
        behind = _sum(best, self.values) - _sum(with_it, self.values)
        return behind * score // self.values[option.id] + 1

    def _another(self, best: set[str], worth: Mapping[str, int]) -> set[str]:
        """Another set of the same worth, or nothing. It must leave something of this one out."""
        most = _sum(best, worth)
        for out in sorted(best):
            other = self._solved(worth, without=frozenset({out}))
            if _sum(other, worth) == most:
                return other
        return set()

    def _first_by_lot(
        self, tied: set[str], worth: Mapping[str, int], *, lot: tuple[str, ...]
    ) -> set[str]:
        """Of all best sets the one that has what stands earlier in the lot."""
        if any(option.id not in lot for option in self.options):
            raise LotNeeded(tuple(sorted(tied)))
        most = _sum(self._solved(worth), worth)
        taken: set[str] = set()
        for option in sorted(worth, key=lot.index):
            tried = self._solved(worth, including=frozenset({*taken, option}))
            if _sum(tried, worth) == most:
                taken.add(option)
        return taken

    def _solved(
        self,
        worth: Mapping[str, int],
        *,
        without: frozenset[str] = frozenset(),
        including: frozenset[str] = frozenset(),
        most_work: int = MOST_WORK,
    ) -> set[str]:
        fixed = [option for option in self.options if option.id in including]
        room = self.budget - sum(self._cost(option) for option in fixed)
        if room < 0:
            return set()
        open_ = [o for o in self.options if o.id not in without and o.id not in including]
        things = [Thing(worth[o.id], self._cost(o)) for o in open_]
        places = best_set(things, room, most_work=most_work)
        return {open_[place].id for place in places} | including

    def _cost(self, option: Option) -> int:
        return int(option.cost * self.unit)


def _sum(options: set[str], worth: Mapping[str, int]) -> int:
    return sum(worth[option] for option in options)


def _opening(total: int, value: str) -> Sentence:
    if value == "score":
        return say("No other set that fits has a higher sum than %(total)s.", total=total)
    return say("No other set that fits gives more money to what people chose.")


def _tie_told(tie: Tie) -> Sentence:
    if tie.decided_by == "lot":
        return say("Another set is equal; the lot chose %(chosen)s.", chosen=Names(tie.chosen))
    return say("Another set has the same sum, but costs more.")


def _reason(option: Option, search: _Search, best: set[str], *, score: int) -> Sentence:
    """The smallest true reason: nobody, the money, or how much more it needed."""
    if not score:
        return say("Nobody chose it.")
    if option.cost * search.unit > search.budget:
        return say("It costs %(cost)s, more than all the money.", cost=Money(option.cost))
    try:
        missing = search.missing(option, best, score=score)
    except NoBestSetInTime:
        return say("The best set leaves no room for it.")
    return say_many(
        "It needed %(number)s more to be in the best set.",
        "It needed %(number)s more to be in the best set.",
        missing,
    )


def decides(contest: Contest, settings: Settings) -> tuple[Sentence, ...]:
    """When an option wins, as people are told before they vote."""
    if score_named("by-shape", contest.shape) == "votes":
        sentence = say("The projects that fit the money and have the most votes together win.")
    else:
        sentence = say("The projects that fit the money and have the most points together win.")
    if settings["value"] == "score-times-cost":
        return (sentence, say("A project that costs twice as much counts twice."))
    return (sentence,)


RULE = Rule(
    name="knapsack",
    title=wording("The set with the highest sum that fits the money"),
    shapes=CHOOSING,
    source="Talmon and Faliszewski, A Framework for Approval-Based Budgeting Methods, 2019",
    count=count,
    decides=decides,
    settings=(
        Setting(
            "value",
            "score",
            "What a set is worth: the sum of its scores, or of scores times costs",
            values=("score", "score-times-cost"),
        ),
    ),
    needs_budget=True,
)
