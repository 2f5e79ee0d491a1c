"""What a budget file states and no count here does is said; a least score is kept to by greedy."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.commands.count import COMMAND
from kiosk.formats import budget_pb
from kiosk.formats.assembly_folder import read_assembly, with_rule

APPROVAL = """META
key;value
description;District
budget;100
vote_type;approval
{meta}
PROJECTS
project_id;cost;name
1;60;Park
2;40;Library
VOTES
voter_id;vote
1;1
2;1
3;2
"""
POINTS = """META
key;value
description;Points
budget;100
vote_type;{kind}
{meta}
PROJECTS
project_id;cost;name
1;60;Park
2;60;Library
VOTES
voter_id;vote;points
1;{vote};{points}
2;2;3
3;1,2;1,1
"""


def counted(folder: Path, text: str, *asked: str) -> tuple[dict[str, object], str]:
    file = folder / "file.pb"
    file.write_text(text, encoding="utf-8")
    run = CliRunner().invoke(COMMAND, [str(file), "--json", *asked])
    assert run.exit_code == 0, run.output
    return json.loads(run.stdout), run.stderr


@pytest.mark.parametrize(
    ("vote", "points", "scores"),
    [
        ("1,1,1,1", "1,1,1,1", {"1": 5, "2": 4}),
        ("1,2,1", "1,2,3", {"1": 5, "2": 6}),
        ("1,1", "0,2", {"1": 3, "2": 4}),
        ("2,1,2", "1,0,1", {"1": 1, "2": 6}),
        ("1,1", "0,0", {"1": 1, "2": 4}),
    ],
)
@pytest.mark.parametrize("kind", ["cumulative", "scoring"])
def test_points_given_twice_to_one_project_are_added(
    tmp_path: Path, kind: str, vote: str, points: str, scores: dict[str, int]
) -> None:
    text = POINTS.format(kind=kind, vote=vote, points=points, meta="max_length;2")
    result, said = counted(tmp_path, text, "--rule", "greedy")

    assert result["scores"] == scores
    assert result["ballots"]["counted"] == 3  # type: ignore[index]
    assert not said


def test_points_given_twice_still_keep_to_the_limit(tmp_path: Path) -> None:
    text = POINTS.format(kind="cumulative", vote="1,1", points="3,3", meta="max_sum_points;5")
    with pytest.raises(Exception, match="points add up to 6, but 5 are allowed"):
        budget_pb.read(text, file="file.pb")


THRESHOLD = APPROVAL.format(meta="min_project_score_threshold;2")


def test_greedy_keeps_to_the_files_least_score_and_says_so(tmp_path: Path) -> None:
    result, said = counted(tmp_path, THRESHOLD, "--rule", "greedy")

    assert result["winners"] == ["1"]
    assert "min_project_score_threshold is 2, so no project with less can win." in said
    assert said.removeprefix("Note: ").strip() in result["notes"]  # type: ignore[operator]


@pytest.mark.parametrize("least", ["0", "1"])
def test_a_least_score_that_is_given_goes_before_the_files(tmp_path: Path, least: str) -> None:
    result, said = counted(tmp_path, THRESHOLD, "--rule", "greedy", "--threshold", least)

    assert result["winners"] == ["1", "2"]
    assert not said


@pytest.mark.parametrize(
    "asked",
    [("--rule", "equal-shares"), ("--rule", "knapsack"), ("--rule", "greedy", "--per-cost")],
)
def test_another_count_says_that_it_does_not_keep_to_it(
    tmp_path: Path, asked: tuple[str, ...]
) -> None:
    _, said = counted(tmp_path, THRESHOLD, *asked)

    assert "min_project_score_threshold is 2, and this count does not keep to it." in said


@pytest.mark.parametrize(
    "meta",
    [
        "budget_per_category;60,40",
        "budget_per_neighborhood;10,90",
        "min_sum_cost;20",
        "max_sum_cost;50",
        "max_length_per_category;1",
        "default_score;1",
        "min_sum_points;3",
    ],
)
def test_a_condition_that_no_count_keeps_is_said_with_its_line(tmp_path: Path, meta: str) -> None:
    text = APPROVAL.format(meta=meta)
    _, said = counted(tmp_path, text, "--rule", "greedy")
    loaded = read_assembly({"file.pb": text.encode()}, "file.pb")

    assert f"file.pb, line 6: {meta.split(';', maxsplit=1)[0]} is" in said
    assert any(meta.split(";", maxsplit=1)[0] in note for note in loaded.warnings)


@pytest.mark.parametrize(
    "meta", ["max_length;2", "min_length;1", "max_sum_cost;100", "num_votes;3", "edition;4", "x;1"]
)
def test_what_is_kept_or_is_no_condition_is_not_noted(tmp_path: Path, meta: str) -> None:
    _, said = counted(tmp_path, APPROVAL.format(meta=meta), "--rule", "greedy")

    assert not said


def test_a_lone_budget_file_makes_a_meeting_that_keeps_to_its_least_score() -> None:
    loaded = read_assembly({"file.pb": THRESHOLD.encode()}, "file.pb")
    other = with_rule(loaded, "equal-shares")

    assert loaded.assembly.polls[0].questions[0].settings == (("threshold", "2"),)
    assert other.assembly.polls[0].questions[0].settings == ()
    assert "The rule greedy keeps to it, no other rule does." in other.warnings[0]


def test_projects_from_a_budget_file_say_what_is_not_taken() -> None:
    meeting = """title = "T"
[[poll]]
title = "P"
[[poll.question]]
title = "Q"
kind = "budget"
rule = "greedy"
projects = "file.pb"
{more}
"""
    files = {"file.pb": THRESHOLD.replace("description", "budget_per_category;1,2\ndescription")}

    def notes(more: str) -> str:
        content = {"assembly.toml": meeting.format(more=more), **files}
        found = read_assembly({n: t.encode() for n, t in content.items()}, "assembly.toml")
        return " ".join(found.warnings)

    assert "budget_per_category" in notes("")
    assert "threshold = 2" in notes("")
    assert "threshold = 2" not in notes("settings = { threshold = 2 }")
