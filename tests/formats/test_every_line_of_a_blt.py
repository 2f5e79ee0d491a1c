"""A .blt file of which one line does not fit is refused with its place; nothing is joined."""

import pytest

from kiosk.domain.errors import BadFile
from kiosk.formats.ranked_blt import RankedFile, read

BOARD = """3 1
5 1 2 0
4 2 3 0
3 3 2 0
0
"Ann"
"Ben"
"Cleo"
"Board"
"""
FIVE = """5 2
7 1 2 3 0
6 4 5 0
2 5 1 0
0
"Ann"
"Ben"
"Cleo"
"Dora"
"Eve"
"Council"
"""


def faults(text: str) -> list[str]:
    with pytest.raises(BadFile) as refusal:
        read(text, "b.blt")
    return [str(fault) for fault in refusal.value.faults]


def names(ranked: RankedFile) -> list[str]:
    return [option.title.in_language("en") for option in ranked.options]


@pytest.mark.parametrize(
    "weightless",
    ["0 2 1 0", "0 1 0", "0 3=1 2 0", "(b9) 0 2 0", "0 - 2 0  # void", "000 2 1 0", "0 2\n1 0"],
)
@pytest.mark.parametrize("above", ["5 1 2 0", "4 2 3 0", "3 3 2 0", '0\n"Ann"'])
def test_a_ballot_of_weight_0_counts_nothing_and_ends_nothing(weightless: str, above: str) -> None:
    text = BOARD.replace(above, f"{weightless}\n{above}", 1)

    ranked = read(text, "b.blt")

    assert ranked == read(BOARD)
    [note] = ranked.notes
    assert note == f"b.blt, line {_line(text, weightless)}: a ballot of weight 0 is not counted."


def _line(text: str, part: str) -> int:
    return text.count("\n", 0, text.index(part)) + 1


def test_a_ballot_of_weight_0_names_real_options_too() -> None:
    [fault] = faults(BOARD.replace("4 2 3 0", "0 2 9 0\n4 2 3 0"))

    assert fault.startswith("b.blt, line 3, column 5: '9' is not an option.")


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("7 1 2 3 0", "7 1 2 3", 2),
        ("6 4 5 0", "6 4 5", 3),
        ("7 1 2 3 0", "7 1", 2),
        ("6 4 5 0", "6 4 5 # 0", 3),
        ("7 1 2 3 0", "(b1) 7 1=2", 2),
        ("6 4 5 0", "6\n4 5 0", 3),
    ],
)
def test_a_ballot_without_its_end_swallows_no_other(before: str, after: str, line: int) -> None:
    found = faults(FIVE.replace(before, after))

    assert any(
        each.startswith(f"b.blt, line {line}, column ")
        and "this ballot has no end, and line" in each
        for each in found
    )


@pytest.mark.parametrize("paper", ["7 1 2\n3 1 -\n4 0", "7 1\n1\n0", "7 5 4 -\n4 0 1 2 0"])
def test_nobody_is_named_twice_over_the_end_of_a_line(paper: str) -> None:
    found = faults(FIVE.replace("7 1 2 3 0", paper))

    assert any("names somebody twice over the end of a line" in each for each in found)


def test_the_last_ballot_without_its_end_takes_no_0_from_the_ballots() -> None:
    [fault, *_] = faults(FIVE.replace("2 5 1 0\n", "2 5 1\n"))

    assert fault.startswith("b.blt, line ")


@pytest.mark.parametrize(
    "text",
    [
        BOARD.replace('"Board"', '"Dora"\n"Board"'),
        BOARD.replace('"Board"', 'Dora\n"Board"').replace('"Dora"', "Dora"),
        BOARD.replace('"Ben"', '"Ben" "Dora"'),
        BOARD + '"Board 2"\n',
        FIVE + '"Frank"\n"Gina"\n',
        FIVE.replace('"Ann"', '"Ann"\n"Ann B."'),
    ],
)
def test_more_names_than_options_are_refused(text: str) -> None:
    [*_, fault] = faults(text)

    assert "there are more names than" in fault


@pytest.mark.parametrize("missing", ['"Ann"\n', '"Ben"\n', '"Cleo"\n', '"Board"\n'])
def test_a_name_too_few_is_said(missing: str) -> None:
    [note] = read(BOARD.replace(missing, ""), "b.blt").notes

    assert note.startswith("b.blt, line 8: ")
    assert note.endswith("if it is the title, a name is missing.")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (BOARD.replace('0\n"Ann"', '0\n2 1 3 0\n"Ann"'), "behind the line 0 that ends"),
        (BOARD.replace("4 2 3 0", "0\n4 2 3 0"), "behind the line 0 that ends"),
        (BOARD.replace('"Cleo"', '"Cleo"\n3 1 0'), "behind the line 0 that ends"),
        (BOARD + "2 1 3 0\n", "behind the title"),
        (BOARD + "# more\n2 1=3 - 2 0\n", "behind the title"),
        (BOARD.replace('0\n"Ann"', '0\n0\n"Ann"'), "behind the line 0 that ends"),
    ],
)
def test_a_ballot_behind_the_end_is_refused(text: str, word: str) -> None:
    assert any(word in fault for fault in faults(text))


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [
        ("3 1\n", '3 1\n"Ann"\n', "a ballot begins with"),
        ("4 2 3 0", "-2\n4 2 3 0", "withdraws behind the first ballot"),
        ("3 1\n", "3 1\n-2 1 0\n", "'1' stands among the withdrawn"),
        ("3 1\n", "3 1\n-4\n", "'4' is not an option"),
        ("3 1\n", "3 1\n[nick a b]\n", "2 nicknames for 3 options"),
        ("3 1\n", "3 1\n[nick a b a]\n", "2 nicknames for 3 options"),
        ("3 1\n", "3 1\n[tie 3 1 3]\n", "comes twice in [tie]"),
        ("4 2 3 0", "4,2,3,0", "a ballot begins with '4,2,3,0'"),
        ('"Ben"', '"Ben', "does not end with its quote"),
        ('"Ben"', '"Ben" Okoro', "does not end with its quote"),
    ],
)
def test_a_line_that_does_not_fit_its_place_is_refused(before: str, after: str, word: str) -> None:
    assert any(word in fault for fault in faults(BOARD.replace(before, after, 1)))


def test_a_comment_behind_a_name_is_no_part_of_it() -> None:
    text = BOARD.replace('"Ann"', "Ann  # first").replace('"Ben"', '"Ben #2" # second')

    assert names(read(text)) == ["Ann", "Ben #2", "Cleo"]


def test_names_in_quotes_may_share_a_line() -> None:
    assert read(BOARD.replace('"Ann"\n"Ben"\n', '"Ann" "Ben"\n')) == read(BOARD)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (BOARD + "\nAnn was ill.\n4 2 3 0\n", 11),
        (BOARD + '"Counted by hand"\nFirst places\n 5 4 3 0\n', 10),
        (BOARD.replace("3 1\n", "3 1\n[droop arithmetic=rational]\n"), 2),
        (BOARD.replace('"Cleo"', '"Ben"'), 9),
    ],
)
def test_what_is_read_and_perhaps_not_meant_is_said(text: str, line: int) -> None:
    [note] = read(text, "b.blt").notes

    assert note.startswith(f"b.blt, line {line}: ")
