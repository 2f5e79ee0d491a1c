"""Where clocks are put forward or back, no time on paper or in a record reads backwards."""

import os
import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from kiosk.devices import clock
from kiosk.devices.clock import moment_now, moment_of
from kiosk.domain.count.contract import Json
from kiosk.domain.slip import Small, offset_text, receipt_slip
from kiosk.sync.event import event_payload, read_event_payload

CHANGES = [
    ("America/Chicago", datetime(2027, 11, 7, 7, tzinfo=UTC)),  # back
    ("Europe/Madrid", datetime(2027, 3, 28, 1, tzinfo=UTC)),  # forward
    ("Europe/Madrid", datetime(2027, 10, 31, 1, tzinfo=UTC)),  # back
    ("Australia/Lord_Howe", datetime(2027, 4, 3, 15, tzinfo=UTC)),  # back, by half an hour
    ("Asia/Kolkata", datetime(2027, 6, 1, tzinfo=UTC)),  # never
    ("Asia/Kathmandu", datetime(2027, 6, 1, tzinfo=UTC)),
    ("UTC", datetime(2027, 11, 7, 7, tzinfo=UTC)),
]
WRITTEN = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d) UTC(?:([+-])(\d+)(?::(\d\d))?)?")


def read(text: str) -> datetime:
    """The instant that a reader takes from what is written."""
    found = WRITTEN.fullmatch(text)
    assert found, text
    local, sign, hours, minutes = found.groups()
    offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    stands = datetime.fromisoformat(local).replace(tzinfo=UTC)
    return stands + offset if sign == "-" else stands - offset


@pytest.fixture
def here() -> Iterator[pytest.MonkeyPatch]:
    """Lets a test put this machine into a zone."""
    with pytest.MonkeyPatch.context() as patch:
        yield patch
    time.tzset()


def stand_in(here: pytest.MonkeyPatch, zone: str, now: datetime) -> None:
    """The machine is in that zone, and its clock shows that instant."""

    class Frozen(datetime):
        @classmethod
        def now(cls, tz=None):
            return now.astimezone(tz)

    here.setenv("TZ", zone)
    here.setattr(clock, "datetime", Frozen)
    time.tzset()
    assert os.environ["TZ"] == zone


@pytest.mark.parametrize(("zone", "change"), CHANGES)
def test_times_around_a_change_of_the_clocks_read_in_their_order(
    here: pytest.MonkeyPatch, zone: str, change: datetime
) -> None:
    instants = [change + timedelta(minutes=minutes) for minutes in range(-120, 121, 5)]
    texts = []
    for now in instants:
        stand_in(here, zone, now)
        texts.append(moment_now().text)

    read_back = [read(text) for text in texts]

    assert all(before <= after for before, after in pairwise(read_back))
    assert all(
        abs(then - now) <= timedelta(minutes=7.5)
        for then, now in zip(read_back, instants, strict=True)
    )


@pytest.mark.parametrize(("zone", "change"), CHANGES)
def test_a_quarter_beyond_the_change_is_written_as_clocks_show_it(
    here: pytest.MonkeyPatch, zone: str, change: datetime
) -> None:
    stand_in(here, zone, change - timedelta(minutes=3))

    shown = moment_now().text

    assert shown.startswith(f"{change.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M} UTC")
    assert (
        moment_of(
            (change - timedelta(minutes=3)).astimezone(ZoneInfo(zone)), synchronised=True
        ).text
        == shown
    )


def test_opened_before_the_change_and_closed_after_it(here: pytest.MonkeyPatch) -> None:
    stand_in(here, "America/Chicago", datetime(2027, 11, 7, 6, 50, tzinfo=UTC))
    opened = moment_now().text
    stand_in(here, "America/Chicago", datetime(2027, 11, 7, 7, 10, tzinfo=UTC))
    closed = moment_now().text

    assert (opened, closed) == ("2027-11-07 01:45 UTC-5", "2027-11-07 01:15 UTC-6")


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        *((0, "UTC"), (-360, "UTC-6"), (330, "UTC+5:30"), (345, "UTC+5:45")),
        *((-210, "UTC-3:30"), (780, "UTC+13"), (-30, "UTC-0:30")),
    ],
)
def test_an_offset_is_written_as_people_write_it(minutes: int, text: str) -> None:
    assert offset_text(timedelta(minutes=minutes)) == text


def test_a_receipt_carries_the_offset_too() -> None:
    cast = datetime(2027, 11, 7, 1, 10, tzinfo=ZoneInfo("America/Chicago"), fold=1)
    receipt = receipt_slip(
        "Assembly",
        poll="Budget",
        in_the_box=(),
        tracker="river-lamp",
        address="http://10.42.0.1/tracker",
        where=(),
        moment=cast,
    )

    assert Small("2027-11-07 01:15 UTC-6") in receipt.lines


@pytest.mark.parametrize("moment", ["2026-11-24 18:30", "2026-11-24 18:30 UTC+1", ""])
def test_records_of_older_programs_are_read_as_they_are(moment: str) -> None:
    payload: dict[str, Json] = {
        "what": "poll_opened",
        "poll": "a",
        "facts": [],
        "moment": moment,
        "clock": "unset",
    }

    happened = read_event_payload(payload)

    assert happened.moment == moment
    assert event_payload(happened) == payload
