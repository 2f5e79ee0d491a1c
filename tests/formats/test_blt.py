"""The .blt reader takes what real files hold and names every fault; the writer reads back equal."""

import json
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.assembly import Option
from kiosk.domain.ballot import in_order
from kiosk.domain.count.contract import merge
from kiosk.domain.errors import BadFile
from kiosk.domain.text import plain
from kiosk.formats.ranked_blt import MOST_FAULTS, RankedFile, read, write

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "ballots"

SMALL = """3 2
2 1 2 0
1 3 0
0
"Ann"
"Ben"
"Cleo"
"Board"
"""


def names(ranked: RankedFile) -> list[str]:
    return [option.title.in_language("en") for option in ranked.options]


def faults(text: str) -> list[str]:
    with pytest.raises(BadFile) as refusal:
        read(text, "board.blt")
    return [str(fault) for fault in refusal.value.faults]


def test_a_plain_file_is_read() -> None:
    ranked = read(SMALL)

    assert (ranked.title, ranked.seats, names(ranked)) == ("Board", 2, ["Ann", "Ben", "Cleo"])
    assert ranked.ballots.merged == (((("1", 1), ("2", 2)), 2), ((("3", 1),), 1))
    assert [option.id for option in ranked.options] == ["1", "2", "3"]


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + SMALL,
        SMALL.replace("\n", "\r\n"),
        SMALL.replace('"', ""),
        "# who\n" + SMALL.replace("2 1 2 0", "\n  2   1 2 0  # two of them"),
        SMALL.replace("2 1 2 0", "1 1 2 0\n(b17) 1 1 2 0"),
        SMALL.replace("2 1 2 0", "2 1\n2 0"),
        SMALL + '\n"a comment"\nA: 123 votes\n0 0 0',
        SMALL.replace("2 1 2 0\n1 3 0", "[nick a b c]\n2 a b 0\n1 c 0"),
    ],
)
def test_what_real_files_do_differently_reads_the_same(text: str) -> None:
    assert read(text) == read(SMALL)


def test_shared_places_gaps_blanks_and_repeats_keep_their_places() -> None:
    ranked = read(SMALL.replace("2 1 2 0", "2 2=1 - 3 0\n4 0\n1 1 1 0"))

    assert dict(ranked.ballots.merged) == {
        (("1", 1), ("2", 1), ("3", 3)): 2,
        (): 4,
        (("1", 1), ("1", 2)): 1,
        (("3", 1),): 1,
    }
    assert ranked.ballots.blank == 4


def test_withdrawn_options_keep_their_numbers_and_do_not_stand() -> None:
    ranked = read(SMALL.replace("3 2\n", "3 2\n-2 -1\n"))

    assert ranked.withdrawn == ("2", "1")
    assert [option.id for option in ranked.standing] == ["3"]
    assert len(ranked.options) == 3


def test_quotes_inside_names_survive() -> None:
    ranked = read(SMALL.replace('"Ann"', '"Ann ""The Boss"" Lee"').replace('"Ben"', r'"B \"b\""'))

    assert names(ranked)[:2] == ['Ann "The Boss" Lee', 'B "b"']


def test_a_declared_order_for_ties_is_the_lot() -> None:
    assert read(SMALL.replace("3 2\n", "3 2\n[tie 3 1 2 ]\n")).lot == ("3", "1", "2")


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("", 1, "does not begin"),
        ("three 2\n", 1, "does not begin"),
        ("0 1\n", 1, "does not begin"),
        ("99999 1\n", 1, "does not begin"),
        ("3 2\n1 1 2 0\n", 2, "ends among the ballots"),
        (SMALL.replace("1 3 0", "1 4 0"), 3, "'4' is not an option"),
        (SMALL.replace("1 3 0", "1.5 3 0"), 3, "begins with '1.5'"),
        (SMALL.replace("1 3 0", "1 3=x 0"), 3, "'x' is not an option"),
        (SMALL.replace("1 3 0", "1 ٣ 0"), 3, "is not an option"),
        (SMALL.replace("3 2\n", "3 2\n-7\n"), 2, "'7' is not an option"),
        ('3 2\n0\n"Ann"\n', 3, "there are 1 names for 3 options"),
        (SMALL.replace("1 3 0", "9999999999 3 0"), 3, "begins with"),
    ],
)
def test_a_fault_names_its_line_and_a_remedy(text: str, line: int, word: str) -> None:
    [fault] = faults(text)

    assert word in fault
    assert fault.startswith(f"board.blt, line {line}, column ")
    assert fault.count(". ") == 1


def test_the_column_of_the_wrong_word_is_named_also_where_a_ballot_goes_on_below() -> None:
    [first] = faults(SMALL.replace("1 3 0", "(b7)  1  3 9 0"))
    [second] = faults(SMALL.replace("1 3 0", "1 3\n   9 0"))
    [third] = faults(SMALL.replace("1 3 0", "1 3 0 x 2 0"))

    assert first.startswith("board.blt, line 3, column 12: '9' is not an option")
    assert second.startswith("board.blt, line 4, column 4: '9' is not an option")
    assert third.startswith("board.blt, line 3, column 7: a ballot begins with 'x'")


@pytest.mark.parametrize("ballot", ["1 " * 100_000, "1 " + "1=" * 100_000 + "2 0"])
def test_a_ballot_longer_than_any_real_one_ends_the_reading(ballot: str) -> None:
    [fault] = faults(SMALL.replace("1 3 0", ballot))

    assert fault.startswith("board.blt, line 3, column 1: a ballot is too long.")


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_a_small_file_changed_anywhere_is_read_or_refused_with_its_place(
    data: st.DataObject,
) -> None:
    text = SMALL.replace("1 3 0", "1 3=2 - 1 0\n4 0")
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        cut = data.draw(st.integers(0, 4))
        text = text[:at] + data.draw(st.text('0129-=# \n"()[]x\0', max_size=3)) + text[at + cut :]
    try:
        ranked = read(text, "board.blt")
    except BadFile as bad:
        places = [(fault.line, fault.column) for fault in bad.faults]
        assert places
        assert all(line and column for line, column in places)
    else:
        assert read(write(ranked)) == ranked


def test_all_faults_are_named_at_once_up_to_a_limit() -> None:
    assert len(faults(SMALL.replace("1 3 0", "1 7 0\nx 1 0\n1 2 9 0"))) == 3
    assert len(faults("3 2\n" + "x 1 0\n" * 10_000)) == MOST_FAULTS


def test_a_truncated_file_is_refused_at_every_length() -> None:
    for length in range(len(SMALL) - len('"Cleo"\n"Board"\n')):
        assert faults(SMALL[:length])


def test_a_hundred_thousand_ballots_are_read_quickly() -> None:
    lines = "".join(f"1 {n % 9 + 1} {n % 7 + 10} {n % 5 + 20} 0\n" for n in range(100_000))
    text = f"30 1\n{lines}0\n" + "".join(f'"N{n}"\n' for n in range(30))

    started = time.process_time()
    ranked = read(text)
    assert ranked.ballots.total == 100_000
    assert time.process_time() - started < 3


@pytest.mark.parametrize("path", sorted(DATA.glob("**/*.blt")), ids=lambda path: path.name)
def test_real_files_read_and_read_back_equal(path: Path) -> None:
    ranked = read(path.read_text(encoding="utf-8-sig"), path.name)

    assert read(write(ranked)) == ranked
    expected = DATA / "expected" / f"{path.stem}.json"
    if expected.exists():
        known = json.loads(expected.read_text())
        assert ranked.seats == known["seats"]
        bare = [name.replace('"', "") for name in names(ranked)]
        assert bare == [name.replace('"', "") for name in known["candidates"].values()]
        assert ranked.ballots.total - ranked.ballots.blank == known["valid"]


def test_real_files_lie_beside_the_project() -> None:
    if not DATA.exists():
        pytest.skip("the public ballot data are not beside the project")
    assert len(list(DATA.glob("**/*.blt"))) > 10


NAMES = st.text(st.characters(codec="utf-8"), max_size=12).map(lambda s: " ".join(s.split()))


@settings(max_examples=200, deadline=None)
@given(
    title=NAMES,
    titles=st.lists(NAMES, min_size=4, max_size=4),
    seats=st.integers(1, 5),
    ballots=st.lists(
        st.dictionaries(st.sampled_from("1234"), st.integers(1, 6), max_size=4), max_size=6
    ),
    withdrawn=st.sets(st.sampled_from("1234"), max_size=2),
)
def test_what_is_written_reads_back_equal(
    *,
    title: str,
    titles: list[str],
    seats: int,
    ballots: list[dict[str, int]],
    withdrawn: set[str],
) -> None:
    ranked = RankedFile(
        title=title,
        seats=seats,
        options=tuple(Option(str(n), plain(t)) for n, t in enumerate(titles, start=1)),
        ballots=merge(in_order(ballot.items()) for ballot in ballots),
        withdrawn=tuple(sorted(withdrawn)),
    )

    assert read(write(ranked)) == ranked


@settings(max_examples=400, deadline=None)
@given(st.text(alphabet='0123 -=\n"#[]()a\ufeff', max_size=60))
def test_rubbish_is_read_or_refused_and_nothing_else(text: str) -> None:
    for head in ("", "3 2\n"):
        with suppress(BadFile):
            assert read(write(read(head + text))) == read(head + text)


@pytest.mark.parametrize(
    "text", [f"2 1\n1 {'1 ' * 500_000}0\n0\n", f'2 1\n0\n"{"a" * 1_000_000}"\n"b"\n']
)
def test_a_line_that_no_real_file_holds_ends_the_reading(text: str) -> None:
    with pytest.raises(BadFile, match="column 1: a line is longer than 1000000 letters"):
        read(text)


def test_spaces_inside_a_name_are_one_space_with_and_without_quotes() -> None:
    ranked = read('2 1\n0\n"Ann   Lee"\nBen \t Oak\n')

    assert [option.title.in_language("") for option in ranked.options] == ["Ann Lee", "Ben Oak"]
    assert read(write(ranked)) == ranked
