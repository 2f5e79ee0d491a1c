"""Pabulib files are read as strictly as a count needs and as forgivingly as real files demand."""

import gzip
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.assembly import Option, Question
from kiosk.domain.ballot import Marks, in_order
from kiosk.domain.count.contract import merge
from kiosk.domain.errors import BadFile
from kiosk.domain.text import plain
from kiosk.formats.budget_pb import BudgetFile, budget_file, read, write, written

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "ballots"
FILES = sorted(DATA.glob("*.pb*"))

SMALL = """META
key;value
description;A street
num_projects;2
num_votes;3
budget;1000
vote_type;approval
PROJECTS
project_id;cost;name
a;400;Trees
b;700;Benches
VOTES
voter_id;vote
1;a,b
2;b
3;
"""


def reading(text: str) -> BudgetFile:
    return read(text, file="street.pb")


def wrong(text: str) -> list[str]:
    with pytest.raises(BadFile) as bad:
        reading(text)
    return [str(fault) for fault in bad.value.faults]


def with_votes(vote_type: str, votes: str, *, more: str = "") -> str:
    head = SMALL[: SMALL.index("VOTES")].replace("approval", vote_type + more)
    return head.replace("num_votes;3\n", "") + "VOTES\n" + votes


def test_a_file_yields_the_question_and_every_ballot_in_its_order() -> None:
    file = reading(SMALL)

    assert file.title == "A street"
    assert (file.question.kind, file.question.rule, file.question.budget) == (
        "budget",
        "greedy",
        1000,
    )
    assert [(o.id, o.title.in_language("en"), o.cost) for o in file.question.options] == [
        ("a", "Trees", 400),
        ("b", "Benches", 700),
    ]
    assert file.each == ((("a", 1), ("b", 1)), (("b", 1),), ())
    assert file.ballots == merge(file.each)


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + SMALL,
        SMALL.replace("\n", "\r\n"),
        SMALL.replace("META\n", "META;\n").replace("VOTES\n", "votes;;\n"),
        SMALL.replace("1;a,b", '1;" a , b ,"'),
        SMALL.replace("1;a,b", "1;b,a"),
        SMALL.replace("\nVOTES", "\n;;\n\nVOTES"),
        SMALL.replace("num_votes;3\n", "").replace("num_projects;2\n", ""),
        SMALL.replace("budget;1000", "budget;1000,00").replace("a;400", "a;400.0"),
        SMALL.replace("vote_type", "max_length;None\nfavourite_colour;green\nvote_type"),
        SMALL.replace("1;a,b", "1;a,b,a"),
    ],
    ids=[
        "byte-order mark",
        "line ends of Windows",
        "empty cells of a spreadsheet",
        "spaces and a trailing comma",
        "another order",
        "empty lines",
        "missing numbers",
        "decimals",
        "unknown keys",
        "a double tick counts once",
    ],
)
def test_what_does_not_change_the_count_is_forgiven(text: str) -> None:
    assert (reading(text).question, reading(text).each) == (
        reading(SMALL).question,
        reading(SMALL).each,
    )


def test_columns_may_come_in_any_order_with_further_ones_and_quotes_inside_names() -> None:
    text = SMALL.replace(
        "project_id;cost;name\na;400;Trees\nb;700;Benches",
        'name;selected;cost;target;project_id\nThe "old" trees;1;400;;a\n'
        '"A ""new"" bench; two";2;700;x;b',
    )

    file = reading(text)

    titles = [option.title.in_language("en") for option in file.question.options]
    assert titles == ['The "old" trees', 'A "new" bench; two']
    assert file.declared == (("a", "1"), ("b", "2"))


def test_a_decimal_comma_in_a_cost_is_exact() -> None:
    file = reading(SMALL.replace("a;400", "a;400,1"))

    assert file.question.option("a").cost == Fraction(4001, 10)


def test_a_withdrawn_project_is_no_option_and_leaves_no_mark() -> None:
    file = reading(SMALL.replace("b;700", "b;999999999"))

    assert [option.id for option in file.question.options] == ["a"]
    assert [option.id for option in file.withdrawn] == ["b"]
    assert file.each == ((("a", 1),), (), ())
    assert file.ballots.total == 3


def test_choosing_one_keeps_the_costs_and_allows_one() -> None:
    file = reading(with_votes("choose-1", "voter_id;vote\n1;a\n2;b\n"))

    assert (file.question.kind, file.question.most) == ("budget", 1)


def test_a_ranking_gives_places_and_its_length() -> None:
    file = reading(with_votes("ordinal", "voter_id;vote\n1;b,a\n2;a\n"))

    assert file.question.kind == "rank"
    assert file.each == ((("b", 1), ("a", 2)), (("a", 1),))


def test_points_stand_beside_their_projects_and_zero_is_no_mark() -> None:
    votes = "voter_id;points;vote\n1;2,3;a,b\n2;0,4;a,b\n"
    file = reading(with_votes("cumulative", votes, more="\nmax_sum_points;5"))

    assert (file.question.kind, file.question.points) == ("points", 5)
    assert file.each == ((("a", 2), ("b", 3)), (("b", 4),))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "street.pb, line 1, column 1: The section META is missing. Write META and its rows."),
        (
            "hello\n",
            "street.pb, line 1, column 1: The file does not begin with META. Begin with META.",
        ),
        (SMALL[: SMALL.index("3;\n")], "line 5, column 11: num_votes is '3', but 2 are there"),
        (
            SMALL.replace("approval\n", "approval\nmin_length;5\nmax_length;2\n"),
            "line 8, column 12: min_length is 5, but nobody may name more than 2",
        ),
        (SMALL.replace("b;700", "b;lots"), "line 11, column 3: cost is 'lots'"),
        (SMALL.replace("b;700", "b;-7"), "line 11, column 3: cost is '-7'"),
        (SMALL.replace("b;700", "b;1,700"), "line 11, column 3: cost is '1,700'"),
        (SMALL.replace("b;700", "a;700"), "line 11, column 1: project_id 'a' comes twice"),
        (SMALL.replace("b;700;Benches", "b;700;Benches;x"), "4 cells stand in 3 columns"),
        (SMALL.replace("2;b", "2;z"), "line 15, column 3: vote names 'z', which is no project"),
        (SMALL.replace("2;b", "1;b"), "line 15, column 1: voter_id comes twice"),
        (SMALL.replace("budget;1000", "budget;0"), "line 6, column 8: budget is '0'"),
        (SMALL.replace("budget;1000\n", ""), "META has no budget"),
        (SMALL.replace("approval", "shouting"), "line 7, column 11: vote_type is 'shouting'"),
        (SMALL.replace("vote_type;approval\n", ""), "META has no vote_type"),
        (
            SMALL.replace("approval", "approval\nbudget;7"),
            "line 8, column 8: META has 'budget' twice",
        ),
        (SMALL.replace("approval", "approval\nmax_length;1"), "vote names 2 projects, but 1"),
        (SMALL.replace("project_id;cost", "project_id;price"), "PROJECTS has no column cost"),
        (SMALL.replace("voter_id;vote", "voter_id;votes"), "VOTES has no column vote"),
        (SMALL + "META\nkey;value\n", "The section META comes twice"),
        (SMALL.replace("2;b", '2;"b'), "line 15, column 3: A quoted cell has no end"),
        (SMALL.replace("2;b", "2;a;b"), "line 15, column 5: 3 cells stand in 2 columns"),
        (with_votes("ordinal", "voter_id;vote\n1;a,a\n"), "vote names a project twice"),
        (with_votes("cumulative", "voter_id;vote\n1;a\n"), "VOTES has no column points"),
        (with_votes("cumulative", "voter_id;vote;points\n1;a,b;1\n"), "points has 1 numbers for 2"),
        (with_votes("cumulative", "voter_id;vote;points\n1;a;-1\n"), "points has '-1'"),
        (
            with_votes("cumulative", "voter_id;vote;points\n1;a;9\n", more="\nmax_sum_points;5"),
            "points add up to 9, but 5 are allowed",
        ),
    ],
)
def test_what_would_change_the_count_is_named_with_its_place(text: str, fault: str) -> None:
    assert fault in "\n".join(wrong(text))


def test_all_faults_are_listed_at_once_with_what_to_write_instead() -> None:
    faults = wrong(SMALL.replace("b;700", "b;lots").replace("2;b", "2;z").replace("1000", "much"))

    assert faults == [
        "street.pb, line 6, column 8: budget is 'much'. "
        "Write a number above 0, such as 100000 or 100000,50.",
        "street.pb, line 11, column 3: cost is 'lots'. Write a number such as 5000 or 5000,50.",
        "street.pb, line 15, column 3: vote names 'z', which is no project. Correct it.",
    ]


def test_a_hostile_file_yields_a_short_list_of_short_faults() -> None:
    long_name = "x" * 10_000
    votes = "".join(f"{number};{long_name}{number}\n" for number in range(4, 2000))

    faults = wrong(SMALL.replace("num_votes;3\n", "") + votes)

    assert len(faults) == 101
    assert max(map(len, faults)) < 200


def test_a_quote_that_never_closes_ends_the_reading() -> None:
    endless = SMALL.replace("2;b", '2;"b') + "4;a\n" * 100_000

    assert any("A quoted cell has no end" in fault for fault in wrong(endless))


@pytest.mark.skipif(not FILES, reason="the ballot files are not beside the project")
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name[:40])
def test_a_real_file_reads_back_equal_after_writing(file: Path) -> None:
    content = file.read_bytes()
    text = (gzip.decompress(content) if file.suffix == ".gz" else content).decode()
    once = reading(text)

    again = reading(write(once))

    assert (again.title, again.question, again.each) == (once.title, once.question, once.each)
    assert (again.declared, again.withdrawn) == (once.declared, once.withdrawn)
    assert set(once.meta) <= set(again.meta)
    assert again.ballots.total == int(dict(once.meta)["num_votes"])


NAMES = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Z"]), min_size=1
).filter(lambda name: name != "None")  # the format's own word for what is missing
COSTS = st.one_of(
    st.integers(0, 10**9 - 2), st.builds(Fraction, st.integers(1, 10**7), st.sampled_from([2, 100]))
)


@st.composite
def questions(draw: st.DrawFn) -> tuple[Question, tuple[Marks, ...]]:
    ids = [f"p{number}" for number in range(draw(st.integers(1, 4)))]
    options = tuple(
        Option(p, plain(draw(NAMES)), plain(draw(NAMES)), cost=draw(COSTS)) for p in ids
    )
    kind = draw(st.sampled_from(["budget", "points", "rank", "approve", "choose_one"]))
    chosen = st.lists(st.sampled_from(ids), unique=True, max_size=1 if kind == "choose_one" else 4)
    each: list[Marks] = []
    for named in draw(st.lists(chosen, max_size=5)):
        numbers = range(1, len(named) + 1) if kind in {"rank", "points"} else [1] * len(named)
        each.append(in_order(zip(named, numbers, strict=True)))
    budget = draw(COSTS.filter(bool))
    question = Question(
        id="q",
        title=plain("T"),
        kind=kind,
        rule="greedy",
        options=options,
        points=10,
        budget=budget,
    )
    return question, tuple(each)


@settings(max_examples=100, deadline=None)
@given(questions())
def test_whatever_is_written_reads_back_equal(made: tuple[Question, tuple[Marks, ...]]) -> None:
    question, each = made

    file = reading(write(budget_file("A title", question, ballots=merge(each))))

    assert (file.title, file.question.options, file.question.budget) == (
        "A title",
        question.options,
        question.budget,
    )
    assert file.ballots == merge(each)
    assert file.each == tuple(sorted(each))


def test_a_sum_without_decimal_form_is_not_written() -> None:
    assert [written(Fraction(1, 2)), written(Fraction(1, 8)), written(7)] == ["0.5", "0.1250", "7"]
    with pytest.raises(ValueError, match="no decimal form"):
        written(Fraction(1, 3))
