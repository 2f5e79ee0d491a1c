"""Send what central does not have yet: in order, in batches, as often as it takes."""

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from pathlib import Path

from kiosk.actions.log.ask_central import Central, NoAnswer, central_session
from kiosk.meeting.hall import Hall
from kiosk.proof.chain import digest_of
from kiosk.store import meeting_folder, records
from kiosk.store.database import Database, open_roll
from kiosk.sync.batch import read_record

BATCH = 20  # records in one request; a closed poll of 100,000 ballots is one record


@dataclass(frozen=True, slots=True)
class Sent:
    """How sending went. ``trouble``: why it stopped, in words; empty if all is sent."""

    number: int
    left: int
    trouble: str = ""


async def send_records(roll: Database, central: str) -> Sent:
    """Send what that central server has not; what it has is asked, never remembered."""
    central = central.rstrip("/")
    number, trouble = 0, ""
    try:
        async with central_session() as session:
            async for have in _sent_by_and_by(roll, central, Central(session, central)):
                number += have
    except NoAnswer as why:
        trouble = str(why)
    except _Stopped as why:
        trouble, number = str(why), number + why.taken
    return Sent(number, await records.unsent_number(roll.read, central), trouble)


class _Stopped(Exception):
    """Central takes no more, or must not be sent more. Carries why, and what it took before."""

    def __init__(self, why: str, taken: int = 0) -> None:
        super().__init__(why)
        self.taken = taken


async def _sent_by_and_by(roll: Database, address: str, central: Central) -> AsyncIterator[int]:
    """How many records each batch brought; raises NoAnswer, _Stopped."""
    last = await records.last_number(roll.read)
    if not last:
        return
    have = await _held(roll, central, last)
    await _note(roll, address, have)
    while batch := await records.next_after(roll.read, have, BATCH):
        answer = await central.take(tuple(text for _, text in batch))
        taken = min(max(answer.have, have), batch[-1][0])
        await _note(roll, address, taken)
        before, have = have, taken
        if answer.refused:
            raise _Stopped(answer.refused, have - before)
        if have == before:
            raise _Stopped("central took nothing")
        yield have - before


async def _held(roll: Database, central: Central, last: int) -> int:
    """How many of our records that central has; raises _Stopped where it has others."""
    newest = read_record(await records.text(roll.read, last))
    held = await central.held(newest.device, newest.log)
    if held.have > last:
        raise _Stopped(
            f"this central server has {held.have} records of this meeting and this kiosk only"
            f" {last}; nothing was sent, for these data are older"
        )
    if held.have and held.head != digest_of(read_record(await records.text(roll.read, held.have))):
        raise _Stopped(
            f"this central server has another record {held.have} of this meeting;"
            " nothing was sent or overwritten"
        )
    return held.have


async def _note(roll: Database, central: str, have: int) -> None:
    """Keep for the chair's page what that central server said that it has."""
    if await records.held(roll.read) != (central, have):
        async with roll.write() as tx:
            await records.note_held(tx, central, have)


async def send_now(hall: Hall, central: str) -> Sent:
    """Send what the meeting that is held now has not sent; a trial sends nothing."""
    if hall.sitting.trial_mark:
        return Sent(0, 0)
    return await send_records(hall.sitting.roll, central)


async def send_earlier(hall: Hall, central: str) -> Sent:
    """Send what earlier assemblies of this kiosk left unsent, beside the one that meets now."""
    folders = meeting_folder.folders(hall.data)
    return await _send_each([one for one in folders if one != hall.sitting.folder], central)


async def send_all(data: Path, central: str) -> Sent:
    """Send the records of every assembly in the data folder. Raises CannotSave, NewerFile."""
    return await _send_each(meeting_folder.folders(data), central)


async def _send_each(folders: Iterable[Path], central: str) -> Sent:
    number = left = 0
    trouble = ""
    for folder in folders:
        roll = await open_roll(folder / "roll.sqlite")
        try:
            sent = await send_records(roll, central)
        finally:
            await roll.close()
        number += sent.number
        left += sent.left
        trouble = trouble or sent.trouble
    return Sent(number, left, trouble)
