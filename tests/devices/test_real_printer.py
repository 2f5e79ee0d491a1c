"""A receipt printer gets exactly the slip, and what it answers is its state."""

import asyncio

import pytest
from printer_stand_in import SLIP, WELL, StandIn, a_printer, both_ways, every_line, on_a_device

from kiosk.devices import raster
from kiosk.devices.escpos_bytes import Head, encoded
from kiosk.devices.escpos_picture import decoded
from kiosk.domain.printer_state import CoverOpen, NoPaper, Printed, Ready, Reason, Unreachable

BYTES = encoded(raster.pictures(SLIP, 384), Head())


@every_line
async def test_the_printer_gets_exactly_the_picture(line):
    mind = StandIn(WELL)
    async with line(mind) as wire:
        printer = a_printer(wire)

        assert await printer.print(SLIP) == Printed()

        await asyncio.sleep(0.05)
        assert mind.got.lstrip(b"\0").removeprefix(b"\x1b@") == BYTES
        (piece,) = decoded(mind.got)
        assert piece.tobytes() == raster.pictures(SLIP, 384)[0].tobytes()
        await printer.close()


@both_ways
@pytest.mark.parametrize(
    ("answers", "state"),
    [
        ({}, Ready()),
        ({4: 0x72}, NoPaper()),
        ({2: 0x32}, NoPaper()),
        ({2: 0x16}, CoverOpen()),
        ({3: 0x1A}, Unreachable(Reason.FAULT)),
        ({1: 0x1A}, Ready()),  # "offline" without a cause: some always say so
        ({4: 0x1E}, Ready()),  # paper near its end still prints
    ],
)
async def test_what_the_printer_says_is_its_state(line, answers, state):
    mind = StandIn(WELL | answers)
    async with line(mind) as wire:
        assert await a_printer(wire).state() == state
        assert mind.got == b""


@both_ways
async def test_without_paper_nothing_is_sent(line):
    mind = StandIn(WELL | {4: 0x72})
    async with line(mind) as wire:
        assert await a_printer(wire).print(SLIP) == NoPaper()
        assert mind.got == b""


@both_ways
async def test_paper_that_ends_in_the_middle_is_reported(line):
    mind = StandIn(WELL)
    mind.after_print = {4: 0x72}
    async with line(mind) as wire:
        assert await a_printer(wire).print(SLIP) == NoPaper()


@both_ways
@pytest.mark.parametrize("answers", [{}, {1: 0x00}, {1: 0xFF}])
async def test_a_printer_that_answers_nothing_useful_still_prints(line, answers):
    mind = StandIn(answers)
    async with line(mind) as wire:
        assert await a_printer(wire).state() == Ready()
        assert await a_printer(wire).print(SLIP) == Printed()


async def test_slips_take_turns_on_the_wire():
    mind = StandIn(WELL)
    async with on_a_device(mind) as wire:
        printer = a_printer(wire)

        states = await asyncio.gather(*(printer.print(SLIP) for _ in range(3)))

        await asyncio.sleep(0.05)
        assert states == [Printed()] * 3
        assert mind.got.lstrip(b"\0").removeprefix(b"\x1b@") == BYTES * 3
