"""Instant runoff: the last goes out and its ballots move on, until one has more than half.

Source: instant-runoff voting with the ballot rules of RCTab (BrightSpots/rcv, configuration
parameters); a tie for the last place is settled by earlier rounds, the latest first, then by
the lot. As settings: by the lot alone, as in Portland, Maine; or all tied for last go out
together where even together they cannot pass the next. More than half means of the ballots still
in the count. A ballot set aside stays so.
"""

from collections.abc import Iterable, Sequence
from itertools import accumulate

from kiosk.domain.count.contract import (
    Ballots,
    Contest,
    Result,
    Rule,
    Setting,
    Settings,
    Shape,
    Tie,
)
from kiosk.domain.count.lot import order_by_lot
from kiosk.domain.count.rankings.irv_explanation import IrvRound, Why, explained, reasons, rounds
from kiosk.domain.count.rankings.irv_papers import READING, Paper, next_option, papers_of
from kiosk.domain.count.rankings.ranking import fewest_earlier, most_earlier
from kiosk.domain.errors import LotNeeded
from kiosk.domain.sentence import Sentence, say, wording

EARLIER, LOT, TOGETHER = "earlier-rounds", "lot", "together"

TOLD_OF_TIES = {
    LOT: (say("If the last are tied, a lot decides."),),
    TOGETHER: (say("If the last are tied and too few together, all of them go out."),),
}


class _Piles:
    """The papers as they lie: a pile for each continuing option, and the number set aside."""

    def __init__(self, options: Iterable[str]) -> None:
        self.of: dict[str, list[Paper]] = {option: [] for option in options}
        self.aside = 0

    def lay(self, papers: Iterable[Paper]) -> None:
        """Lay each paper, read on from its place, under its next option or aside."""
        for ladder, start, number in papers:
            option, place = next_option(ladder, start, self.of)
            if option:
                self.of[option].append((ladder, place, number))
            else:
                self.aside += number

    def take_out(self, options: Iterable[str]) -> None:
        """Take all these options out at once, then move their papers on."""
        for pile in [self.of.pop(option) for option in options]:
            self.lay(pile)

    def votes(self) -> dict[str, int]:
        """How many ballots lie under each continuing option."""
        return {option: sum(paper[2] for paper in pile) for option, pile in self.of.items()}


def count(contest: Contest, ballots: Ballots, settings: Settings) -> Result:
    """Elect one option; raises LotNeeded for a tie that no earlier round settles."""
    papers = papers_of(ballots, settings)
    judge = _in_batches(contest, papers, settings) if settings["batch"] == "yes" else None
    if judge is None:
        judge = _rounds(contest, papers, _Judge(contest.lot, _ties(papers, settings)))
    turns = tuple(judge.turns)
    return Result(
        rule=RULE.name,
        settings=tuple(settings.items()),
        counted=ballots.total,
        blank=ballots.blank,
        rejected=ballots.rejected,
        winners=(turns[-1].elected,) if turns else (),
        scores=turns[-1].votes if turns else tuple((option, 0) for option in contest.ids),
        rounds=rounds(turns),
        ties=tuple(judge.ties),
        explanation=explained(turns),
        reasons=tuple(reasons(turns)),
    )


class _Judge:
    """Says of each round's votes who wins or who goes out, and remembers the rounds."""

    def __init__(self, lot: tuple[str, ...], tied_last: str) -> None:
        self.lot = lot
        self.tied_last = tied_last
        self.turns: list[IrvRound] = []
        self.earlier: list[dict[str, int]] = []
        self.ties: list[Tie] = []

    def turn(self, votes: dict[str, int], aside: int) -> IrvRound:
        """The round that these votes make."""
        elected, eliminated, why = self._verdict(votes)
        self.earlier.append(votes)
        turn = IrvRound(
            number=len(self.earlier),
            votes=tuple(votes.items()),
            exhausted=aside,
            elected=elected,
            eliminated=eliminated,
            why=why,
        )
        self.turns.append(turn)
        return turn

    def _verdict(self, votes: dict[str, int]) -> tuple[str, tuple[str, ...], Why]:
        best = max(votes, key=votes.__getitem__)
        if 2 * votes[best] > sum(votes.values()):
            return best, (), Why.MAJORITY
        if len(votes) == 2:
            winner, why = self._settled(tuple(votes), most_earlier(tuple(votes), self.earlier), 0)
            return winner, (), why
        return "", *self.losers(votes)

    def losers(self, votes: dict[str, int]) -> tuple[tuple[str, ...], Why]:
        """Who goes out: the last. Of several without any vote the order cannot matter."""
        fewest = min(votes.values())
        tied = tuple(option for option in votes if votes[option] == fewest)
        if len(tied) == 1:
            return tied, Why.FEWEST
        if not fewest:
            drawn = set(tied) <= set(self.lot)
            return order_by_lot(tied, self.lot)[-1:] if drawn else tied, Why.NO_DIFFERENCE
        above = [number for number in votes.values() if number > fewest]
        if self.tied_last == TOGETHER and above and fewest * len(tied) < min(above):
            where = say("round %(round)s", round=len(self.earlier) + 1)
            self.ties.append(Tie(tied, where, TOGETHER, tied))
            return tied, Why.TOGETHER
        loser, why = self._settled(tied, fewest_earlier(tied, self.earlier), -1)
        return (loser,), why

    def _settled(self, tied: tuple[str, ...], left: tuple[str, ...], end: int) -> tuple[str, Why]:
        """The one of the tied that earlier rounds left, else the first or last by the lot."""
        if self.tied_last == LOT:
            left = tied
        if len(left) == 1:
            chosen, why, by = left[0], Why.EARLIER, "earlier-round"
        else:
            chosen, why, by = order_by_lot(left, self.lot)[end], Why.LOT, "lot"
        where = say("round %(round)s", round=len(self.earlier) + 1)
        self.ties.append(Tie(tied, where, by, (chosen,)))
        return chosen, why


class _BatchJudge(_Judge):
    """A judge who sends out together all who even together have fewer votes than the next."""

    def losers(self, votes: dict[str, int]) -> tuple[tuple[str, ...], Why]:
        """The longest such tail, or the last alone."""
        upwards = sorted(votes, key=votes.__getitem__)
        sums = list(accumulate(votes[option] for option in upwards))
        for length in range(len(upwards) - 1, 1, -1):
            if sums[length - 1] < votes[upwards[length]]:
                return tuple(upwards[:length]), Why.TOGETHER
        return super().losers(votes)


def _rounds(contest: Contest, papers: Sequence[Paper], judge: _Judge) -> _Judge:
    """Lay out the papers and go from round to round as the judge says."""
    piles = _Piles(contest.ids)
    piles.lay(papers)
    while any(piles.votes().values()):
        turn = judge.turn(piles.votes(), piles.aside)
        if turn.elected:
            break
        piles.take_out(turn.eliminated)
    return judge


def _has_shared_places(papers: Sequence[Paper]) -> bool:
    """Such a place is read by who is still in the count, so that the order of going out matters."""
    return any(len(place) > 1 for ladder, _, _ in papers for place in ladder)


def _ties(papers: Sequence[Paper], settings: Settings) -> str:
    """How a tie for the last place is settled with these papers."""
    ties = settings["ties"]
    return EARLIER if ties == TOGETHER and _has_shared_places(papers) else ties


def _in_batches(contest: Contest, papers: Sequence[Paper], settings: Settings) -> _Judge | None:
    """The count in batches, or nothing where batches could change the winner.

    A tie looks back at earlier rounds, which batches leave out, and a place shared by several
    is read by who is still in the count.
    """
    if _has_shared_places(papers):
        return None
    try:
        judge = _rounds(contest, papers, _BatchJudge(contest.lot, settings["ties"]))
    except LotNeeded:
        return None
    return None if judge.ties else judge


def decides(contest: Contest, settings: Settings) -> tuple[Sentence, ...]:
    """When an option wins, as people are told before they vote."""
    return (
        say("The last goes out, its votes move on, until one has more than half."),
        *TOLD_OF_TIES.get(settings["ties"], ()),
    )


RULE = Rule(
    name="irv",
    title=wording("Instant runoff, one winner"),
    shapes=frozenset({Shape.RANKING}),
    source="RCTab, configuration file parameters; counting rules of single-winner instant runoff",
    count=count,
    decides=decides,
    settings=(
        *READING,
        Setting(
            "ties",
            EARLIER,
            "who goes out of those tied for last: as earlier rounds say, then the lot; the lot"
            " alone; or all together where they cannot pass the next, else as earlier rounds say",
            (EARLIER, LOT, TOGETHER),
        ),
        Setting(
            "batch",
            "no",
            "all who cannot win even together go out in one round, unless a tie needs the rounds",
            form="flag",
        ),
    ),
)
