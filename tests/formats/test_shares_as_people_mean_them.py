"""A half means more than half; any other share is enough itself, unless somebody says otherwise."""

from fractions import Fraction
from typing import Any

import pytest

from kiosk.domain.assembly import Assembly, Cards, Quorum
from kiosk.domain.ballot import Ballot, Choice
from kiosk.domain.errors import BadFile
from kiosk.domain.tally import count_question
from kiosk.formats.assembly_folder import Loaded, read_assembly, with_rule
from kiosk.sync.assembly import assembly_payload, read_assembly_payload

MEETING = """title = "T"
{head}
[[poll]]
title = "P"
[[poll.question]]
title = "Q"
kind = "{kind}"
rule = "{rule}"
{more}
"""


def loaded(
    *, head: str = "", kind: str = "yes_no", rule: str = "majority", more: str = ""
) -> Loaded:
    text = MEETING.format(head=head, kind=kind, rule=rule, more=more)
    return read_assembly({"assembly.toml": text.encode()}, "assembly.toml")


def passes(assembly: Assembly, *, yes: int, no: int, abstain: int = 0) -> bool | None:
    (question,) = assembly.polls[0].questions
    chosen = ["yes"] * yes + ["no"] * no + ["abstain"] * abstain
    ballots = [Ballot((Choice(question.id, ((one, 1),)),)) for one in chosen]
    number = len(ballots)
    return count_question(question, ballots, present=number, members=number).passed


@pytest.mark.parametrize(
    ("settings", "yes", "no", "abstain", "passed"),
    [
        ('threshold = "2/3"', 2, 1, 7, True),
        ('threshold = "2/3"', 17, 8, 0, True),
        ('threshold = "2/3"', 199, 100, 0, False),
        ('threshold = "3/4"', 3, 1, 0, True),
        ('threshold = "3/5"', 3, 2, 1, True),
        ('threshold = "60%"', 3, 2, 0, True),
        ('threshold = "60 %"', 59, 41, 0, False),
        ('threshold = "0.6"', 3, 2, 0, True),
        ('threshold = "1"', 3, 0, 1, True),
        ('threshold = "2/3", more-than = true', 2, 1, 0, False),
        ('threshold = "2/3", at-least = false', 2, 1, 0, False),
        ('threshold = "1/2"', 2, 2, 0, False),
        ('threshold = "2/4"', 2, 2, 0, False),
        ('threshold = "50%"', 2, 2, 0, False),
        ('threshold = "1/2", at-least = true', 2, 2, 0, True),
        ('also = "1/4:members"', 1, 0, 3, True),
        ('also = ">1/4:members"', 1, 0, 3, False),
        ('also = ">=1/2:members"', 2, 1, 1, True),
        ('also = "1/2:members"', 2, 1, 1, False),
        ('also = "25%:ballots, 1/2:cast"', 1, 0, 3, True),
    ],
)
def test_a_share_that_is_just_reached(
    settings: str, yes: int, no: int, abstain: int, passed: bool
) -> None:
    assembly = loaded(more=f"settings = {{ {settings} }}").assembly

    assert passes(assembly, yes=yes, no=no, abstain=abstain) is passed
    again = read_assembly_payload(assembly_payload(assembly))
    assert passes(again, yes=yes, no=no, abstain=abstain) is passed


def test_a_record_without_a_word_for_it_keeps_its_old_meaning() -> None:
    payload: dict[str, Any] = assembly_payload(
        loaded(more='settings = { threshold = "2/3" }').assembly
    )
    payload["polls"][0]["questions"][0]["settings"] = [["threshold", "2/3"]]

    assert passes(read_assembly_payload(payload), yes=2, no=1) is False


def test_two_words_that_say_two_things_are_refused() -> None:
    with pytest.raises(BadFile, match="keep one of them"):
        loaded(more="settings = { more-than = true, at-least = true }")


@pytest.mark.parametrize(
    "written",
    [">1/2", "> 1/2", "more than 1/2", "50%+1", "50% + 1", "majority", ">50%", "over 50%"],
)
@pytest.mark.parametrize(("members", "needed"), [(10, 6), (11, 6), (200, 101), (1, 1)])
def test_a_quorum_can_be_more_than_half(written: str, members: int, needed: int) -> None:
    assembly = loaded(head=f'quorum = "{written}"').assembly

    assert assembly.quorum == Quorum(more_than=Fraction(1, 2))
    assert assembly.quorum.needed(members) == needed
    assert read_assembly_payload(assembly_payload(assembly)).quorum == assembly.quorum


@pytest.mark.parametrize("written", ["1/2", "50%", "2/4"])
def test_a_quorum_of_half_says_how_to_ask_for_more(written: str) -> None:
    warnings = loaded(head=f'quorum = "{written}"').warnings

    assert any("for more write '>1/2'" in warning for warning in warnings)


@pytest.mark.parametrize(("written", "needed"), [("1/2", 5), (">2/3", 7), (">1/3", 4), ("51%", 6)])
def test_other_quorums_are_what_they_say(written: str, needed: int) -> None:
    assert loaded(head=f'quorum = "{written}"').assembly.quorum.needed(10) == needed


@pytest.mark.parametrize("written", [">1", ">100%", ">0/0", ">x", "2/1"])
def test_a_quorum_that_nobody_reaches_is_refused_and_the_way_named(written: str) -> None:
    with pytest.raises(BadFile, match='for more than a half, ">1/2"'):
        loaded(head=f'quorum = "{written}"')


def test_without_a_roster_the_desk_prints_the_cards_unless_they_are_drawn() -> None:
    assert loaded().assembly.cards is Cards.PRINTED
    assert loaded(head='cards = "drawn"').assembly.cards is Cards.DRAWN


@pytest.mark.parametrize(
    ("rule", "kind"),
    [("scottish-stv", "rank"), ("meek-stv", "rank"), ("approval", "approve"), ("points", "points")],
)
def test_there_may_be_as_many_seats_as_candidates(rule: str, kind: str) -> None:
    points = "points = 5" if kind == "points" else ""
    more = f'seats = 3\noptions = ["Ann", "Ben", "Cleo"]\n{points}'
    found = loaded(kind=kind, rule=rule, more=more)

    assert any("3 seats for 3 options" in warning for warning in found.warnings)


@pytest.mark.parametrize("blank", ['" "', '"\\u00a0"', '"\\u200b"', '"\\u3000"', '{ title = "" }'])
def test_an_option_without_a_name_is_a_fault(blank: str) -> None:
    with pytest.raises(BadFile, match="no name"):
        loaded(kind="choose_one", rule="plurality", more=f'options = ["Ann", "Ben", {blank}]')


@pytest.mark.parametrize(
    "title", ["Abstain", "abstention", "Enthaltung", "Abstención", "Me abstengo"]
)
def test_an_abstention_never_wins_a_plurality(title: str) -> None:
    more = f'options = ["Ann", "Ben", "{title}"]'
    (question,) = loaded(kind="choose_one", rule="plurality", more=more).assembly.polls[0].questions
    ids = [option.id for option in question.options]
    chosen = [ids[2]] * 7 + [ids[0]] * 2 + [ids[1]]
    ballots = [Ballot((Choice(question.id, ((one, 1),)),)) for one in chosen]
    result = count_question(question, ballots, present=None, members=None)

    assert result.winners == (ids[0],)
    assert dict(result.scores)[ids[2]] == 7


def test_yes_or_no_by_plurality_goes_to_the_larger_of_the_two() -> None:
    for assembly in (loaded(rule="plurality").assembly, with_rule(loaded(), "plurality").assembly):
        (question,) = assembly.polls[0].questions
        chosen = ["yes"] * 2 + ["no"] + ["abstain"] * 7
        ballots = [Ballot((Choice(question.id, ((one, 1),)),)) for one in chosen]

        result = count_question(question, ballots, present=None, members=None)
        assert result.winners == ("yes",)
