"""A meeting whose order of casting is known, and every file that it left."""

import asyncio
import random
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from hall_over_http import Served, given_members, run, serve

from kiosk.domain.cards import spoken
from kiosk.proof.card_key import card_key
from kiosk.proof.commitment import commitment
from kiosk.store import slots
from kiosk.store.box_contents import card_digest
from kiosk.store.poll_box import PollBox

POLL = "garden"
NEVER_CAST = 987_654  # the mark of a ballot that is only looked at
Files = dict[str, bytes]
"""Every file below the folder, by its path there."""


@dataclass(slots=True)
class Voted:
    """What happened, each in its order, and the files at several moments."""

    folder: Path
    people: dict[str, str]
    codes: list[str] = field(default_factory=list)  # in the order of signing in
    casts: list[tuple[str, int]] = field(default_factory=list)  # code and mark, as they were cast
    moments: dict[str, Files] = field(default_factory=dict)

    @property
    def data(self) -> Path:
        """The data folder."""
        return self.folder / "data"

    def look(self, moment: str) -> None:
        """Keep a copy of every byte that the kiosk has written until now."""
        files = [path for path in self.folder.rglob("*") if path.is_file()]
        self.moments[moment] = {
            str(path.relative_to(self.folder)): path.read_bytes()
            for path in files
            if not path.is_relative_to(self.folder / "source")
        }

    def things(self) -> dict[str, list[bytes]]:
        """What a file must not tell the order of, each as its bytes, in the order it happened."""
        box = next(self.data.glob("*/box.sqlite"))
        with closing(sqlite3.connect(box)) as read:
            ((card_salt,),) = read.execute("SELECT salt FROM card_salt")
            ((salt,),) = read.execute("SELECT salt FROM poll WHERE id = ?", (POLL,))
            bodies = [body for (body,) in read.execute("SELECT body FROM ballot")]
        opened = dict(slots.read_body(body) for body in bodies if not slots.is_free(body))
        texts = [ballot_bytes(mark) for _, mark in self.casts]
        promises = [commitment(POLL, text, opened[text]) for text in texts]
        spent = PollBox(salt, 0, taking=False)
        keys = {code: card_key(code, card_salt) for code in self.codes}
        return {
            "ballots": [b'"left",%d' % mark for _, mark in self.casts],
            "ballots in letters": [b'\\"left\\",%d' % mark for _, mark in self.casts],
            "openings": [opened[text] for text in texts],
            "spent cards": [spent.digest(keys[code]) for code, _ in self.casts],
            "commitments": promises,
            "commitments in letters": [promise.hex().encode() for promise in promises],
            "cards": [card_digest(keys[code]) for code in self.codes],
        }

    def codes_as_seen(self) -> list[bytes]:
        """Card codes as people see and say them."""
        return [way.encode() for code in self.codes for way in (code, spoken(code))]

    def members(self) -> list[bytes]:
        """Everybody's number and name."""
        return [part.encode() for person in self.people.items() for part in person]


def ballot_bytes(mark: int) -> bytes:
    """The text of the ballot with that mark."""
    return b'[["%s-points",[["left",%d]]]]' % (POLL.encode(), mark)


async def given_votes(folder: Path, number: int, *, late: int = 0) -> Voted:
    """So many sign in and cast one by one in a random order; the ``late`` come after the rest."""
    chance = random.Random(number)
    numbers = chance.sample(range(70_000_000, 80_000_000), number)
    voted = Voted(folder, {str(n): f"Zoe{n % 9973}q Voterson{n}" for n in numbers})
    source = given_members(folder / "source", voted.people, (POLL,))
    await run("load", str(source), "--data", str(voted.data), environment={})
    log = folder / "said.txt"
    second = {"KIOSK_PRINTER": "virtual", "KIOSK_COPY": str(folder / "copy")}
    (folder / "copy").mkdir()
    served = await serve(voted.data, log, environment=second)
    marks = chance.sample(range(100_000, 900_000), number)
    await _sign_in(voted, served, list(voted.people)[: number - late])
    await served.chair(POLL, "open")
    await _opening_report_is_out(voted.data)
    for part in (list(voted.people)[number - late :], []):
        waiting = [code for code in voted.codes if code not in {code for code, _ in voted.casts}]
        chance.shuffle(waiting)
        assert await served.draft(POLL, waiting[-1], NEVER_CAST) == 200
        await _cast(voted, served, waiting, marks)
        await _sign_in(voted, served, part)
        if not part:
            break
    await served.kill()
    voted.look("after kill -9")
    served = await serve(voted.data, log, environment=second, pin=served.pin)
    voted.look("before the close")
    await served.chair(POLL, "close")
    await served.publish(POLL)
    for page in (f"/api/v1/polls/{POLL}/ballots", f"/api/v1/polls/{POLL}/result", "/metrics"):
        async with served.browser.get(served.url + page) as answer:
            (folder / f"public-{page.rpartition('/')[2]}").write_bytes(await answer.read())
    await served.stop()
    _back_up(voted)
    archive = ("archive", "--data", str(voted.data), "--out", str(folder / "archive.out"))
    await run(*archive, environment={})
    voted.look("after the close")
    return voted


def _back_up(voted: Voted) -> None:
    """As the kiosk does before it changes the form of a file."""
    for file in voted.data.glob("*/*.sqlite"):
        with (
            closing(sqlite3.connect(file)) as held,
            closing(sqlite3.connect(voted.folder / f"backup-{file.name}")) as kept,
        ):
            held.backup(kept)


async def _opening_report_is_out(data: Path) -> None:
    """Its picture must not come between two votes: it belongs to the opening."""
    pictures: list[Path] = []
    for _ in range(60):
        before, pictures = pictures, sorted((data / "slips").glob("*"))
        if pictures and pictures == before:
            return
        await asyncio.sleep(0.5)
    raise AssertionError("no opening report came out")


async def _sign_in(voted: Voted, served: Served, numbers: Sequence[str]) -> None:
    for number in numbers:
        voted.codes.append(await served.sign_in(number))


async def _cast(voted: Voted, served: Served, codes: Sequence[str], marks: list[int]) -> None:
    for place, code in enumerate(codes, start=1):
        mark = marks.pop()
        assert await served.cast(POLL, code, mark) == 200
        voted.casts.append((code, mark))
        if place in {len(codes) // 3, len(codes) * 2 // 3}:
            voted.look(f"between casts, after {len(voted.casts)}")
