"""Without scripts a form takes what a scanner types on another country's keyboard, as it stands."""

import re

import pytest
from journey import Running, given_a_quorum
from other_keyboards import typed_on

from kiosk.domain.cards import ALPHABET, card_code

EVERY_DIGIT = card_code(tuple(map(ALPHABET.index, "C2D3F4G6H7J9K")))


@pytest.mark.parametrize("keyboard", ["german", "spanish", "italian", "french", "belgian", "czech"])
async def test_a_scanned_card_is_known_at_the_booth_and_at_the_desk(
    demo: Running, keyboard: str
) -> None:
    code, *_ = await given_a_quorum(demo)
    await demo.chair("young-voters", "open")
    seen = typed_on(keyboard, f"http://10.42.0.1:8080/card/{code}")

    status, booth = await demo.post("/booth", ("code", seen))
    _, desk = await demo.post("/desk", ("typed", seen))

    assert status == 200
    assert "This is not a voting card of this meeting." not in booth
    assert demo.kiosk.booths.own.session.code == code
    assert "This is a voting card." in desk


async def test_a_card_of_another_meeting_is_refused_on_every_keyboard(demo: Running) -> None:
    seen = typed_on("french", f"http://10.42.0.1:8080/card/{EVERY_DIGIT}")

    status, booth = await demo.post("/booth", ("code", seen))
    _, desk = await demo.post("/desk", ("typed", seen))

    assert status == 404
    assert "This is not a voting card of this meeting." in booth
    assert "This is a voting card." in desk


@pytest.mark.parametrize("path", ["/booth", "/"])
async def test_a_field_for_a_card_holds_its_whole_address_however_long(
    demo: Running, path: str
) -> None:
    code, *_ = await given_a_quorum(demo)
    await demo.chair("young-voters", "open")
    host = f"{'neighbourhood-' * 4}assembly.{'riverside-' * 5}example.org:8080"
    address = f"https://{host}/card/{code}"

    _, before = await demo.get(path)
    (room,) = re.findall(r'name="code"[^>]* maxlength="(\d+)"', before)
    status, page = await demo.post(path, ("code", address[: int(room)]))

    assert status == 200
    assert "This is not a voting card of this meeting." not in page
