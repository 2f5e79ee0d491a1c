"""No paper, an open cover, a pulled plug: the vote stands, and everybody knows what to do."""

import asyncio

import pytest
from busy import busy
from journey import PIN, Running, given_a_quorum, until

from kiosk.actions.print_slip import print_slip, print_soon, watch_printer
from kiosk.devices.printers.none import NoPrinter
from kiosk.domain.printer_state import NoPaper, PrinterState, Ready, Reason, Unreachable
from kiosk.domain.slip import Slip, Words
from kiosk.live import Audience, News

POLL = "young-voters"
SOON = 3  # seconds, where nothing else keeps the cores busy
FOR_EVER = 60  # seconds, for a page


def soon() -> float:
    """Seconds that are soon on a machine as busy as this one is now; never for ever."""
    return min(SOON * busy(), FOR_EVER / 2)


async def given_a_vote_cast_at_the_booth(demo: Running) -> str:
    code, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    assert demo.kiosk.demo is not None
    pictures = demo.kiosk.demo.printer
    await until(lambda: bool(pictures.pictures))  # the opening report
    await demo.post("/booth", ("code", code))
    _, page = await demo.at_booth(POLL, ("motion", "yes"), ("step", "cast"))
    return page


async def printed(demo: Running) -> None:
    """The receipt came out, or did not."""
    receipt = demo.kiosk.booths.own.session.receipts[POLL]
    await until(lambda: receipt.state is not None)


async def test_a_receipt_is_printed_when_it_is_asked_for(demo: Running) -> None:
    await given_a_vote_cast_at_the_booth(demo)
    assert demo.kiosk.demo is not None
    before = len(demo.kiosk.demo.printer.pictures)

    _, page = await demo.post(f"/booth/print/{POLL}")
    await demo.post(f"/booth/print/{POLL}")
    await printed(demo)

    assert len(demo.kiosk.demo.printer.pictures) == before + 1
    assert "Your receipt is printing." in page


@pytest.mark.parametrize(
    ("lever", "chair_reads"),
    [
        ("no_paper", "The printer has no paper. Put in a new roll."),
        ("cover_open", "The printer is open. Close its cover."),
        ("unplugged", "The printer does not answer. Check its cable."),
    ],
)
async def test_without_paper_the_vote_stands_and_the_words_are_shown(
    demo: Running, lever: str, chair_reads: str
) -> None:
    done = await given_a_vote_cast_at_the_booth(demo)
    words = done.split('translate="no">')[1].split("<")[0]
    await demo.post("/panel/printer", ("lever", lever))

    await demo.post(f"/booth/print/{POLL}")
    await printed(demo)
    _, page = await demo.get(f"/booth/poll/{POLL}")
    await demo.post("/chair/enter", ("pin", PIN))
    _, chair = await demo.get("/chair")

    assert "No paper came. Write the words down. Your vote counts." in page
    assert words in page
    assert chair_reads in chair
    assert demo.kiosk.hall.sitting.box.cast_number(POLL) == 1


async def test_the_receipt_does_not_wait_for_the_choice_to_be_told(demo: Running) -> None:
    done = await given_a_vote_cast_at_the_booth(demo)

    assert ">Yes<" not in done
    assert "not how you voted" in done


async def test_a_receipt_that_did_not_come_is_printed_when_the_printer_is_well(
    demo: Running,
) -> None:
    await given_a_vote_cast_at_the_booth(demo)
    assert demo.kiosk.demo is not None
    printer = demo.kiosk.demo.printer
    before = len(printer.pictures)
    printer.no_paper()
    await demo.post(f"/booth/print/{POLL}")
    await printed(demo)

    printer.mend()
    await demo.post(f"/booth/print/{POLL}")
    await printed(demo)

    assert len(printer.pictures) == before + 1


class StuckPrinter(NoPrinter):
    """A printer that takes nothing: each slip fails, and only after a long while."""

    def __init__(self) -> None:
        self.free = asyncio.Event()
        self.tried = 0

    async def print(self, slip: Slip) -> PrinterState:
        self.tried += 1
        await self.free.wait()
        return Unreachable(Reason.STALLED)


async def test_slips_behind_one_that_fails_do_not_wait_in_a_row(demo: Running) -> None:
    hall = demo.kiosk.hall
    stuck = hall.printer = StuckPrinter()
    jobs = [print_soon(hall, Slip((Words("Test"),))) for _ in range(20)]
    await until(lambda: stuck.tried == 1)

    stuck.free.set()
    await until(lambda: all(job.state is not None for job in jobs))

    assert stuck.tried == 1
    assert {job.state for job in jobs} == {Unreachable(Reason.STALLED)}


@pytest.mark.parametrize(
    "path", [f"/booth/print/{POLL}", "/organiser/test-slip", "/chair/report/sheet/print"]
)
async def test_no_press_waits_for_paper(demo: Running, path: str) -> None:
    await given_a_vote_cast_at_the_booth(demo)
    demo.kiosk.hall.printer = StuckPrinter()
    await demo.post("/chair/enter", ("pin", PIN))
    if "organiser" in path:
        await demo.post("/organiser/enter", ("pin", PIN))

    async with asyncio.timeout(soon()):
        status, _ = await demo.post(path)

    assert status == 200


class SlowPrinter(NoPrinter):
    """A printer that takes its time to say how it is, as a silent one on a real line."""

    async def state(self) -> PrinterState:
        await asyncio.sleep(FOR_EVER)
        return NoPaper()


async def test_no_page_waits_for_the_printer(demo: Running) -> None:
    demo.kiosk.hall.printer = SlowPrinter()
    await demo.post("/chair/enter", ("pin", PIN))
    await demo.post("/organiser/enter", ("pin", PIN))

    async with asyncio.timeout(soon()):
        chair, _ = await demo.get("/chair")
        organiser, _ = await demo.get("/organiser")

    assert (chair, organiser) == (200, 200)


async def test_a_slip_that_failed_and_one_that_came_are_both_remembered(demo: Running) -> None:
    assert demo.kiosk.demo is not None
    hall, printer = demo.kiosk.hall, demo.kiosk.demo.printer

    printer.no_paper()
    await print_slip(hall, Slip((Words("Test"),)))
    without_paper = hall.printer_state
    printer.mend()
    await print_slip(hall, Slip((Words("Test"),)))

    assert without_paper == NoPaper()
    assert hall.printer_state == Ready()


async def test_a_roll_that_ends_by_itself_is_noticed_and_told(demo: Running) -> None:
    assert demo.kiosk.demo is not None
    demo.kiosk.demo.printer.no_paper()
    async with asyncio.timeout(soon()):
        with demo.kiosk.hall.hub.listening(Audience.CHAIR) as told:
            watching = asyncio.create_task(watch_printer(demo.kiosk.hall))
            news = await anext(aiter(told))
    watching.cancel()

    assert news is News.DEVICES
    assert demo.kiosk.hall.printer_state == NoPaper()


async def test_a_kiosk_without_a_printer_is_not_in_trouble(demo: Running) -> None:
    hall = demo.kiosk.hall
    hall.printer = NoPrinter()

    await print_slip(hall, Slip((Words("Test"),)))

    assert hall.printer_state == Ready()
