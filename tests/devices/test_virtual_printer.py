"""The printer of the demo prints what a real one would, and fails when its levers say so."""

import asyncio
import re
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image

from kiosk.devices.escpos_bytes import Head
from kiosk.devices.printers.virtual import KEPT, VirtualPrinter
from kiosk.domain.printer_state import CoverOpen, NoPaper, Printed, Ready, Reason, Unreachable
from kiosk.domain.slip import Cut, QrCode, Slip, Words

ADDRESS = "http://10.42.0.1/card/C7K2R9XTFH4DG7"
SLIP = Slip((Words("Voting card"), QrCode(ADDRESS), Cut()))
SHORT = Slip((Words("x"), Cut()))

TROUBLE = [
    (VirtualPrinter.no_paper, NoPaper()),
    (VirtualPrinter.cover_open, CoverOpen()),
    (VirtualPrinter.unplug, Unreachable(Reason.NOT_THERE)),
]


async def test_a_slip_becomes_a_picture_that_scans(tmp_path):
    printer = VirtualPrinter(tmp_path / "slips")

    assert await printer.print(SLIP) == Printed()

    (picture,) = printer.pictures
    image = Image.open(BytesIO(picture.png))
    assert [found.text for found in zxingcpp.read_barcodes(image.convert("L"))] == [ADDRESS]
    (file,) = (tmp_path / "slips").iterdir()
    assert file.read_bytes() == picture.png


async def test_the_width_is_that_of_the_print_head(tmp_path):
    printer = VirtualPrinter(tmp_path, Head(dots=576))

    await printer.print(SLIP)

    assert Image.open(BytesIO(printer.pictures[0].png)).width == 576


@pytest.mark.parametrize(("lever", "state"), TROUBLE)
async def test_a_printer_in_trouble_says_so_and_prints_nothing(tmp_path, lever, state):
    printer = VirtualPrinter(tmp_path)
    lever(printer)

    assert await printer.print(SLIP) == state

    assert await printer.state() == state
    assert printer.pictures == ()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("lever", "_state"), TROUBLE)
async def test_a_mended_printer_prints_again(tmp_path, lever, _state):
    printer = VirtualPrinter(tmp_path)
    lever(printer)
    printer.mend()

    assert await printer.state() == Ready()
    assert await printer.print(SHORT) == Printed()


async def test_the_newest_slip_comes_first_and_old_ones_are_forgotten(tmp_path):
    printer = VirtualPrinter(tmp_path)
    for _ in range(KEPT + 2):
        await printer.print(SHORT)
    before = printer.pictures

    await printer.print(SLIP)

    assert len(printer.pictures) == KEPT
    assert printer.pictures[1:] == before[:-1]


async def test_each_slip_keeps_the_number_it_was_printed_with(tmp_path):
    printer = VirtualPrinter(tmp_path)
    for _ in range(3):
        await printer.print(SHORT)
    third = printer.pictures[0]
    for _ in range(KEPT):
        await printer.print(SHORT)

    assert third.number == 3
    assert [one.number for one in printer.pictures] == list(range(KEPT + 3, 3, -1))


async def test_slips_that_are_printed_at_once_have_a_number_each(tmp_path):
    printer = VirtualPrinter(tmp_path)

    await asyncio.gather(*(printer.print(SLIP) for _ in range(6)))

    assert [one.number for one in printer.pictures] == [6, 5, 4, 3, 2, 1]


async def test_a_slip_of_several_pieces_has_a_number_for_each(tmp_path):
    printer = VirtualPrinter(tmp_path)

    await printer.print(Slip((Words("one"), Cut(), Words("two"), Cut())))

    assert [one.number for one in printer.pictures] == [2, 1]


async def test_after_a_restart_no_number_comes_again(tmp_path):
    await VirtualPrinter(tmp_path).print(SHORT)
    again = VirtualPrinter(tmp_path)

    await again.print(SHORT)

    assert again.pictures[0].number == 2


async def test_what_failed_takes_no_number(tmp_path):
    printer = VirtualPrinter(tmp_path)
    printer.no_paper()
    await printer.print(SHORT)
    printer.mend()

    await printer.print(SHORT)

    assert printer.pictures[0].number == 1


async def test_the_slips_of_a_whole_hall_take_little_memory(tmp_path):
    printer = VirtualPrinter(tmp_path)

    await printer.print(SLIP)

    assert KEPT >= 300
    assert len(printer.pictures[0].png) * KEPT < 8 * 2**20


async def test_neither_names_nor_times_of_files_tell_who_came_when(tmp_path):
    printer = VirtualPrinter(tmp_path)
    for _ in range(3):
        await printer.print(SLIP)

    files = list(tmp_path.iterdir())

    assert len(files) == 3
    assert {file.stat().st_mtime for file in files} == {0}
    assert all(re.fullmatch(r"[0-9a-f]{16}\.png", file.name) for file in files)


async def test_a_folder_that_takes_no_files_is_the_printers_trouble_and_no_crash(tmp_path):
    (tmp_path / "slips").write_text("in the way")

    printer = VirtualPrinter(tmp_path / "slips")

    assert await printer.print(SHORT) == Unreachable(Reason.FAULT)
    assert printer.pictures == ()
    await printer.close()
