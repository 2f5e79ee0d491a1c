"""What the wall clock is worth: never more than a quarter hour, and nothing if it was never set."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.devices.clock import MADE, moment_now, moment_of
from kiosk.domain.happening import ClockQuality


def test_a_clock_that_a_time_server_set_is_called_so() -> None:
    found = moment_of(MADE + timedelta(days=23, hours=18, minutes=34), synchronised=True)

    assert (found.text, found.quality) == ("2026-11-24 18:30 UTC", ClockQuality.SYNCHRONISED)


def test_a_clock_that_somebody_set_is_plausible() -> None:
    assert moment_of(MADE, synchronised=False).quality is ClockQuality.PLAUSIBLE


@pytest.mark.parametrize("synchronised", [True, False])
def test_a_clock_earlier_than_the_program_tells_no_time(synchronised: bool) -> None:
    found = moment_of(MADE - timedelta(seconds=1), synchronised=synchronised)

    assert (found.text, found.quality) == ("", ClockQuality.UNSET)


@given(st.timedeltas(timedelta(0), timedelta(days=9000)))
@settings(max_examples=60, deadline=None)
def test_no_moment_tells_the_minute(later: timedelta) -> None:
    text = moment_of(MADE + later, synchronised=False).text

    assert datetime.fromisoformat(text.removesuffix(" UTC")).minute in {0, 15, 30, 45}


def test_this_machine_tells_its_own_time() -> None:
    assert moment_now().quality in set(ClockQuality)
