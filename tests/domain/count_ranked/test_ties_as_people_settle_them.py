"""An instant runoff settles ties as it is asked to: by earlier rounds, by lot, or all together."""

import pytest
from told_rounds import told_rounds

from kiosk.domain.assembly import Option
from kiosk.domain.count.contract import Contest, Result, Shape, merge
from kiosk.domain.count.rules.irv import RULE
from kiosk.domain.count.settings import complete
from kiosk.domain.errors import LotNeeded
from kiosk.domain.text import plain

PORTLAND = ((30, "a"), (27, "b"), (9, "cb"), (6, "ca"), (3, "dcb"), (3, "da"))


def counted(papers: tuple[tuple[int, str], ...], *, lot: str = "", **settings: str) -> Result:
    names = sorted({name for _, paper in papers for name in paper})
    options = tuple(Option(name, plain(name)) for name in names)
    contest = Contest(options=options, shape=Shape.RANKING, lot=tuple(lot))
    marks = [
        tuple((name, place) for place, name in enumerate(paper, start=1))
        for number, paper in papers
        for _ in range(number)
    ]
    return RULE.count(contest, merge(marks), complete(RULE, settings))


@pytest.mark.parametrize(
    ("ties", "lot", "winner"),
    [("earlier-rounds", "bacd", "a"), ("lot", "bacd", "b"), ("lot", "abcd", "a"),
     ("together", "bacd", "a")],
)  # fmt: skip
def test_the_last_two_are_settled_as_the_setting_says(ties: str, lot: str, winner: str) -> None:
    assert counted(PORTLAND, lot=lot, ties=ties).winners == (winner,)


def test_by_lot_alone_a_lot_is_asked_for() -> None:
    with pytest.raises(LotNeeded):
        counted(PORTLAND, ties="lot")


def test_a_lot_puts_out_the_last_also_where_earlier_rounds_differ() -> None:
    papers = ((5, "a"), (3, "b"), (2, "c"), (1, "dc"))

    assert told_rounds(counted(papers, lot="cbad", ties="lot"))[1]["eliminated"] == ["b"]
    assert told_rounds(counted(papers, lot="cbad"))[1]["eliminated"] == ["c"]


@pytest.mark.parametrize(
    ("papers", "out"),
    [
        (((5, "a"), (4, "b"), (1, "cb"), (1, "db")), ["c", "d"]),
        (((9, "a"), (7, "b"), (2, "cb"), (2, "dc"), (2, "ea")), ["c", "d", "e"]),
        (((5, "a"), (4, "b"), (2, "cb"), (2, "db")), ["d"]),  # together they reach the next
        (((3, "a"), (3, "b"), (3, "c")), ["c"]),  # nobody stands above them
    ],
)
def test_all_tied_last_go_out_together_only_where_that_is_safe(
    papers: tuple[tuple[int, str], ...], out: list[str]
) -> None:
    result = counted(papers, lot="abcde", ties="together")

    assert told_rounds(result)[0]["eliminated"] == out
    assert result.winners == counted(papers, lot="abcde").winners


def test_ballots_that_name_nobody_who_stands_are_told() -> None:
    options = tuple(Option(name, plain(name)) for name in "ab")
    marks = [(("a", 1),)] * 3 + [(("b", 1),)] * 2 + [(("gone", 1),)] * 4 + [()]
    contest = Contest(options=options, shape=Shape.RANKING)
    result = RULE.count(contest, merge(marks), complete(RULE, {}))

    assert result.winners == ("a",)
    assert dict(result.explanation[0].values)["number"] == 4
