"""A closed poll as its signed record has it: what is left when the key of its box is torn up."""

import asyncio
from dataclasses import replace

from kiosk.actions.counting.count_apart import Box, Counted
from kiosk.domain.errors import ResultNotReady
from kiosk.domain.record import Fact
from kiosk.meeting.hall import Sitting
from kiosk.proof.merkle import root
from kiosk.proof.tracker import tracker
from kiosk.store import records
from kiosk.sync.batch import read_record
from kiosk.sync.closing import Closing, read_closed_payload

NO_OPENING = bytes(32)  # the record has none; its commitments are taken as they are


async def read_closing(sitting: Sitting, poll_id: str) -> Closing:
    """The newest closing of that poll in the log; raises ResultNotReady where there is none."""
    found = await records.after(sitting.roll.read, 0)
    return await asyncio.to_thread(_closing_in, tuple(text for _, text in found), poll_id)


def _closing_in(texts: tuple[str, ...], poll_id: str) -> Closing:
    for text in reversed(texts):
        if Fact.POLL_CLOSED not in text:  # most records are not worth reading for this
            continue
        record = read_record(text)
        if record.kind == Fact.POLL_CLOSED:
            closing = read_closed_payload(record.payload)
            if closing.poll == poll_id:
                return closing
    raise ResultNotReady


def box_of(closing: Closing) -> Box:
    """The ballots of the record as if they lay in a box."""
    return tuple((text.encode(), NO_OPENING) for text, n in closing.ballots for _ in range(n))


def with_promises(counted: Counted, closing: Closing) -> Counted:
    """What was counted from a record, with the commitments that stand there and their root."""
    promises = tuple(bytes.fromhex(one) for one in closing.commitments)
    return replace(
        counted,
        root=root(promises),
        commitments=promises,
        trackers=frozenset(tracker(one) for one in promises),
    )
