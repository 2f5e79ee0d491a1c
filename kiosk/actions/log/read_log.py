"""The log read back, as far as it goes: what the ceremonies' reports are made of."""

import asyncio

import aiosqlite

from kiosk.domain.record import Fact
from kiosk.meeting.log_so_far import LogSoFar
from kiosk.proof.ballots import blank_ballots
from kiosk.proof.chain import digest_of
from kiosk.store import records
from kiosk.sync.batch import read_record
from kiosk.sync.closing import read_closed_payload, read_opened_payload
from kiosk.sync.event import read_event_payload
from kiosk.sync.report import Closed, OpenedSample


async def read_log(so_far: LogSoFar, read: aiosqlite.Connection) -> LogSoFar:
    """Read on from where it ends; a record that a newer program wrote is passed over."""
    start = so_far.seq
    found = await records.after(read, start)
    news = await asyncio.to_thread(_read_all, tuple(text for _, text in found))
    if so_far.seq == start and found:  # else another page read the same meanwhile
        so_far.seq = found[-1][0]
        so_far.assembly = news.assembly or so_far.assembly
        so_far.events += news.events
        so_far.closed.update(news.closed)
        so_far.samples.update(news.samples)
    if found and so_far.seq < found[-1][0]:  # the other page began before the newest record
        return await read_log(so_far, read)
    return so_far


def _read_all(texts: tuple[str, ...]) -> LogSoFar:
    so_far = LogSoFar()
    for text in texts:
        record = read_record(text)
        match record.kind:
            case Fact.ASSEMBLY:
                so_far.assembly = digest_of(record)
            case Fact.EVENT:
                so_far.events.append(read_event_payload(record.payload))
            case Fact.POLL_CLOSED:
                closing = read_closed_payload(record.payload)
                so_far.closed[closing.poll] = Closed(
                    ballots=len(closing.commitments),
                    blank=closing.blank if closing.withheld else blank_ballots(closing.ballots),
                    spent=closing.cards_spent,
                    root=closing.root,
                    present=closing.present,
                    withheld=closing.withheld,
                )
            case Fact.BALLOTS_OPENED:
                opened = read_opened_payload(record.payload)
                so_far.samples[opened.poll] = OpenedSample(opened.dice, opened.openings)
            case _:
                pass
    return so_far
