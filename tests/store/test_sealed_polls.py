"""A sealed poll's ballots are read with its key only, and the key is in no file."""

import asyncio
import shutil
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.errors import BoxLocked, BoxNotEmpty, CannotSave, PollNotOpen, WrongKey
from kiosk.proof.seal import (
    KEY_SIZE,
    NONCE_SIZE,
    OVERHEAD,
    key_code,
    key_words,
    read_key,
    seal,
    typed_words,
    unknown_word,
    unseal,
)
from kiosk.proof.words import WORDS
from kiosk.store import slots
from kiosk.store.box import Box

KEY = bytes(range(KEY_SIZE))
OTHER = bytes(KEY_SIZE)
OPENING = b"the opening of one known ballot."
CHOICE = b'[["board",[["a-choice-to-be-found",1]]]]'
keys = st.binary(min_size=KEY_SIZE, max_size=KEY_SIZE)


async def given_a_sealed_box(folder: Path, *codes: str) -> Box:
    box = await Box.open_and_read(folder / "box.sqlite")
    await box.add_cards(codes)
    await box.prepare("board", longest=len(CHOICE), key=KEY)
    await box.start("board")
    return box


def bytes_on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


@given(keys, st.binary(max_size=300), st.binary(min_size=NONCE_SIZE, max_size=NONCE_SIZE))
@settings(max_examples=50, deadline=None)
def test_what_is_sealed_is_read_with_its_key_only(key: bytes, body: bytes, nonce: bytes) -> None:
    sealed = seal(key, body, nonce=nonce)

    assert len(sealed) == len(body) + OVERHEAD
    assert unseal(key, sealed) == body
    other = bytes([key[0] ^ 1]) + key[1:]
    with pytest.raises(ValueError, match="sealed"):
        unseal(other, sealed)


@given(keys, st.sampled_from([" ", "-", "", "\n", ", "]), st.booleans())
@settings(max_examples=50, deadline=None)
def test_a_key_is_typed_as_words_or_digits_however_spaced(
    key: bytes, gap: str, shouted: bool
) -> None:
    words, digits = gap.join(key_words(key)), key_code(key)

    assert read_key(words.upper() if shouted else words) == key
    assert read_key(digits if shouted else digits.lower()) == key


@given(keys, st.integers(0, KEY_SIZE - 1), st.sampled_from([" ", "-", "\n"]))
@settings(max_examples=50, deadline=None)
def test_the_hint_names_the_word_that_is_on_no_slip_also_behind_words_run_together(
    key: bytes, place: int, gap: str
) -> None:
    words = list(key_words(key))
    assert typed_words("".join(words)) == tuple(words)
    assert unknown_word("".join(words[:2]) + gap + gap.join(words[2:])) == 0

    words[place] = "zz" + words[place]

    assert unknown_word("".join(words[:place]) + gap + gap.join(words[place:])) == place + 1


def test_no_text_is_both_words_and_digits() -> None:
    assert not [word for word in WORDS if set(word) <= set("0123456789abcdef")]


@pytest.mark.parametrize(
    "typed",
    ["", "acorn", " ".join(["acorn"] * 15), " ".join(["acorn"] * 17), "acorn zippo", "00" * 15],
)
def test_what_is_no_key_is_refused(typed: str) -> None:
    with pytest.raises(WrongKey):
        read_key(typed)


async def test_the_key_gives_back_the_same_ballots_and_openings(tmp_path: Path) -> None:
    box = await given_a_sealed_box(tmp_path, "A", "B")
    await box.cast("board", "A", text=CHOICE, opening=OPENING)
    await box.cast("board", "B", text=b"[]", opening=OPENING)
    expected = ((CHOICE, OPENING), (b"[]", OPENING))
    assert await box.ballots("board") == expected
    await box.close()

    again = await Box.open_and_read(tmp_path / "box.sqlite")

    assert again.is_sealed("board")
    assert again.is_locked("board")
    again.unlock("board", KEY)
    assert not again.is_locked("board")
    assert await again.ballots("board") == expected
    await again.close()


async def test_a_locked_box_shows_nothing_takes_nothing_and_knows_a_wrong_key(
    tmp_path: Path,
) -> None:
    box = await given_a_sealed_box(tmp_path, "A", "B")
    await box.cast("board", "A", text=CHOICE, opening=OPENING)

    box.forget_key("board")

    with pytest.raises(WrongKey):
        box.unlock("board", OTHER)
    with pytest.raises(BoxLocked):
        await box.ballots("board")
    with pytest.raises(PollNotOpen) as refused:
        await box.cast("board", "B", text=CHOICE, opening=OPENING)
    assert refused.value.state == "paused"
    assert not box.has_spent("board", "B")
    await box.stop("board")
    with pytest.raises(BoxLocked):
        await box.start("board")
    assert box.cast_number("board") == 1
    await box.close()


async def test_a_poll_that_is_not_sealed_has_no_key(tmp_path: Path) -> None:
    box = await Box.open_and_read(tmp_path / "box.sqlite")
    await box.prepare("board", longest=40)

    assert not box.is_sealed("board")
    assert not box.is_locked("board")
    with pytest.raises(WrongKey):
        box.unlock("board", OTHER)
    await box.close()


async def test_a_box_that_reads_its_file_anew_still_has_the_key(tmp_path: Path) -> None:
    box = await given_a_sealed_box(tmp_path, "A")
    await box.file.database.writer.execute("PRAGMA query_only = ON")
    with pytest.raises(CannotSave):
        await box.cast("board", "A", text=CHOICE, opening=OPENING)

    await box.cast("board", "A", text=CHOICE, opening=OPENING)

    assert await box.ballots("board") == ((CHOICE, OPENING),)
    await box.close()


async def test_no_file_ever_shows_a_sealed_choice_or_the_key(tmp_path: Path) -> None:
    codes = [f"CARD{number}" for number in range(10)]
    box = await given_a_sealed_box(tmp_path, *codes)
    seen: set[bytes] = set()
    for code in codes:
        casting = asyncio.create_task(box.cast("board", code, text=CHOICE, opening=OPENING))
        while not casting.done():  # in the middle of the commit too, with its journal
            seen |= found_in(bytes_on_disk(tmp_path))
            await asyncio.sleep(0.0005)
        await casting
    await box.close()
    seen |= found_in(bytes_on_disk(tmp_path))

    assert not seen
    rows = set(await bodies(tmp_path))
    assert len(rows) == len(codes), "two equal ballots must not look alike"


def found_in(content: bytes) -> set[bytes]:
    return {secret for secret in (b"a-choice-to-be", OPENING[:16], KEY) if secret in content}


async def bodies(folder: Path) -> list[bytes]:
    box = await Box.open_and_read(folder / "box.sqlite")
    rows = await box.file.database.read.execute_fetchall("SELECT body FROM ballot")
    await box.close()
    return [row[0] for row in rows if any(row[0])]


async def test_a_plain_poll_would_show_its_choices(tmp_path: Path) -> None:
    box = await Box.open_and_read(tmp_path / "box.sqlite")
    await box.add_cards(["A"])
    await box.prepare("board", longest=len(CHOICE))
    await box.start("board")
    await box.cast("board", "A", text=CHOICE, opening=OPENING)

    assert b"a-choice-to-be" in bytes_on_disk(tmp_path)
    await box.close()


async def test_a_poll_with_ballots_or_spent_cards_is_never_prepared_again(tmp_path: Path) -> None:
    box = await given_a_sealed_box(tmp_path, "A")
    await box.prepare("board", longest=len(CHOICE), key=OTHER)  # empty: with a key made anew
    await box.start("board")
    await box.cast("board", "A", text=CHOICE, opening=OPENING)

    with pytest.raises(BoxNotEmpty):
        await box.prepare("board", longest=len(CHOICE), key=KEY)

    assert await box.ballots("board") == ((CHOICE, OPENING),)
    await box.close()


async def test_a_sealed_ballot_that_was_changed_is_no_ballot(tmp_path: Path) -> None:
    box = await given_a_sealed_box(tmp_path, "A")
    await box.cast("board", "A", text=CHOICE, opening=OPENING)
    (body,) = await bodies_of(box)
    await box.close()
    file = tmp_path / "box.sqlite"
    whole = file.read_bytes()
    file.write_bytes(whole.replace(body, body[:-1] + bytes([body[-1] ^ 1])))

    again = await Box.open_and_read(file)
    again.unlock("board", KEY)

    with pytest.raises(CannotSave):
        await again.ballots("board")
    await again.close()


async def bodies_of(box: Box) -> list[bytes]:
    rows = await box.file.database.read.execute_fetchall("SELECT body FROM ballot")
    return [row[0] for row in rows if any(row[0])]


async def test_a_card_more_or_less_changes_the_digest_of_the_cards(tmp_path: Path) -> None:
    await (await Box.open_and_read(tmp_path / "box.sqlite")).close()
    shutil.copyfile(tmp_path / "box.sqlite", tmp_path / "other.sqlite")  # of the same salt
    box = await Box.open_and_read(tmp_path / "box.sqlite")
    other = await Box.open_and_read(tmp_path / "other.sqlite")
    await box.add_cards(["A", "B", "C"])
    await other.add_cards(["C"])
    await other.add_cards(["B", "A"])

    assert box.cards_digest() == other.cards_digest()
    await other.add_cards(["D"])
    assert box.cards_digest() != other.cards_digest()
    await box.close()
    await other.close()


async def test_votes_are_taken_while_a_closed_box_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given a closed poll whose ballots take long to read, and an open one
    box = await given_a_sealed_box(tmp_path, "A")
    await box.cast("board", "A", text=CHOICE, opening=OPENING)
    await box.stop("board")
    await box.prepare("motion", longest=40)
    await box.start("motion")
    taken, read_body = threading.Event(), slots.read_body
    waited: list[bool] = []

    def read_slowly(body: bytes) -> tuple[bytes, bytes]:
        waited.append(taken.wait(5))
        return read_body(body)

    monkeypatch.setattr(slots, "read_body", read_slowly)

    # when it is read
    reading = asyncio.create_task(box.ballots("board"))
    await asyncio.sleep(0.1)
    await box.cast("motion", "A", text=b"yes", opening=OPENING)
    box.forget_key("board")
    taken.set()

    # then a vote came between, and a key that is torn up meanwhile spoils nothing
    assert await reading == ((CHOICE, OPENING),)
    assert waited == [True]
    await box.close()
