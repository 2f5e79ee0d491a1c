"""Send what central does not have yet: in order, in batches, as often as it takes."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from kiosk.actions.hall import Hall
from kiosk.store import meeting_folder, records
from kiosk.store.transaction import Database, open_roll
from kiosk.sync.batch import Answer, read_answer, write_batch

BATCH = 20  # records in one request; a closed poll of 100,000 ballots is one record
PATIENCE = aiohttp.ClientTimeout(total=60, connect=10)


@dataclass(frozen=True, slots=True)
class Sent:
    """How sending went. ``trouble``: why it stopped, in words; empty if all is sent."""

    number: int
    left: int
    trouble: str = ""


async def send_records(roll: Database, central: str) -> Sent:
    """Send this assembly's records; what was sent before and not answered is simply sent again."""
    number = 0
    async with aiohttp.ClientSession(timeout=PATIENCE) as session:
        while batch := await records.unsent(roll.read, BATCH):
            try:
                answer = await _post(session, central, tuple(text for _, text in batch))
            except (TimeoutError, aiohttp.ClientError, OSError, ValueError) as trouble:
                return await _sent(roll, number, f"no answer ({type(trouble).__name__})")
            async with roll.write() as tx:
                await records.mark_sent(tx, answer.have)
            number += sum(1 for seq, _ in batch if seq <= answer.have)
            if answer.refused:
                return await _sent(roll, number, answer.refused)
            if answer.have < batch[0][0]:
                return await _sent(roll, number, "central took nothing")
    return await _sent(roll, number, "")


async def _post(session: aiohttp.ClientSession, central: str, texts: tuple[str, ...]) -> Answer:
    url = central.rstrip("/") + "/api/v1/records"
    async with session.post(url, data=write_batch(texts)) as response:
        return read_answer(await response.read())


async def _sent(roll: Database, number: int, trouble: str) -> Sent:
    return Sent(number, await records.unsent_number(roll.read), trouble)


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
