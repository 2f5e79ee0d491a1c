"""Where few voted the record holds no ballot that could be recognised, and all still holds."""

import json
from dataclasses import replace

import pytest
from given_a_kiosk import ASSEMBLY, BOARD, MOTION, Kiosk, closing_of, refusal, spoiled, yes
from given_an_archive import (
    BUDGET,
    archive_of,
    budgets,
    closing_in,
    opened_of,
    signed_anew,
    wrong,
    wrong_says_the_second,
)

from kiosk.domain.assembly import Assembly, Poll
from kiosk.domain.ballot import Ballot, Choice
from kiosk.proof.ballots import ballot_text
from kiosk.proof.canonical import canonical
from kiosk.sync.closing import opened_payload

BOTH = Poll("both", MOTION.title, (MOTION.questions[0], *BUDGET.questions))
MEETING = replace(ASSEMBLY, publish_from=20, polls=(MOTION, BOARD, BUDGET, BOTH))


def of_both(number: int) -> tuple[Ballot, ...]:
    """Some ballots of a motion beside a budget and an order, the last one blank."""
    return tuple(
        Ballot(
            (
                Choice("garden", ((("yes", "no")[at % 3 == 0], 1),) if at < number - 1 else ()),
                *one.choices,
            )
        )
        for at, one in enumerate(budgets(number))
    )


def approving(number: int) -> tuple[Ballot, ...]:
    """Some ballots of the board, none blank."""
    chosen = (("ana", "ben")[at % 3 == 0] for at in range(number))
    return tuple(Ballot((Choice("chair", ((option, 1),)),)) for option in chosen)


def a_meeting(number: int, *, assembly: Assembly = MEETING) -> Kiosk:
    """Four polls in which so many voted, closed and published."""
    kiosk = Kiosk()
    kiosk.prepares(assembly)
    for poll, ballots in (
        (MOTION, yes(number - 1, no=1)),
        (BOARD, approving(number)),
        (BUDGET, budgets(number)),
        (BOTH, of_both(number)),
    ):
        kiosk.closes(closing_of(poll, ballots, seed="2 2 5", publish_from=assembly.publish_from))
        kiosk.publishes(poll.id)
    return kiosk


def whole(number: int) -> set[str]:
    """The texts that nobody may read where so few voted."""
    return {
        ballot_text(ballot)
        for ballot in (*approving(number), *budgets(number), *of_both(number))
        if not ballot.blank
    }


@pytest.mark.parametrize("number", [1, 3, 12, 19, 20, 21])
def test_an_honest_archive_of_few_or_enough_holds(number):
    content = archive_of(a_meeting(number))

    assert wrong(content) == []
    assert wrong_says_the_second(content) == []


@pytest.mark.parametrize("number", [1, 12, 19, 20])
async def test_below_twenty_no_byte_holds_a_whole_ballot(central_on_sqlite, number):
    kiosk = a_meeting(number)
    content = [archive_of(kiosk), kiosk.batch()]
    response = await central_on_sqlite.post("/api/v1/records", data=kiosk.batch())
    assert response.status == 200, await response.text()
    for poll in ("board", "budget", "both"):
        address = f"/assemblies/{kiosk.key.public}/spring/polls/{poll}"
        for path in ("", "/ballots.json", "/record.json"):
            answer = await central_on_sqlite.get(f"{address}{path}")
            assert answer.status == 200
            content.append(await answer.read())
    said = b"".join(content)

    found = {
        text for text in whole(number) if text.encode() in said or json.dumps(text).encode() in said
    }

    assert found == (set() if number < 20 else whole(number))


def test_a_meeting_that_publishes_from_no_number_on_holds_whole_ballots():
    content = archive_of(a_meeting(12, assembly=replace(MEETING, publish_from=0)))

    assert wrong(content) == []
    assert wrong_says_the_second(content) == []
    assert b"publish_from" not in content
    assert b"withheld" not in content
    assert b"tallies" not in content


def _set(poll, **changed):
    return lambda records: closing_in(records, poll).update(changed)


def _of(records, poll="both"):
    return closing_in(records, poll)


def _forged_publishing(records):
    honest = closing_of(BUDGET, budgets(12), seed="2 2 5")
    _of(records, "budget").update(ballots=[list(one) for one in honest.ballots])
    for name in ("withheld", "tallies", "blank"):
        del _of(records, "budget")[name]


def _tally(change):
    return lambda records: change(_of(records)["tallies"])


TAMPERS = {
    "whole ballots are published": _forged_publishing,
    "a single choice is withheld": _set("motion", withheld=True, ballots=[], tallies=[], blank=0),
    "a vote is moved": _tally(lambda t: t[0][1][1].__setitem__(1, 1)),
    "a vote is moved to another answer": _tally(
        lambda t: (
            t[0][1][1].__setitem__(1, t[0][1][1][1] - 1),
            t[0][1][2].__setitem__(1, t[0][1][2][1] + 1),
        )
    ),
    "a number that would fill the memory": _tally(lambda t: t[0][1][1].__setitem__(1, 10**9)),
    "a tally is doubled": _tally(lambda t: t.append(t[0])),
    "a tally is missing": _tally(lambda t: t.clear()),
    "a tally is of a pattern": _tally(lambda t: t.append(["money", [[[], 12]]])),
    "answers are out of order": _tally(lambda t: t[0][1].reverse()),
    "an answer is doubled": _tally(lambda t: t[0][1].insert(1, t[0][1][1])),
    "an answer that nobody can give": _tally(lambda t: t[0][1][1].__setitem__(0, [["maybe", 1]])),
    "a number that nobody can give": _tally(lambda t: t[0][1][1].__setitem__(0, [["no", 2]])),
    "two answers at once": _tally(lambda t: t[0][1][2].__setitem__(0, [["no", 1], ["yes", 1]])),
    "more are blank": lambda records: _of(records).update(blank=9),
    "one more is blank": lambda records: _of(records, "budget").update(blank=2),
    "fewer are blank": lambda records: _of(records, "board").update(blank=1),
    "a ballot is left": lambda records: _of(records).update(
        ballots=[[ballot_text(of_both(12)[0]), 1]]
    ),
    "openings are left": lambda records: _of(records).update(openings=[["[]", "0" * 64]] * 12),
    "a card is missing": lambda records: _of(records).update(cards_spent=11),
    "a stranger wins": lambda records: _of(records)["results"][2][1].update(winners=["zoe"]),
    "a winner wins twice": lambda records: _of(records)["results"][2][1].update(
        winners=["ana", "ana"]
    ),
    "too many are counted": lambda records: _of(records)["results"][2][1].update(counted=13),
    "the cost is another": lambda records: _of(records)["results"][1][1].update(cost=1),
    "another rule": lambda records: _of(records)["results"][2][1].update(rule="stv"),
    "another motion's result": lambda records: _of(records)["results"][0][1].update(passed=False),
}


@pytest.mark.parametrize("tamper", TAMPERS.values(), ids=TAMPERS)
async def test_whoever_has_the_kiosks_key_cannot_bend_what_is_withheld(central_on_sqlite, tamper):
    kiosk = a_meeting(12)
    content = signed_anew(archive_of(kiosk), tamper, kiosk.key)
    forged = Kiosk(key=kiosk.key)
    for record in json.loads(content)["records"]:
        forged.states(record["kind"], record["payload"])

    status, _, _ = await refusal(central_on_sqlite, forged.batch())

    assert wrong(content)
    assert wrong_says_the_second(content)
    assert status == 422


@pytest.mark.parametrize("number", [12, 20])
def test_no_ballot_of_few_is_opened(number):
    kiosk = Kiosk()
    kiosk.prepares(MEETING)
    ballots = budgets(number)
    closing = closing_of(BUDGET, ballots, seed="2 2 5", publish_from=20)
    kiosk.closes(closing)
    kiosk.states("ballots-opened", opened_payload(opened_of(closing, BUDGET, ballots)))
    content = archive_of(kiosk)

    assert bool(wrong(content)) == (number < 20)
    assert bool(wrong_says_the_second(content)) == (number < 20)


def test_enough_votes_may_not_be_withheld():
    kiosk = Kiosk()
    kiosk.prepares(MEETING)
    kiosk.closes(closing_of(BUDGET, budgets(20), seed="2 2 5", publish_from=21))
    content = archive_of(kiosk)

    assert wrong(content)
    assert wrong_says_the_second(content)


def test_a_meeting_of_an_older_program_withholds_nothing():
    kiosk = Kiosk()
    kiosk.prepares(replace(MEETING, publish_from=0))
    kiosk.closes(closing_of(BUDGET, budgets(12), seed="2 2 5", publish_from=20))
    content = archive_of(kiosk)

    assert wrong(content)
    assert wrong_says_the_second(content)


def test_whole_ballots_have_no_tallies_beside_them():
    kiosk = Kiosk()
    kiosk.prepares(MEETING)
    closing = closing_of(MOTION, yes(5, no=2), publish_from=20)
    kiosk.closes(spoiled(closing, blank=1))
    content = archive_of(kiosk)

    assert wrong(content)
    assert wrong_says_the_second(content)


def test_one_archive_is_written_in_one_way():
    content = archive_of(a_meeting(12))

    assert canonical(json.loads(content)) == content
