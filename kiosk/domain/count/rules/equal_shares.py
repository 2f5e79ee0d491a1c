"""The Method of Equal Shares: every ballot gets the same share of the budget to spend.

Source: Peters, Pierczynski and Skowron, arXiv 2008.13276; the variants of equalshares.net.
Projects are bought by those who support them; the lowest price per unit of utility first, and
nobody pays more than they have. Blank ballots have a share too. Ties: lower cost, then more
votes, then the lot. A project that costs nothing is always funded, one that nobody chose never.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import floor

from kiosk.domain.assembly import Option
from kiosk.domain.count.budgets.budget_scores import denominator, score_named, scores_for
from kiosk.domain.count.budgets.comparison import compared
from kiosk.domain.count.budgets.completion import Raises, add1, exhaustive, nothing_left_to_buy
from kiosk.domain.count.budgets.electorate import UTILITIES, Ties, voters_of
from kiosk.domain.count.budgets.filling import Filling, Misfit, by_score, fill
from kiosk.domain.count.budgets.shares import Run, Voters, run
from kiosk.domain.count.budgets.shares_explanation import Purchases, explained, reasons, rounds
from kiosk.domain.count.contract import CHOOSING, Ballots, Contest, Result, Rule, Setting, Settings
from kiosk.domain.sentence import Amount, Sentence, say, wording

RAISED = ("add1", "add1u")
FILLED = ("add1u", "greedy")
STOPS = {"exhaustive": exhaustive, "until-overspend": nothing_left_to_buy}


def count(contest: Contest, ballots: Ballots, settings: Settings) -> Result:
    """Buy projects with equal shares; raises LotNeeded for a tie that only a lot settles."""
    score = score_named("by-shape", contest.shape)
    scores = scores_for(contest, ballots, score=score)
    votes = scores if score == "votes" else scores_for(contest, ballots, score="votes")
    worth = scores if settings["utility"] == "positional" else votes
    chosen = tuple(option for option in contest.options if worth[option.id])
    free = _in_lot_order((option for option in chosen if not option.cost), contest.lot)
    costly = tuple(option for option in chosen if option.cost)
    unit = denominator(contest.budget, _unit(settings), *(option.cost for option in costly))
    voters = voters_of(contest, ballots, utility=settings["utility"], costly=costly, unit=unit)
    ties = Ties(costly, votes, contest.lot)
    raises = Raises(
        start=_start(contest.budget, ballots.total, settings, unit=unit),
        unit=int(_unit(settings) * unit) * max(1, ballots.total),
        scale=max(1, ballots.total),
        budget=int(contest.budget * unit),
    )
    outcome = _outcome(voters, raises, settings, ties=ties)
    bought = Purchases(
        voters=voters, outcome=outcome, options=costly, votes=votes, free=free, unit=unit
    )
    rest = _filled(contest, bought, scores, settings)
    result = Result(
        rule=RULE.name,
        settings=tuple(settings.items()),
        counted=ballots.total,
        blank=ballots.blank,
        rejected=ballots.rejected,
        winners=(*bought.winners, *rest.funded),
        cost=bought.cost + rest.cost,
        scores=tuple(scores.items()),
        rounds=rounds(bought, rest, utility=settings["utility"]),
        ties=(*ties.settled(outcome), *rest.ties),
        explanation=explained(contest, bought, rest, start=raises.start),
        reasons=tuple(reasons(contest, bought, rest)),
    )
    if settings["comparison"] == "yes":
        return compared(result, contest, ballots, scores=scores, score=score)
    return result


def _unit(settings: Settings) -> Fraction:
    return Fraction(settings["unit"])


def _start(budget: Amount, ballots: int, settings: Settings, *, unit: int) -> int:
    """What all shares are together before any raise."""
    if settings["start"] == "exact":
        return int(budget * unit)
    voters = max(1, ballots)
    return floor(Fraction(budget) / voters) * unit * voters


def _outcome(voters: Voters, raises: Raises, settings: Settings, *, ties: Ties) -> Run:
    if settings["completion"] not in RAISED:
        return run(voters, raises.start, scale=raises.scale, settle=ties)
    return add1(voters, raises, done=STOPS[settings["stop"]], settle=ties)


def _filled(
    contest: Contest, bought: Purchases, scores: Mapping[str, int], settings: Settings
) -> Filling:
    """What the money left funds by score, where the completion says so."""
    if settings["completion"] not in FILLED:
        return Filling()
    return fill(
        tuple(o for o in contest.options if scores[o.id] and o.id not in bought.winners),
        scores,
        money=contest.budget - bought.cost,
        order=by_score,
        misfit=Misfit.SKIP,
        lot=contest.lot,
    )


def _in_lot_order(options: Iterable[Option], lot: tuple[str, ...]) -> tuple[Option, ...]:
    """Without a lot by id, which decides nothing: all are funded."""
    place = {option: index for index, option in enumerate(lot)}
    return tuple(sorted(options, key=lambda option: (place.get(option.id, 0), option.id)))


RAISING = say("Then all shares are raised while money is left.")
LEFT_OVER = say("Money still left goes to the most popular projects.")
THEN = {"none": (), "add1": (RAISING,), "add1u": (RAISING, LEFT_OVER), "greedy": (LEFT_OVER,)}
"""What a completion does, as people are told before they vote."""


def decides(contest: Contest, settings: Settings) -> tuple[Sentence, ...]:
    """When an option wins, as people are told before they vote."""
    sentences = (
        say("Everybody gets the same share of the money; supporters pay for projects together."),
        *THEN[settings["completion"]],
    )
    if settings["comparison"] == "yes":
        return (
            *sentences,
            say("If more ballots prefer the most popular projects, those win instead."),
        )
    return sentences


RULE = Rule(
    name="equal-shares",
    title=wording("Equal shares of the money for every ballot"),
    shapes=CHOOSING,
    source="Peters, Pierczyński, Skowron, arXiv 2008.13276; equalshares.net",
    count=count,
    decides=decides,
    settings=(
        Setting(
            "utility",
            "cost",
            "What a project is worth to its supporters: its cost, 1, its points or its place",
            values=UTILITIES,
        ),
        Setting(
            "completion",
            "none",
            "How money left is used: raise shares by a unit (add1), then by score (add1u, greedy)",
            values=("none", "add1", "add1u", "greedy"),
        ),
        Setting(
            "stop",
            "exhaustive",
            "When raising ends: nothing more fits, or before the next raise overspends",
            values=tuple(STOPS),
        ),
        Setting(
            "start",
            "exact",
            "The first share: the budget divided exactly, or rounded down to a whole number",
            values=("exact", "integral"),
        ),
        Setting("unit", "1", "How much each raise adds to every share", form="fraction"),
        Setting(
            "comparison",
            "no",
            "Whether the highest scores that fit win if more ballots have more winners there",
            form="flag",
        ),
    ),
    needs_budget=True,
)
