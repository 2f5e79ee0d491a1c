"""What happened in an instant runoff, round by round, as data and in sentences."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from kiosk.domain.count.rankings.flows import NOBODY, flows
from kiosk.domain.count.rounds import Round, RunoffRound
from kiosk.domain.sentence import Name, Names, Sentence, say, say_many


class Why(Enum):
    """What settled a round."""

    MAJORITY = "more than half"
    FEWEST = "fewest votes"
    EARLIER = "tied; an earlier round settled it"
    LOT = "tied; the lot settled it"
    NO_DIFFERENCE = "tied; the order could not change the winner"
    TOGETHER = "together they had fewer votes than the next"


@dataclass(frozen=True, slots=True, kw_only=True)
class IrvRound:
    """One round: the votes in it, the ballots set aside by then, and what followed."""

    number: int
    votes: tuple[tuple[str, int], ...]
    exhausted: int
    eliminated: tuple[str, ...] = ()
    elected: str = ""
    why: Why

    @property
    def piles(self) -> dict[str | None, int]:
        """All ballots by where they lie."""
        return {**dict(self.votes), NOBODY: self.exhausted}


def rounds(turns: Sequence[IrvRound]) -> tuple[Round, ...]:
    """All rounds, each with the flows of the ballots of those who go out in it."""
    return tuple(
        RunoffRound(
            number=turn.number,
            votes=turn.votes,
            exhausted=turn.exhausted,
            eliminated=turn.eliminated,
            elected=(turn.elected,) if turn.elected else (),
            needed=sum(votes for _, votes in turn.votes) // 2 + 1,
            flows=flows(turn.piles, following.piles) if following else (),
        )
        for turn, following in zip(turns, [*turns[1:], None], strict=False)
    )


def explained(turns: tuple[IrvRound, ...]) -> tuple[Sentence, ...]:
    """The rounds told in order."""
    if not turns:
        return (say("Nobody chose any option, so none wins."),)
    sentences = tuple(sentence for turn in turns for sentence in _sentences_of(turn))
    return (*_set_aside(turns[0].exhausted), *sentences)


def _set_aside(number: int) -> tuple[Sentence, ...]:
    """Ballots that are not blank and still count for nobody who stands."""
    if not number:
        return ()
    return (
        say_many(
            "%(number)s ballot counts for nobody from the first round on.",
            "%(number)s ballots count for nobody from the first round on.",
            number,
        ),
    )


def _sentences_of(turn: IrvRound) -> Iterator[Sentence]:
    votes = dict(turn.votes)
    total = sum(votes.values())
    if turn.elected:
        yield from _victory(turn, votes[turn.elected], total)
        return
    yield say(
        "Round %(round)s: nobody has more than half of %(total)s votes.",
        round=turn.number,
        total=total,
    )
    out = Names(turn.eliminated)
    match turn.why:
        case Why.FEWEST:
            yield say_many(
                "%(options)s has the fewest, %(number)s vote, and goes out.",
                "%(options)s has the fewest, %(number)s votes, and goes out.",
                votes[turn.eliminated[0]],
                options=out,
            )
        case Why.EARLIER:
            yield say("%(options)s is tied for last, had fewer before, and goes out.", options=out)
        case Why.LOT:
            yield say("%(options)s is tied for last; the lot puts it out.", options=out)
        case Why.NO_DIFFERENCE:
            yield say("Out, tied for last, in whatever order: %(options)s.", options=out)
        case _:
            yield say("Together too few to pass the next, so out: %(options)s.", options=out)


def _victory(turn: IrvRound, votes: int, total: int) -> Iterator[Sentence]:
    winner = Name(turn.elected)
    if turn.why is Why.MAJORITY:
        yield say(
            "Round %(round)s: %(option)s has %(votes)s of %(total)s votes.",
            round=turn.number,
            option=winner,
            votes=votes,
            total=total,
        )
        yield say("That is more than half: %(option)s wins.", option=winner)
        return
    yield say("Round %(round)s: the last two are tied.", round=turn.number)
    if turn.why is Why.EARLIER:
        yield say("%(option)s had more in an earlier round and wins.", option=winner)
    else:
        yield say("The lot decides: %(option)s wins.", option=winner)


def reasons(turns: tuple[IrvRound, ...]) -> Iterator[tuple[str, Sentence]]:
    """For every option that lost, why, when it went out."""
    for turn in turns:
        votes = dict(turn.votes)
        if turn.elected:
            losers, rival = [option for option in votes if option != turn.elected], turn.elected
        else:
            losers = list(turn.eliminated)
            rival = min((o for o in votes if o not in turn.eliminated), key=votes.__getitem__)
        for option in losers:
            yield option, _reason(turn, option, rival)


def _reason(turn: IrvRound, option: str, rival: str) -> Sentence:
    votes = dict(turn.votes)
    short = votes[rival] - votes[option]
    name = Name(rival)
    if not short and turn.why is Why.EARLIER:
        return say("It was tied with %(option)s, which had more before.", option=name)
    if not short and turn.why is Why.LOT:
        return say("It was tied with %(option)s, and the lot decided.", option=name)
    return say_many(
        "In round %(round)s it needed %(number)s more vote to pass %(option)s.",
        "In round %(round)s it needed %(number)s more votes to pass %(option)s.",
        short + 1,
        round=turn.number,
        option=name,
    )
