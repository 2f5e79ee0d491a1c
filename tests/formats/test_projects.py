"""Projects are read with exact costs; a sum that could mean two things is refused."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.assembly import Option
from kiosk.domain.errors import BadFile
from kiosk.domain.sentence import Amount
from kiosk.domain.text import Text
from kiosk.formats import projects
from kiosk.formats.money import UnclearMoney, read_money

HEADER = "Title,Description,Cost\n"


def read(text: str, *languages: str) -> tuple[Option, ...]:
    return projects.read(text.encode(), file="p.csv", languages=languages or ("en",))


def faults(text: str, *languages: str) -> list[str]:
    with pytest.raises(BadFile) as caught:
        read(text, *languages)
    return [str(fault).removeprefix("p.csv, ") for fault in caught.value.faults]


def test_ids_come_from_the_number_or_else_from_the_title() -> None:
    numbered = read("Number,Title,Description,Cost\n7,Trees,,10\nB-2,Trees,,20\n")
    titled = read(HEADER + "Árboles y agua,,10\nÁrboles y agua,,20\n水,,30\n")

    assert [option.id for option in numbered] == ["7", "b-2"]
    assert [option.id for option in titled] == ["arboles-y-agua", "arboles-y-agua-2", "project-4"]


def test_a_translated_column_names_its_language() -> None:
    (trees,) = read(
        "Title,Title (es),Descriptions,Category,Category (es),Cost\n"
        "Trees,Árboles,In two streets,Nature,Naturaleza,$10\n",
        "en",
        "es",
    )

    assert trees.title == Text((("en", "Trees"), ("es", "Árboles")))
    assert trees.detail.in_language("en") == "Nature: In two streets"
    assert trees.detail.in_language("es") == "Naturaleza: In two streets"


def test_every_wrong_line_is_named() -> None:
    text = "Number,Title,Description,Cost\n1,Trees,,\n1,,,5\nA B,Water,,0\n4,Sun,,much\n"

    assert faults(text) == [
        "line 2: The cost is missing. Write a number such as 5000 or 5000.50.",
        "line 3: The title is missing. Write a title.",
        "line 3: The number stands in line 2 too. Give each its own.",
        "line 4: The number is 'a b'. Use at most 40 letters a to z, digits and hyphens.",
        "line 4: The cost is 0. Write a number above 0.",
        "line 5: The cost is 'much'. Write a number such as 5000 or 5000.50.",
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Title,Cost\nTrees,5\n", "line 1: There is no column description."),
        (HEADER, "line 1: There is no project."),
        ("Title (fr)," + HEADER + "A,B,C,5\n", "line 1: The column 'title (fr)' is not known."),
        (HEADER + "A,B,5\n" * 1001, "line 1: There are more than 1000 projects."),
    ],
)
def test_a_file_that_holds_no_projects_is_refused_with_a_sentence(text: str, fault: str) -> None:
    assert faults(text)[0].startswith(fault)


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("1200", 1200),
        ("$1200", 1200),
        ("1200 €", 1200),
        ("EUR 1200", 1200),
        ("1200 USD", 1200),
        ("1 200 300", 1200300),
        ("1\u202f200,50", Fraction(2401, 2)),
        ("1200.50", Fraction(2401, 2)),
        ("1200,5", Fraction(2401, 2)),
        ("0", 0),
    ],
)
def test_a_sum_that_can_only_mean_one_thing_is_read_exactly(written: str, amount: Amount) -> None:
    assert read_money(written) == amount


@pytest.mark.parametrize(
    ("written", "remedy"),
    [
        ("1,200", "Write 1200, without a sign between the thousands, or 1.20 if that is meant"),
        ("1.200", "Write 1200, without a sign between the thousands, or 1.20 if that is meant"),
        ("$1,200,000.50", "Write 1200000.50, without a sign between the thousands"),
        ("1'200", "Write 1200, without a sign between the thousands"),
        ("1.2345", "Write a number such as 5000 or 5000.50"),
        ("-5", "Write a number such as 5000 or 5000.50"),
        ("1e5", "Write a number such as 5000 or 5000.50"),
        ("", "Write a number such as 5000 or 5000.50"),
        ("١٢", "Write a number such as 5000 or 5000.50"),
    ],
)
def test_a_sum_that_could_mean_two_things_is_refused(written: str, remedy: str) -> None:
    with pytest.raises(UnclearMoney) as caught:
        read_money(written)

    assert caught.value.remedy == remedy


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 10**12), st.integers(0, 99), st.sampled_from(".,"))
def test_cents_are_never_lost(whole: int, cents: int, sign: str) -> None:
    assert read_money(f"{whole}{sign}{cents:02}") == Fraction(whole * 100 + cents, 100)
