"""A key behind [[poll]] belongs to that poll; whoever adds one at the end hears where it goes."""

import pytest

from kiosk.domain.errors import BadFile
from kiosk.formats.assembly_folder import Loaded, needed, read_assembly
from kiosk.formats.toml_levels import ASSEMBLY, OPTION, POLL, QUESTION
from kiosk.formats.toml_table import TomlTable
from kiosk.shipped import demo_file

MEETING = """\
title = "T"
languages = ["en", "es"]
[[poll]]
title = "P"
[[poll.question]]
title = "Q"
kind = "choose_one"
rule = "plurality"
options = ["One", "Two"]
"""
IN_OPTIONS = MEETING.replace('options = ["One", "Two"]\n', "") + (
    '[[poll.question.options]]\ntitle = "One"\n[[poll.question.options]]\ntitle = "Two"\n'
)
IN_SETTINGS = MEETING + "[poll.question.settings]\n"
ABOVE_ALL = "Move it above the first [[poll]]"
TO_POLL = "Move it below [[poll]], above [[poll.question]]"
TO_QUESTION = "Move it below [[poll.question]]"
UP = "Move it up, below [[poll.question]]"


def load(text: str) -> Loaded:
    return read_assembly({"assembly.toml": text.encode(), "roster.csv": b""}, "assembly.toml")


def told(text: str) -> list[tuple[str, str]]:
    with pytest.raises(BadFile) as caught:
        load(text)
    return [(fault.wrong, fault.remedy) for fault in caught.value.faults]


def misplaced(key: str, remedy: str) -> list[tuple[str, str]]:
    return [(f"The key '{key}' does not belong here", remedy)]


HEADS = (
    "sealed = true",
    "publish-from = 5",
    'trackers = "open"',
    'cards = "drawn"',
    "quorum = 15",
    'currency = "€"',
    'roster = "roster.csv"',
    'place = "Hall"',
    "date = 2026-05-10",
)


@pytest.mark.parametrize("line", HEADS)
@pytest.mark.parametrize("meeting", [MEETING, IN_OPTIONS], ids=["question", "options"])
def test_a_key_of_the_meeting_at_the_end_of_the_file_is_sent_to_its_top(
    meeting: str, line: str
) -> None:
    key = line.partition(" ")[0]

    assert told(f"{meeting}{line}\n") == misplaced(key, ABOVE_ALL)


@pytest.mark.parametrize("line", HEADS)
def test_a_key_of_the_meeting_in_a_poll_is_sent_to_the_top(line: str) -> None:
    text = MEETING.replace('title = "P"\n', f'title = "P"\n{line}\n')

    assert told(text) == misplaced(line.partition(" ")[0], ABOVE_ALL)


@pytest.mark.parametrize(("line"), ["sealed = true", 'currency = "€"', 'trackers = "open"'])
def test_a_key_of_the_meeting_among_the_settings_is_sent_to_the_top(line: str) -> None:
    assert told(f"{IN_SETTINGS}{line}\n") == misplaced(line.partition(" ")[0], ABOVE_ALL)


@pytest.mark.parametrize("line", ["most = 1", "seats = 1", "least = 1", "points = 5"])
@pytest.mark.parametrize("meeting", [IN_OPTIONS, IN_SETTINGS], ids=["options", "settings"])
def test_a_key_of_the_question_below_its_parts_is_sent_up(meeting: str, line: str) -> None:
    assert told(f"{meeting}{line}\n") == misplaced(line.partition(" ")[0], UP)


@pytest.mark.parametrize(
    "line", ['kind = "choose_one"', 'rule = "plurality"', 'options = ["One", "Two"]', "most = 1"]
)
@pytest.mark.parametrize("before", ['title = "P"\n', "[[poll]]\n"], ids=["poll", "meeting"])
def test_a_key_of_the_question_above_it_is_sent_down(before: str, line: str) -> None:
    """And what is missing in the question then is not a second mistake."""
    text = MEETING.replace(f"{line}\n", "").replace(before, f"{line}\n{before}")

    assert told(text) == misplaced(line.partition(" ")[0], TO_QUESTION)


def test_languages_at_the_end_are_the_only_mistake_too() -> None:
    line = 'languages = ["en", "es"]\n'
    text = MEETING.replace(line, "").replace('"Q"', '{ en = "Q", es = "P" }') + line

    assert told(text) == misplaced("languages", ABOVE_ALL)


def test_a_cost_of_the_question_belongs_to_an_option() -> None:
    remedy = 'Write it in an option: { title = "...", cost = ... }'

    assert told(MEETING + "cost = 5\n") == misplaced("cost", remedy)


@pytest.mark.parametrize(
    ("text", "key", "remedy"),
    [
        (MEETING.replace("[[poll.question]]", "[[question]]"), "question", "[[poll.question]]"),
        (
            IN_OPTIONS.replace("poll.question.options", "options"),
            "options",
            "[[poll.question.options]]",
        ),
        (MEETING + "[settings]\na = 1\n", "settings", "[poll.question.settings]"),
    ],
)
def test_a_part_with_too_short_a_name_is_told_the_whole_one(
    text: str, key: str, remedy: str
) -> None:
    assert told(text) == misplaced(key, f"Write {remedy}")


def test_a_setting_of_the_rule_beside_it_is_sent_into_its_settings() -> None:
    motion = MEETING.replace("choose_one", "yes_no").replace("plurality", "majority")
    motion = motion.replace('options = ["One", "Two"]\n', "")

    assert told(motion + 'threshold = "2/3"\n') == misplaced(
        "threshold", "Write it as a setting: settings = { threshold = ... }"
    )
    assert told(motion + "quorum = 15\n") == misplaced(
        "quorum", f"{ABOVE_ALL}. Write it as a setting: settings = {{ quorum = ... }}"
    )
    assert load(motion + "settings = { quorum = 15 }\n").assembly.polls


def test_a_key_that_no_part_knows_is_compared_with_those_of_its_own() -> None:
    assert told(MEETING + "saets = 1\n") == [("The key 'saets' is not known", "Write seats")]


def test_what_is_missing_is_said_where_nothing_else_is_wrong() -> None:
    assert told(MEETING.replace('kind = "choose_one"\n', "")) == [
        ("kind is missing", "Write kind = ...")
    ]


def test_the_keys_of_each_part_are_those_that_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """The table of parts is written by hand; reading the demo asks for every key."""
    asked: dict[int, set[str]] = {}
    finish = TomlTable.finish

    def noting(table: TomlTable, *rest: dict[str, str]) -> None:
        asked.setdefault(len(table.path) // 2, set()).update(table.known)
        finish(table, *rest)

    monkeypatch.setattr(TomlTable, "finish", noting)
    folder = demo_file().parent
    names = (demo_file().name, *needed(demo_file().read_text("utf-8")))
    read_assembly({name: (folder / name).read_bytes() for name in names}, "assembly.toml")

    assert asked == {0: set(ASSEMBLY), 1: set(POLL), 2: set(QUESTION), 3: set(OPTION)}


SCORE = MEETING.replace("choose_one", "score").replace("plurality", "points")


def test_a_setting_of_the_kind_beside_it_is_sent_into_its_settings() -> None:
    ((wrong, remedy),) = told(f"{SCORE}highest = 10\n")

    assert "highest" in wrong
    assert remedy == "Write it as a setting of the kind: kind_settings = { highest = ... }"


def test_a_setting_of_the_kind_among_those_of_the_rule_is_sent_to_its_own() -> None:
    found = told(f"{SCORE}settings = {{ highest = 10 }}\n")

    assert found == misplaced("highest", "Move it: kind_settings = { highest = ... }")


@pytest.mark.parametrize("value", ["0", "101", '"many"', "true", "[1, 2]"])
def test_a_setting_that_the_kind_cannot_have_is_refused(value: str) -> None:
    ((wrong, _),) = told(f"{SCORE}kind_settings = {{ highest = {value} }}\n")

    assert wrong.startswith("The setting highest of score is a whole number from 1 to 100")


def test_a_setting_of_the_kind_is_kept_with_the_question() -> None:
    (poll,) = load(f"{SCORE}kind_settings = {{ highest = 10 }}\n").assembly.polls

    assert poll.questions[0].kind_settings == (("highest", "10"),)
