"""Equal Shares gives way to the greedy set exactly when more ballots have more winners there."""

from dataclasses import replace
from pathlib import Path

import pytest
from given_a_town import counted, said, town_of
from told_rounds import told_rounds

from kiosk.domain.count.contract import contest_of
from kiosk.domain.count.rules import RULES
from kiosk.domain.count.settings import complete
from kiosk.domain.errors import LotNeeded
from kiosk.domain.questions import KINDS
from kiosk.formats.budget_pb import read

WIELICZKA = (
    Path(__file__).resolve().parents[4]
    / "shared"
    / "data"
    / "ballots"
    / "Poland_Wieliczka_2023_Green_Budget.pb"
)
COMPARED = {"comparison": "yes"}


def test_greedy_wins_where_more_ballots_have_more_winners_in_its_set() -> None:
    # given two for a, who cannot pay its 10 from 2 shares of 10/3, and one who can pay b
    streets = town_of({"a": 10, "b": 3}, ["a", "a", "b"], budget=10)

    alone, result = counted(streets, "equal-shares", {}), counted(streets, "equal-shares", COMPARED)

    assert alone.winners == ("b",)
    assert (result.winners, result.cost) == (("a",), 10)
    assert dict(result.scores) == {"a": 2, "b": 1}
    assert said(result.explanation) == [
        "Equal shares would fund: b.",
        "1 ballot has more winners there, 2 here.",
        "So the highest scores decide, not equal shares.",
        "Projects are taken by their votes, most first, while they fit.",
        "a, with 2, is funded for 10.",
        "Together they cost 10 of 10.",
    ]
    assert said(sentence for _, sentence in result.reasons)[0].startswith("It costs 3; only 0")
    assert told_rounds(result)[0] == {
        "step": 1, "option": "a", "score": 2, "cost": 10, "left": 10, "funded": True,
    }  # fmt: skip


def test_as_many_on_both_sides_leave_equal_shares() -> None:
    streets = town_of({"a": 9, "b": 2, "c": 2}, ["a", "a", "b", "c"], budget=10)

    result = counted(streets, "equal-shares", COMPARED)

    assert set(result.winners) == {"b", "c"}
    assert said(result.explanation)[-3:] == [
        "Compared with the highest scores that fit: a.",
        "2 ballots have more winners here, 2 there.",
        "So equal shares decide.",
    ]
    assert "a" in dict(result.reasons)


def test_the_same_set_is_named_as_the_same() -> None:
    streets = town_of({"a": 3, "b": 2}, ["ab", "a"], budget=10)

    result = counted(streets, "equal-shares", COMPARED)

    assert said(result.explanation)[-1] == "The highest scores that fit are the same projects."


def test_a_ballot_without_any_winner_in_one_set_is_asked_too() -> None:
    # given that both voters for a have no project at all in the set of equal shares
    streets = town_of({"a": 9, "b": 2, "c": 2}, ["a", "a", "a", "bc", "b"], budget=10)

    result = counted(streets, "equal-shares", COMPARED)

    assert counted(streets, "equal-shares", {}).winners == ("b",)
    assert result.winners == ("a",)


def test_a_lot_that_was_used_for_the_set_that_lost_is_shown() -> None:
    # given a greedy set that only the lot completes, while equal shares need none
    streets = town_of({"a": 6, "b": 6}, ["a", "b"], budget=10, lot="ba")

    assert counted(replace(streets, lot=()), "equal-shares", {}).winners == ()
    with pytest.raises(LotNeeded):
        counted(replace(streets, lot=()), "equal-shares", COMPARED)
    result = counted(streets, "equal-shares", COMPARED)
    [tie] = result.ties
    assert (tie.options, tie.decided_by, tie.chosen) == (("a", "b"), "lot", ("b",))
    assert result.winners == ("b",)


@pytest.mark.skipif(not WIELICZKA.exists(), reason="the ballot files are not beside the project")
def test_wieliczka_keeps_its_declared_30_projects_after_the_comparison() -> None:
    file = read(WIELICZKA.read_text("utf-8-sig"), file="wieliczka.pb")
    given = {"completion": "add1", "stop": "until-overspend", **COMPARED}

    contest = contest_of(file.question, KINDS[file.question.kind].shape)
    rule = RULES["equal-shares"]
    result = rule.count(contest, file.ballots, complete(rule, given))

    declared = {project for project, code in file.declared if code == "1"}
    assert (set(result.winners), result.cost) == (declared, 995079)
    votes = dict(result.explanation[-2].values)
    assert (votes["number"], votes["scores"]) == (1615, 873)
