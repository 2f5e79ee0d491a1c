"""What a command writes is for its user only: from the first byte, in a folder open to all."""

import asyncio
import contextlib
import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest

from kiosk.commands.hand_over import FILE, handed_over
from kiosk.shipped import demo_file
from kiosk.store.migration import scripts_of

OTHERS = stat.S_IRWXG | stat.S_IRWXO
PIN = "246810"
POLL = "young-voters"
SOURCE = Path(__file__).with_name("made_files.c")


@dataclass(slots=True)
class Machine:
    """Programs of a user who lets everybody read new files; what they make is written down."""

    folder: Path
    environment: dict[str, str]

    async def start(self, *words: str) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "kiosk",
            *words,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
            env=self.environment,
            umask=0,
        )

    async def run(self, *words: str) -> None:
        process = await self.start(*words)
        _, errors = await process.communicate()
        assert process.returncode == 0, errors.decode()

    def made(self) -> list[tuple[int, str]]:
        """Mode and path of all that was made below the folder, in order."""
        lines = (self.folder / "made").read_text().splitlines()
        found = [line.partition(" ") for line in lines]
        return [(int(mode, 8), path) for mode, _, path in found if self._is_here(path)]

    def _is_here(self, path: str) -> bool:
        return str(self.folder) in path or not path.startswith("/")

    def readable(self) -> list[str]:
        """All that others could read at its first moment, or can now."""
        then = [path for mode, path in self.made() if mode & OTHERS]
        now = [
            str(path)
            for root in ("data", "copy", "drafts", "temporary", "out")
            for path in (self.folder / root).rglob("*")
            if not path.is_symlink() and path.stat().st_mode & OTHERS
        ]
        return then + now

    def names(self) -> str:
        return "\n".join(path for _, path in self.made())


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A machine whose folders are there and open to all, as somebody else made them."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None or os.uname().sysname != "Linux":
        pytest.skip("noting modes needs a C compiler and Linux (LD_PRELOAD)")
    shim = tmp_path / "made_files.so"
    command = [compiler, "-O2", "-shared", "-fPIC", "-o", str(shim), str(SOURCE)]
    subprocess.run(command, check=True, capture_output=True)
    for name in ("data", "copy", "drafts", "temporary", "out"):
        (tmp_path / name).mkdir()
        (tmp_path / name).chmod(0o777)
    temporary = str(tmp_path / "temporary")
    environment = {
        **{name: word for name, word in os.environ.items() if not name.startswith("KIOSK_")},
        "LD_PRELOAD": str(shim),
        "MADE_FILES": str(tmp_path / "made"),
        "TMPDIR": temporary,
        "XDG_RUNTIME_DIR": temporary,
        "KIOSK_COPY": str(tmp_path / "copy"),
        "KIOSK_DRAFTS": str(tmp_path / "drafts"),
        "KIOSK_PRINTER": "virtual",
        "PYTHONWARNINGS": "",
    }
    return Machine(tmp_path, environment)


async def answers(url: str) -> None:
    async with aiohttp.ClientSession() as session:
        for _ in range(300):
            with contextlib.suppress(aiohttp.ClientError):
                async with session.get(f"{url}/healthz"):
                    return
            await asyncio.sleep(0.1)
    raise AssertionError("the server did not start")


async def end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.send_signal(signal.SIGTERM)
    await process.communicate()


async def hold_a_vote(url: str, data: Path) -> None:
    """Five people sign in, one begins a ballot, and the rest vote in a vote that is closed."""
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(cookie_jar=jar) as browser:

        async def post(path: str, **fields: str) -> str:
            async with browser.post(url + path, data=fields) as answer:
                assert answer.status < 300, await answer.text()
                return await answer.text()

        async with browser.get(handed_over(data / FILE)):
            pass
        people = [await post("/api/v1/desk/arrivals", number=str(n)) for n in range(101, 116)]
        codes = [text.split('"card": "')[1].split('"')[0] for text in people]
        await post("/chair/enter", pin=PIN)
        await post(f"/chair/poll/{POLL}/open")
        for code in codes[1:]:
            await post(f"/card/{code}/poll/{POLL}", motion="yes", step="cast")
        await post(f"/card/{codes[0]}/poll/{POLL}", motion="yes", asked="motion", step="review")
        for _ in range(100):
            if list((data / "slips").glob("*")):
                break
            await asyncio.sleep(0.1)
        await post(f"/chair/poll/{POLL}/close")


async def test_no_command_makes_anything_that_others_can_read(
    machine: Machine, unused_tcp_port_factory: Callable[[], int]
) -> None:
    folder, data, out = machine.folder, machine.folder / "data", machine.folder / "out"
    port, other = unused_tcp_port_factory(), unused_tcp_port_factory()
    url, central = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{other}"
    async with AsyncExitStack() as over:
        served = await machine.start(
            "central", "--database", f"sqlite:///{out / 'central.sqlite'}", "--port", str(other)
        )
        over.push_async_callback(end, served)
        await answers(central)
        demo = await machine.start("demo", "--data", str(data), "--port", str(port))
        over.push_async_callback(end, demo)
        await answers(url)
        for _ in range(100):
            if (folder / "copy" / "current").exists():
                break
            await asyncio.sleep(0.1)
        await hold_a_vote(url, data)
        await machine.run("archive", "--data", str(data), "--out", str(out / "a.kiosk"))
        demo.send_signal(signal.SIGKILL)  # its journals stay
        await demo.communicate()
        again = await machine.start("serve", "--data", str(data), "--port", str(port))
        over.push_async_callback(end, again)
        await answers(url)
        await end(again)
        await machine.run("sync", "--data", str(data), "--central", central)

    assert machine.readable() == []
    names = machine.names()
    for name in ("roll.sqlite", "box.sqlite", "-wal", "-journal", "copy/", "slips/", FILE):
        assert name in names, f"{name} was not made:\n{names}"
    for name in ("device.key", "doors.json", "a.kiosk", "central.sqlite"):
        assert name in names, f"{name} was not made:\n{names}"


async def load_drawn(machine: Machine) -> None:
    """The demonstration's meeting with cards from a bowl, from its files on the disk."""
    meeting = machine.folder / "meeting"
    shutil.copytree(demo_file().parent, meeting)
    text = (meeting / "assembly.toml").read_text("utf-8")
    text = text.replace('cards = "printed"', 'cards = "drawn"')
    (meeting / "assembly.toml").write_text(text, "utf-8")
    await machine.run("load", str(meeting), "--data", str(machine.folder / "data"))


async def test_loading_keeps_files_and_cards_from_others(machine: Machine) -> None:
    data, out = machine.folder / "data", machine.folder / "out"
    await load_drawn(machine)
    sheets = out / "cards.pdf"
    sheets.write_bytes(b"older")
    sheets.chmod(0o666)
    leftover = out / "cards.pdf.new"
    leftover.write_bytes(b"of a write that was cut short")
    leftover.chmod(0o666)

    await machine.run("cards", "--data", str(data), "--number", "3", "--out", str(sheets))

    assert sheets.read_bytes().startswith(b"%PDF")
    assert machine.readable() == []


async def test_a_folder_that_a_command_makes_is_closed_to_others(machine: Machine) -> None:
    data = machine.folder / "out" / "new" / "data"

    await machine.run("load", str(demo_file()), "--data", str(data))

    assert machine.readable() == []
    assert str(data) in machine.names()


async def test_a_back_up_of_an_older_box_is_closed_to_others(machine: Machine) -> None:
    data, sheets = machine.folder / "data", machine.folder / "out" / "cards.pdf"
    await load_drawn(machine)
    box = data / (data / "current").read_text() / "box.sqlite"
    box.unlink(missing_ok=True)
    os.close(os.open(box, os.O_CREAT | os.O_WRONLY, 0o600))
    with contextlib.closing(sqlite3.connect(box)) as file:
        file.executescript(f"BEGIN; {scripts_of('box')[0]}; PRAGMA user_version = 1; COMMIT;")

    await machine.run("cards", "--data", str(data), "--number", "3", "--out", str(sheets))

    assert list(data.glob("*/box.sqlite.before-*"))
    assert machine.readable() == []
