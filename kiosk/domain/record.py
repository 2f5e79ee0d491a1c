"""One signed fact of a device, and every reason why it is not taken."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.count.contract import Json
from kiosk.domain.errors import Refused
from kiosk.domain.sentence import Sentence, say

BEFORE_THE_FIRST = "0" * 64
"""What the first record of a log names as the digest of the record before it."""

TRIAL_LOG = "trial-"
"""How the name of a trial's log begins: nothing in it counts."""


class Fact(StrEnum):
    """What a record can state."""

    ASSEMBLY = "assembly"  # the meeting as it is prepared
    POLL_CLOSED = "poll-closed"  # the box, the commitments and the results of a poll
    POLL_PUBLISHED = "poll-published"  # the chair published the result of a closed poll
    BALLOTS_OPENED = "ballots-opened"  # openings of the sample that the tellers' dice chose
    EVENT = "event"  # what else happened to the meeting, never to a voter


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A fact in a log: a device's numbered chain of facts about one assembly.

    ``device``: its public key, hexadecimal. ``log``: a random name, made when the device takes
    the assembly in. ``seq``: from 1, without gaps. ``prev``: the digest of the record before,
    hexadecimal. ``kind``: a Fact, or one that a newer program knows.
    ``signature``: Ed25519, hexadecimal.
    """

    device: str
    log: str
    seq: int
    prev: str
    kind: str
    payload: Mapping[str, Json]
    signature: str


def trial_faults(log: str) -> Iterator[Sentence]:
    """Why nothing in a log of that name can be trusted: it is a trial's."""
    if log.startswith(TRIAL_LOG):
        yield say("This is the log of a trial. Nothing in it counts.")


class RecordRefused(Refused):
    """A record is not taken. Carries why, as a sentence."""

    def __init__(self, why: Sentence) -> None:
        super().__init__(why.wording)
        self.why = why
