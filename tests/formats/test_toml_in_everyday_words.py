"""Who never heard of TOML is told the line, what is wrong with it, and the usual way to mend it."""

import pytest

from kiosk.domain.errors import BadFile
from kiosk.formats.assembly_folder import read_assembly

LINES = {
    'title = "Spring': ("The quote at the end of a text is missing", 'Write " at the end'),
    "title = 'Spring": ("The quote at the end of a text is missing", "Write ' at the end"),
    'title = """Spring': ("The quote at the end of a text is missing", 'Write """ at the end'),
    "title = Spring": ("A text stands without quotes", 'Write it so: title = "..."'),
    "place = Old hall": ("A text stands without quotes", 'Write it so: place = "..."'),
    "title = “Spring”": ("This text stands in curly quotes", "Write straight ones"),
    "title = „Frühling“": ("This text stands in curly quotes", "Write straight ones"),
    "title =": ("Nothing stands after =", "Write a value"),
    "sealed = True": ("Yes and no are written true and false", "Write true or false"),
    "sealed = yes": ("Yes and no are written true and false", "Write true or false"),
    "budget = 250,000": ("This is no plain number", "Write digits only"),
    "budget = $250000": ("This is no plain number", "Write digits only"),
    "budget = 250 000": ("This is no plain number", "Write digits only"),
    "quorum = 25%": ("A share stands without quotes", "Write it so"),
    "quorum = 1/4": ("A share stands without quotes", "Write it so"),
    "date = 10.5.2025": ("This is no date", "Write it like 2025-05-10"),
    'title: "Spring"': ("There is no = behind the first word", "Write it so"),
    "Spring meeting": ("There is no = behind the first word", "Write it so"),
    'title = "The "big" day"': ("Something stands behind the value", "Look for a quote inside"),
    'title = "a" the first': ("Something stands behind the value", "Look for a quote inside"),
    'roster = "C:\\meeting\\roster.csv"': ("A text holds the sign \\", "Write / instead"),
    'options = ["One" "Two"]': ("A list does not end before this place", "Write ] at its end"),
    'title = { en = "A" es = "B" }': ("What begins with { does not end", "Write } at its end"),
    "[[poll]": ("The brackets of this line do not fit", "Write [[poll]]"),
    "(poll)": ("This line is no key with a value", "Write it so"),
    'x = "a\x07"': ("The line holds an invisible sign", "Type the line again"),
}


def faults(text: str) -> list[tuple[int, str, str]]:
    with pytest.raises(BadFile) as caught:
        read_assembly({"assembly.toml": text.encode()}, "assembly.toml")
    return [(fault.line, fault.wrong, fault.remedy) for fault in caught.value.faults]


@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["unix", "windows"])
@pytest.mark.parametrize(("line", "told"), LINES.items(), ids=LINES)
def test_each_usual_slip_is_told_with_its_line(
    line: str, told: tuple[str, str], ending: str
) -> None:
    text = ending.join(["# don't mind", "", line, "", 'place = "x"', "quorum = 3", ""])

    found = faults(text)[0]

    assert found[0] == 3
    assert (found[1].startswith(told[0]), found[2].startswith(told[1])) == (True, True), found
    assert "TOML" not in found[1]


def test_a_key_that_stands_twice_is_named_where_it_stands_again() -> None:
    assert faults('title = "A"\nplace = "x"\ntitle = "B"\n') == [
        (3, "This stands here for the second time", "Keep one of them")
    ]


def test_a_poll_in_single_brackets_twice_is_told_of_double_ones() -> None:
    (found,) = faults('title = "A"\n[poll]\ntitle = "B"\n[poll]\ntitle = "C"\n')

    assert found[0] == 4
    assert "two brackets" in found[2]


@pytest.mark.parametrize(
    "text",
    [
        'title = "A\nplace = B\nquorum = 1/4\n',
        'title = "A"\n# more\nplace = B\nrest = C\nstay: "D"\n',
        "a = Yes\nb =\nc = 1,000\n",
        'title = "A\n[[poll]]\ntitle = B\n[[poll.question]]\nkind = yes_no\n',
    ],
)
def test_every_such_line_is_listed_at_once(text: str) -> None:
    assert len(faults(text)) == 3


@pytest.mark.parametrize(
    "text",
    [
        'options = ["One,\n"Two",\n"Three"]\n',
        'title = { en = "A,\nes = "B" }\nplace = "x"\n',
        '[[poll]\ntitle = "A"\ntitle = "A"\n',
        'title = """A\nmore "text" = here\n',
    ],
)
def test_a_line_that_begins_something_makes_no_faults_of_the_next(text: str) -> None:
    assert len(faults(text)) == 1
