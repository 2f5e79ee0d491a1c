"""Begun ballots in a folder that is memory: they outlive the program, and never touch a disk."""

import os
import secrets
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.proof.digest import digest
from kiosk.proof.seal import KEY_SIZE, NONCE_SIZE, seal, unseal

SALT = "salt"
SALT_SIZE = 32
PADDING = 256  # a draft's size tells nothing of how much was chosen
MOUNTS = Path("/proc/self/mountinfo")
IN_MEMORY = {"tmpfs", "ramfs"}


def is_in_memory(folder: Path) -> bool:
    """Whether what is written there is gone without power. Raises OSError."""
    device = folder.stat().st_dev
    wanted = f"{os.major(device)}:{os.minor(device)}"
    for line in MOUNTS.read_text(encoding="utf-8").splitlines():
        mount, _, kind = line.partition(" - ")
        if mount.split()[2] == wanted:
            return kind.split()[0] in IN_MEMORY
    return False


@dataclass(slots=True)
class DraftShelf:
    """One meeting's drafts, each a file that only its card opens, under a name that hides both.

    Without the card nobody reads which choice a file holds, nor whose it is.
    """

    folder: Path
    salt: bytes = field(repr=False)
    names: set[str]
    key_of: Callable[[str], bytes] = field(repr=False)  # what only a card's code gives

    def keep(self, poll_id: str, code: str, text: bytes) -> None:
        """Keep what is chosen so far. Raises OSError."""
        name = self._name(poll_id, code)
        size = -(-(len(text) + 1) // PADDING) * PADDING
        body = text.ljust(size, b"\0")
        sealed = seal(self._key(poll_id, code), body, nonce=secrets.token_bytes(NONCE_SIZE))
        _write(self.folder / name, sealed)
        self.names.add(name)

    def find(self, poll_id: str, code: str) -> bytes | None:
        """What was chosen so far; None where nothing was, or it cannot be read."""
        name = self._name(poll_id, code)
        if name not in self.names:
            return None
        try:
            sealed = (self.folder / name).read_bytes()
            return unseal(self._key(poll_id, code), sealed).rstrip(b"\0")
        except (OSError, ValueError):
            return None

    def drop(self, poll_id: str, code: str) -> None:
        """Forget one. Raises OSError."""
        self._forget(self._name(poll_id, code))

    def drop_all(self, poll_id: str) -> None:
        """Forget all of a poll. Raises OSError."""
        for name in self._of(poll_id):
            self._forget(name)

    def number(self, poll_id: str) -> int:
        """How many there are of a poll."""
        return len(self._of(poll_id))

    def _forget(self, name: str) -> None:
        if name in self.names:
            self.names.discard(name)
            (self.folder / name).unlink(missing_ok=True)

    def _of(self, poll_id: str) -> tuple[str, ...]:
        start = self._start(poll_id)
        return tuple(name for name in self.names if name.startswith(start))

    def _start(self, poll_id: str) -> str:
        return digest("kiosk draft poll 1", self.salt, poll_id.encode())[:8].hex()

    def _name(self, poll_id: str, code: str) -> str:
        name = digest("kiosk draft name 1", self.salt, poll_id.encode(), self.key_of(code))
        return f"{self._start(poll_id)}-{name[:16].hex()}"

    def _key(self, poll_id: str, code: str) -> bytes:
        return digest("kiosk draft 1", self.salt, poll_id.encode(), self.key_of(code))[:KEY_SIZE]


def open_shelf(memory: Path, meeting: str, key_of: Callable[[str], bytes]) -> DraftShelf:
    """The shelf of a meeting, with what lies there; those of other meetings are cleared away.

    Raises OSError.
    """
    folder = memory / meeting
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for other in memory.iterdir():
        if other != folder:
            shutil.rmtree(other)
    if not (folder / SALT).exists():
        _write(folder / SALT, secrets.token_bytes(SALT_SIZE))
    names = {one.name for one in folder.iterdir() if "-" in one.name and not one.suffix}
    return DraftShelf(folder, (folder / SALT).read_bytes(), names, key_of)


def _write(file: Path, content: bytes) -> None:
    fresh = file.with_suffix(".new")  # the program may be killed at any moment
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "wb") as opened:
        opened.write(content)
    fresh.replace(file)
