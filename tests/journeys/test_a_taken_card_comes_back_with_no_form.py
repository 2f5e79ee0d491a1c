"""Once a card is taken, no form that was sent before brings its code back to the desk."""

from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from journey import Running, load, start_kiosk, until
from test_a_card_that_never_came_out import at, code_on, settled, sign_in
from test_signing_in import SMALL

from kiosk.domain.cards import spoken

API = "/api/v1/desk/arrivals"
DESK = "/desk/sign-in"
FORM = (("number", "101"), ("once", "a"))


async def said_i_have_it(demo: Running, page: str) -> None:
    await demo.post(f"{at(page)}/have")


async def shown_to_a_phone(demo: Running, page: str) -> None:
    await demo.get(f"/card/{code_on(page)}")


async def shown_at_the_booth(demo: Running, page: str) -> None:
    await demo.post("/booth", ("code", code_on(page)))


async def voted(demo: Running, page: str) -> None:
    for number in range(102, 117):
        await demo.card(str(number))
    await demo.chair("young-voters", "open")
    path = f"/card/{code_on(page)}/poll/young-voters"
    status, _ = await demo.post(path, ("motion", "yes"), ("step", "cast"))
    assert status == 200


async def went_on_and_voted(demo: Running, page: str) -> None:
    await settled(demo)
    await demo.post("/desk", ("typed", "102"))
    card = next(iter(demo.kiosk.hall.sitting.untaken.cards.values()))
    await until(lambda: card.valid)
    await voted(demo, page)


TAKEN = [said_i_have_it, shown_to_a_phone, shown_at_the_booth, voted, went_on_and_voted]


def holds(text: str, code: str) -> bool:
    groups = "</span> <span>".join(spoken(code).split("-"))
    return code in text or spoken(code) in text or groups in text


@pytest.mark.parametrize("taken", TAKEN)
async def test_the_same_form_after_the_card_was_taken_says_what_any_later_one_does(
    demo: Running, taken: Callable[[Running, str], Awaitable[None]]
) -> None:
    page = await sign_in(demo, "101")
    code = code_on(page)
    await taken(demo, page)

    for path in (DESK, API):
        again = await demo.post(path, *FORM)
        later = await demo.post(path, ("number", "101"), ("once", "later"))
        assert again[0] == later[0] == 409
        assert not holds(again[1], code)
    for path in ("/desk", at(page), "/desk/leave", "/panel"):
        _, shown = await demo.get(path)
        if path != "/panel":  # which shows the slips that the demo's printer made
            assert not holds(shown, code), path


async def test_a_program_gets_a_card_once(demo: Running) -> None:
    first = await demo.post(API, *FORM)
    again = await demo.post(API, *FORM)
    at_the_desk, page = await demo.post(DESK, *FORM)

    code = first[1].split('"card": "')[1].split('"')[0]
    assert (first[0], again[0], at_the_desk) == (201, 409, 409)
    assert not holds(again[1] + page, code)


async def test_at_an_open_door_the_same_form_neither_shows_a_taken_card_nor_counts_again(
    tmp_path: Path, stopping: AsyncExitStack
) -> None:
    (tmp_path / "small.pb").write_text(SMALL, encoding="utf-8")
    await load(tmp_path / "data", tmp_path / "small.pb")
    running = await start_kiosk(tmp_path / "data")
    stopping.push_async_callback(running.stop)
    for path, take in ((DESK, True), (API, False)):
        status, first = await running.post(path, ("once", path))
        code = code_on(first) if take else first.split('"card": "')[1].split('"')[0]
        if take:
            await running.post(f"{at(first)}/have")
        refused, again = await running.post(path, ("once", path))
        assert (status, refused) == (200 if take else 201, 409)
        assert not holds(again, code)
    _, agenda = await running.get("/api/v1/assembly")

    assert '"present": 2' in agenda


async def test_no_memory_of_a_form_holds_a_code(demo: Running) -> None:
    page = await sign_in(demo, "101")

    assert code_on(page) not in repr(demo.kiosk.hall.arrivals)
    await demo.post(f"{at(page)}/have")
    assert code_on(page) not in repr(demo.kiosk.hall.sitting.untaken)
