"""A roll of an older kiosk opens with all that is in it, and loses only what nothing reads."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.domain.errors import NewerFile
from kiosk.store import people, polls, records, settings
from kiosk.store.database import open_roll
from kiosk.store.migration import MIGRATIONS, scripts_of

LONG = '{"payload":"' + "x" * 100_000 + '"}'
TEXTS = ["{}", '{"a":"é 漢字 \\u0000"}', LONG]


def given_an_older_roll(file: Path, version: int, sent: tuple[int, ...]) -> None:
    """As the kiosk of that version left it: people, a poll, and records that were sent or not."""
    with closing(sqlite3.connect(file, isolation_level=None)) as made:
        made.execute("PRAGMA journal_mode = WAL")
        for script in scripts_of("roll")[:version]:
            made.executescript(script)
        made.execute(f"PRAGMA user_version = {version}")
        made.execute(
            "INSERT INTO member (number, name, band, entitled, present, card_given)"
            " VALUES ('101', 'Ana Bell', 'Oak', 1, 1, 1)"
        )
        made.execute("INSERT INTO name_part VALUES ('ana', '101')")
        made.execute("INSERT INTO poll (id, state) VALUES ('motion', 'closed')")
        made.execute("INSERT INTO setting VALUES ('log', 'spring')")
        for seq, (text, mark) in enumerate(zip(TEXTS, sent, strict=True), start=1):
            made.execute("INSERT INTO record (seq, body, sent) VALUES (?, ?, ?)", (seq, text, mark))


@pytest.mark.parametrize("sent", [(0, 0, 0), (1, 1, 1), (1, 0, 0)])
@pytest.mark.parametrize("version", [1, 2])
async def test_all_in_it_is_there_after_the_update(
    tmp_path: Path, version: int, sent: tuple[int, ...]
) -> None:
    file = tmp_path / "roll.sqlite"
    given_an_older_roll(file, version, sent)

    roll = await open_roll(file)
    found = [text for _, text in await records.after(roll.read, 0)]
    counted = await people.counts(roll.read)
    states = await polls.states(roll.read)
    log = await settings.kept(roll.read, settings.LOG)
    async with roll.write() as tx:
        await records.add(tx, len(TEXTS) + 1, "{}")
    last = await records.last_number(roll.read)
    await roll.close()

    assert found == TEXTS
    assert counted[1] == 1
    assert {poll: state.value for poll, state in states.items()} == {"motion": "closed"}
    assert log == "spring"
    assert last == len(TEXTS) + 1


@pytest.mark.parametrize("version", [0, 1, 2])
async def test_no_record_notes_whether_it_was_sent(tmp_path: Path, version: int) -> None:
    file = tmp_path / "roll.sqlite"
    if version:
        given_an_older_roll(file, version, (1, 0, 0))
    await (await open_roll(file)).close()

    with closing(sqlite3.connect(file)) as read:
        columns = [row[1] for row in read.execute("PRAGMA table_info (record)")]
        damage = read.execute("PRAGMA integrity_check").fetchall()
    assert columns == ["seq", "body"]
    assert damage == [("ok",)]


async def test_the_roll_as_it_was_stays_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "roll.sqlite"
    given_an_older_roll(file, 2, (1, 0, 0))
    await (await open_roll(file)).close()

    with closing(sqlite3.connect(tmp_path / "roll.sqlite.before-3")) as kept:
        assert kept.execute("SELECT sent FROM record ORDER BY seq").fetchall() == [(1,), (0,), (0,)]


async def test_a_roll_of_a_newer_kiosk_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "roll.sqlite"
    await (await open_roll(file)).close()
    with closing(sqlite3.connect(file)) as made:
        made.execute(f"PRAGMA user_version = {len(scripts_of('roll')) + 1}")

    with pytest.raises(NewerFile):
        await open_roll(file)


@pytest.mark.parametrize("ring", ["roll", "box"])
def test_migrations_are_numbered_without_a_gap(ring: str) -> None:
    names = sorted(step.name for step in (MIGRATIONS / ring).glob("*.sql"))

    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))
