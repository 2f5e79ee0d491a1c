"""A receipt printer may stall, refuse or vanish: it answers in time, with a state."""

import asyncio
import os
import socket
import threading
import time

import pytest
from busy import busy
from printer_stand_in import (
    DEADLINES,
    SLIP,
    WELL,
    StandIn,
    a_printer,
    both_ways,
    every_line,
    on_the_network,
)

from kiosk.devices.wire import device_file, network
from kiosk.domain.printer_state import Reason, Unreachable

SLACK = 0.7  # drawing the slip, where nothing else keeps the cores busy


@every_line
@pytest.mark.parametrize("answers", [WELL, {}])
async def test_a_printer_that_stops_taking_data_is_unreachable_in_time(line, answers):
    mind = StandIn(answers, takes=1000)
    async with line(mind) as wire:
        start = time.monotonic()

        assert await a_printer(wire).print(SLIP) == Unreachable(Reason.STALLED)

        taken = time.monotonic() - start
        assert taken < DEADLINES.slip + SLACK * busy()


@both_ways
async def test_a_printer_that_falls_silent_is_unreachable_in_time(line):
    mind = StandIn(WELL)
    mind.after_print = {1: 0x00}
    async with line(mind) as wire:
        assert await a_printer(wire).print(SLIP) == Unreachable(Reason.STALLED)


async def test_the_kiosk_goes_on_while_a_printer_stalls():
    ticks = 0

    async def tick():
        nonlocal ticks
        while True:
            await asyncio.sleep(0.02)
            ticks += 1

    async with on_the_network(StandIn(WELL, takes=1000)) as wire:
        ticking = asyncio.create_task(tick())
        await a_printer(wire).print(SLIP)
        ticking.cancel()

    assert ticks > 15


async def test_a_port_where_nobody_listens_is_a_refusal():
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        printer = a_printer(network("127.0.0.1", unused.getsockname()[1]))

        assert await printer.print(SLIP) == Unreachable(Reason.REFUSED)


@pytest.mark.parametrize("name", ["lp9", "plain", "lp0"])
async def test_what_is_no_printer_is_unreachable_and_left_alone(tmp_path, name):
    (tmp_path / "plain").write_bytes(b"notes")
    os.mkfifo(tmp_path / "lp0")  # a pipe that nobody reads

    printer = a_printer(device_file(tmp_path / name))

    assert isinstance(await printer.state(), Unreachable)
    assert isinstance(await printer.print(SLIP), Unreachable)
    assert (tmp_path / "plain").read_bytes() == b"notes"
    assert not (tmp_path / "lp9").exists()


async def test_a_device_that_hangs_while_opening_is_given_up_and_not_asked_again():
    free = threading.Event()
    asked = []

    def hangs(_deadline):
        asked.append(True)
        free.wait(20)
        raise FileNotFoundError

    printer = a_printer(hangs)
    try:
        start = time.monotonic()
        assert await printer.state() == Unreachable(Reason.STALLED)
        taken = time.monotonic() - start
        assert taken < DEADLINES.state + SLACK * busy()

        assert await printer.print(SLIP) == Unreachable(Reason.STALLED)
        assert len(asked) == 1
    finally:
        free.set()


async def test_a_printer_unplugged_in_the_middle_is_not_there():
    mind = StandIn(WELL)
    mind.vanishes = True
    async with on_the_network(mind) as wire:
        assert await a_printer(wire).print(SLIP) == Unreachable(Reason.NOT_THERE)
