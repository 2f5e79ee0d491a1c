"""Greedy budgeting: the highest score first, whatever still fits is funded.

Source: the rule of most cities, as Faliszewski et al. describe it in arXiv 2305.11035. Ties:
lower cost, then the lot. A project that costs nothing is always funded, one that nobody chose
never is.
"""

from kiosk.domain.count.budgets.budget_scores import SCORE, score_named, scores_for
from kiosk.domain.count.budgets.filling import Misfit, by_score, by_score_per_cost, fill
from kiosk.domain.count.budgets.greedy_explanation import (
    ORDERED,
    ORDERED_PER_COST,
    explained,
    reasons,
    rounds,
)
from kiosk.domain.count.contract import CHOOSING, Ballots, Contest, Result, Rule, Setting, Settings
from kiosk.domain.sentence import Sentence, say, say_many, wording


def count(contest: Contest, ballots: Ballots, settings: Settings) -> Result:
    """Fund projects by score; raises LotNeeded for a tie at the end of the money."""
    score = score_named(settings["score"], contest.shape)
    scores = scores_for(contest, ballots, score=score)
    threshold = int(settings["threshold"])
    per_cost = settings["per-cost"] == "yes"
    order = by_score_per_cost if per_cost else by_score
    filling = fill(
        tuple(option for option in contest.options if scores[option.id] >= max(1, threshold)),
        scores,
        money=contest.budget,
        order=order,
        misfit=Misfit.STOP if settings["no-skip"] == "yes" else Misfit.SKIP,
        lot=contest.lot,
    )
    opening = (ORDERED_PER_COST if per_cost else ORDERED)[score]
    return Result(
        rule=RULE.name,
        settings=tuple({**settings, "score": score}.items()),
        counted=ballots.total,
        blank=ballots.blank,
        rejected=ballots.rejected,
        winners=filling.funded,
        cost=filling.cost,
        scores=tuple(scores.items()),
        rounds=rounds(filling),
        ties=filling.ties,
        explanation=explained(opening, filling, budget=contest.budget),
        reasons=tuple(reasons(contest, filling, scores, threshold=threshold, order=order)),
    )


def _least(score: str, number: int) -> Sentence:
    if score == "votes":
        return say_many(
            "A project needs at least %(number)s vote.",
            "A project needs at least %(number)s votes.",
            number,
        )
    return say_many(
        "A project needs at least %(number)s point.",
        "A project needs at least %(number)s points.",
        number,
    )


def decides(contest: Contest, settings: Settings) -> tuple[Sentence, ...]:
    """When an option wins, as people are told before they vote."""
    score = score_named(settings["score"], contest.shape)
    sentences: tuple[Sentence, ...] = (
        (ORDERED_PER_COST if settings["per-cost"] == "yes" else ORDERED)[score],
    )
    if settings["no-skip"] == "yes":
        sentences += (say("The first project that does not fit ends it."),)
    least = int(settings["threshold"])
    if least > 1:
        sentences += (_least(score, least),)
    return sentences


RULE = Rule(
    name="greedy",
    title=wording("Most votes first, while the money lasts"),
    shapes=CHOOSING,
    source="The rule of most cities; equal scores: lower cost, then the lot",
    count=count,
    decides=decides,
    settings=(
        SCORE,
        Setting("per-cost", "no", "Order by score for each unit of cost", form="flag"),
        Setting("no-skip", "no", "Stop at the first project that does not fit", form="flag"),
        Setting("threshold", "0", "The least score that a project needs", form="integer"),
    ),
    needs_budget=True,
)
