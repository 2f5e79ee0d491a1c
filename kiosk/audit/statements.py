"""What a record states, read strictly: the value behind its kind and payload."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from kiosk.domain.assembly import Assembly
from kiosk.domain.count.contract import Json
from kiosk.domain.happening import Happening
from kiosk.domain.record import Fact, Record, RecordRefused
from kiosk.domain.sentence import Sentence, say
from kiosk.sync.assembly import read_assembly_payload
from kiosk.sync.closing import (
    Closing,
    Opened,
    Published,
    read_closed_payload,
    read_opened_payload,
    read_published_payload,
)
from kiosk.sync.event import Event, read_event_payload


@dataclass(frozen=True, slots=True)
class Unread:
    """A fact that only a newer program reads: kept as it is."""

    kind: str


Statement = Assembly | Closing | Published | Opened | Event | Unread

Read = TypeVar("Read")


def statement_of(record: Record) -> Statement:
    """What the record states; raises RecordRefused where it cannot be read."""
    match record.kind:
        case Fact.ASSEMBLY:
            return read_assembly(record.payload)
        case Fact.POLL_CLOSED:
            return read_closing(record.payload)
        case Fact.POLL_PUBLISHED:
            published = say("The published poll in the record cannot be read.")
            return Published(poll=_read(read_published_payload, record.payload, published))
        case Fact.BALLOTS_OPENED:
            opened = say("The opened ballots in the record cannot be read.")
            return _read(read_opened_payload, record.payload, opened)
        case Fact.EVENT:
            event = say("The event in the record cannot be read.")
            return _read(read_event_payload, record.payload, event)
        case _:
            return Unread(record.kind)


def poll_of(record: Record) -> str:
    """The poll of a record that later ones are checked against; raises RecordRefused."""
    match statement_of(record):
        case Event(
            what=Happening.LOT_DRAWN | Happening.POLL_OPENED | Happening.CARDS_COUNTED, poll=poll
        ):
            return poll
        case Closing(poll=poll) | Published(poll=poll) | Opened(poll=poll):
            return poll
        case _:
            return ""


def read_assembly(payload: Mapping[str, Json]) -> Assembly:
    """The assembly in a record; raises RecordRefused."""
    return _read(read_assembly_payload, payload, say("The assembly in the record cannot be read."))


def read_closing(payload: Mapping[str, Json]) -> Closing:
    """The closed poll in a record; raises RecordRefused."""
    return _read(read_closed_payload, payload, say("The closed poll in the record cannot be read."))


def _read(
    read: Callable[[Mapping[str, Json]], Read], payload: Mapping[str, Json], refusal: Sentence
) -> Read:
    try:
        return read(payload)
    except (ValueError, RecursionError) as fault:
        raise RecordRefused(refusal) from fault
