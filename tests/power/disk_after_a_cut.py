"""What a disk can hold after the power went: synced is there; the rest is there, lost or torn."""

from dataclasses import dataclass, field
from pathlib import PurePosixPath

from disk_trace import Kind, Step

SECTOR = 512
NAMING = {Kind.CREATE, Kind.MAKE_FOLDER, Kind.RENAME, Kind.REMOVE}
FOLDER = -1  # what a folder's name stands for

Ranges = tuple[tuple[int, int], ...]
"""Which bytes of a write reached the disk, from and to, counted in the write."""

WHOLE: Ranges = ((0, -1),)
STRETCHED: Ranges = ((-1, -1),)  # the file has its new length, and holes where the write belongs

Fate = tuple[int, Ranges]
"""What became of an unsynced step that is not wholly lost: its number and what is there of it."""


@dataclass(frozen=True, slots=True)
class Version:
    """One file's content after a cut, told apart without its bytes."""

    file: int
    synced: int  # how many steps on it are safe
    fates: tuple[Fate, ...]


@dataclass(frozen=True, slots=True)
class State:
    """One disk that can be: each path that is there, and which content it has."""

    cut: int  # so many steps were made
    files: tuple[tuple[str, Version], ...]


@dataclass(slots=True)
class Disk:
    """What is safe for sure, and what waits for a sync."""

    safe: dict[int, bytearray] = field(default_factory=dict)
    synced: dict[int, int] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    folders: set[str] = field(default_factory=set)  # ever made
    waiting: dict[int, Step] = field(default_factory=dict)  # by number, in order

    def make(self, step: Step) -> None:
        """One more step of the program."""
        if step.kind is Kind.SYNC:
            for each in [one for one in self.waiting.values() if one.file == step.file]:
                if each.kind not in NAMING:
                    apply(self.safe[each.file], each, WHOLE)
                    self.synced[each.file] += 1
                    del self.waiting[each.number]
        elif step.kind is Kind.SYNC_FOLDER:
            for each in list(self.waiting.values()):
                if each.kind in NAMING and str(PurePosixPath(each.path).parent) == step.path:
                    rename(self.names, each)
                    del self.waiting[each.number]
        else:
            if step.kind is Kind.CREATE:
                self.safe[step.file], self.synced[step.file] = bytearray(), 0
            if step.kind is Kind.MAKE_FOLDER:
                self.folders.add(step.path)
            self.waiting[step.number] = step

    def after(self, cut: int, fates: dict[int, Ranges]) -> State:
        """The disk if of the waiting steps just these are there."""
        names = dict(self.names)
        contents: dict[int, list[Fate]] = {}
        for number in sorted(fates):
            step = self.waiting[number]
            if step.kind in NAMING:
                rename(names, step)
            else:
                contents.setdefault(step.file, []).append((number, fates[number]))
        return State(
            cut,
            tuple(
                (path, Version(file, self.synced[file], tuple(contents.get(file, ()))))
                for path, file in sorted(names.items())
                if file != FOLDER and self._is_reached(path, names)
            ),
        )

    def _is_reached(self, path: str, names: dict[str, int]) -> bool:
        above = {str(folder) for folder in PurePosixPath(path).parents}
        return above & self.folders <= names.keys()

    def content(self, version: Version) -> bytes:
        """The bytes of a file; only as long as no further step is made."""
        content = bytearray(self.safe[version.file])
        for number, ranges in version.fates:
            apply(content, self.waiting[number], ranges)
        return bytes(content)


def rename(names: dict[str, int], step: Step) -> None:
    """Change names as the step does."""
    match step.kind:
        case Kind.CREATE:
            names[step.path] = step.file
        case Kind.MAKE_FOLDER:
            names[step.path] = FOLDER
        case Kind.REMOVE:
            names.pop(step.path, None)
        case Kind.RENAME:
            names.pop(step.path, None)
            names[step.content.decode()] = step.file
        case _:
            pass  # what changes a file, not its name


def apply(content: bytearray, step: Step, ranges: Ranges) -> None:
    """Change a file's bytes as far as the step reached the disk."""
    if step.kind is Kind.RESIZE:
        _reach(content, step.offset)
        del content[step.offset :]
        return
    if ranges == STRETCHED:
        _reach(content, step.offset + len(step.content))
        return
    for start, end in ranges:
        stop = len(step.content) if end < 0 else end
        _reach(content, step.offset + start)
        content[step.offset + start : step.offset + stop] = step.content[start:stop]


def _reach(content: bytearray, size: int) -> None:
    content.extend(bytes(max(0, size - len(content))))
