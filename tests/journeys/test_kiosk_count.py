"""`kiosk count` and `kiosk rules`: one object or plain words, honest exits, never a traceback."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.domain.count.rules import RULES

BALLOTS = """META
key;value
description;A street
num_projects;3
num_votes;4
budget;100
vote_type;approval
currency;EUR
PROJECTS
project_id;cost;name
t;60;Trees
b;40;Benches
s;40;Swings
VOTES
voter_id;vote
1;t,b,s
2;t,b,s
3;t
4;
"""

CUT_SHORT = gzip.compress(b"META\n" * 99, mtime=0)[:-9]
FAR_TOO_LARGE = gzip.compress(bytes(70 * 2**20), mtime=0)


@pytest.fixture
def street(tmp_path: Path) -> Path:
    file = tmp_path / "street.pb"
    file.write_text(BALLOTS, "utf-8")
    return file


def kiosk(*words: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kiosk", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def test_json_is_one_object_with_the_keys_that_programs_rely_on(street: Path) -> None:
    run = kiosk("count", street, "--rule", "greedy", "--draw", "s,b", "--json")

    assert (run.returncode, run.stderr) == (0, "")
    told = json.loads(run.stdout)
    assert list(told) == [
        "file",
        "rule",
        "options",
        "ballots",
        "winners",
        "cost",
        "scores",
        "rounds",
        "ties",
        "explanation",
    ]
    assert told["file"] == str(street)
    assert told["options"]["score"] == "votes"
    assert told["ballots"] == {"counted": 4, "blank": 1, "rejected": 0}
    assert (told["winners"], told["cost"]) == (["t", "s"], 100)
    assert told["scores"] == {"t": 3, "b": 2, "s": 2}
    (tie,) = told["ties"]
    assert (tie["options"], tie["decided_by"], tie["chosen"]) == (["b", "s"], "lot", ["s"])


def test_numbers_that_are_no_integers_are_strings(street: Path) -> None:
    run = kiosk("count", street, "--rule", "equal-shares", "--seed", "3 5 1", "--json")

    told = json.loads(run.stdout, parse_float=lambda text: pytest.fail(f"a float: {text}"))
    assert {step["price"] for step in told["rounds"]} == {"1/3"}


def test_words_name_the_options_and_the_money(street: Path) -> None:
    run = kiosk("count", street, "--rule", "greedy", "--draw", "b,s", "--no-skip")

    assert run.returncode == 0
    assert "Trees, with 3, is funded for 60 EUR." in run.stdout
    assert "no-skip yes" in run.stdout
    assert "Swings: It was equal with others, and the lot decided." in run.stdout


def test_a_gzipped_file_counts_the_same(street: Path) -> None:
    packed = street.with_name("street.pb.gz")
    packed.write_bytes(gzip.compress(street.read_bytes()))

    plain = json.loads(kiosk("count", street, "--rule", "knapsack", "--json", "--seed", "x").stdout)
    other = json.loads(kiosk("count", packed, "--rule", "knapsack", "--json", "--seed", "x").stdout)

    assert plain["winners"] == other["winners"]


def test_a_tie_is_told_with_what_decided_it(street: Path) -> None:
    run = kiosk("count", street, "--rule", "greedy", "--draw", "s,b")

    assert (
        "Ties:\n  Benches, Swings were equal (the end of the money). By lot: Swings.\n"
        in run.stdout
    )


def test_a_tie_without_a_lot_exits_1_and_names_the_tied(street: Path) -> None:
    run = kiosk("count", street, "--rule", "greedy", "--json")

    assert (run.returncode, run.stdout) == (1, "")
    tied = "b (Benches), s (Swings) are tied, and only a lot decides."
    wanted = f"Error: street.pb: {tied} Give --draw or --seed.\n"
    assert run.stderr == wanted


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--rule", "greedy", "--threshold", "many"], "threshold of greedy is a whole number"),
        (["--rule", "greedy", "--utility", "cost"], "greedy has no setting utility"),
        (["--rule", "fair"], "'fair' is not one of"),
        (["--rule", "irv"], "The rule irv counts ballots of the shape ranking"),
        (["--rule", "greedy", "--draw", "z"], "--draw names 'z', which is not in street.pb"),
        (["--rule", "greedy", "--draw", "b,b"], "--draw names 'b' twice"),
        (["--rule", "greedy", "--draw", "b", "--seed", "1"], "Give --draw or --seed, not both"),
        (["--rule", "greedy", "--score", "positional"], "positional needs ranked ballots"),
        ([], "Missing option '--rule'"),
    ],
)
def test_wrong_usage_exits_2_with_a_sentence(street: Path, words: list[str], said: str) -> None:
    run = kiosk("count", street, *words)

    assert run.returncode == 2
    assert said in run.stderr
    assert "Traceback" not in run.stderr


def test_every_fault_of_a_file_is_a_line_and_the_exit_is_1(street: Path) -> None:
    street.write_text(BALLOTS.replace("t;60", "t;dear").replace("3;t\n", "3;z\n"), "utf-8")

    run = kiosk("count", street, "--rule", "greedy")

    assert run.returncode == 1
    assert run.stderr.splitlines() == [
        "Error: street.pb, line 11, column 3: cost is 'dear'. "
        "Write a number such as 5000 or 5000,50.",
        "street.pb, line 18, column 3: vote names 'z', which is no project. Correct it.",
    ]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("street.pb.gz", b"not packed", "street.pb.gz: The file is damaged or cut short."),
        (
            "street.pb.gz",
            CUT_SHORT,
            "The file is damaged or cut short",
        ),
        (
            "street.pb",
            b"META\nkey;value\nx;\xff\n",
            "street.pb, line 3, column 3: This is not UTF-8 text",
        ),
        (
            "street.pb.gz",
            FAR_TOO_LARGE,
            "The file holds more than 64 MB",
        ),
    ],
)
def test_a_file_that_is_no_text_is_refused_in_a_sentence(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)

    run = kiosk("count", tmp_path / name, "--rule", "greedy")

    assert (run.returncode, run.stdout) == (1, "")
    assert said in run.stderr
    assert "Traceback" not in run.stderr


def test_another_kind_of_file_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("hello")

    run = kiosk("count", tmp_path / "notes.txt", "--rule", "greedy")

    assert run.returncode == 2
    assert (
        "notes.txt is no ballot file. Give one of: .blt, .json, .pb, each also .gz." in run.stderr
    )


def test_a_ranked_file_is_counted_by_a_rule_for_rankings(tmp_path: Path) -> None:
    file = tmp_path / "board.blt"
    file.write_text('3 1\n4 1 2 0\n3 2 1 0\n2 3 2 0\n0\n"Ana"\n"Ben"\n"Cleo"\n"Board"\n', "utf-8")

    run = kiosk("count", file, "--rule", "irv", "--json")

    told = json.loads(run.stdout)
    assert (told["winners"], "cost" in told) == (["2"], False)


def test_a_name_cannot_play_tricks_on_the_terminal(street: Path) -> None:
    street.write_text(BALLOTS.replace("Trees", "\x1b[31mTrees\x1b[0m"), "utf-8")

    run = kiosk("count", street, "--rule", "greedy", "--seed", "1")

    assert run.returncode == 0
    assert "\x1b" not in run.stdout


def test_counting_needs_no_web_server() -> None:
    script = (
        "import sys; from kiosk.__main__ import main\n"
        "try: main(['rules'], prog_name='kiosk')\n"
        "except SystemExit: print(sorted({'aiohttp', 'asyncio', 'jinja2'} & set(sys.modules)))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )

    assert run.stdout.splitlines()[-1] == "[]"


def test_the_rules_are_listed_with_all_their_options() -> None:
    told = json.loads(kiosk("rules", "--json").stdout)["rules"]

    assert {rule["name"] for rule in told} == set(RULES)
    shares = next(rule for rule in told if rule["name"] == "equal-shares")
    assert [(o["name"], o["default"]) for o in shares["options"]] == [
        ("utility", "cost"),
        ("completion", "none"),
        ("stop", "exhaustive"),
        ("start", "exact"),
        ("unit", "1"),
        ("comparison", "no"),
    ]
    assert all(rule["source"] and rule["title"] for rule in told)
    words = kiosk("rules").stdout
    assert "--completion none|add1|add1u|greedy" in words


def test_an_unknown_command_is_wrong_usage_and_the_version_is_told() -> None:
    assert kiosk("dance").returncode == 2
    assert kiosk("--version").stdout.startswith("kiosk, version ")
