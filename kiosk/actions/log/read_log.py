"""The log read back, as far as it goes: what the ceremonies' reports are made of."""

import asyncio

import aiosqlite

from kiosk.domain.record import Fact
from kiosk.meeting.told import Told
from kiosk.proof.ballots import blank_ballots
from kiosk.proof.chain import digest_of
from kiosk.store import records
from kiosk.sync.batch import read_record
from kiosk.sync.closing import read_closed_payload, read_opened_payload
from kiosk.sync.event import read_event_payload
from kiosk.sync.report import Closed, OpenedSample


async def read_log(told: Told, read: aiosqlite.Connection) -> Told:
    """Read on from where ``told`` ends; a record that a newer program wrote is passed over."""
    start = told.seq
    found = await records.after(read, start)
    news = await asyncio.to_thread(_read_all, tuple(text for _, text in found))
    if told.seq == start and found:  # else another page read the same meanwhile
        told.seq = found[-1][0]
        told.assembly = news.assembly or told.assembly
        told.events += news.events
        told.closed.update(news.closed)
        told.samples.update(news.samples)
    return told


def _read_all(texts: tuple[str, ...]) -> Told:
    told = Told()
    for text in texts:
        record = read_record(text)
        match record.kind:
            case Fact.ASSEMBLY:
                told.assembly = digest_of(record)
            case Fact.EVENT:
                told.events.append(read_event_payload(record.payload))
            case Fact.POLL_CLOSED:
                closing = read_closed_payload(record.payload)
                told.closed[closing.poll] = Closed(
                    ballots=len(closing.commitments),
                    blank=closing.blank if closing.withheld else blank_ballots(closing.ballots),
                    spent=closing.cards_spent,
                    root=closing.root,
                    present=closing.present,
                    withheld=closing.withheld,
                )
            case Fact.BALLOTS_OPENED:
                opened = read_opened_payload(record.payload)
                told.samples[opened.poll] = OpenedSample(opened.dice, opened.openings)
            case _:
                pass
    return told
