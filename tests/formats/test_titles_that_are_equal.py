"""Two options with one title are two equal buttons: that is said, wherever they were written."""

import pytest

from kiosk.formats import budget_pb
from kiosk.formats.assembly_folder import read_assembly

QUESTION = """title = "T"
[[poll]]
title = "P"
[[poll.question]]
title = "Q"
kind = "{kind}"
rule = "{rule}"
{more}
options = [{options}]
"""
KINDS = [
    ("choose_one", "plurality", ""),
    ("approve", "approval", ""),
    ("rank", "irv", ""),
    ("points", "points", "points = 5"),
    ("budget", "greedy", "budget = 9000"),
]
EQUAL = [
    ("Ann", "Ann"),
    ("Ann", "ann"),
    ("Ann Bell", "Ann  Bell"),
    ("Ann Bell", "Ann\u00a0Bell"),
    ("Zoë", "Zoe\u0308"),
    ("Ａnn", "Ann"),
]


def notes(titles: tuple[str, ...], kind: str, rule: str, more: str) -> list[str]:
    cost = "cost = 1000, " if kind == "budget" else ""
    options = ", ".join(f'{{{cost}title = "{title}"}}' for title in titles)
    text = QUESTION.format(kind=kind, rule=rule, more=more, options=options)
    said = read_assembly({"a.toml": text.encode()}, "a.toml").warnings
    return [one for one in said if "No roster is named" not in one]


@pytest.mark.parametrize(("kind", "rule", "more"), KINDS)
def test_equal_titles_of_every_kind_are_said(kind: str, rule: str, more: str) -> None:
    [said] = notes(("Ann", "Ben", "Ann"), kind, rule, more)

    assert said.startswith("a.toml, line ")
    assert said.endswith("have the same title.")


@pytest.mark.parametrize("titles", EQUAL)
def test_titles_that_only_look_equal_are_equal(titles: tuple[str, ...]) -> None:
    [said] = notes((*titles, "Ben"), *KINDS[0])

    assert said.endswith("have the same title.")


@pytest.mark.parametrize("titles", [("Ann", "Anna"), ("Zoe", "Zoë"), ("Park 1", "Park 2")])
def test_other_titles_are_not_said(titles: tuple[str, ...]) -> None:
    assert notes(titles, *KINDS[0]) == []


def test_a_total_among_the_options_is_said() -> None:
    [said] = notes(("Benches", "Lights", "TOTAL"), *KINDS[-1])

    assert said.endswith("looks like a total.")


def test_projects_of_one_name_are_said() -> None:
    text = (
        "META\nkey;value\nbudget;9\nvote_type;approval\n"
        "PROJECTS\nproject_id;cost;name\na;5;Bench\nb;4;bench\nc;3;Tree\nVOTES\nvoter_id;vote\n"
    )

    said = budget_pb.read(text, file="d.pb").notes

    assert said == ("d.pb: the projects 'a', 'b' have the same name.",)
