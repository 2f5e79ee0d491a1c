"""One block stops a proposal, however many agree; what else stops it is a named setting."""

import pytest

from kiosk.domain.assembly import Option
from kiosk.domain.count.contract import Contest, Result, Shape, merge
from kiosk.domain.count.rules import RULES
from kiosk.domain.count.settings import BadSetting, complete
from kiosk.domain.text import plain

RULE = RULES["consent"]
IDS = ("agree", "stand-aside", "object", "block")


def proposal(*votes: int, **given: str) -> Result:
    contest = Contest(options=tuple(Option(i, plain(i)) for i in IDS), shape=Shape.ONE)
    ballots = [((i, 1),) for i, number in zip(IDS, votes, strict=False) for _ in range(number)]
    chosen = {name.replace("_", "-"): value for name, value in given.items()}
    return RULE.count(contest, merge(ballots), complete(RULE, chosen))


@pytest.mark.parametrize(
    ("votes", "given", "passed"),
    [
        ((20, 0, 0, 0), {}, True),
        ((20, 0, 0, 1), {}, False),
        ((20, 3, 2, 0), {}, True),
        ((20, 0, 1, 0), {"objections": "block"}, False),
        ((20, 0, 0, 0), {"objections": "block"}, True),
        ((20, 3, 0, 0), {"most_aside": "3"}, True),
        ((20, 4, 0, 0), {"most_aside": "3"}, False),
        ((20, 1, 0, 0), {"most_aside": "0"}, False),
        ((0, 5, 0, 0), {}, False),
        ((0, 0, 0, 0), {}, False),
    ],
)
def test_consent_fails_exactly_on_what_is_named(
    votes: tuple[int, ...], given: dict[str, str], passed: bool
) -> None:
    result = proposal(*votes, **given)

    assert result.passed is passed
    assert result.winners == (("agree",) if passed else ())
    assert len(result.reasons) == (not passed)
    assert dict(result.scores) == dict(zip(IDS, votes, strict=True))


def test_every_hindrance_is_told_the_block_first() -> None:
    result = proposal(0, 2, 1, 1, objections="block", most_aside="1")

    assert len(result.explanation) == len(IDS) + 4
    assert result.reasons[0][1].wording == "%(number)s person blocks it, and one is enough."
    assert [sentence.number for sentence in result.explanation[len(IDS) :]] == [1, 1, 1, 0]


@pytest.mark.parametrize(
    ("votes", "passed"),
    [
        ({"agree": 9, "block-1": 1}, False),
        ({"agree": 9, "block-2": 2, "block": 1}, False),
        ({"agree": 9, "block-the-road": 3}, True),
        ({"agree": 9, "1": 2}, True),
        ({"agree": 9}, True),
    ],
)
def test_a_block_for_a_listed_reason_blocks(votes: dict[str, int], passed: bool) -> None:
    ids = ("agree", "stand-aside", "block", "block-1", "block-2", "block-the-road", "1")
    contest = Contest(options=tuple(Option(i, plain(i)) for i in ids), shape=Shape.ONE)
    ballots = merge([((i, 1),) for i, number in votes.items() for _ in range(number)])

    result = RULE.count(contest, ballots, complete(RULE, {}))

    blocks = sum(votes.values()) - 9
    assert result.passed is passed
    assert passed or result.reasons[0][1].number == blocks
    assert dict(result.scores) == {one: votes.get(one, 0) for one in ids}


@pytest.mark.parametrize(
    ("ids", "given", "needed"),
    [
        ("yes block", {}, "agree"),
        ("agree object stand-aside", {}, "block"),
        ("agree stand-aside block", {"objections": "block"}, "object"),
        ("agree object block", {"most-aside": "2"}, "stand-aside"),
    ],
)
def test_a_question_without_an_option_that_the_rule_reads_is_refused(
    ids: str, given: dict[str, str], needed: str
) -> None:
    options = tuple(Option(each, plain(each)) for each in ids.split())
    contest = Contest(options=options, shape=Shape.ONE)

    with pytest.raises(BadSetting, match=f"needs an option with the id {needed}."):
        RULE.count(contest, merge([]), complete(RULE, given))
