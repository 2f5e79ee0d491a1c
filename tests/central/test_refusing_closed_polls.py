"""A closed poll whose box or result does not hold is refused, each fault with its own sentence."""

import hashlib

import pytest
from given_a_kiosk import MOTION, Kiosk, closing_of, refusal, spoiled, yes

from kiosk.proof.merkle import root

HONEST = closing_of(MOTION, yes(5, no=2))
YES_TEXT = '[["garden",[["yes",1]]]]'
NO_TEXT = '[["garden",[["no",1]]]]'


def a_closing(**changed: object) -> bytes:
    """A well signed log whose closed poll says something else."""
    kiosk = Kiosk()
    kiosk.prepares()
    kiosk.closes(spoiled(HONEST, **changed))
    return kiosk.batch()


FEWER = HONEST.commitments[1:]
OTHER = sorted([*FEWER, hashlib.sha256().hexdigest()])
FLIPPED = (("garden", HONEST.results[0][1] | {"passed": False, "winners": ["no"]}),)
TRUE_AS_ONE = (("garden", HONEST.results[0][1] | {"passed": 1}),)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        pytest.param(
            {"ballots": ((NO_TEXT, 3), (YES_TEXT, 4))},
            "Counted again, garden has another result.",
            id="a ballot changed",
        ),
        pytest.param(
            {"results": FLIPPED}, "Counted again, garden has another result.", id="result changed"
        ),
        pytest.param(
            {"results": TRUE_AS_ONE}, "Counted again, garden has another result.", id="1 for true"
        ),
        pytest.param(
            {"present": 50, "members": 8, "results": (("garden", {}),)},
            "Counted again, garden has another result.",
            id="no result at all",
        ),
        pytest.param({"results": ()}, "motion has not one result for each question.", id="none"),
        pytest.param(
            {"ballots": ((NO_TEXT, 2), (YES_TEXT, 4))},
            "motion holds 6 ballots, but 7 cards were spent.",
            id="a ballot dropped",
        ),
        pytest.param(
            {"ballots": ((NO_TEXT, 2), (YES_TEXT, 10**9))},
            "motion holds 1,000,000,002 ballots, but 7 cards were spent.",
            id="very many ballots added",
        ),
        pytest.param(
            {"cards_spent": 8}, "motion holds 7 ballots, but 8 cards were spent.", id="a card more"
        ),
        pytest.param(
            {"commitments": FEWER},
            "motion holds 7 ballots, but 6 commitments.",
            id="a commitment dropped",
        ),
        pytest.param(
            {"commitments": OTHER},
            "The root of motion does not belong to its commitments.",
            id="a commitment exchanged",
        ),
        pytest.param(
            {"root": root([b"another"]).hex()},
            "The root of motion does not belong to its commitments.",
            id="root swapped",
        ),
        pytest.param(
            {"ballots": ((YES_TEXT, 5), (NO_TEXT, 2))},
            "Ballots or commitments of motion are doubled or not sorted.",
            id="in order of casting",
        ),
        pytest.param(
            {"ballots": ((NO_TEXT, 2), (YES_TEXT, 2), (YES_TEXT, 3))},
            "Ballots or commitments of motion are doubled or not sorted.",
            id="not merged",
        ),
        pytest.param(
            {"commitments": (HONEST.commitments[0], *HONEST.commitments[:-1])},
            "Ballots or commitments of motion are doubled or not sorted.",
            id="a commitment doubled",
        ),
        pytest.param(
            {"ballots": (('[["garden",[["maybe",1]]]]', 7),)},
            "A ballot of motion does not fit its questions.",
            id="an option that is none",
        ),
        pytest.param(
            {"ballots": (('[["garden",[["no",1],["yes",1]]]]', 7),)},
            "A ballot of motion does not fit its questions.",
            id="an invalid ballot",
        ),
        pytest.param(
            {"ballots": (("[]", 7),)},
            "A ballot of motion does not fit its questions.",
            id="questions missing",
        ),
        pytest.param(
            {"ballots": (("rubbish", 7),)},
            "A ballot of motion does not fit its questions.",
            id="no ballot",
        ),
        pytest.param({"poll": "x"}, "The assembly has no poll x.", id="another poll"),
    ],
)
async def test_a_closed_poll_that_does_not_hold_is_refused(central_on_sqlite, changed, sentence):
    assert await refusal(central_on_sqlite, a_closing(**changed)) == (422, 1, sentence)
