"""What a stolen box tells of cards: nothing without slow work, not even of cards that voted."""

import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from kiosk.domain.errors import AlreadyVoted, NoSuchCard
from kiosk.proof.card_key import card_key
from kiosk.store import card_keys
from kiosk.store.box import Box
from kiosk.store.box_contents import card_digest
from kiosk.store.draft_shelf import open_shelf
from kiosk.store.migration import scripts_of

CODES = ["C7K2R9XTFH4DG7", "33333333333333", "card 3"]
OPENING = bytes(32)


async def given_a_box(file: Path) -> Box:
    box = await Box.open_and_read(file)
    await box.add_cards(CODES)
    await box.prepare("motion", longest=40)
    await box.start("motion")
    await box.cast("motion", CODES[0], text=b"yes", opening=OPENING)
    return box


def bodies(file: Path) -> set[bytes]:
    both = "SELECT body FROM card UNION SELECT body FROM spent"
    with closing(sqlite3.connect(file)) as read:
        return {body for (body,) in read.execute(both) if any(body)}


async def test_no_fast_digest_of_a_code_is_in_the_box(tmp_path: Path) -> None:
    box = await given_a_box(tmp_path / "box.sqlite")
    await box.close()

    content = (tmp_path / "box.sqlite").read_bytes()
    with closing(sqlite3.connect(tmp_path / "box.sqlite")) as read:
        ((salt,),) = read.execute("SELECT salt FROM poll").fetchall()
        ((card_salt,),) = read.execute("SELECT salt FROM card_salt").fetchall()
    for code in CODES:
        for before in (b"", salt, card_salt, b"assembly kiosk voting card\0"):
            assert sha256(before + code.encode()).digest() not in content
            assert code.encode() not in content
        assert card_key(code, card_salt) not in content, "it would link a card to its votes"


async def test_the_same_code_is_kept_differently_in_every_box(tmp_path: Path) -> None:
    for name in ("a", "b"):
        await (await given_a_box(tmp_path / f"{name}.sqlite")).close()

    one, other = (bodies(tmp_path / f"{name}.sqlite") for name in ("a", "b"))
    assert (len(one), len(other), one & other) == (4, 4, set())


async def test_a_box_that_is_opened_again_knows_its_cards(tmp_path: Path) -> None:
    await (await given_a_box(tmp_path / "box.sqlite")).close()

    again = await Box.open_and_read(tmp_path / "box.sqlite")

    assert not again.has_card(CODES[1])  # nobody has shown it since the start
    assert await again.recognise(CODES[1])
    assert again.has_card(CODES[1])
    assert not await again.recognise("44444444444444")
    assert not again.has_card("44444444444444")
    assert again.has_spent("motion", CODES[0])
    assert not again.has_spent("motion", CODES[1])
    with pytest.raises(AlreadyVoted):
        await again.cast("motion", CODES[0], text=b"no", opening=OPENING)
    with pytest.raises(NoSuchCard):
        await again.cast("motion", "44444444444444", text=b"no", opening=OPENING)
    await again.cast("motion", CODES[2], text=b"no", opening=OPENING)
    await again.close()


async def test_a_card_is_slow_once_and_then_quick(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await (await given_a_box(tmp_path / "box.sqlite")).close()
    again = await Box.open_and_read(tmp_path / "box.sqlite")
    slow: list[str] = []

    def noted(code: str, salt: bytes) -> bytes:
        slow.append(code)
        return card_key(code, salt)

    monkeypatch.setattr(card_keys, "card_key", noted)

    for _ in range(3):
        await again.recognise(CODES[1])
        again.has_spent("motion", CODES[1])
    await again.cast("motion", CODES[1], text=b"no", opening=OPENING)
    await again.add_cards(["made here"])
    await again.recognise("made here")

    assert slow == [CODES[1], "made here"]
    await again.close()


@pytest.mark.parametrize("version", [1, 2])
async def test_cards_of_an_older_kiosk_are_good_to_the_end_of_their_meeting(
    tmp_path: Path, version: int
) -> None:
    # given a box of an older kiosk, with two cards of which one has voted
    file = tmp_path / "box.sqlite"
    older = ["2222222225", "CCCCCCCCCC"]
    with closing(sqlite3.connect(file, isolation_level=None)) as made:
        for script in scripts_of("box")[:version]:
            made.executescript(script)
        made.execute(f"PRAGMA user_version = {version}")
        for place, code in enumerate(older):
            body = sha256(b"assembly kiosk voting card\0" + code.encode()).digest()
            made.execute("INSERT INTO card VALUES (?, ?)", (b"c%d" % place, body))
        made.execute(
            "INSERT INTO poll (id, salt, body_size, taking) VALUES ('motion', ?, 128, 1)", (b"s",)
        )
        spent = [sha256(b"s" + older[0].encode()).digest(), bytes(32)]
        for place, body in enumerate(spent):
            made.execute("INSERT INTO spent VALUES (?, 'motion', ?)", (b"s%d" % place, body))
            made.execute("INSERT INTO ballot VALUES (?, 'motion', ?)", (b"b%d" % place, bytes(128)))

    box = await Box.open_and_read(file)

    assert await box.recognise(older[1])
    assert not await box.recognise("DDDDDDDDDD")
    with pytest.raises(AlreadyVoted):
        await box.cast("motion", older[0], text=b"yes", opening=OPENING)
    await box.cast("motion", older[1], text=b"yes", opening=OPENING)
    await box.add_cards(["C7K2R9XTFH4DG7"])  # somebody comes after the update
    await box.cast("motion", "C7K2R9XTFH4DG7", text=b"no", opening=OPENING)
    await box.close()
    again = await Box.open_and_read(file)
    assert all(again.has_spent("motion", code) for code in (*older, "C7K2R9XTFH4DG7"))
    await again.close()


async def test_an_older_box_without_cards_gets_the_new_way(tmp_path: Path) -> None:
    file = tmp_path / "box.sqlite"
    with closing(sqlite3.connect(file, isolation_level=None)) as made:
        for script in scripts_of("box")[:2]:
            made.executescript(script)
        made.execute("PRAGMA user_version = 2")

    box = await given_a_box(file)

    assert card_digest(CODES[0].encode()) not in bodies_held(box)
    await box.close()


def bodies_held(box: Box) -> set[bytes]:
    return set(box.file.held.cards)


async def test_a_draft_in_memory_names_and_opens_for_no_fast_digest(tmp_path: Path) -> None:
    box = await given_a_box(tmp_path / "box.sqlite")
    asked: list[str] = []

    def key_of(code: str) -> bytes:
        asked.append(code)
        return box.key_of(code)

    shelf = open_shelf(tmp_path / "drafts", "meeting", key_of)
    shelf.keep("motion", CODES[1], b"yes")
    quick = open_shelf(tmp_path / "drafts", "meeting", lambda code: code.encode())

    assert shelf.find("motion", CODES[1]) == b"yes"
    assert quick.find("motion", CODES[1]) is None
    assert set(asked) == {CODES[1]}
    again = open_shelf(tmp_path / "drafts", "meeting", box.key_of)
    assert again.find("motion", CODES[1]) == b"yes"
    await box.close()
