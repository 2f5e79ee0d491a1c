"""After the meeting: signed records reach central once, whatever the line does."""

from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from given_a_central import central_at
from journey import Running, given_a_quorum

from kiosk.actions.log.send_records import send_records
from kiosk.store import records

POLL = "young-voters"


@pytest.fixture
async def central(tmp_path: Path) -> AsyncIterator[str]:
    """A central server on SQLite."""
    async with central_at(tmp_path / "central.sqlite") as url:
        yield url


async def given_a_published_motion(demo: Running) -> None:
    codes = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    for code in codes:
        await demo.post(f"/card/{code}/poll/{POLL}", ("motion", "yes"), ("step", "cast"))
    await demo.chair(POLL, "close")
    await demo.chair(POLL, "publish")


async def read(url: str) -> str:
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        return await answer.text()


async def test_a_published_poll_is_recounted_and_published_at_central(
    demo: Running, central: str
) -> None:
    await given_a_published_motion(demo)

    sent = await send_records(demo.kiosk.hall.sitting.roll, central)
    again = await send_records(demo.kiosk.hall.sitting.roll, central)
    page = await read(central)

    assert (sent.left, sent.trouble) == (0, "")
    assert sent.number > 3  # the meeting, its closed and published poll, and what happened
    assert again.number == 0
    assert "Riverside neighbourhood assembly" in page


async def test_without_a_line_everything_waits_and_then_arrives_once(
    demo: Running, central: str
) -> None:
    await given_a_published_motion(demo)

    offline = await send_records(demo.kiosk.hall.sitting.roll, "http://127.0.0.1:9")
    waiting = await records.unsent_number(demo.kiosk.hall.sitting.roll.read, central)
    online = await send_records(demo.kiosk.hall.sitting.roll, central)

    assert offline.number == 0
    assert offline.trouble
    assert waiting > 3
    assert online.left == 0
    assert online.number >= waiting  # a report that is printed meanwhile is told too


async def test_no_record_holds_a_name_a_card_or_an_order(demo: Running) -> None:
    codes = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    for code in codes:
        await demo.post(f"/card/{code}/poll/{POLL}", ("motion", "yes"), ("step", "cast"))
    await demo.chair(POLL, "close")

    texts = [text for _, text in await records.after(demo.kiosk.hall.sitting.roll.read, 0)]

    assert len(texts) > 2
    for text in texts:
        assert "Brooks" not in text
        assert not any(code in text for code in codes)
