"""A voting card is its person's once they have it; until then it waits, and never votes twice."""

import asyncio
import re
import time

import pytest
from busy import busy
from journey import Running, start_kiosk, until
from test_paper_trouble import StuckPrinter

from kiosk.store import given_cards

GROUP = "([2-9CDFGHJKNPRTVX]{3,7})"
TICKET = re.compile(r'action="(/desk/card/[^"]+)/have"')
LEVERS = ("no_paper", "cover_open", "unplug")


async def sign_in(demo: Running, number: str, once: str = "a") -> str:
    status, page = await demo.post("/desk/sign-in", ("number", number), ("once", once))
    assert status == 200, page
    return page


def code_on(page: str) -> str:
    shown = re.search(r'<p class="code spoken"[^>]*>(.*?)</p>', page)
    assert shown, page
    return re.sub(r"<[^>]+>|\s", "", shown[1])


def at(page: str) -> str:
    found = TICKET.search(page)
    assert found, page
    return found[1]


async def votes(demo: Running, code: str) -> bool:
    status, _ = await demo.get(f"/card/{code}")
    return status == 200


def printer(demo: Running):
    assert demo.kiosk.demo is not None
    return demo.kiosk.demo.printer


async def settled(demo: Running) -> None:
    cards = demo.kiosk.hall.sitting.untaken.cards.values()
    await until(lambda: all(one.job is None or one.job.state is not None for one in cards))


@pytest.mark.parametrize("lever", LEVERS)
async def test_without_paper_the_card_stays_and_nothing_counts_down(
    demo: Running, lever: str
) -> None:
    getattr(printer(demo), lever)()
    page = await sign_in(demo, "101")
    await settled(demo)

    _, again = await demo.get(at(page))

    assert code_on(again) == code_on(page)
    assert "Write the code down or take a photo." in again
    assert 'data-behaviour="next_person"' not in again
    assert "url=" not in again.split("</head>")[0]


async def test_a_card_on_its_way_does_not_count_down_and_a_printed_one_does(demo: Running) -> None:
    demo.kiosk.hall.printer, well = StuckPrinter(), demo.kiosk.hall.printer
    page = await sign_in(demo, "101")
    assert 'data-behaviour="next_person"' not in page
    demo.kiosk.hall.printer.free.set()
    await settled(demo)
    demo.kiosk.hall.printer = well

    await demo.post(f"{at(page)}/print")
    await settled(demo)
    _, again = await demo.get(at(page))

    assert "Your voting card is printed." in again
    assert 'data-behaviour="next_person"' in again


async def test_a_card_is_printed_again_when_there_is_paper(demo: Running) -> None:
    printer(demo).no_paper()
    page = await sign_in(demo, "101")
    await settled(demo)
    printer(demo).mend()

    await demo.post(f"{at(page)}/print")
    await settled(demo)

    assert len(printer(demo).pictures) == 1
    assert code_on(page) in "".join(printer(demo).pictures[0].text).replace("-", "")


async def test_double_taps_print_one_slip_and_give_one_card(demo: Running) -> None:
    demo.kiosk.hall.printer = stuck = StuckPrinter()
    page = await sign_in(demo, "101")
    await asyncio.gather(*(demo.post(f"{at(page)}/print") for _ in range(5)))
    stuck.free.set()
    await settled(demo)
    await asyncio.gather(*(demo.post(f"{at(page)}/have") for _ in range(5)))

    assert stuck.tried == 1
    assert demo.kiosk.hall.sitting.box.cards_number == 1


async def test_a_card_given_up_never_votes_and_the_other_does(demo: Running) -> None:
    first = await sign_in(demo, "101")
    status, second = await demo.post(f"{at(first)}/another")

    assert status == 200
    assert code_on(first) != code_on(second)
    assert not await votes(demo, code_on(first))
    assert await votes(demo, code_on(second))


async def test_a_card_that_was_shown_is_taken_and_cannot_be_given_up(demo: Running) -> None:
    page = await sign_in(demo, "101")
    assert await votes(demo, code_on(page))

    status, said = await demo.post(f"{at(page)}/another")
    reprint, _ = await demo.post(f"{at(page)}/print")
    again, _ = await demo.post("/desk/sign-in", ("number", "101"), ("once", "z"))

    assert (status, reprint, again) == (409, 409, 409)
    assert "This card was taken or used already." in said
    assert code_on(page) not in said
    assert demo.kiosk.hall.sitting.box.cards_number == 1


async def test_a_card_shown_at_the_booth_is_taken(demo: Running) -> None:
    page = await sign_in(demo, "101")

    status, _ = await demo.post("/booth", ("code", code_on(page)))

    assert status == 200
    assert await given_cards.is_taken(demo.kiosk.hall.sitting.roll.read, "101")


async def test_the_next_person_takes_it_from_view_and_its_member_finds_it_again(
    demo: Running,
) -> None:
    page = await sign_in(demo, "101")
    await demo.post("/desk", ("typed", "102"))

    _, gone = await demo.get(at(page))
    again = await sign_in(demo, "101", "b")

    assert "I have it" not in gone
    assert code_on(again) == code_on(page)
    assert demo.kiosk.hall.sitting.box.cards_number <= 1  # on its way to the box


async def test_who_leaves_without_the_card_is_not_told_that_it_works(demo: Running) -> None:
    page = await sign_in(demo, "101")
    await demo.post("/desk/leave/out", ("number", "101"))

    back = await sign_in(demo, "101", "b")

    assert "Your voting card still works" not in back
    assert code_on(back) == code_on(page)


async def test_who_took_the_card_comes_back_with_it(demo: Running) -> None:
    page = await sign_in(demo, "101")
    await demo.post(f"{at(page)}/have")
    await demo.post("/desk/leave/out", ("number", "101"))

    back = await sign_in(demo, "101", "b")

    assert "Welcome back. Your voting card still works." in back


async def test_two_desks_show_one_member_one_card(demo: Running) -> None:
    pages = await asyncio.gather(*(sign_in(demo, "101", f"desk {one}") for one in range(6)))

    assert len({code_on(page) for page in pages}) == 1


async def test_after_a_restart_a_card_that_nobody_took_is_worthless_and_another_is_given(
    demo: Running,
) -> None:
    page = await sign_in(demo, "101")
    await demo.stop()
    again = await start_kiosk(demo.data)
    try:
        second = await sign_in(again, "101", "b")
        old, new = code_on(page), code_on(second)

        assert not await votes(again, old)
        assert await votes(again, new)
        assert again.kiosk.hall.sitting.box.cards_number == 1
    finally:
        await again.stop()


@pytest.mark.parametrize("in_the_box", [False, True])
async def test_the_power_between_the_two_files_makes_neither_two_cards_nor_none(
    demo: Running, in_the_box: bool
) -> None:
    page = await sign_in(demo, "101")
    sitting = demo.kiosk.hall.sitting
    async with sitting.roll.write() as tx:
        await given_cards.begin(tx, "101", cards=sitting.box.cards_number)
    if in_the_box:
        await sitting.box.add_cards([code_on(page)])
    await demo.stop()
    again = await start_kiosk(demo.data)
    try:
        status, _ = await again.post("/desk/sign-in", ("number", "101"), ("once", "b"))

        assert status == (409 if in_the_box else 200)
        assert await votes(again, code_on(page)) == in_the_box
    finally:
        await again.stop()


async def test_no_file_holds_a_card_that_nobody_took(demo: Running) -> None:
    page = await sign_in(demo, "101")
    files = [
        file.read_bytes()
        for file in demo.data.rglob("*")
        if file.suffix != ".png" and file.is_file()
    ]

    assert files
    assert not any(code_on(page).encode() in content for content in files)


async def test_people_sign_in_as_fast_while_the_printer_takes_nothing(demo: Running) -> None:
    async def seconds(numbers: range) -> float:
        start = time.monotonic()
        for number in numbers:
            await sign_in(demo, str(number))
        return time.monotonic() - start

    await sign_in(demo, "101")
    well = await seconds(range(102, 107))
    demo.kiosk.hall.printer = StuckPrinter()
    stuck = await seconds(range(107, 112))

    assert stuck < 3 * well + 0.5 * busy()
