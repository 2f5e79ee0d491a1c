"""The torn key: a sealed box is opened with a slip in hand, and its slip is torn up at the end."""

import secrets

from kiosk.actions.log.keep_event import add_event
from kiosk.actions.log.make_reports import KEY_SLIP
from kiosk.actions.log.read_log import read_log
from kiosk.actions.run_poll import begin_poll, may_open
from kiosk.domain.errors import (
    NoSuchPoll,
    ResultNotReady,
    SlipStillNeeded,
    StepNotPossible,
    WrongKey,
)
from kiosk.domain.happening import Happening
from kiosk.domain.lifecycle import State, Step
from kiosk.live import News
from kiosk.meeting.hall import Hall, KeyInHand
from kiosk.proof.seal import KEY_SIZE, key_words, read_key
from kiosk.store import polls

PROOF = 3  # the word of the slip, from 1, that shows that somebody holds it


async def open_or_seal(hall: Hall, poll_id: str) -> None:
    """Open a poll; where the meeting seals its boxes, first make the key and print its slip.

    Raises what ``begin_poll`` raises.
    """
    if hall.sitting.assembly.sealed:
        await make_key(hall, poll_id)
    else:
        await begin_poll(hall, poll_id, key=b"")


async def make_key(hall: Hall, poll_id: str) -> None:
    """Make a key for the poll and print its slip, once. The poll takes no ballot yet.

    A ballot under a key that nobody holds would be lost with the power, so voting opens only when
    somebody shows that they hold the slip. Raises StepNotPossible, NoQuorum, NoRoom, CannotSave.
    """
    async with hall.doors.chair:
        await may_open(hall, poll_id)
        if poll_id not in hall.sitting.keys:
            hall.sitting.keys[poll_id] = KeyInHand(secrets.token_bytes(KEY_SIZE))
            hall.due.put_nowait(f"{KEY_SLIP}{poll_id}")
    hall.hub.announce(News.POLLS)


async def open_sealed(hall: Hall, poll_id: str, *, word: str) -> None:
    """Open the poll for whoever read a word from the slip; the key stays in the box's memory only.

    Raises WrongKey, TooManyTries, and what ``begin_poll`` raises.
    """
    made = hall.sitting.keys.get(poll_id)
    if made is None:
        raise StepNotPossible(State.DRAFT, Step.OPEN)
    # Few words can be meant, and each guesser has the chair's PIN: all share one patience.
    knock = f"slip {poll_id}"
    hall.doors.be_patient(knock)
    if word.strip().casefold() != key_words(made.key)[PROOF - 1]:
        hall.doors.was_wrong(knock)
        raise WrongKey
    hall.doors.was_right(knock)
    await begin_poll(hall, poll_id, key=made.key)
    hall.sitting.keys.pop(poll_id, None)


async def unlock(hall: Hall, poll_id: str, typed: str, *, place: str) -> None:
    """After a restart: the words or digits of the slip open the box again for the kiosk.

    Not after it was torn up: whoever kept the slip reads nothing with it. Raises WrongKey,
    TooManyTries, NoSuchPoll, StepNotPossible.
    """
    hall.sitting.poll(poll_id)
    so_far = await read_log(hall.sitting.log_so_far, hall.sitting.roll.read)
    if so_far.last(Happening.KEY_FORGOTTEN, poll_id):
        raise StepNotPossible(State.CLOSED, "unlock")
    knock = f"key {place}"
    hall.doors.be_patient(knock)
    try:
        hall.sitting.box.unlock(poll_id, read_key(typed))
    except WrongKey:
        hall.doors.was_wrong(knock)
        raise
    hall.doors.was_right(knock)
    hall.sitting.counts.refused.pop(poll_id, None)
    hall.hub.announce(News.POLLS)


async def tear_up(hall: Hall, poll_id: str) -> None:
    """Forget the key for good: from now on the signed record is all there is of the ballots.

    First the log, then memory: a key that could not be told forgotten is not forgotten. Raises
    NoSuchPoll where nothing is sealed, ResultNotReady before the count, SlipStillNeeded where few
    voted, CannotSave.
    """
    async with hall.doors.chair:
        sitting = hall.sitting
        if not sitting.box.is_sealed(poll_id):
            raise NoSuchPoll
        closed = await polls.closed(sitting.roll.read, poll_id)
        if closed is None or not closed.recorded:
            raise ResultNotReady
        so_far = await read_log(sitting.log_so_far, sitting.roll.read)
        if so_far.closed[poll_id].withheld:
            raise SlipStillNeeded
        async with sitting.roll.write() as tx:
            await add_event(tx, hall, Happening.KEY_FORGOTTEN, poll_id=poll_id)
        sitting.box.forget_key(poll_id)
    hall.hub.announce(News.POLLS)
