"""Whether what is left after a cut keeps every promise that was made before it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from disk_after_a_cut import Disk, State, Version
from kept_files import KeptBox, KeptPoll, KeptRoll, key_of, read_box, read_roll
from recorded_meeting import CastBallot, Meeting, Moved, Promise

from kiosk.domain.lifecycle import State as Stage
from kiosk.store.box_contents import card_digest

LOST = "an acknowledged ballot is lost"
BOX = ("box.sqlite", "box.sqlite-journal", "box.sqlite-wal")
ROLL = ("roll.sqlite", "roll.sqlite-journal", "roll.sqlite-wal")


@dataclass(slots=True)
class Judge:
    """Judges disks after a cut, one medium of them. ``folder``: a fast place to open files in."""

    meeting: Meeting
    root: Path  # the medium that is left
    folder: Path
    boxes: dict[tuple[tuple[str, Version], ...], KeptBox]
    rolls: dict[tuple[tuple[str, Version], ...], KeptRoll]

    def faults(self, state: State, disk: Disk) -> list[str]:
        """Every broken promise, as sentences."""
        length = self.meeting.steps[state.cut - 1].end
        files = dict(state.files)
        pointer = files.get(str(self.root / "current"))
        named = disk.content(pointer).decode() if pointer else ""
        if not named:
            is_there = self.meeting.there(self.root).told <= length
            return ["the loaded assembly is gone"] if is_there else []
        folder = self.root / named
        if str(folder / "main.json") not in files:
            return ["the current assembly has no files"]
        box = self._box(folder, files, disk)
        roll = self._roll(folder, files, disk)
        if box.trouble or roll.trouble:
            return [f"a file is damaged: {box.trouble}{roll.trouble}"]
        return [
            *self._faults_of_ballots(box, length),
            *self._faults_of_people(box, roll, length),
            *self._faults_of_stages(box, roll, length),
        ]

    def _box(self, folder: Path, files: dict[str, Version], disk: Disk) -> KeptBox:
        key = _chosen(folder, BOX, files)
        if key not in self.boxes:
            self.boxes[key] = read_box(self._put(key, BOX, disk))
        return self.boxes[key]

    def _roll(self, folder: Path, files: dict[str, Version], disk: Disk) -> KeptRoll:
        key = _chosen(folder, ROLL, files)
        if key not in self.rolls:
            self.rolls[key] = read_roll(self._put(key, ROLL, disk))
        return self.rolls[key]

    def _put(
        self, key: tuple[tuple[str, Version], ...], names: tuple[str, ...], disk: Disk
    ) -> Path:
        for name in (*names, f"{names[0]}-shm"):
            (self.folder / name).unlink(missing_ok=True)
        for name, version in key:
            (self.folder / name).write_bytes(disk.content(version))
        return self.folder / names[0]

    def _faults_of_ballots(self, box: KeptBox, length: int) -> Iterator[str]:
        for poll in {cast.poll for cast in self.meeting.casts}:
            casts = [cast for cast in self.meeting.casts if cast.poll == poll]
            kept = box.polls.get(poll)
            if kept is None:
                if any(cast.told <= length for cast in casts):
                    yield LOST
                continue
            yield from _faults_of_poll(kept, casts, length)

    def _faults_of_people(self, box: KeptBox, roll: KeptRoll, length: int) -> Iterator[str]:
        for came in self.meeting.arrivals:
            is_there = came.number in roll.present
            if came.told <= length and not is_there:
                yield "somebody who signed in is not present"
            if came.told <= length and _digest(came.code, box) not in box.cards:
                yield "a card that was handed out is not valid"
            if is_there and came.asked > length:
                yield "somebody is present who did not come"
        if roll.taken > len(box.cards):
            yield "somebody has taken a card that is not valid"

    def _faults_of_stages(self, box: KeptBox, roll: KeptRoll, length: int) -> Iterator[str]:
        for poll in {moved.poll for moved in self.meeting.moves}:
            moves = [moved for moved in self.meeting.moves if moved.poll == poll]
            stage = roll.states.get(poll, Stage.DRAFT)
            kept = box.polls.get(poll)
            is_taking = kept is not None and kept.is_taking
            if stage not in possible(moves, length):
                yield f"a poll is {stage.value}, which nobody was told"
            if _is_quiet(moves, length) and is_taking != (stage is Stage.OPEN):
                yield "box and roll do not agree whether ballots are taken"
            if stage is Stage.PUBLISHED and poll not in roll.published:
                yield "a poll is published without its record"
            closing = roll.closings.get(poll)
            if closing is None and stage is Stage.PUBLISHED:
                yield "a published poll has no closing record"
            if closing is not None and (kept is None or is_taking or closing != kept.marks):
                yield "the closing record does not hold the ballots of the box"


def _chosen(
    folder: Path, names: tuple[str, ...], files: dict[str, Version]
) -> tuple[tuple[str, Version], ...]:
    paths = {name: files.get(str(folder / name)) for name in names}
    return tuple((name, version) for name, version in paths.items() if version is not None)


def _digest(code: str, box: KeptBox) -> bytes:
    return card_digest(key_of(code, box.card_salt))


def _faults_of_poll(kept: KeptPoll, casts: list[CastBallot], length: int) -> Iterator[str]:
    asked = {cast.mark for cast in casts if cast.asked <= length}
    told = {cast.mark for cast in casts if cast.told <= length}
    if told - kept.marks.keys():
        yield LOST
    if kept.marks.keys() - asked:
        yield "a ballot is there that nobody cast"
    if any(number > 1 for number in kept.marks.values()):
        yield "a ballot is there twice"
    # Whose ballot is there has spent the card, and nobody else.
    if kept.spent != {kept.digest(cast.code): 1 for cast in casts if cast.mark in kept.marks}:
        yield "spent cards and ballots do not belong together"
    if kept.room[0] != kept.room[1]:
        yield "there is not one slot for each card"


def possible(moves: list[Moved], length: int) -> set[Stage]:
    """The states that a poll may be in: the last that somebody was told, and what was asked."""
    told = [moved for moved in moves if moved.told <= length]
    asked = {moved.state for moved in moves if moved.asked <= length < moved.told}
    return {told[-1].state if told else Stage.DRAFT} | asked


def _is_quiet(moves: list[Moved], length: int) -> bool:
    return not any(_is_under_way(moved, length) for moved in moves)


def _is_under_way(promise: Promise, length: int) -> bool:
    return promise.asked <= length < promise.told
