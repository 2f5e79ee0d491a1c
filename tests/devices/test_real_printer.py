"""A receipt printer may stall, refuse, run dry or vanish: it answers in time, with a state."""

import asyncio
import contextlib
import fcntl
import os
import shutil
import socket
import tempfile
import threading
import time
import tty
from pathlib import Path

import pytest

from kiosk.devices import raster
from kiosk.devices.contract import CoverOpen, NoPaper, Printed, Ready, Reason, Unreachable
from kiosk.devices.escpos_bytes import Head, encoded
from kiosk.devices.escpos_picture import decoded
from kiosk.devices.own_thread import OwnThread
from kiosk.devices.printer_escpos import EscposPrinter, Patience
from kiosk.devices.printer_status import question
from kiosk.devices.wire import device_file, network
from kiosk.domain.slip import Cut, QrCode, Slip, Words

SLIP = Slip((Words("Your vote is in the box."), QrCode("http://10.42.0.1/tracker"), Cut()))
BYTES = encoded(raster.pictures(SLIP, 384), Head())
PATIENCE = Patience(opening=0.5, answer=0.3, taking=0.8)
SLACK = 0.7  # drawing the slip, on a busy machine
WELL = {1: 0x12, 2: 0x12, 3: 0x12, 4: 0x12}


class StandIn:
    """A receipt printer's own mind: answers questions, keeps the rest, may stop reading."""

    def __init__(self, answers, takes=10**9):
        self.answers, self.takes, self.got = answers, takes, b""
        self.after_print = {}
        self.vanishes = False

    def hear(self, heard):
        """The bytes to answer with."""
        self.takes -= len(heard)
        reply = b""
        for number in (1, 2, 3, 4):
            if question(number) in heard:
                heard = heard.replace(question(number), b"")
                answers = self.answers | self.after_print if self.got else self.answers
                reply += bytes([answers[number]]) if number in answers else b""
        self.got += heard
        return reply


@contextlib.asynccontextmanager
async def on_the_network(mind):
    """The stand-in behind a TCP port, with the small memory of a printer."""
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    listening.setblocking(False)
    loop = asyncio.get_running_loop()
    connections = []

    async def serve():
        while True:
            connection, _ = await loop.sock_accept(listening)
            connections.append(connection)
            while mind.takes > 0 and (heard := await loop.sock_recv(connection, 2048)):
                reply = mind.hear(heard)
                if mind.got and mind.vanishes:
                    connection.close()
                    break
                if reply:
                    await loop.sock_sendall(connection, reply)

    serving = asyncio.create_task(serve())
    try:
        yield network("127.0.0.1", listening.getsockname()[1])
    finally:
        serving.cancel()
        with contextlib.suppress(asyncio.CancelledError, OSError):
            await serving
        for connection in [*connections, listening]:
            connection.close()


@contextlib.asynccontextmanager
async def on_a_device(mind):
    """The stand-in behind a character device that speaks both ways, like /dev/usb/lp0."""
    printer_end, kiosk_end = os.openpty()
    tty.setraw(kiosk_end)
    os.set_blocking(printer_end, False)
    loop = asyncio.get_running_loop()

    def serve():
        if mind.takes <= 0:
            loop.remove_reader(printer_end)
        elif reply := mind.hear(os.read(printer_end, 2048)):
            os.write(printer_end, reply)

    loop.add_reader(printer_end, serve)
    try:
        yield device_file(Path(os.ttyname(kiosk_end)))
    finally:
        loop.remove_reader(printer_end)
        os.close(printer_end)
        os.close(kiosk_end)


@contextlib.asynccontextmanager
async def on_a_pipe(mind):
    """The stand-in behind a one-way line: it can take bytes and never answers."""
    path = Path(tempfile.mkdtemp()) / "lp0"
    os.mkfifo(path)
    reading = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    fcntl.fcntl(reading, fcntl.F_SETPIPE_SZ, 4096)
    loop = asyncio.get_running_loop()

    def serve():
        if mind.takes <= 0:
            loop.remove_reader(reading)
        else:
            mind.hear(os.read(reading, 2048))

    loop.add_reader(reading, serve)
    try:
        yield device_file(path)
    finally:
        loop.remove_reader(reading)
        os.close(reading)
        shutil.rmtree(path.parent)


def a_printer(wire):
    return EscposPrinter(wire, patience=PATIENCE)


both_ways = pytest.mark.parametrize("line", [on_the_network, on_a_device])
every_line = pytest.mark.parametrize("line", [on_the_network, on_a_device, on_a_pipe])


@every_line
async def test_the_printer_gets_exactly_the_picture(line):
    mind = StandIn(WELL)
    async with line(mind) as wire:
        printer = a_printer(wire)

        assert await printer.print(SLIP) == Printed()

        await asyncio.sleep(0.05)
        assert mind.got == BYTES
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


@every_line
@pytest.mark.parametrize("answers", [WELL, {}])
async def test_a_printer_that_stops_taking_data_is_unreachable_in_time(line, answers):
    mind = StandIn(answers, takes=1000)
    async with line(mind) as wire:
        start = time.monotonic()

        assert await a_printer(wire).print(SLIP) == Unreachable(Reason.STALLED)

        assert time.monotonic() - start < PATIENCE.slip + SLACK


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


async def test_slips_take_turns_on_the_wire():
    mind = StandIn(WELL)
    async with on_a_device(mind) as wire:
        printer = a_printer(wire)

        states = await asyncio.gather(*(printer.print(SLIP) for _ in range(3)))

        await asyncio.sleep(0.05)
        assert states == [Printed()] * 3
        assert mind.got == BYTES * 3


async def test_work_that_is_done_never_counts_as_hanging():
    thread = OwnThread("test")

    done = [await thread.run(lambda number=number: number, 5) for number in range(300)]

    assert done == list(range(300))


async def test_what_goes_wrong_on_the_thread_is_raised_where_it_is_awaited():
    thread = OwnThread("test")

    with pytest.raises(ZeroDivisionError):
        await thread.run(lambda: 1 // 0, 5)
    assert await thread.run(lambda: "again", 5) == "again"


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
        assert time.monotonic() - start < PATIENCE.state + SLACK

        assert await printer.print(SLIP) == Unreachable(Reason.STALLED)
        assert len(asked) == 1
    finally:
        free.set()


async def test_a_printer_unplugged_in_the_middle_is_not_there():
    mind = StandIn(WELL)
    mind.vanishes = True
    async with on_the_network(mind) as wire:
        assert await a_printer(wire).print(SLIP) == Unreachable(Reason.NOT_THERE)
