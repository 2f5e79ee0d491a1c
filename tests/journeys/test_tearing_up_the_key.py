"""The torn key: no slip no vote, a restart needs it, and after the tearing nobody reads the box."""

import json
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from journey import PIN, Running, counting_over, given_a_quorum, load, start_kiosk, until

from kiosk.domain.errors import BoxLocked
from kiosk.domain.happening import Happening
from kiosk.meeting.doors import FREE_TRIES
from kiosk.proof.seal import key_code, key_words
from kiosk.shipped import demo_file
from kiosk.store import records

POLL = "young-voters"


@pytest.fixture
async def sealed(tmp_path: Path) -> AsyncIterator[Running]:
    """The demonstration's assembly with sealed boxes."""
    files = tmp_path / "files"
    shutil.copytree(demo_file().parent, files)
    main = files / demo_file().name
    main.write_text("sealed = true\n" + main.read_text("utf-8"), encoding="utf-8")
    data = tmp_path / "data"
    await load(data, main)
    running = await start_kiosk(data)
    yield running
    await running.stop()


def key_of(running: Running) -> bytes:
    return running.kiosk.hall.sitting.keys[POLL].key


async def given_an_open_sealed_poll(running: Running, *, cast: int = 6) -> bytes:
    """Six ballots lie in the sealed box; its key."""
    codes = await given_a_quorum(running)
    await running.chair(POLL, "open")
    key = key_of(running)
    await running.chair(POLL, "key", ("word", key_words(key)[2]))
    for code in codes[:cast]:
        status, page = await running.post(
            f"/card/{code}/poll/{POLL}", ("motion", "yes"), ("step", "cast")
        )
        assert status == 200, page
    return key


async def ballots(running: Running) -> str:
    _, text = await running.get(f"/api/v1/polls/{POLL}/ballots")
    return text


async def test_the_slip_comes_once_and_voting_waits_for_whoever_holds_it(sealed: Running) -> None:
    codes = await given_a_quorum(sealed)
    await sealed.chair(POLL, "open")
    assert sealed.kiosk.demo is not None
    printer = sealed.kiosk.demo.printer
    await until(lambda: bool(printer.pictures))
    words = key_words(key_of(sealed))
    early, _ = await sealed.post(
        f"/card/{codes[0]}/poll/{POLL}", ("motion", "yes"), ("step", "cast")
    )
    wrong, page = await sealed.chair(POLL, "key", ("word", "nothing"))

    right, _ = await sealed.chair(POLL, "key", ("word", words[2].upper() + " "))

    slip = printer.pictures[-1].text
    assert [f"{place}: {word}" for place, word in enumerate(words, start=1)] == [
        line for line in slip if line.split(": ")[-1] in words
    ]
    assert (early, wrong, right) == (409, 409, 200)
    assert "These are not the words of the key." in page
    assert not any(f"<li>{word}<" in page for word in words)
    assert sealed.kiosk.hall.sitting.box.taking(POLL)
    assert sealed.kiosk.hall.sitting.keys == {}


async def test_the_word_that_proves_the_slip_cannot_be_guessed(sealed: Running) -> None:
    await given_a_quorum(sealed)
    await sealed.chair(POLL, "open")
    for _ in range(FREE_TRIES + 1):
        await sealed.chair(POLL, "key", ("word", "nothing"))

    _, page = await sealed.chair(POLL, "key", ("word", key_words(key_of(sealed))[2]))

    assert "Too many wrong tries." in page
    assert not sealed.kiosk.hall.sitting.box.taking(POLL)


async def test_without_paper_the_words_are_shown_to_be_written_down(sealed: Running) -> None:
    assert sealed.kiosk.demo is not None
    sealed.kiosk.demo.printer.no_paper()
    await given_a_quorum(sealed)
    await sealed.chair(POLL, "open")
    await until(lambda: sealed.kiosk.hall.sitting.keys[POLL].printed is False)
    words = key_words(key_of(sealed))

    _, page = await sealed.get(f"/chair/poll/{POLL}")
    await sealed.chair(POLL, "key", ("word", words[2]))
    _, later = await sealed.get(f"/chair/poll/{POLL}")

    assert all(f"<li>{word}</li>" in page for word in words)
    assert not any(f"<li>{word}</li>" in later for word in words)


async def test_a_power_cut_before_the_slip_is_there_leaves_a_draft(sealed: Running) -> None:
    await given_a_quorum(sealed)
    await sealed.chair(POLL, "open")
    await sealed.stop()

    again = await start_kiosk(sealed.data)
    await again.chair(POLL, "open")
    status, _ = await again.chair(POLL, "key", ("word", key_words(key_of(again))[2]))
    taking = again.kiosk.hall.sitting.box.taking(POLL)
    await again.stop()

    assert (status, taking) == (200, True)


async def test_after_a_restart_the_vote_waits_for_the_words_of_the_slip(sealed: Running) -> None:
    key = await given_an_open_sealed_poll(sealed)
    await sealed.stop()

    again = await start_kiosk(sealed.data)
    await again.post("/chair/enter", ("pin", PIN))
    _, waiting = await again.get(f"/chair/poll/{POLL}")
    locked, _ = await again.chair(POLL, "resume")
    wrong, _ = await again.chair(POLL, "unlock", ("words", "acorn " * 16))
    right, _ = await again.chair(POLL, "unlock", ("words", " ".join(key_words(key)).upper()))
    resumed, _ = await again.chair(POLL, "resume")
    await again.chair(POLL, "close")
    await again.chair(POLL, "publish")
    found = await ballots(again)
    await again.stop()

    assert "This box is locked" in waiting
    assert "A sealed vote waits for the words of its slip." in waiting
    assert (locked, wrong, right, resumed) == (409, 409, 200, 200)
    assert json.loads(found)["ballots"] == [[[["motion", [["yes", 1]]]], 6]]


async def test_words_that_do_not_unlock_stay_and_the_page_says_what_to_mend(
    sealed: Running,
) -> None:
    key = await given_an_open_sealed_poll(sealed)
    await sealed.stop()
    words = list(key_words(key))
    misspelt = " ".join([*words[:4], words[4] + "x", *words[5:]])
    other = " ".join(words[1:] + words[:1])

    again = await start_kiosk(sealed.data)
    told = [
        (typed, (await again.chair(POLL, "unlock", ("words", typed)))[1])
        for typed in (misspelt, " ".join(words[:15]), other)
    ]
    await again.stop()

    sentences = (
        "Word 5 is on no slip. Check its spelling.",
        "There are 15 words. The slip has 16.",
        "These are the words of another key, or in another order.",
    )
    for (typed, page), sentence in zip(told, sentences, strict=True):
        assert sentence in page
        assert f'value="{typed}"' in page


async def test_the_scanned_code_of_the_slip_unlocks_too(sealed: Running) -> None:
    key = await given_an_open_sealed_poll(sealed)
    await sealed.stop()

    again = await start_kiosk(sealed.data)
    await again.chair(POLL, "close")
    waits = POLL not in again.kiosk.hall.sitting.results
    await again.chair(POLL, "unlock", ("words", key_code(key)))
    counted = POLL in again.kiosk.hall.sitting.results
    await again.stop()

    assert (waits, counted) == (True, True)


async def test_guessing_the_key_must_wait(sealed: Running) -> None:
    await given_an_open_sealed_poll(sealed)
    await sealed.stop()

    again = await start_kiosk(sealed.data)
    pages = [await again.chair(POLL, "unlock", ("words", "acorn " * 16)) for _ in range(7)]
    await again.stop()

    assert "Too many wrong tries." in pages[-1][1]


async def test_when_the_slip_is_torn_up_the_result_stays_and_the_box_is_silent(
    sealed: Running,
) -> None:
    await given_an_open_sealed_poll(sealed)
    early, _ = await sealed.chair(POLL, "tear")
    await sealed.chair(POLL, "close")
    _, ask = await sealed.get(f"/chair/poll/{POLL}/tear")
    torn, page = await sealed.chair(POLL, "tear")
    await sealed.chair(POLL, "publish")
    before = await ballots(sealed)
    with pytest.raises(BoxLocked):
        await sealed.kiosk.hall.sitting.box.ballots(POLL)
    await sealed.stop()

    again = await start_kiosk(sealed.data)
    await counting_over(again)
    after = await ballots(again)
    status, result = await again.get(f"/results/{POLL}")
    await again.post("/chair/enter", ("pin", PIN))
    _, chair = await again.get(f"/chair/poll/{POLL}")
    altered = again.kiosk.hall.sitting.altered
    texts = [text for _, text in await records.after(again.kiosk.hall.sitting.roll.read, 0)]
    await again.stop()

    assert early == 409
    assert "No ballot was opened by dice yet." in ask
    assert torn == 200
    assert "The key is torn up." in page
    assert before == after
    assert (status, altered) == (200, set())
    assert "The motion passes." in result
    assert "This box is locked" not in chair
    assert sum(Happening.KEY_FORGOTTEN in text for text in texts) == 1


async def test_a_slip_that_was_kept_opens_nothing_after_the_tearing(sealed: Running) -> None:
    key = await given_an_open_sealed_poll(sealed)
    await sealed.chair(POLL, "close")
    await sealed.chair(POLL, "tear")

    status, _ = await sealed.chair(POLL, "unlock", ("words", key_code(key)))

    assert status == 409
    assert sealed.kiosk.hall.sitting.box.is_locked(POLL)


async def test_the_key_is_in_no_file_that_the_kiosk_keeps(sealed: Running) -> None:
    key = await given_an_open_sealed_poll(sealed)
    await sealed.chair(POLL, "close")
    await sealed.stop()

    kept = [one for one in sealed.data.rglob("*") if one.is_file() and one.suffix != ".png"]

    assert kept
    for file in kept:
        content = file.read_bytes()
        assert key not in content
        assert key.hex().encode() not in content.lower()
        assert " ".join(key_words(key)).encode() not in content
