"""Add a signed fact to the device's chain of records, in the transaction that makes it true."""

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
    last = await records.last(tx)
    seq = last[0] + 1 if last else 1
    prev = digest_of(read_record(last[1])) if last else BEFORE_THE_FIRST
    log = await settings.kept(tx, settings.LOG)
    record = make_record(key, seq, log=log, prev=prev, kind=kind, payload=payload)
    await records.add(tx, seq, write_record(record))
