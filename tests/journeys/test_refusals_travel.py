"""What a count refuses arrives from its own process as it was raised, with its fields."""

import pytest

from kiosk.actions.counting.talk import LENGTH_SIZE, No, no_of, packed, refusal_of, unpacked
from kiosk.domain import errors
from kiosk.domain.count.budgets.best_set import NoBestSetInTime
from kiosk.domain.count.settings import BadSetting
from kiosk.domain.errors import Fault, Refused

REFUSALS = (
    errors.LotNeeded(("a", "b")),
    errors.NoQuorum(3, 15),
    errors.StepNotPossible("open", "publish"),
    errors.BadFile((Fault("a.pb", 3, "This is wrong", "Write it right"),)),
    errors.ResultNotReady(),
    BadSetting("There is no such setting."),
    NoBestSetInTime(),
)


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: type(refusal).__name__)
def test_a_refusal_arrives_as_it_was_raised(refusal: Refused) -> None:
    no = unpacked(packed(no_of(refusal))[LENGTH_SIZE:])

    assert isinstance(no, No)
    arrived = refusal_of(no)
    assert type(arrived) is type(refusal)
    assert arrived.args == refusal.args
    assert vars(arrived) == vars(refusal)
    assert str(arrived) == str(refusal)
