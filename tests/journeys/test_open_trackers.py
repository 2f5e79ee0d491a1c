"""Where a meeting opens its trackers, all openings are published; else none ever leaves."""

import json
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
from journey import Running, load, start_kiosk

from kiosk.actions.log.write_archive import write_archive
from kiosk.audit.examination import examine
from kiosk.kiosk_app import device_key
from kiosk.proof.archive import read_archive
from kiosk.proof.canonical import canonical
from kiosk.proof.commitment import commitment
from kiosk.proof.merkle import verify_inclusion
from kiosk.proof.tracker import tracker

POLL = "garden"
MEETING = """
title = "Spring meeting"
cards = "printed"
trackers = "{trackers}"

[[poll]]
id = "garden"
title = "A garden"
[[poll.question]]
id = "plant"
title = "Shall we plant it?"
kind = "yes_no"
rule = "majority"
"""


async def given_a_published_poll(folder: Path, trackers: str, stack: AsyncExitStack) -> Running:
    """Nine people vote, the poll is closed and published."""
    file = folder / "assembly.toml"
    file.write_text(MEETING.format(trackers=trackers), encoding="utf-8")
    await load(folder / "data", file)
    running = await start_kiosk(folder / "data")
    stack.push_async_callback(running.stop)
    codes = [await running.card("") for _ in range(9)]
    await running.chair(POLL, "open")
    for place, code in enumerate(codes):
        choice = "yes" if place % 3 else "no"
        await running.post(f"/card/{code}/poll/{POLL}", ("plant", choice), ("step", "cast"))
    await running.chair(POLL, "close")
    await running.chair(POLL, "publish")
    return running


async def archived(running: Running, folder: Path) -> bytes:
    """The archive of the meeting."""
    out = folder / "spring.archive"
    sitting = running.kiosk.hall.sitting
    assert sitting.folder is not None
    await write_archive(sitting.folder, device_key(running.data), out)
    return out.read_bytes()


def closing_in(content: bytes) -> dict[str, Any]:
    records = json.loads(content)["records"]
    return next(one["payload"] for one in records if one["kind"] == "poll-closed")


async def test_open_trackers_publish_every_opening_and_it_fits(
    tmp_path: Path, stopping: AsyncExitStack
) -> None:
    running = await given_a_published_poll(tmp_path, "open", stopping)

    content = await archived(running, tmp_path)
    closing = closing_in(content)
    checks = list(examine(read_archive(content)))

    assert len(closing["openings"]) == 9
    for promise, (text, opening) in zip(closing["commitments"], closing["openings"], strict=True):
        assert commitment(POLL, text.encode(), bytes.fromhex(opening)).hex() == promise
    assert all(check.holds for check in checks)
    assert any("the openings of" in check.sentence.wording for check in checks)


async def test_everybody_can_fetch_which_ballot_belongs_to_which_words(
    tmp_path: Path, stopping: AsyncExitStack
) -> None:
    running = await given_a_published_poll(tmp_path, "open", stopping)

    status, text = await running.get(f"/api/v1/polls/{POLL}/openings")
    shown = json.loads(text)["ballots"]
    _, result = await running.get(f"/results/{POLL}")

    assert status == 200
    assert f'href="/api/v1/polls/{POLL}/openings"' in result
    assert [one["commitment"] for one in shown] == sorted(one["commitment"] for one in shown)
    for one in shown:
        promise = commitment(POLL, canonical(one["choices"]), bytes.fromhex(one["opening"]))
        assert promise.hex() == one["commitment"]
        assert tracker(promise) == one["tracker"]


@pytest.mark.parametrize("trackers", ["open", "closed"])
async def test_the_words_lead_from_the_ballot_to_the_signed_root(
    tmp_path: Path, stopping: AsyncExitStack, trackers: str
) -> None:
    running = await given_a_published_poll(tmp_path, trackers, stopping)
    closing = closing_in(await archived(running, tmp_path))

    for place, promise in enumerate(closing["commitments"]):
        words = tracker(bytes.fromhex(promise))
        _, page = await running.post("/tracker", ("words", words))
        address = f"/api/v1/polls/{POLL}/inclusion"
        _, text = await running.post(address, ("words", words))
        way = json.loads(text)

        assert address in page
        assert (way["index"], way["size"], way["root"]) == (place, 9, closing["root"])
        assert verify_inclusion(
            bytes.fromhex(promise),
            index=place,
            size=9,
            path=[bytes.fromhex(step) for step in way["path"]],
            root=bytes.fromhex(closing["root"]),
        )
        assert not {"choices", "opening"} & way.keys()
    status, _ = await running.post(f"/api/v1/polls/{POLL}/inclusion", ("words", "none"))
    assert status == 404


async def test_closed_trackers_let_no_opening_leave(
    tmp_path: Path, stopping: AsyncExitStack
) -> None:
    running = await given_a_published_poll(tmp_path, "closed", stopping)
    box = await running.kiosk.hall.sitting.box.ballots(POLL)
    openings = [opening.hex() for _, opening in box]

    content = (await archived(running, tmp_path)).decode()
    pages = [
        (await running.get(path))[1]
        for path in (f"/results/{POLL}", f"/api/v1/polls/{POLL}/ballots",
                     f"/api/v1/polls/{POLL}/result", "/screen", "/tracker")
    ]  # fmt: skip
    status, _ = await running.get(f"/api/v1/polls/{POLL}/openings")

    assert len(openings) == 9
    assert not any(opening in text for opening in openings for text in (content, *pages))
    assert status == 404
    assert "/openings" not in pages[0]
    assert all(check.holds for check in examine(read_archive(content.encode())))


@pytest.mark.parametrize("trackers", ["open", "closed"])
async def test_the_tracker_page_says_what_the_words_tell(
    tmp_path: Path, stopping: AsyncExitStack, trackers: str
) -> None:
    running = await given_a_published_poll(tmp_path, trackers, stopping)

    _, page = await running.get("/tracker")

    assert ("not how you voted" in page) == (trackers == "closed")
    assert ("show anybody what your ballot says" in page) == (trackers == "open")
