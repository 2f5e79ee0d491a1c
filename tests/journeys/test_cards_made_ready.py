"""Cards that are made ready are no cards: nobody has them, no file knows them, and none votes."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from journey import Running, load, start_kiosk, until
from test_a_card_that_never_came_out import at, code_on, sign_in

from kiosk.actions.background import make_ready
from kiosk.shipped import demo_file


@pytest.fixture
async def ready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Running]:
    """A kiosk whose desk is open, with cards for all who may come."""
    monkeypatch.setattr(make_ready, "LOOK_EVERY", 0.05)
    await load(tmp_path / "data", demo_file())
    running = await start_kiosk(tmp_path / "data", printer="none")
    await running.get("/desk")
    inside = running.kiosk.hall.sitting.inside
    assert inside is not None
    await until(lambda: len(running.kiosk.hall.sitting.ready) >= inside.members)
    yield running
    await running.stop()


async def test_a_code_made_ready_is_no_card(ready: Running) -> None:
    sitting = ready.kiosk.hall.sitting

    statuses = [(await ready.get(f"/card/{code}"))[0] for code in sitting.ready[:2]]

    assert statuses == [404, 404]
    assert sitting.box.cards_number == 0
    assert not any(sitting.box.has_card(code) for code in sitting.ready)


async def test_no_file_holds_a_code_made_ready(ready: Running) -> None:
    kept = [file.read_bytes() for file in ready.data.rglob("*") if file.is_file()]

    assert kept
    assert not any(code.encode() in one for code in ready.kiosk.hall.sitting.ready for one in kept)


async def test_whoever_comes_gets_one_that_was_made_ready_and_it_votes(ready: Running) -> None:
    codes = set(ready.kiosk.hall.sitting.ready)
    first, second = code_on(await sign_in(ready, "101")), code_on(await sign_in(ready, "102"))

    assert {first, second} <= codes
    assert not {first, second} & set(ready.kiosk.hall.sitting.ready)
    assert first != second
    assert (await ready.get(f"/card/{first}"))[0] == 200


async def test_a_card_given_for_another_is_made_ready_too(ready: Running) -> None:
    codes = set(ready.kiosk.hall.sitting.ready)
    page = await sign_in(ready, "101")

    _, another = await ready.post(f"{at(page)}/another")

    assert code_on(another) in codes - {code_on(page)}


async def test_a_crowd_larger_than_what_is_ready_gets_cards_all_the_same(ready: Running) -> None:
    del ready.kiosk.hall.sitting.ready[2:]
    forms = [(("number", str(n)), ("once", f"of {n}")) for n in range(101, 107)]

    await asyncio.gather(*(ready.post("/desk/sign-in", *form) for form in forms))

    cards = ready.kiosk.hall.sitting.untaken.cards.values()
    assert len({card.code for card in cards}) == 6


async def test_each_page_shows_the_card_of_its_own_ticket(ready: Running) -> None:
    pages = [await sign_in(ready, str(number), f"of {number}") for number in range(101, 105)]

    cards = ready.kiosk.hall.sitting.untaken.cards
    for page in pages:
        ticket = at(page).rpartition("/")[2]
        others = [one.code for name, one in cards.items() if name != ticket]
        assert code_on(page) == cards[ticket].code
        assert not any(code[:5] in page for code in others)
        assert page.count(ticket) >= 3
