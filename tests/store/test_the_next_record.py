"""The next record names the one before, whose text may be long and is not read for it."""

from pathlib import Path

import pytest

from kiosk.actions.log.keep_record import keep_record
from kiosk.domain.record import BEFORE_THE_FIRST, Record
from kiosk.proof.chain import check_record, digest_of
from kiosk.proof.signature import new_key
from kiosk.store import records, settings
from kiosk.store.database import Database, open_roll
from kiosk.sync.batch import read_record

KEY = new_key(bytes(32))


async def given_a_log(folder: Path) -> Database:
    roll = await open_roll(folder / "roll.sqlite")
    async with roll.write() as tx:
        await settings.keep(tx, settings.LOG, "a-log")
    return roll


async def keep(roll: Database, kind: str) -> None:
    async with roll.write() as tx:
        await keep_record(tx, KEY, kind, {"what": kind})


async def all_records(roll: Database) -> list[Record]:
    return [read_record(text) for _, text in await records.after(roll.read, 0)]


async def test_each_record_names_the_one_before(tmp_path: Path) -> None:
    roll = await given_a_log(tmp_path)

    for kind in ("first", "second", "third"):
        await keep(roll, kind)

    prev = BEFORE_THE_FIRST
    for record in await all_records(roll):
        prev = digest_of(check_record(record, prev))
    assert len(await all_records(roll)) == 3
    await roll.close()


async def test_the_text_before_is_not_read(tmp_path: Path) -> None:
    roll = await given_a_log(tmp_path)
    await keep(roll, "first")
    (first,) = await all_records(roll)
    async with roll.write() as tx:
        await tx.execute("UPDATE record SET body = 'no record at all'")

    await keep(roll, "second")

    ((_, _), (_, second)) = await records.after(roll.read, 0)
    assert read_record(second).prev == digest_of(first)
    await roll.close()


@pytest.mark.parametrize("noted", ["", "1 " + "0" * 64])
async def test_a_program_that_noted_no_digest_may_have_kept_the_one_before(
    tmp_path: Path, noted: str
) -> None:
    roll = await given_a_log(tmp_path)
    await keep(roll, "first")
    await keep(roll, "second")
    async with roll.write() as tx:
        await settings.keep(tx, settings.LAST, noted)

    await keep(roll, "third")

    _, second, third = await all_records(roll)
    assert third.prev == digest_of(second)
    await roll.close()


async def test_a_record_that_was_not_kept_is_not_named(tmp_path: Path) -> None:
    roll = await given_a_log(tmp_path)
    await keep(roll, "first")

    async def keep_and_fail() -> None:
        async with roll.write() as tx:
            await keep_record(tx, KEY, "second", {})
            raise LookupError

    with pytest.raises(LookupError):
        await keep_and_fail()
    await keep(roll, "third")

    first, third = await all_records(roll)
    assert third.prev == digest_of(first)
    await roll.close()
