"""A card whose slip is in nobody's hand is made void for another: one person, one vote."""

import asyncio
import itertools
import shutil
from collections.abc import Awaitable, Callable

import pytest
from journey import Running, start_kiosk
from test_a_card_that_never_came_out import at, code_on, sign_in
from test_a_slip_whose_person_went_on import after_a_cut, cards, went_on

from kiosk.domain.errors import CannotSave, NoSuchCard
from kiosk.store import given_cards

POLL, QUESTION = "young-voters", "motion"


@pytest.fixture
async def open_poll(demo: Running) -> Running:
    """Fifteen others are here, and the first poll is open."""
    for number in range(105, 120):
        await demo.card(str(number))
    await demo.chair(POLL, "open")
    return demo


async def vote(demo: Running, code: str, choice: str = "yes") -> int:
    token = ("token", f"form of {code} {choice}")
    form = ((QUESTION, choice), token, ("step", "cast"))
    status, _ = await demo.post(f"/card/{code}/poll/{POLL}", *form)
    return status


async def test_a_blank_slip_is_given_up_for_another_and_never_votes(open_poll: Running) -> None:
    first = await went_on(open_poll)
    back = await sign_in(open_poll, "101", "b")
    assert code_on(back) == code_on(first)
    number = cards(open_poll)

    status, second = await open_poll.post(f"{at(back)}/another")

    assert status == 200
    assert cards(open_poll) == number - 1
    assert await vote(open_poll, code_on(first)) == 404
    assert (await open_poll.get(f"/card/{code_on(first)}"))[0] == 404
    assert await vote(open_poll, code_on(second)) == 200
    assert cards(open_poll) == number
    assert open_poll.kiosk.hall.sitting.box.cast_number(POLL) == 1


async def test_a_card_made_void_is_void_after_a_power_cut(open_poll: Running) -> None:
    first = await went_on(open_poll)
    _, second = await open_poll.post(f"{at(first)}/another")

    async with after_a_cut(open_poll) as again:
        old, _ = await again.get(f"/card/{code_on(first)}")
        third = await sign_in(again, "101", "c")
        await again.get(f"/card/{code_on(third)}")
        given = await given_cards.number(again.kiosk.hall.sitting.roll.read)

        assert old == 404
        assert code_on(third) not in {code_on(first), code_on(second)}
        assert given == cards(again)


@pytest.mark.parametrize("shown", ["phone", "booth", "have"])
async def test_a_card_that_was_shown_is_never_made_void(demo: Running, shown: str) -> None:
    page = await went_on(demo)
    match shown:
        case "phone":
            await demo.get(f"/card/{code_on(page)}")
        case "booth":
            await demo.post("/booth", ("code", code_on(page)))
        case _:
            await demo.post(f"{at(page)}/have")

    status, _ = await demo.post(f"{at(page)}/another")

    assert status == 409
    assert demo.kiosk.hall.sitting.box.has_card(code_on(page))
    assert not any(card.code for card in demo.kiosk.hall.sitting.untaken.cards.values())


async def test_a_card_that_voted_is_never_made_void_even_if_nobody_saw_it(
    open_poll: Running,
) -> None:
    page = await went_on(open_poll)
    box = open_poll.kiosk.hall.sitting.box
    await box.cast(POLL, code_on(page), text=b"yes", opening=bytes(32))

    status, _ = await open_poll.post(f"{at(page)}/another")
    again, _ = await open_poll.post("/desk/sign-in", ("number", "101"), ("once", "b"))

    assert (status, again) == (409, 409)
    assert box.has_card(code_on(page))
    assert await given_cards.is_taken(open_poll.kiosk.hall.sitting.roll.read, "101")


@pytest.mark.parametrize("ahead", range(6))
async def test_a_card_made_void_while_it_votes_is_one_of_both(
    open_poll: Running, ahead: int
) -> None:
    page = await went_on(open_poll)
    box = open_poll.kiosk.hall.sitting.box

    async def cast() -> bool:
        for _ in range(ahead):
            await asyncio.sleep(0)
        try:
            await box.cast(POLL, code_on(page), text=b"yes", opening=bytes(32))
        except NoSuchCard:
            return False
        return True

    is_cast, is_void = await asyncio.gather(cast(), box.give_up_card(code_on(page)))

    assert is_cast != is_void
    assert box.cast_number(POLL) == is_cast
    assert box.has_card(code_on(page)) == is_cast


@pytest.mark.parametrize("phones", [1, 3])
async def test_one_person_with_both_slips_votes_once(open_poll: Running, phones: int) -> None:
    page = await went_on(open_poll)
    old = code_on(page)

    (status, second), _ = await asyncio.gather(
        open_poll.post(f"{at(page)}/another"),
        asyncio.gather(*(vote(open_poll, old) for _ in range(phones))),
    )
    if status == 200:
        await vote(open_poll, code_on(second))
        await vote(open_poll, old, "no")

    assert open_poll.kiosk.hall.sitting.box.cast_number(POLL) == 1


STEPS = ("mark", "box", "roll")


@pytest.mark.parametrize(("step", "others"), tuple(itertools.product(STEPS, (0, 1, 3))))
async def test_the_power_at_any_step_of_making_void_leaves_one_card_or_none_and_says_so(
    demo: Running, step: str, others: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(110, 110 + others):
        await went_on(demo, str(number), str(number))
    page = await went_on(demo)
    disk = demo.data.with_name("cut")
    box = demo.kiosk.hall.sitting.box

    def kept(done: Callable[..., Awaitable[object]]) -> Callable[..., Awaitable[object]]:
        async def then(*args: object, **named: object) -> object:
            if step == "mark" and done == void:
                shutil.copytree(demo.data, disk)
            answer = await done(*args, **named)
            if step == "box" and done == void:
                shutil.copytree(demo.data, disk)
            return answer

        return then

    void = box.give_up_card
    monkeypatch.setattr(box, "give_up_card", kept(void))
    await demo.post(f"{at(page)}/another")
    if step == "roll":
        shutil.copytree(demo.data, disk)

    again = await start_kiosk(disk)
    try:
        is_valid = (await again.get(f"/card/{code_on(page)}"))[0] == 200
        signed, _ = await again.post("/desk/sign-in", ("number", "101"), ("once", "b"))

        assert is_valid == (step == "mark")
        assert signed == (409 if is_valid else 200)
        assert cards(again) == others + is_valid
    finally:
        await again.stop()


@pytest.mark.parametrize("others", [0, 1, 4])
async def test_after_a_void_that_the_disk_refused_everybody_keeps_one_card(
    demo: Running, others: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = await went_on(demo)
    box = demo.kiosk.hall.sitting.box

    async def refused(code: str) -> bool:
        raise CannotSave("full")

    with monkeypatch.context() as patch:
        patch.setattr(box, "give_up_card", refused)
        status, _ = await demo.post(f"{at(page)}/another")
    for number in range(110, 110 + others):
        await went_on(demo, str(number), str(number))

    async with after_a_cut(demo) as again:
        second, _ = await again.post("/desk/sign-in", ("number", "101"), ("once", "b"))
        shown, _ = await again.get(f"/card/{code_on(page)}")

    assert (status, second, shown) == (503, 409, 200)


async def test_a_card_made_void_leaves_its_row_free_and_no_digest_behind(demo: Running) -> None:
    page = await went_on(demo)
    box = demo.kiosk.hall.sitting.box
    before = box.cards_digest()
    await demo.post(f"{at(page)}/another")
    rows = await (await box.sure_file()).read.execute_fetchall("SELECT body FROM card")

    assert box.cards_digest() != before
    assert not any(any(body) for (body,) in rows)
