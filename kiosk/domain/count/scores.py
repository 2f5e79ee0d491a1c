"""Adding up what ballots give to options, and filling seats by the sums."""

from dataclasses import dataclass

from kiosk.domain.count.contract import Ballots, Contest, Result, Settings, Tie
from kiosk.domain.count.lot import order_by_lot
from kiosk.domain.sentence import Name, Sentence, say, say_many


def votes_for(contest: Contest, ballots: Ballots) -> dict[str, int]:
    """How many ballots name each option; an option named twice on a ballot counts once."""
    votes = dict.fromkeys(contest.ids, 0)
    for marks, number in ballots.merged:
        for option in {option for option, _ in marks}:
            if option in votes:
                votes[option] += number
    return votes


def points_for(contest: Contest, ballots: Ballots) -> dict[str, int]:
    """The sum of the points that all ballots give to each option."""
    points = dict.fromkeys(contest.ids, 0)
    for marks, number in ballots.merged:
        for option, given in marks:
            if option in points:
                points[option] += number * given
    return points


@dataclass(frozen=True, slots=True)
class Seating:
    """Who is seated, best first, the tie at the edge if there was one, and why others are not."""

    winners: tuple[str, ...]
    ties: tuple[Tie, ...]
    explanation: tuple[Sentence, ...]
    reasons: tuple[tuple[str, Sentence], ...]


def seat(contest: Contest, scores: dict[str, int]) -> Seating:
    """Seat the options with the highest scores above 0; a tie at the edge goes to the lot.

    Raises LotNeeded. An option that nobody chose takes no seat, however many are free.
    """
    chosen = [option for option in contest.ids if scores[option] > 0]
    ranked = sorted(chosen, key=lambda option: -scores[option])  # stable: no tie is decided here
    winners: tuple[str, ...] = tuple(ranked)
    ties: tuple[Tie, ...] = ()
    if len(ranked) > contest.seats:
        winners, ties = _cut(contest, ranked, scores)
    return Seating(
        winners,
        ties,
        _explained(winners, ties, scores),
        tuple(
            (option, _reason(option, winners, scores))
            for option in contest.ids
            if option not in winners
        ),
    )


def seated(
    rule: str, contest: Contest, ballots: Ballots, settings: Settings, *, scores: dict[str, int]
) -> Result:
    """The result of a rule that seats the highest scores; raises LotNeeded."""
    seating = seat(contest, scores)
    return Result(
        rule=rule,
        settings=tuple(settings.items()),
        counted=ballots.total,
        blank=ballots.blank,
        rejected=ballots.rejected,
        winners=seating.winners,
        scores=tuple(scores.items()),
        ties=seating.ties,
        explanation=seating.explanation,
        reasons=seating.reasons,
    )


def _cut(
    contest: Contest, ranked: list[str], scores: dict[str, int]
) -> tuple[tuple[str, ...], tuple[Tie, ...]]:
    edge = scores[ranked[contest.seats - 1]]
    above = tuple(option for option in ranked if scores[option] > edge)
    level = tuple(option for option in ranked if scores[option] == edge)
    free = contest.seats - len(above)
    if len(level) == free:
        return above + level, ()
    seated = order_by_lot(level, contest.lot)[:free]
    where = say("the last seat, at %(score)s each", score=edge)
    return above + seated, (Tie(level, where, "lot", seated),)


def _explained(
    winners: tuple[str, ...], ties: tuple[Tie, ...], scores: dict[str, int]
) -> tuple[Sentence, ...]:
    if not winners:
        return (say("Nobody chose any option, so none wins."),)
    sentences = tuple(
        say("%(option)s wins with %(score)s.", option=Name(option), score=scores[option])
        for option in winners
    )
    return sentences + tuple(
        say_many(
            "%(number)s options were tied for the last seat; the lot decided.",
            "%(number)s options were tied for the last seat; the lot decided.",
            len(tie.options),
        )
        for tie in ties
    )


def _reason(option: str, winners: tuple[str, ...], scores: dict[str, int]) -> Sentence:
    if not scores[option]:
        return say("Nobody chose it.")
    last = min(winners, key=lambda winner: scores[winner])
    short = scores[last] - scores[option]
    if short == 0:
        return say("It was tied with %(option)s, and the lot decided.", option=Name(last))
    return say_many(
        "It needed %(number)s more to be ahead of %(option)s.",
        "It needed %(number)s more to be ahead of %(option)s.",
        short + 1,
        option=Name(last),
    )
