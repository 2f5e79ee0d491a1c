"""What the kiosk and the process that counts for it say to each other, through two pipes."""

import pickle
from dataclasses import dataclass
from typing import BinaryIO

from kiosk.domain.assembly import Poll
from kiosk.domain.count.contract import Result
from kiosk.domain.errors import Refused
from kiosk.meeting.counts import Progress

LENGTH_SIZE = 8  # bytes ahead of each message that say how long it is
PART = 2_000  # ballots, commitments or words in one message: no pipe and no reader holds up long


@dataclass(frozen=True, slots=True)
class Figures:
    """What the rules count with beside the ballots. None: nobody keeps that list."""

    present: int | None
    members: int | None
    seed: str


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be counted; so many ballots follow, a tuple of text and opening pairs a time."""

    poll: Poll
    figures: Figures
    ballots: int


@dataclass(frozen=True, slots=True)
class Texts:
    """Ballot texts with their number, sorted; a part of them."""

    part: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Promises:
    """Commitments in order, and the words of each; a part of them."""

    part: tuple[tuple[bytes, str], ...]


@dataclass(frozen=True, slots=True)
class Done:
    """The last message of a count that ended well."""

    results: dict[str, Result]
    root: bytes


@dataclass(frozen=True, slots=True)
class No:
    """A refusal as plain values: an exception with arguments of its own does not travel."""

    kind: type[Refused]
    said: tuple[object, ...]
    fields: dict[str, object]


Message = Job | Progress | Texts | Promises | Done | No | tuple[tuple[bytes, bytes], ...]


def no_of(refusal: Refused) -> No:
    """The refusal, ready to travel."""
    return No(type(refusal), refusal.args, dict(vars(refusal)))


def refusal_of(no: No) -> Refused:
    """The refusal as it was raised in the other process, with its fields."""
    refusal = no.kind.__new__(no.kind, *no.said)
    vars(refusal).update(no.fields)
    return refusal


def packed(message: Message) -> bytes:
    """The message with its length ahead."""
    content = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    return len(content).to_bytes(LENGTH_SIZE, "big") + content


def unpacked(content: bytes) -> Message:
    """The message in that content."""
    # Only the two ends of a pipe that the kiosk itself made talk like this.
    message: Message = pickle.loads(content)  # noqa: S301
    return message


def next_message(pipe: BinaryIO) -> Message:
    """Wait for the next message; raises EOFError where the other end is gone."""
    content = _exactly(pipe, int.from_bytes(_exactly(pipe, LENGTH_SIZE), "big"))
    return unpacked(content)


def _exactly(pipe: BinaryIO, length: int) -> bytes:
    content = pipe.read(length)
    if len(content) != length:
        raise EOFError
    return content
