"""Both sides of a budget are read from a table; whatever does not add up is said with its line."""

import csv
from fractions import Fraction
from pathlib import Path

import pytest

from kiosk.domain.both_sides import Line, Side
from kiosk.domain.errors import BadFile
from kiosk.domain.questions import KINDS
from kiosk.formats import assembly_toml
from kiosk.formats.assembly_toml import AssemblyFile

HEAD = "id,side,group,name,last_year,step"
TOML = """
title = "City"
roster = "roster.csv"
[[poll]]
title = "Budget"
[[poll.question]]
title = "Our money"
kind = "two_sided"
rule = "most-backed"
lines = "budget.csv"
"""
GOOD = f"""{HEAD},floor,ceiling,locked,reason,right,also,who_pays
roads,spending,Streets,Roads,40,10,20,60,,,general,,
library,spending,People,Library,20,5,,,,,education,"taking part; culture",
debt,spending,Other,Debt,10,,,,yes,Paid by law,,,
tax,revenue,Taxes,Tax,70,10,,,,,,,owners
"""
BUDGETS = Path(__file__).parents[3] / "shared" / "data" / "budgets"


def read(table: str, *more: str) -> AssemblyFile:
    beside = {"budget.csv": table.encode(), "roster.csv": b"number,name\n1,A\n"}
    return assembly_toml.read(TOML + "\n".join(more), file="a.toml", beside=beside)


def lines(table: str, *more: str) -> tuple[Line, ...]:
    return read(table, *more).assembly.polls[0].questions[0].both_sides.lines


def faults(table: str, *more: str) -> list[str]:
    with pytest.raises(BadFile) as caught:
        read(table, *more)
    return [str(fault) for fault in caught.value.faults]


def test_a_table_gives_lines_with_limits_steps_and_what_to_know_of_them() -> None:
    question = read(GOOD).assembly.polls[0].questions[0]
    roads, library, debt, tax = question.both_sides.lines

    assert question.both_sides.unit == 5  # the largest that fits all steps
    assert (roads.last_year, roads.floor, roads.ceiling, roads.step) == (8, 4, 12, 2)
    assert (library.floor, library.ceiling) == (2, 6)  # two presses where a tenth is less
    assert debt.locked
    assert debt.notes.reason.in_language("en") == "Paid by law"
    assert library.notes.rights == ("education", "taking-part", "culture")
    assert tax.notes.who_pays.in_language("en") == "owners"
    assert tax.side is Side.REVENUE
    assert question.both_sides.gap(question.both_sides.start) == 0
    assert [option.title.in_language("en") for option in question.options] == [
        "Roads", "Library", "Debt", "Tax"
    ]  # fmt: skip


@pytest.mark.parametrize("unit", [1, 5, 1_000])
def test_amounts_lie_on_steps_from_last_year_and_not_on_round_numbers(unit: int) -> None:
    last = 40 * unit + 250
    table = f"{HEAD}\nroads,out,A,Roads,{last},{unit}\nfees,in,B,Fees,{last},{unit}\n"
    (roads, _) = lines(table)
    both = read(table).assembly.polls[0].questions[0].both_sides

    assert both.unit == unit
    assert [both.money(roads, roads.last_year + by) for by in (-1, 0, 1)] == [
        40 * unit + 250 + by * unit for by in (-1, 0, 1)
    ]


def test_a_line_goes_a_tenth_up_and_down_where_no_limit_is_written() -> None:
    roads, parks, _ = lines(
        f"{HEAD}\nroads,out,A,Roads,1000000,10000\nparks,out,A,Parks,0,10000\nx,in,B,X,1000000,10000\n"
    )

    assert (roads.floor, roads.ceiling) == (90, 110)
    assert (parks.floor, parks.ceiling) == (0, 2)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("police,sideways,A,Police,5,5", "line 6: The side is 'sideways'. Write spending"),
        ("police,,A,Police,5,5", "line 6: The side is missing. Write spending or revenue."),
        ("police,out,A,,5,5", "line 6: The name is missing. Write what people call it."),
        ("police,out,A,Police,,5", "line 6: last_year is missing."),
        ("police,out,A,Police,5.50,5", "line 6: last_year has cents: '5.50'. Write 6."),
        ("police,out,A,Police,\"1,200\",5", "line 6: last_year is '1,200'."),
        ("police,out,A,Police,5,", "line 6: The step is missing."),
        ("police,out,A,Police,5,0", "line 6: The step is '0'."),
        ("police,out,A,Police,-5,5", "line 6: The line is below 0. Join it with another line"),
        ("police,out,A,Police,5,5,10,5", "line 6: The floor 10 is above the ceiling 5."),
        ("police,out,A,Police,5,5,6", "line 6: The floor is 6, which no steps of 5"),
        ("police,out,A,Police,5,5,,,yes", "line 6: The line is locked without a reason."),
        ("police,out,A,Police,5,5,0,5,yes,why", "line 6: The line is locked, but goes from 0 to 5"),
        ("police,out,A,Police,5,5,,,maybe,why", "line 6: locked is 'maybe'."),
        ("roads,out,A,Police,5,5", "line 6: The id 'roads' stands in line 2 too."),
        ("po lice,out,A,Police,5,5", "line 6: The id is 'po lice'."),
        ("all,out,A,Total,5,5", "line 6: The line is a total. Leave it out."),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_row_is_said_with_its_line(row: str, said: str) -> None:
    told = faults(GOOD + row + "\n", "opening = 5")

    assert any(said in one for one in told), told


def test_every_wrong_row_is_named_at_once() -> None:
    told = faults(GOOD + "a,sideways,A,A,5,5\nb,out,A,B,x,5\nc,out,A,,5,5\n")

    assert [int(one.split("line ")[1].split(":")[0]) for one in told] == [6, 7, 8]


def test_a_budget_that_does_not_balance_says_by_how_much() -> None:
    (told,) = faults(GOOD.replace("tax,revenue,Taxes,Tax,70", "tax,revenue,Taxes,Tax,50"))

    assert "Last year does not balance: it is 20 short." in told


def test_a_meeting_may_start_short_where_it_says_so() -> None:
    found = read(GOOD.replace("Tax,70", "Tax,50"), "opening = 0")
    both = found.assembly.polls[0].questions[0].both_sides

    assert both.gap(both.start) * both.unit == -20
    assert any("last year is 20 short, so every ballot starts so" in one for one in found.warnings)


@pytest.mark.parametrize("opening", [20, -20, 0])
def test_an_opening_is_money_that_nobody_has_to_raise(opening: int) -> None:
    both = read(GOOD.replace("Tax,70", f"Tax,{70 - opening}"), f"opening = {opening}")
    sides = both.assembly.polls[0].questions[0].both_sides

    assert sides.gap(sides.start) == 0
    assert sides.opening_in_money == opening


def test_limits_that_never_meet_are_refused_with_both_sums() -> None:
    table = f"{HEAD},floor,ceiling\nroads,out,A,Roads,50,10,50,60\ntax,in,B,Tax,40,10,30,40\n"

    (told,) = faults(table, "opening = 0")

    assert "No budget can balance: money out is at least 50, money in at most 40." in told


def test_a_budget_of_which_nobody_can_change_a_line_is_refused() -> None:
    table = f"{HEAD},locked,reason\na,out,A,A,40,10,yes,law\nb,in,B,B,40,10,yes,law\n"

    (told,) = faults(table)

    assert "Every line is locked" in told


def test_a_sum_of_other_rows_is_never_a_line_beside_them() -> None:
    parent = "1,in,T,Taxes,70,5\n10,in,T,House tax,40,5\n11,in,T,Sales tax,30,5\n"
    table = f"{HEAD}\n{parent}2,out,A,All,140,5\n"

    (told,) = faults(table)

    assert "line 2: The line '1' is the sum of 2 others. Keep it or them, not both." in told


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('lines = "other.csv"', "There is no file 'other.csv'"),
        ('options = ["A", "B"]', "A question of kind two_sided has lines instead"),
        ('projects = "budget.csv"', "A question of kind two_sided has lines instead"),
        ('opening = "much"', "opening is 'much'"),
        ("unit = 7", "The step is 10, the unit 7. Write a multiple of 7, or a smaller unit"),
        ("[[poll.question]]\ntitle='Too'\nkind='yes_no'\nrule='majority'\n",
         "A budget of both sides stands beside other questions"),
        ("[[poll]]\ntitle='P'\n[[poll.question]]\ntitle='Q'\nkind='yes_no'\nrule='majority'\nunit=5",
         "A question of kind yes_no has no two sides. Remove unit"),
    ],
)  # fmt: skip
def test_what_is_wrong_beside_the_table_is_said(written: str, said: str) -> None:
    toml = TOML.replace('lines = "budget.csv"\n', "") if written.startswith("lines") else TOML
    beside = {"budget.csv": GOOD.encode(), "roster.csv": b"number,name\n1,A\n"}
    with pytest.raises(BadFile) as caught:
        assembly_toml.read(toml + written, file="a.toml", beside=beside)

    assert any(said in str(fault) for fault in caught.value.faults), caught.value.faults


def test_a_question_of_two_sides_without_lines_is_refused() -> None:
    with pytest.raises(BadFile) as caught:
        assembly_toml.read(TOML.replace('lines = "budget.csv"\n', ""), file="a.toml", beside={})

    assert 'Write lines = "budget.csv"' in str(caught.value)


def test_the_lines_of_a_real_city_are_read_and_balance() -> None:
    if not BUDGETS.exists():
        pytest.skip("the folder with real budgets is not here")
    rows, settings = (
        list(csv.DictReader((BUDGETS / name).read_text("utf-8").splitlines()))
        for name in ("oakland-2015-16.csv", "oakland-2015-16-settings.csv")
    )
    table = [f"{HEAD},floor,ceiling,locked,reason"]
    for row, own in zip(rows, settings, strict=True):
        group, name = (f'"{row[key]}"' for key in ("group", "name"))
        cells = [row["id"], row["side"], group, name, row["last_year"], own["step"]]
        table.append(
            ",".join(
                [*cells, own["floor"], own["ceiling"], own["locked"], "x" * bool(own["locked"])]
            )
        )
    both = read("\n".join(table), "unit = 100000").assembly.polls[0].questions[0].both_sides

    assert both.gap(both.start) == 0
    assert both.sum_in_money(Side.SPENDING, both.last_spending) == 534_378_786
    assert len(both.free) == 28
    assert Fraction(both.unit) == 100_000


def test_a_kept_budget_and_a_changed_one_are_no_longer_than_the_longest_ballot() -> None:
    question = read(GOOD).assembly.polls[0].questions[0]
    kind = KINDS[question.kind]
    longest = str(kind.longest(question))

    for by in (-1, 0, 1):
        marks = tuple(
            (line.id, line.within(line.last_year + by)) for line in question.both_sides.free
        )
        assert len(str(marks)) <= len(longest)
