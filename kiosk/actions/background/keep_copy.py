"""The second copy on another medium: made whole at the start, again after every loss, and told."""

import asyncio
import contextlib
import logging
import sqlite3
import threading
from functools import partial
from pathlib import Path

from kiosk.actions.log.keep_event import keep_event
from kiosk.actions.log.read_log import read_log
from kiosk.domain.errors import CannotSave, Refused
from kiosk.domain.happening import Happening
from kiosk.live import News
from kiosk.meeting.hall import Hall, Sitting
from kiosk.meeting.log_so_far import LogSoFar
from kiosk.own_thread import OwnThread
from kiosk.store import copy_folder
from kiosk.store.copy_folder import BOX, ROLL, NotOurs, Wanted
from kiosk.store.copy_state import (
    CopyFailed,
    CopyForeign,
    CopyMissing,
    CopyState,
    CopyWhole,
    NoCopyWanted,
)
from kiosk.store.meeting_folder import FolderLock
from kiosk.store.second_copy import COPIED_WITHIN, LONGEST_COPYING

log = logging.getLogger(__name__)

LOOK_EVERY = 2.0  # seconds between two looks at the medium
LONGEST_WAIT = 16.0  # seconds: what fails again and again is tried less often, up to this
FATES = {Happening.COPY_LOST, Happening.COPY_BACK}
TROUBLE = (Refused, sqlite3.Error, OSError, TimeoutError, ValueError)


def copy_state(hall: Hall) -> CopyState:
    """What the second copy is worth at this moment."""
    sitting = hall.sitting
    whole = sitting.folder is None or (sitting.roll.copy.whole and sitting.box.is_copied)
    if isinstance(hall.copy_state, NoCopyWanted) or sitting.trial_mark:
        return NoCopyWanted()
    return (
        CopyMissing() if isinstance(hall.copy_state, CopyWhole) and not whole else hall.copy_state
    )


async def keep_copy(hall: Hall, folder: Path) -> None:
    """Keep the copy in that folder for as long as the kiosk works; nothing waits for it."""
    keeper = CopyKeeper(hall, folder)
    hall.copy_state = CopyMissing()
    try:
        while True:
            await keeper.look()
            await keeper.rest()
    finally:
        keeper.leave()


class CopyKeeper:
    """Looks at the medium now and then, on a thread of its own: it may hang."""

    def __init__(self, hall: Hall, folder: Path) -> None:
        """Nothing was looked at yet."""
        self._hall = hall
        self._folder = folder
        self._thread = OwnThread("second copy's folder")
        self._held: FolderLock | None = None
        self._places: dict[Path, tuple[int, int]] = {}
        self._followed: Sitting | None = None
        self._lost_in: Sitting | None = None  # whose log tells that the copy is lost
        self._asked: Sitting | None = None  # whose log was asked whether it tells of a loss
        self._wait = LOOK_EVERY
        self._wake = asyncio.Event()

    async def look(self) -> None:
        """Make the copy whole if it is not, and tell what it is worth now."""
        try:
            state = await self._looked()
        except NotOurs as foreign:
            state = CopyForeign(str(foreign))
        except FileNotFoundError:
            state = CopyMissing()
        except TROUBLE as trouble:
            state = CopyFailed(f"{type(trouble).__name__} {trouble}")
        if not isinstance(state, CopyWhole):
            await self._let_go()
        tries_in_vain = isinstance(state, CopyFailed | CopyForeign)
        self._wait = min(2 * self._wait, LONGEST_WAIT) if tries_in_vain else LOOK_EVERY
        self._say(state)
        await self._tell_log(state)

    async def rest(self) -> None:
        """Wait until it is time to look again: at once after a loss."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._wait):
                await self._wake.wait()
        self._wake.clear()

    def leave(self) -> None:
        """Let others into the folder; the files are closed with the meeting's."""
        if self._held is not None:
            self._held.release()
            self._held = None

    async def _looked(self) -> CopyState:
        sitting = self._hall.sitting
        if sitting.trial_mark:  # nothing of a trial is kept
            return NoCopyWanted()
        if sitting is self._followed and (sitting.folder is None or _is_followed(sitting)):
            await self._thread.run(self._still_there, COPIED_WITHIN)
        else:
            await self._make_whole(sitting)
        return CopyWhole()

    def _still_there(self) -> None:
        for file, place in self._places.items():
            if copy_folder.place_of(file) != place:
                raise FileNotFoundError(file)
        copy_folder.copy_small_files(self._hall.data, self._folder)

    async def _make_whole(self, sitting: Sitting) -> None:
        await self._let_go()
        await self._thread.run(self._take_folder, COPIED_WITHIN)
        name = sitting.folder.name if sitting.folder else ""
        files = {ROLL: sitting.roll, BOX: await sitting.box.sure_file()} if name else {}
        let_go = threading.Event()
        there: dict[str, sqlite3.Connection] = {}
        try:
            snapshots = {file: await database.snapshot() for file, database in files.items()}
            wanted = Wanted(self._hall.data, self._folder, name, snapshots, let_go)
            make = partial(copy_folder.make_whole, wanted)
            there = await self._thread.run(make, LONGEST_COPYING)
            for file, database in files.items():
                await database.copy.follow_with(there.pop(file), self._lose)
            held = [self._folder / "lock", *(self._folder / name / file for file in files)]
            self._places = await self._thread.run(partial(_places, held), COPIED_WITHIN)
        except BaseException:
            let_go.set()
            for database in files.values():
                await database.copy.close()
            for left in there.values():
                await self._thread.run(left.close, COPIED_WITHIN)
            raise
        self._followed = sitting

    def _take_folder(self) -> None:
        # Kept here at once: should nobody wait for it any more, the next look lets it go.
        self._held = copy_folder.take_folder(self._folder, self._hall.data)

    async def _let_go(self) -> None:
        followed, self._followed, self._places = self._followed, None, {}
        if followed is not None and followed is self._hall.sitting:  # else they are closed
            await followed.roll.copy.close()
            with contextlib.suppress(CannotSave):
                await (await followed.box.sure_file()).copy.close()
        self.leave()

    def _lose(self, why: str) -> None:
        if self._hall.sitting is self._followed:
            self._say(CopyFailed(why))
        self._wake.set()

    def _say(self, state: CopyState) -> None:
        if type(state) is type(self._hall.copy_state):
            return
        self._hall.copy_state = state
        self._hall.hub.announce(News.DEVICES)
        match state:
            case CopyWhole():
                log.info("the second copy is whole")
            case CopyMissing():
                log.warning("the folder of the second copy is not there")
            case CopyForeign(why) | CopyFailed(why):
                log.warning("there is no second copy: %s", why)
            case NoCopyWanted():
                log.info("no second copy is kept now")

    async def _tell_log(self, state: CopyState) -> None:
        sitting = self._hall.sitting
        try:
            if sitting is not self._asked:
                so_far = await read_log(sitting.log_so_far, sitting.roll.read)
                self._lost_in = sitting if _ends_in_a_loss(so_far) else None
                self._asked = sitting
            if not _is_well(state) and self._lost_in is not sitting:
                await keep_event(self._hall, Happening.COPY_LOST)
                self._lost_in = sitting
            elif isinstance(state, CopyWhole) and self._lost_in is sitting:
                await keep_event(self._hall, Happening.COPY_BACK)
                self._lost_in = None
        except TROUBLE:  # also a meeting that is being exchanged; the next look asks again
            log.warning("what became of the second copy could not be kept yet")


def _is_well(state: CopyState) -> bool:
    return isinstance(state, CopyWhole | NoCopyWanted)


def _ends_in_a_loss(so_far: LogSoFar) -> bool:
    """Whether the log tells that the copy was lost, and not that it came back since."""
    fates = [one.what for one in so_far.events if one.what in FATES]
    return fates[-1:] == [Happening.COPY_LOST]


def _is_followed(sitting: Sitting) -> bool:
    return sitting.roll.copy.whole and sitting.box.is_copied


def _places(files: list[Path]) -> dict[Path, tuple[int, int]]:
    return {file: copy_folder.place_of(file) for file in files}
