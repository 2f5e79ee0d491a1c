"""Cuts to lines with a right are flagged, with the figures that people need to judge them."""

import csv

import pytest
from given_cuts import DATA, HERE, counted, cuts_of, example, file, oakland, outcome, tagged

from kiosk.domain.both_sides import BothSides, Line, Side
from kiosk.domain.cuts import SIX_QUESTIONS, WORDS, Cut, Strength, cuts_in

CITY = BothSides(
    (
        Line("clinic", Side.SPENDING, 100, 0, 300),
        Line("police", Side.SPENDING, 100, 0, 300),
        Line("new", Side.SPENDING, 0, 0, 300),
        Line("debt", Side.SPENDING, 100, 80, 80),
        Line("tax", Side.REVENUE, 300, 0, 900),
    )
)
RIGHTS = {"clinic": "health", "police": "general", "new": "food", "debt": "life", "tax": "food"}


def cuts(clinic: int, *, same_service: dict[str, int] | None = None, **others: int) -> list[Cut]:
    amounts = {"police": 100, "new": 0, "debt": 100, "tax": 300} | others
    budget = outcome({"clinic": clinic} | amounts, less=7)
    return list(cuts_in(tagged(CITY, RIGHTS, same_service), budget))


@HERE
def test_the_real_cuts_of_a_city_are_flagged_with_their_figures() -> None:
    both, amounts, rows = oakland()
    with (DATA / "oakland-2015-16-settings.csv").open(encoding="utf-8") as lines:
        tags = {row["id"]: row["rights"] for row in csv.DictReader(lines)}
    rights = {
        line: words.replace(";", " ").replace(",", " ").split()[0]
        for line, words in tags.items()
        if words
    }
    names = {row["id"]: row["name"] for row in rows}

    flagged = cuts_in(tagged(both, rights), outcome(amounts))

    assert {
        (one.line, names[one.line], one.right, one.last_year, one.amount, one.change, one.per_mille)
        for one in flagged
    } == {
        (
            flag["id"], flag["name"], flag["rights"][0], flag["last_year"], flag["proposed"],
            flag["change"], flag["per_mille"],
        )
        for flag in file("31-no-roll-back-oakland.json")["expected_flags"]
    }  # fmt: skip
    assert {one.strength for one in flagged} == {Strength.CUT}


@HERE
def test_a_counted_cut_is_flagged_with_how_many_wanted_less() -> None:
    contest, ballots = example("17a-a-cut-to-a-right.json")

    (cut,) = cuts_of(contest, counted(contest, ballots), {"health": "health", "roads": "general"})

    assert cut == Cut(
        line="health", right="health", last_year=30, reference=30, amount=20, wanted_less=0
    )
    assert (cut.change, cut.per_mille) == (-10, -333)


def test_less_than_last_year_is_a_cut() -> None:
    (cut,) = cuts(99)

    assert (cut.line, cut.reference, cut.change, cut.wanted_less) == ("clinic", 100, -1, 7)
    assert cut.strength is Strength.CUT


@pytest.mark.parametrize("amount", [100, 101])
def test_last_years_amount_or_more_is_no_cut(amount: int) -> None:
    assert cuts(amount) == []


@pytest.mark.parametrize(
    ("amount", "strength"),
    [(99, Strength.CUT), (100, Strength.BEHIND_PRICES), (109, Strength.BEHIND_PRICES), (110, None)],
)
def test_where_the_same_service_costs_more_softer_words_are_used(
    amount: int, strength: Strength | None
) -> None:
    found = cuts(amount, same_service={"clinic": 110})

    assert [one.strength for one in found] == ([strength] if strength else [])
    assert [one.reference for one in found] == ([110] if strength else [])


def test_where_the_same_service_costs_less_so_little_is_no_cut() -> None:
    assert cuts(95, same_service={"clinic": 95}) == []
    assert [one.strength for one in cuts(94, same_service={"clinic": 95})] == [Strength.CUT]


@pytest.mark.parametrize(("money", "reference"), [(40_250, 40), (40_251, 41), (41_250, 41)])
def test_the_same_services_cost_is_reached_in_whole_units(money: int, reference: int) -> None:
    """A line of 39,250 in units of 1,000 is 39, and has 250 beyond them."""
    line = Line("clinic", Side.SPENDING, 39, 0, 60, rest=250)
    both = tagged(BothSides((line,), unit=1000), RIGHTS, {"clinic": money})

    assert [one.reference for one in cuts_in(both, outcome({"clinic": 39}))] == [reference]
    assert cuts_in(both, outcome({"clinic": reference})) == ()


def test_lines_without_a_right_and_money_in_are_never_flagged() -> None:
    assert cuts(100, police=1, tax=1) == []


def test_a_locked_line_is_flagged_as_locked() -> None:
    assert [(one.line, one.locked) for one in cuts(100, debt=80)] == [("debt", True)]


def test_a_new_line_that_was_nothing_last_year_has_no_percentage() -> None:
    (cut,) = cuts(100, same_service={"new": 5})

    assert (cut.line, cut.per_mille, cut.strength) == ("new", None, Strength.BEHIND_PRICES)


@pytest.mark.parametrize(
    ("last_year", "amount", "per_mille"),
    [(2000, 1999, 0), (2000, 1997, -2), (400, 399, -2), (8, 0, -1000)],
)
def test_thousandths_are_rounded_with_halves_to_even(
    last_year: int, amount: int, per_mille: int
) -> None:
    cut = Cut(
        line="a", right="food", last_year=last_year, reference=last_year, amount=amount,
        wanted_less=0,
    )  # fmt: skip

    assert cut.per_mille == per_mille


def test_thousandths_are_those_of_the_money_and_not_of_whole_units() -> None:
    line = Line("clinic", Side.SPENDING, 64, 0, 99, rest=65_571)
    both = tagged(BothSides((line,), unit=100_000), RIGHTS)

    (cut,) = cuts_in(both, outcome({"clinic": 59}))

    assert (cut.change, cut.per_mille) == (-5, -77)


def test_the_six_questions_and_both_strengths_have_words() -> None:
    assert len(set(SIX_QUESTIONS)) == 6
    assert set(WORDS) == set(Strength)
    assert "violation" not in " ".join((*SIX_QUESTIONS, *WORDS.values()))
