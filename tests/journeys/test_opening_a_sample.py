"""The dice after the close: the kiosk opens what they choose, once, and anyone can check it."""

import json

import pytest
from journey import PIN, Running, given_a_quorum, start_kiosk, until

from kiosk.audit.logbook import Logbook, follow
from kiosk.proof.commitment import commitment
from kiosk.proof.sample import sample
from kiosk.proof.tracker import tracker
from kiosk.store import records
from kiosk.sync.batch import read_record
from kiosk.sync.closing import Closing, Opened, read_closed_payload, read_opened_payload

POLL = "young-voters"
DICE = "4 1 6 6 2 3 5 1 1 4"


async def given_a_closed_motion(demo: Running, *, cast: int = 15) -> None:
    codes = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    for place, code in enumerate(codes[:cast]):
        choice = "yes" if place % 3 else "no"
        await demo.post(f"/card/{code}/poll/{POLL}", ("motion", choice), ("step", "cast"))
    await demo.chair(POLL, "close")


async def facts(demo: Running) -> tuple[list[Closing], list[Opened]]:
    texts = [text for _, text in await records.after(demo.kiosk.hall.sitting.roll.read, 0)]
    found = [read_record(text) for text in texts]
    return (
        [read_closed_payload(one.payload) for one in found if one.kind == "poll-closed"],
        [read_opened_payload(one.payload) for one in found if one.kind == "ballots-opened"],
    )


async def test_the_dice_choose_the_ballots_and_each_fits_its_commitment(demo: Running) -> None:
    await given_a_closed_motion(demo)

    status, page = await demo.chair(POLL, "sample", ("dice", DICE))
    (closing,), (opened,) = await facts(demo)

    assert status == 200
    assert "Opened ballots: Open the meeting to young people" in page
    places = sample(DICE, bytes.fromhex(closing.root), size=15, number=3)
    assert tuple(place for place, _, _ in opened.openings) == places
    for place, text, opening in opened.openings:
        promise = commitment(POLL, text.encode(), bytes.fromhex(opening))
        assert promise.hex() == closing.commitments[place]
        assert tracker(promise) in page


async def test_what_was_opened_comes_on_paper_with_the_chance_to_find_a_cheat(
    demo: Running,
) -> None:
    await given_a_closed_motion(demo)
    await demo.chair(POLL, "sample", ("dice", DICE))
    assert demo.kiosk.demo is not None
    pictures = demo.kiosk.demo.printer

    def slips() -> list[str]:
        texts = ["\n".join(one.text) for one in pictures.pictures]
        return [text for text in texts if "Opened ballots" in text]

    await until(lambda: bool(slips()))

    assert f"Dice: {DICE}" in slips()[0]
    assert "With 1 ballot exchanged, the dice find it in 20% of all cases." in slips()[0]
    assert "With 2 ballots exchanged, the dice find one in 37% of all cases." in slips()[0]


async def test_a_sample_is_opened_once(demo: Running) -> None:
    await given_a_closed_motion(demo)
    await demo.chair(POLL, "sample", ("dice", DICE))

    status, _ = await demo.chair(POLL, "sample", ("dice", "6" * 10))
    _, opened = await facts(demo)

    assert status == 409
    assert len(opened) == 1


@pytest.mark.parametrize(
    "typed", ["", "4 1 6", "4 1 6 6 2 3 5 1 1 4 2", "4 1 6 6 2 3 5 1 1 7", f"{DICE}\u200b", "words"]
)
async def test_what_is_not_ten_dice_opens_nothing(demo: Running, typed: str) -> None:
    await given_a_closed_motion(demo)

    status, page = await demo.chair(POLL, "sample", ("dice", typed))
    _, opened = await facts(demo)

    assert status == 409
    assert "Type ten numbers from 1 to 6." in page
    assert opened == []


async def test_without_dice_or_before_the_close_nothing_is_opened(demo: Running) -> None:
    await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    early, _ = await demo.chair(POLL, "sample", ("dice", DICE))
    await demo.chair(POLL, "close")
    empty, page = await demo.chair(POLL, "sample", ("dice", DICE))
    _, opened = await facts(demo)

    assert (early, empty) == (409, 409)
    assert 'id="step-sample"' not in page
    assert opened == []


async def test_another_program_follows_the_log_with_the_sample_in_it(demo: Running) -> None:
    await given_a_closed_motion(demo)
    await demo.chair(POLL, "sample", ("dice", DICE))
    texts = [text for _, text in await records.after(demo.kiosk.hall.sitting.roll.read, 0)]
    first = read_record(texts[0])

    book = Logbook(device=first.device, log=first.log)
    for text in texts:
        book = follow(book, read_record(text))

    assert book.opened == {POLL}


async def test_the_opened_ballots_are_still_shown_after_a_restart(demo: Running) -> None:
    await given_a_closed_motion(demo)
    await demo.chair(POLL, "sample", ("dice", DICE))
    await demo.stop()

    again = await start_kiosk(demo.data)
    await again.post("/chair/enter", ("pin", PIN))
    _, page = await again.get("/chair")
    await again.stop()

    assert f"Dice: {DICE}" in page


async def test_nothing_of_the_sample_is_in_the_public_answers(demo: Running) -> None:
    await given_a_closed_motion(demo)
    await demo.chair(POLL, "publish")
    before = json.loads((await demo.get(f"/api/v1/polls/{POLL}/ballots"))[1])

    await demo.chair(POLL, "sample", ("dice", DICE))

    assert json.loads((await demo.get(f"/api/v1/polls/{POLL}/ballots"))[1]) == before
