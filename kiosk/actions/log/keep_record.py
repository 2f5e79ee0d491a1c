"""Add a signed fact to the device's chain of records, in the transaction that makes it true."""

import asyncio
from collections.abc import Mapping

import aiosqlite

from kiosk.domain.count.contract import Json
from kiosk.domain.record import BEFORE_THE_FIRST
from kiosk.proof.chain import digest_of, make_record
from kiosk.proof.signature import Key
from kiosk.store import records, settings
from kiosk.sync.batch import read_record, write_record


async def keep_record(
    tx: aiosqlite.Connection, key: Key, kind: str, payload: Mapping[str, Json]
) -> None:
    """Sign the fact as the next record and keep it, to be sent later."""
    number = await records.last_number(tx)
    prev = await _digest_of_last(tx, number)
    log = await settings.kept(tx, settings.LOG)

    def made() -> tuple[str, str]:
        record = make_record(key, number + 1, log=log, prev=prev, kind=kind, payload=payload)
        return write_record(record), digest_of(record)

    text, digest = await asyncio.to_thread(made)  # a large box takes long: pages go on meanwhile
    await records.add(tx, number + 1, text)
    await settings.keep(tx, settings.LAST, f"{number + 1} {digest}")


async def _digest_of_last(tx: aiosqlite.Connection, number: int) -> str:
    """The digest that was noted with that record; its text, which may be long, is read only where
    it was not, by a program that noted none.
    """
    if not number:
        return BEFORE_THE_FIRST
    noted, _, digest = (await settings.kept(tx, settings.LAST)).partition(" ")
    if noted == str(number):
        return digest
    return await asyncio.to_thread(_digest_in, await records.last(tx))


def _digest_in(text: str) -> str:
    return digest_of(read_record(text))
