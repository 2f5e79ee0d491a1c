"""A greedy count told in rounds, in sentences, and as the reason why each loser lost."""

from collections.abc import Iterator, Mapping
from math import floor

from kiosk.domain.count.budgets.filling import Fate, Filling, Order, Turn
from kiosk.domain.count.contract import Contest
from kiosk.domain.count.rounds import Round, Taken
from kiosk.domain.sentence import Amount, Money, Name, Names, Sentence, say, say_many

ORDERED = {
    "votes": say("Projects are taken by their votes, most first, while they fit."),
    "points": say("Projects are taken by their points, most first, while they fit."),
    "positional": say("Projects are taken by points for their places, while they fit."),
}
ORDERED_PER_COST = {
    "votes": say("Projects are taken by votes for each unit of cost, while they fit."),
    "points": say("Projects are taken by points for each unit of cost, while they fit."),
    "positional": say("Projects are taken by place points per cost, while they fit."),
}


def rounds(filling: Filling) -> tuple[Round, ...]:
    """Each turn in order."""
    return tuple(
        Taken(
            step=step,
            option=turn.option.id,
            score=turn.score,
            cost=turn.option.cost,
            left=turn.left,
            funded=turn.fate is Fate.FUNDED,
        )
        for step, turn in enumerate(filling.turns, start=1)
    )


def explained(opening: Sentence, filling: Filling, *, budget: Amount) -> tuple[Sentence, ...]:
    """The turns told in order, up to the last project that was funded."""
    if not filling.funded:
        return (opening, say("No project is funded."))
    return (opening, *funding_sentences(filling), closing(filling.cost, budget))


def funding_sentences(filling: Filling) -> Iterator[Sentence]:
    """A sentence for each turn up to the last project that is funded, which there must be."""
    last = max(i for i, turn in enumerate(filling.turns) if turn.fate is Fate.FUNDED)
    for turn in filling.turns[: last + 1]:
        yield _sentence_of(turn)
    for tie in filling.ties:
        if tie.decided_by == "lot":
            yield say(
                "Equal, and not all fitted: the lot chose %(chosen)s.", chosen=Names(tie.chosen)
            )
        else:
            yield say(
                "Of equal scores the cheaper came first: %(chosen)s.", chosen=Names(tie.chosen)
            )


def closing(cost: Amount, budget: Amount) -> Sentence:
    """What was spent of what."""
    return say("Together they cost %(cost)s of %(budget)s.", cost=Money(cost), budget=Money(budget))


def _sentence_of(turn: Turn) -> Sentence:
    name, cost = Name(turn.option.id), Money(turn.option.cost)
    if turn.fate is Fate.FUNDED:
        return say(
            "%(option)s, with %(score)s, is funded for %(cost)s.",
            option=name,
            score=turn.score,
            cost=cost,
        )
    return say(
        "%(option)s, with %(score)s, costs %(cost)s; only %(left)s was left.",
        option=name,
        score=turn.score,
        cost=cost,
        left=Money(turn.left),
    )


def reasons(
    contest: Contest,
    filling: Filling,
    scores: Mapping[str, int],
    *,
    threshold: int,
    order: Order,
) -> Iterator[tuple[str, Sentence]]:
    """For every project that is not funded, the smallest true reason."""
    turns = {turn.option.id: turn for turn in filling.turns}
    for option in contest.ids:
        if option not in turns:
            yield option, _never_had_a_turn(scores[option], threshold)
        elif turns[option].fate is not Fate.FUNDED:
            yield option, _reason(turns[option], filling, order)


def _never_had_a_turn(score: int, threshold: int) -> Sentence:
    if not score:
        return say("Nobody chose it.")
    return say_many(
        "It needed %(number)s more to reach %(threshold)s.",
        "It needed %(number)s more to reach %(threshold)s.",
        threshold - score,
        threshold=threshold,
    )


def _reason(turn: Turn, filling: Filling, order: Order) -> Sentence:
    if turn.fate is Fate.LOST_LOT:
        return say("It was equal with others, and the lot decided.")
    if turn.fate is Fate.AFTER_STOP:
        stop = next(t for t in filling.turns if t.fate in {Fate.TOO_DEAR, Fate.LOST_LOT})
        return _stopped_before(turn, stop, order)
    return say(
        "It costs %(cost)s; only %(left)s was left.",
        cost=Money(turn.option.cost),
        left=Money(turn.left),
    )


def _stopped_before(turn: Turn, stop: Turn, order: Order) -> Sentence:
    """How much more it needed to come first, if the money was still enough for it then."""
    if turn.option.cost > stop.left:
        return say("The count had stopped at %(option)s.", option=Name(stop.option.id))
    least = order(stop.score, stop.option.cost) / order(1, turn.option.cost)  # orders are linear
    return say_many(
        "It needed %(number)s more to come before %(option)s, where the count stopped.",
        "It needed %(number)s more to come before %(option)s, where the count stopped.",
        floor(least) + 1 - turn.score,
        option=Name(stop.option.id),
    )
