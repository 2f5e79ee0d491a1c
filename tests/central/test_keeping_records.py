"""Every database keeps records whole, once, and in order: one suite for all of them."""

import asyncio
from dataclasses import replace
from typing import Any

import asyncpg
import pytest

from kiosk.central.open_store import open_store
from kiosk.central.schema import DatabaseNotUsable
from kiosk.central.store import IndexEntry, KeptRecord
from kiosk.central.store_sqlite import SqliteStore

FIRST = KeptRecord(
    IndexEntry(
        device="d1", log="l1", seq=1, kind="assembly", poll="", digest="x1", received=1_800_000_000
    ),
    '{"text":"ñ \\u0000 🗳"}',
)


def a_row(**changed: Any) -> KeptRecord:
    body = str(changed.pop("body", "{}"))
    return KeptRecord(replace(FIRST.entry, **changed), body)


@pytest.fixture
async def store(database):
    opened = await open_store(database)
    yield opened
    await opened.close()


async def test_a_record_comes_back_as_it_was_kept(store):
    assert await store.keep([FIRST])

    assert await store.body("d1", "l1", 1) == FIRST.body
    assert await store.entries("d1", "l1") == (FIRST.entry,)


async def test_what_is_not_there_is_a_key_error(store):
    with pytest.raises(KeyError):
        await store.body("d1", "l1", 1)
    assert await store.entries("d1", "l1") == ()


async def test_all_of_a_batch_is_kept_or_nothing(store):
    await store.keep([FIRST])

    kept = await store.keep([a_row(seq=2, digest="x2"), a_row(digest="other")])

    assert not kept
    assert await store.entries("d1", "l1") == (FIRST.entry,)


async def test_a_place_that_is_taken_stays_as_it_is(store):
    await store.keep([FIRST])

    assert not await store.keep([a_row(digest="other", body='{"other":1}')])

    assert await store.body("d1", "l1", 1) == FIRST.body


async def test_a_poll_is_closed_once_whoever_is_faster(store):
    await store.keep([FIRST])
    closed = a_row(seq=2, kind="poll-closed", poll="p1")

    assert await store.keep([closed])
    assert not await store.keep([a_row(seq=3, kind="poll-closed", poll="p1")])
    assert await store.keep([a_row(seq=3, kind="poll-published", poll="p1")])


async def test_of_many_that_come_at_once_one_is_kept(store):
    rivals = [[FIRST, a_row(seq=2, digest=f"rival {number}")] for number in range(12)]

    kept = await asyncio.gather(*(store.keep(rows) for rows in rivals))

    assert sum(kept) == 1
    assert [entry.seq for entry in await store.entries("d1", "l1")] == [1, 2]


async def test_logs_of_devices_do_not_mix(store):
    await store.keep([FIRST, a_row(seq=2)])
    await store.keep([a_row(log="l2")])
    await store.keep([a_row(device="d2")])

    assert await store.logs("d1") == (("l1", 2), ("l2", 1))
    assert await store.logs("d3") == ()
    assert len(await store.entries("d1", "l1")) == 2


async def test_records_of_a_kind_come_newest_first(store):
    await store.keep([FIRST])
    await store.keep([a_row(device="d2", received=1_900_000_000)])
    await store.keep([a_row(seq=2, kind="other")])

    assert [entry.device for entry in await store.entries_of("assembly")] == ["d2", "d1"]


async def test_everything_is_there_after_a_restart(database):
    store = await open_store(database)
    await store.keep([FIRST])
    await store.close()

    again = await open_store(database)

    assert await again.entries("d1", "l1") == (FIRST.entry,)
    await again.close()


async def test_two_servers_may_start_together_on_one_database(database):
    both = await asyncio.gather(open_store(database), open_store(database))

    await both[0].keep([FIRST])

    assert await both[1].entries("d1", "l1") == (FIRST.entry,)
    for store in both:
        await store.close()


async def test_a_database_of_a_newer_program_is_refused(database):
    await (await open_store(database)).close()
    if database.startswith("sqlite"):
        store = await open_store(database)
        assert isinstance(store, SqliteStore)
        await store.writer.execute("PRAGMA user_version = 999")
        await store.close()
    else:
        connection = await asyncpg.connect(database)
        await connection.execute("INSERT INTO schema_version VALUES (999)")
        await connection.close()

    with pytest.raises(DatabaseNotUsable, match="schema 999"):
        await open_store(database)


@pytest.mark.parametrize(
    "wrong",
    [
        "central.sqlite",
        "sqlite:///",
        "mysql://x/y",
        "sqlite:////nowhere/at/all/central.sqlite",
        "postgresql://kiosk@127.0.0.1:1/none",
    ],
)
async def test_an_address_that_cannot_be_used_is_refused_in_a_sentence(wrong):
    with pytest.raises(DatabaseNotUsable) as refused:
        await open_store(wrong)

    assert str(refused.value).endswith(".")


async def test_a_file_that_is_no_database_is_refused_and_stays(tmp_path):
    file = tmp_path / "notes.txt"
    file.write_text("These are my notes, and no database at all. " * 30)

    with pytest.raises(DatabaseNotUsable, match="not a database"):
        await open_store(f"sqlite:///{file}")

    assert file.read_text().startswith("These are my notes")
