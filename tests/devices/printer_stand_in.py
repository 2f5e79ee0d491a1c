"""A stand-in for a receipt printer, behind each kind of line that a real one has."""

import asyncio
import contextlib
import fcntl
import os
import shutil
import socket
import tempfile
import tty
from pathlib import Path

import pytest

from kiosk.devices.printer_status import question
from kiosk.devices.printers.escpos import Deadlines, EscposPrinter
from kiosk.devices.wire import device_file, network
from kiosk.domain.slip import Cut, QrCode, Slip, Words

SLIP = Slip((Words("Your vote is in the box."), QrCode("http://10.42.0.1/tracker"), Cut()))
DEADLINES = Deadlines(opening=0.5, answer=0.3, taking=0.8)
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


def _waiting_in(pipe):
    try:
        return os.read(pipe, 2048)
    except BlockingIOError:
        return b""


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
        while mind.takes > 0 and (rest := _waiting_in(reading)):  # a printer prints what it has
            mind.hear(rest)
    finally:
        loop.remove_reader(reading)
        os.close(reading)
        shutil.rmtree(path.parent)


def a_printer(wire):
    return EscposPrinter(wire, deadlines=DEADLINES)


both_ways = pytest.mark.parametrize("line", [on_the_network, on_a_device])
every_line = pytest.mark.parametrize("line", [on_the_network, on_a_device, on_a_pipe])
