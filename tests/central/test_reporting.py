"""Everything a kiosk reports arrives once, whatever happens on the way."""

import asyncio
from typing import Any

from given_a_kiosk import MOTION, Kiosk, a_day, a_stranger, batch_of, closing_of, yes

from kiosk.proof.signature import fingerprint_lines


async def sent(central, body: bytes) -> tuple[int, dict[str, Any]]:
    """What the server answers to a batch."""
    response = await central.post("/api/v1/records", data=body)
    return response.status, await response.json()


async def held(central, kiosk: Kiosk) -> dict[str, Any]:
    """How far the server says that it holds the kiosk's logs."""
    response = await central.get(f"/api/v1/devices/{kiosk.key.public}")
    return {**(await response.json())["logs"]}


async def test_after_a_day_offline_everything_arrives_in_one_batch(central):
    kiosk = a_day()

    assert await sent(central, kiosk.batch()) == (200, {"have": 3, "refused": ""})

    assert await held(central, kiosk) == {"spring": 3}


async def test_a_batch_that_is_sent_again_changes_nothing(central):
    kiosk = a_day()
    first = await sent(central, kiosk.batch())

    again = await sent(central, kiosk.batch())

    assert again == first
    assert await held(central, kiosk) == {"spring": 3}


async def test_a_log_grows_from_where_it_is_held(central):
    kiosk = a_day()
    await sent(central, batch_of(*kiosk.records[:1]))

    answer = await sent(central, batch_of(*kiosk.records[1:]))

    assert answer == (200, {"have": 3, "refused": ""})


async def test_an_answer_lost_after_the_commit_is_made_good_by_sending_again(central):
    kiosk = a_day()
    request = (
        b"POST /api/v1/records HTTP/1.1\r\nHost: central\r\nContent-Type: application/json\r\n"
        + f"Content-Length: {len(kiosk.batch())}\r\n\r\n".encode()
        + kiosk.batch()
    )

    _, writer = await asyncio.open_connection(central.host, central.port)
    writer.write(request)
    await writer.drain()
    for _ in range(500):
        if await held(central, kiosk) == {"spring": 3}:  # committed; the answer is on its way
            break
        await asyncio.sleep(0.01)
    writer.transport.abort()

    assert await sent(central, kiosk.batch()) == (200, {"have": 3, "refused": ""})


async def test_a_connection_cut_in_the_middle_of_a_batch_leaves_nothing(central):
    kiosk = a_day()
    half = kiosk.batch()[: len(kiosk.batch()) // 2]
    head = f"POST /api/v1/records HTTP/1.1\r\nHost: c\r\nContent-Length: {len(kiosk.batch())}\r\n"

    _, writer = await asyncio.open_connection(central.host, central.port)
    writer.write(head.encode() + b"\r\n" + half)
    await writer.drain()
    writer.transport.abort()
    await asyncio.sleep(0.05)

    assert await held(central, kiosk) == {}
    assert await sent(central, kiosk.batch()) == (200, {"have": 3, "refused": ""})


async def test_the_same_batch_on_many_connections_at_once_arrives_once(central):
    kiosk = a_day()

    answers = await asyncio.gather(*(sent(central, kiosk.batch()) for _ in range(8)))

    assert answers == [(200, {"have": 3, "refused": ""})] * 8
    assert await held(central, kiosk) == {"spring": 3}


async def test_one_kiosk_reports_many_assemblies(central):
    spring, autumn = a_day(), Kiosk(log="autumn")
    autumn.prepares()

    await sent(central, spring.batch())
    await sent(central, autumn.batch())

    assert await held(central, spring) == {"spring": 3, "autumn": 1}


async def test_a_kiosk_never_seen_is_trusted_on_first_contact_and_shown_by_words(central):
    kiosk = a_stranger()
    kiosk.prepares()
    await sent(central, kiosk.batch())

    page = await (await central.get(f"/assemblies/{kiosk.key.public}/spring")).text()

    assert all(line in page for line in fingerprint_lines(kiosk.key.public))


async def test_a_tie_that_a_lot_decided_is_counted_again_with_that_lot(central):
    kiosk = Kiosk()
    kiosk.prepares()
    kiosk.closes(closing_of(MOTION, yes(2, no=2), seed="6 1 4"))

    assert (await sent(central, kiosk.batch()))[0] == 200


async def test_a_poll_without_any_ballot_is_taken(central):
    kiosk = Kiosk()
    kiosk.prepares()
    kiosk.closes(closing_of(MOTION, ()))

    assert (await sent(central, kiosk.batch()))[0] == 200


async def test_a_fact_that_only_a_newer_program_knows_is_kept(central):
    kiosk = a_day()
    kiosk.states("speech-held", {"minutes": 3})

    assert await sent(central, kiosk.batch()) == (200, {"have": 4, "refused": ""})


async def test_the_server_says_whether_it_is_well(central):
    response = await central.get("/healthz")

    assert (response.status, await response.json()) == (200, {"status": "ok"})
