"""Who walks on with a slip keeps a card that works, and until it is shown it can be made void."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from journey import Running, load, start_kiosk, until
from test_a_card_that_never_came_out import code_on, printer, settled, sign_in

from kiosk.devices.printers.none import NoPrinter
from kiosk.domain.printer_state import Printed, PrinterState
from kiosk.domain.slip import Slip
from kiosk.shipped import demo_file


class SlowPrinter(NoPrinter):
    """A printer that has not printed yet, and does so all the same."""

    def __init__(self) -> None:
        self.free = asyncio.Event()

    async def print(self, slip: Slip) -> PrinterState:
        await self.free.wait()
        return Printed()


def cards(demo: Running) -> int:
    return demo.kiosk.hall.sitting.box.cards_number


async def went_on(demo: Running, number: str = "101", once: str = "a") -> str:
    """A member takes the slip without a word, and the next person begins; the page."""
    before = cards(demo)
    page = await sign_in(demo, number, once)
    await settled(demo)
    await demo.get("/desk?next=1")
    await until(lambda: cards(demo) == before + 1 and not demo.kiosk.hall.doors.desk.locked())
    return page


@asynccontextmanager
async def after_a_cut(demo: Running) -> AsyncIterator[Running]:
    """The disk as it is now goes on in another kiosk."""
    copy = demo.data.with_name(f"{demo.data.name}-after")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(demo.data, copy)
    again = await start_kiosk(copy)
    try:
        yield again
    finally:
        await again.stop()


async def next_begins(demo: Running) -> None:
    await demo.get("/desk?next=1")


async def next_types(demo: Running) -> None:
    await demo.post("/desk", ("typed", "Nobody"))


async def next_signs_in(demo: Running) -> None:
    await sign_in(demo, "102", "next")


async def next_wants_to_leave(demo: Running) -> None:
    await demo.post("/desk/leave", ("typed", "103"))


async def next_is_back(demo: Running) -> None:
    await demo.card("104")
    await demo.post("/desk", ("typed", "104"))


@pytest.mark.parametrize(
    "the_next",
    [next_begins, next_types, next_signs_in, next_wants_to_leave, next_is_back],
)
async def test_the_slip_of_who_went_on_without_a_word_outlives_a_power_cut(
    demo: Running, the_next: Callable[[Running], Awaitable[None]]
) -> None:
    page = await sign_in(demo, "101")
    await settled(demo)
    await the_next(demo)
    box = demo.kiosk.hall.sitting.box
    await until(lambda: box.has_card(code_on(page)))
    await until(lambda: not demo.kiosk.hall.doors.desk.locked())

    async with after_a_cut(demo) as again:
        status, _ = await again.get(f"/card/{code_on(page)}")
        second, _ = await again.post("/desk/sign-in", ("number", "101"), ("once", "b"))

    assert (status, second) == (200, 409)


async def test_a_hall_of_slips_outlives_a_power_cut(demo: Running) -> None:
    codes = [code_on(await went_on(demo, str(number))) for number in range(101, 121)]

    async with after_a_cut(demo) as again:
        shown = [(await again.get(f"/card/{code}"))[0] for code in codes]

    assert shown == [200] * 20


async def test_a_slip_that_comes_after_its_person_went_on_is_valid_too(demo: Running) -> None:
    demo.kiosk.hall.printer = slow = SlowPrinter()
    page = await sign_in(demo, "101")
    box = demo.kiosk.hall.sitting.box
    await demo.get("/desk?next=1")
    await until(demo.kiosk.hall.behind.empty)
    other = await demo.card("102")  # the desk does one after the other
    assert (box.has_card(code_on(page)), box.has_card(other)) == (False, True)

    slow.free.set()

    await until(lambda: box.has_card(code_on(page)))


@pytest.mark.parametrize("lever", ["no_paper", "cover_open", "unplug"])
async def test_a_slip_that_never_came_is_not_valid_when_the_next_person_begins(
    demo: Running, lever: str
) -> None:
    getattr(printer(demo), lever)()
    page = await sign_in(demo, "101")
    await demo.get("/desk?next=1")
    await settled(demo)
    printer(demo).mend()
    await went_on(demo, "102", "next")  # whoever went on before was looked at before

    async with after_a_cut(demo) as again:
        second = await sign_in(again, "101", "b")

    assert code_on(second) != code_on(page)
    assert cards(demo) == 1


async def test_without_a_printer_a_code_written_down_outlives_a_power_cut(tmp_path: Path) -> None:
    await load(tmp_path / "data", demo_file())
    running = await start_kiosk(tmp_path / "data", printer="none")
    try:
        page = await sign_in(running, "101")
        await running.get("/desk?next=1")
        await until(lambda: running.kiosk.hall.sitting.box.has_card(code_on(page)))
    finally:
        await running.stop()
