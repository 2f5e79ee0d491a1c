"""What happens to the meeting, in a record: never anything that happens to a voter."""

from collections.abc import Mapping
from typing import Annotated

from msgspec import Meta, Struct

from kiosk.domain.count.contract import Json
from kiosk.domain.happening import ClockQuality, Happening
from kiosk.sync.payload import payload_of, read_payload

Word = Annotated[str, Meta(max_length=100)]
Fact = int | Annotated[str, Meta(max_length=1_000)]


class Event(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something happened. Its place in the log is its order; no clock is needed for that.

    ``what``: a Happening, or one that a newer program knows. ``poll``: its id where it is about
    one, else empty. ``facts``: numbers and words by name. ``moment``: to the quarter hour, as
    ``2026-11-24 18:30 UTC+1`` (older programs wrote no offset), so that it never tells who came or
    voted when; ``clock``: how good the clock is that says so.
    """

    what: Word
    poll: Word = ""
    facts: Annotated[tuple[tuple[Word, Fact], ...], Meta(max_length=60)] = ()
    moment: Word
    clock: ClockQuality


def event(
    what: Happening,
    *,
    moment: str,
    clock: ClockQuality,
    poll: str = "",
    facts: tuple[tuple[str, int | str], ...] = (),
) -> Event:
    """An event of this program's own kinds."""
    return Event(what=what.value, poll=poll, facts=facts, moment=moment, clock=clock)


def event_payload(happened: Event) -> dict[str, Json]:
    """The payload of an "event" record."""
    return payload_of(happened)


def read_event_payload(payload: Mapping[str, Json]) -> Event:
    """The event in a payload; raises ValueError."""
    return read_payload(payload, Event)
