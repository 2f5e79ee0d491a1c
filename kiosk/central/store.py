"""What the central server keeps, and the contract of every database that can keep it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

FEW = 500  # logs of a device that are looked up at a time


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexEntry:
    """A record in the index. ``poll``: what it closes or publishes, else empty.

    ``received``: seconds since 1970, UTC, by the server's clock.
    """

    device: str
    log: str
    seq: int
    kind: str
    poll: str
    digest: str
    received: int


@dataclass(frozen=True, slots=True)
class KeptRecord:
    """A record to keep: its entry and its text."""

    entry: IndexEntry
    body: str

    @property
    def values(self) -> tuple[str | int, ...]:
        """What every database keeps, in the order of its columns."""
        return (
            self.entry.device,
            self.entry.log,
            self.entry.seq,
            self.entry.kind,
            self.entry.poll,
            self.entry.digest,
            self.entry.received,
            self.body,
        )


class Store(Protocol):
    """Where records lie. One suite of tests holds for each database."""

    async def keep(self, rows: Sequence[KeptRecord]) -> bool:
        """Keep all of them, safe on disk, or none; whether they were kept.

        They are not where one of their places is taken: somebody was faster.
        """

    async def entries(self, device: str, log: str) -> tuple[IndexEntry, ...]:
        """The index of one log, by number."""

    async def last(self, device: str, log: str) -> IndexEntry | None:
        """The index of the last record of one log; None where there is none."""

    async def entries_of(self, kind: str) -> tuple[IndexEntry, ...]:
        """The index of all records of that kind, the newest first."""

    async def body(self, device: str, log: str, seq: int) -> str:
        """The text of one record; raises KeyError."""

    async def logs(self, device: str, *, after: str = "") -> tuple[tuple[str, int], ...]:
        """The next few logs of a device by name, and the highest number held of each."""

    async def close(self) -> None:
        """Let go of the database."""
