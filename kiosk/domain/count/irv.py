"""Instant runoff: the last goes out and its ballots move on, until one has more than half.

Source: instant-runoff voting with the ballot rules of RCTab (BrightSpots/rcv, configuration
parameters); a tie for the last place is settled by earlier rounds, the latest first, then by
the lot. More than half means of the ballots still in the count. A ballot set aside stays so.
"""

from collections.abc import Iterable
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
from kiosk.domain.count.irv_explanation import Turn, Why, explained, reasons
from kiosk.domain.count.irv_papers import READING, Paper, next_option, papers_of
from kiosk.domain.count.lot import order_by_lot
from kiosk.domain.count.ranking import fewest_earlier, most_earlier
from kiosk.domain.sentence import say


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
    """Elect one option; raises LotNeeded for a tie that matters and no earlier round settles."""
    papers = papers_of(ballots, settings)
    piles = _Piles(contest.ids)
    piles.lay(papers)
    judge = _Judge(
        lot=contest.lot,
        shared=any(len(place) > 1 for ladder, _, _ in papers for place in ladder),
        batch=settings["batch"] == "yes",
    )
    turns: list[Turn] = []
    while any(piles.votes().values()):
        turn = judge.turn(piles.votes(), piles.aside)
        turns.append(turn)
        if turn.elected:
            break
        piles.take_out(turn.eliminated)
    return Result(
        rule=RULE.name,
        settings=tuple(settings.items()),
        counted=ballots.total,
        blank=ballots.blank,
        rejected=ballots.rejected,
        winners=(turns[-1].elected,) if turns else (),
        scores=turns[-1].votes if turns else tuple(piles.votes().items()),
        rounds=tuple(turn.json() for turn in turns),
        ties=tuple(judge.ties),
        explanation=explained(tuple(turns)),
        reasons=tuple(reasons(tuple(turns))),
    )


class _Judge:
    """Says of each round's votes who wins or who goes out, remembering the earlier rounds.

    ``shared``: some ballot has a place shared by several, so that it matters in which order
    options go out, even if none of them can win.
    """

    def __init__(self, *, lot: tuple[str, ...], shared: bool, batch: bool) -> None:
        self.lot = lot
        self.shared = shared
        self.batch = batch
        self.earlier: list[dict[str, int]] = []
        self.ties: list[Tie] = []

    def turn(self, votes: dict[str, int], aside: int) -> Turn:
        """The round that these votes make."""
        elected, eliminated, why = self._verdict(votes)
        self.earlier.append(votes)
        return Turn(
            number=len(self.earlier),
            votes=tuple(votes.items()),
            exhausted=aside,
            elected=elected,
            eliminated=eliminated,
            why=why,
        )

    def _verdict(self, votes: dict[str, int]) -> tuple[str, tuple[str, ...], Why]:
        best = max(votes, key=votes.__getitem__)
        if 2 * votes[best] > sum(votes.values()):
            return best, (), Why.MAJORITY
        if len(votes) == 2:
            winner, why = self._settled(tuple(votes), most_earlier(tuple(votes), self.earlier), 0)
            return winner, (), why
        together = self._batch(votes) if self.batch and not self.shared else ()
        if len(together) > 1:
            return "", together, Why.TOGETHER
        fewest = min(votes.values())
        tied = tuple(option for option in votes if votes[option] == fewest)
        if len(tied) == 1:
            return "", tied, Why.FEWEST
        left = fewest_earlier(tied, self.earlier)
        if len(left) > 1 and self._harmless(tied, votes):
            drawn = set(left) <= set(self.lot)
            out = order_by_lot(left, self.lot)[-1:] if drawn else left
            return "", out, Why.NO_DIFFERENCE
        loser, why = self._settled(tied, left, -1)
        return "", (loser,), why

    def _settled(self, tied: tuple[str, ...], left: tuple[str, ...], end: int) -> tuple[str, Why]:
        """The one of the tied that earlier rounds left, else the first or last by the lot."""
        if len(left) == 1:
            chosen, why, by = left[0], Why.EARLIER, "earlier-round"
        else:
            chosen, why, by = order_by_lot(left, self.lot)[end], Why.LOT, "lot"
        where = say("round %(round)s", round=len(self.earlier) + 1)
        self.ties.append(Tie(tied, where, by, (chosen,)))
        return chosen, why

    def _harmless(self, tied: tuple[str, ...], votes: dict[str, int]) -> bool:
        """Whether all the tied go out next anyway: even together they do not reach the next."""
        others = [number for option, number in votes.items() if option not in tied]
        together = sum(votes[option] for option in tied)
        return not self.shared and bool(others) and together < min(others)

    def _batch(self, votes: dict[str, int]) -> tuple[str, ...]:
        """The longest tail that even together has fewer votes than the next above it."""
        upwards = sorted(votes, key=votes.__getitem__)
        sums = list(accumulate(votes[option] for option in upwards))
        for length in range(len(upwards) - 1, 0, -1):
            if sums[length - 1] < votes[upwards[length]]:
                return tuple(upwards[:length])
        return ()


RULE = Rule(
    name="irv",
    title="Instant runoff, one winner",
    shapes=frozenset({Shape.RANKING}),
    source="RCTab, configuration file parameters; counting rules of single-winner instant runoff",
    count=count,
    settings=(
        *READING,
        Setting(
            "batch",
            "no",
            "all who cannot win even together go out in one round; the winner is the same",
            form="flag",
        ),
    ),
)
