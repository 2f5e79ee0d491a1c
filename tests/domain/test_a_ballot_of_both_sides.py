"""A ballot of both sides names every line, balances, and says when last year's budget is meant."""

import pytest

from kiosk.domain.assembly import Option, Question
from kiosk.domain.ballot import Marks, in_order
from kiosk.domain.both_sides import BothSides, Line, Side
from kiosk.domain.questions import KINDS
from kiosk.domain.text import plain

OUT, INTO = Side.SPENDING, Side.REVENUE
LINES = (
    Line("roads", OUT, 40, 20, 60, step=2, rest=250),
    Line("library", OUT, 20, 10, 30),
    Line("debt", OUT, 10, 10, 10),
    Line("tax", INTO, 70, 50, 90, rest=250),
)
LAST: Marks = (("library", 20), ("roads", 40), ("tax", 70))


def question(*lines: Line, opening: int = 0) -> Question:
    both = BothSides(lines or LINES, opening=opening, unit=1_000)
    options = tuple(Option(line.id, plain(line.id)) for line in both.lines)
    return Question(
        id="q",
        title=plain("Q"),
        kind="two_sided",
        rule="most-backed",
        options=options,
        both_sides=both,
    )


ASKED = question()
KIND = KINDS[ASKED.kind]


def form(**amounts: str) -> dict[str, list[str]]:
    return {f"q.{name.replace('keep', '.keep')}": [amount] for name, amount in amounts.items()}


def said(marks: Marks, asked: Question = ASKED) -> list[str]:
    return [str(fault.wording) for fault in KIND.check(asked, marks)]


def test_an_unchanged_form_is_blank_and_not_a_vote_for_last_year() -> None:
    assert KIND.read(ASKED, form(roads="40", library="20", tax="70")) == ()
    assert KIND.read(ASKED, {}) == ()


def test_last_years_budget_is_a_choice_of_its_own() -> None:
    kept = form(roads="40", library="20", tax="70", keep="yes")

    assert KIND.read(ASKED, kept) == LAST
    assert said(LAST) == []
    assert [one.wording for one in KIND.answers(ASKED, LAST)] == ["Last year’s budget, as it is."]
    assert ("q..keep", "yes") in KIND.fields(ASKED, LAST)


def test_whoever_changes_a_line_no_longer_keeps_last_year() -> None:
    marks = KIND.read(ASKED, form(roads="42", library="18", tax="70", keep="yes"))

    assert dict(marks) == {"roads": 42, "library": 18, "tax": 70}
    assert all(name != "q..keep" for name, _ in KIND.fields(ASKED, marks))


@pytest.mark.parametrize(
    ("roads", "wording"),
    [
        (41, "You are %(money)s short. Raise more, or spend less."),
        (39, "%(money)s is left over. Spend it, or raise less."),
    ],
)
def test_a_ballot_is_cast_only_when_it_balances(roads: int, wording: str) -> None:
    (fault,) = KIND.check(ASKED, in_order({**dict(LAST), "roads": roads}.items()))

    assert fault.wording == wording
    assert [value.amount for _, value in fault.values] == [1_000]  # type: ignore[union-attr]


@pytest.mark.parametrize("opening", [-5, 5])
def test_money_that_is_there_already_counts_for_the_balance(opening: int) -> None:
    asked = question(opening=opening)

    assert said(LAST, asked)
    assert said(in_order({**dict(LAST), "roads": 40 + opening}.items()), asked) == []


@pytest.mark.parametrize(
    "marks",
    [
        (("library", 20), ("roads", 40)),
        (*LAST, ("debt", 10)),
        (*LAST, ("other", 1)),
        (*LAST, ("tax", 70)),
        (("library", 10), ("roads", 61), ("tax", 81)),
        (("library", 9), ("roads", 40), ("tax", 59)),
    ],
)
def test_a_ballot_names_each_line_once_within_its_limits(marks: Marks) -> None:
    assert said(in_order(marks)) == ["This form does not fit the question. Please start again."]


@pytest.mark.parametrize("rubbish", ["x", " ", "٤٠", "4 0", "40.5", "--40", "9" * 17, "1e3"])
@pytest.mark.parametrize(
    "others", [{"library": "18", "tax": "70"}, {"library": "20", "tax": "70"}, {}, {"keep": "yes"}]
)
def test_an_amount_that_cannot_be_read_is_refused_and_never_blank(
    rubbish: str, others: dict[str, str]
) -> None:
    marks = KIND.read(ASKED, form(roads=rubbish, **others))

    assert said(marks) == ["This form does not fit the question. Please start again."]


@pytest.mark.parametrize("left_out", ["roads", "library", "tax"])
def test_a_line_that_was_not_sent_is_refused_and_never_blank(left_out: str) -> None:
    sent = {name: str(amount) for name, amount in LAST if name != left_out}

    assert said(KIND.read(ASKED, form(**sent)))


def test_the_answer_tells_each_change_and_how_many_lines_stay() -> None:
    marks = in_order({**dict(LAST), "roads": 42, "tax": 72}.items())
    told = [(one.wording, one.number) for one in KIND.answers(ASKED, marks)]

    assert told == [
        ("%(line)s: %(more)s more. Now %(now)s.", 0),
        ("%(line)s: %(more)s more. Now %(now)s.", 0),
        ("%(number)s line stays as last year.", 1),
    ]
    first = dict(KIND.answers(ASKED, marks)[0].values)
    assert [first["more"].amount, first["now"].amount] == [2_000, 42_250]  # type: ignore[union-attr]


def test_a_ballot_starts_at_the_allowed_amount_nearest_to_last_year() -> None:
    asked = question(
        Line("debt", OUT, 10, 15, 20), Line("roads", OUT, 40, 20, 60), Line("tax", INTO, 50, 30, 70)
    )

    assert asked.both_sides.start == {"debt": 15, "roads": 40, "tax": 50}
    assert said(in_order(asked.both_sides.start.items()), asked) == [
        "You are %(money)s short. Raise more, or spend less."
    ]


def test_the_rest_is_spread_over_the_side_that_was_asked_for() -> None:
    marks = in_order({**dict(LAST), "roads": 45}.items())

    assert set(KIND.changes) == {"spending", "revenue"}
    for change in KIND.changes.values():
        assert said(change(ASKED, marks)) == []
    assert dict(KIND.changes["revenue"](ASKED, marks))["tax"] == 75
    assert dict(KIND.changes["spending"](ASKED, marks))["tax"] == 70
    assert dict(KIND.changes["revenue"](ASKED, ())) == dict(LAST)  # from where ballots start
