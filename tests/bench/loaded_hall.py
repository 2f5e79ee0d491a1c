"""A real kiosk for a bench: an assembly with cards, ``kiosk serve`` on a core of its own."""

import asyncio
import contextlib
import http.cookiejar
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kiosk.actions.load_assembly import sitting_of, take_in
from kiosk.actions.new_code import new_code
from kiosk.commands.assembly_files import read_files
from kiosk.commands.hand_over import FILE, handed_over
from kiosk.kiosk_app import device_key, open_doors
from kiosk.meeting.doors import Role
from kiosk.store.meeting_folder import lock

ROOT = Path(__file__).resolve().parents[2]
SLOWSYNC = ROOT.parent / "shared" / "tools" / "slowsync.c"
PIN = "803151"
POLL = "projects"
CARDS_AT_ONCE = 5000  # as ``kiosk cards`` makes them at most
SERVER_CORE, CLIENT_CORE = 0, 1

HEAD = """title = "A bench"
languages = ["en", "es"]
cards = "drawn"
quorum = 0
"""


def assembly(questions: int = 1, options: int = 12) -> str:
    """An assembly.toml with one poll of so many questions where people tick options."""
    asked = "".join(
        f'\n[[poll.question]]\nid = "q{one}"\ntitle = "What shall we do, part {one}?"\n'
        'kind = "approve"\nrule = "approval"\n'
        + "".join(
            f'[[poll.question.options]]\nid = "o{two}"\ntitle = "Project number {two}"\n'
            f'detail = "What it is for, said in one sentence that people understand, {two}."\n'
            for two in range(1, options + 1)
        )
        for one in range(1, questions + 1)
    )
    return f'{HEAD}\n[[poll]]\nid = "{POLL}"\ntitle = "Projects of the year"\n{asked}'


def prepare(data: Path, text: str, cards: int) -> list[str]:
    """Take the assembly in, make so many cards as ``kiosk cards`` does; their codes."""
    data.mkdir(exist_ok=True)
    lock(data).release()
    file = data.parent / "assembly.toml"
    file.write_text(text, encoding="utf-8")
    return asyncio.run(_prepare(data, file, cards))


async def _prepare(data: Path, file: Path, cards: int) -> list[str]:
    await take_in(data, read_files(file), device_key(data))
    doors, _ = open_doors(data, demo=False)
    await doors.set_pin(Role.CHAIR, PIN)
    sitting = await sitting_of(data)
    codes = [new_code() for _ in range(cards)]
    for start in range(0, cards, CARDS_AT_ONCE):
        await sitting.box.add_cards(codes[start : start + CARDS_AT_ONCE])
    await sitting.close()
    return codes


def ballots_in(data: Path) -> int:
    """How many ballots lie in the box of a kiosk that has ended: read anew from its file."""

    async def count() -> int:
        sitting = await sitting_of(data)
        ballots = await sitting.box.ballots(POLL)
        await sitting.close()
        return len(ballots)

    return asyncio.run(count())


def cards_in(data: Path) -> int:
    """How many cards the box of a kiosk that has ended holds."""

    async def count() -> int:
        sitting = await sitting_of(data)
        number = sitting.box.cards_number
        await sitting.close()
        return number

    return asyncio.run(count())


def slowsync(folder: Path) -> Path:
    """The library that imitates a memory card's sync, built into a folder."""
    built = folder / "slowsync.so"
    subprocess.run(
        ["gcc", "-O2", "-shared", "-fPIC", "-o", built, SLOWSYNC, "-ldl", "-lpthread"], check=True
    )
    return built


@dataclass(frozen=True, slots=True)
class Server:
    """A server at work. ``officials``: the chair's browser, at a kiosk."""

    port: int
    process: subprocess.Popen[bytes]
    officials: urllib.request.OpenerDirector

    def ask(self, path: str, **form: str) -> tuple[int, str]:
        """Status and text, with the chair's cookie; a form is sent, else the page is asked for."""
        body = urllib.parse.urlencode(form).encode() if form else None
        try:
            with self.officials.open(f"http://127.0.0.1:{self.port}{path}", body) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode()

    def chair(self, step: str, **form: str) -> None:
        """The chair does a step of the poll."""
        for path, fields in (
            ("/chair/enter", {"pin": PIN}),
            (f"/chair/poll/{POLL}/{step}", {"lot": "a bench", **form}),
        ):
            status, text = self.ask(path, **fields)
            assert status == 200, re.sub(r"<[^>]+>|\s+", " ", text)

    def at_rest(self) -> None:
        """Wait until it has nothing to do any more."""
        before = -1.0
        while (now := self.worked()) - before > 0.02:
            before = now
            time.sleep(0.5)

    def worked(self) -> float:
        """Seconds of processor time so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii").split()
        return sum(map(int, fields[13:15])) / os.sysconf("SC_CLK_TCK")

    def peak_memory(self) -> int:
        """The most memory it ever had, in MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        return int(status.split("VmHWM:")[1].split()[0]) // 1024


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@contextlib.contextmanager
def serving(*words: str, port: int, **environment: str) -> Iterator[Server]:
    """``python WORDS`` on the server's core until the block ends; the client gets the other."""
    os.sched_setaffinity(0, {CLIENT_CORE if (os.cpu_count() or 1) > 1 else SERVER_CORE})
    process = subprocess.Popen(
        ["taskset", "-c", str(SERVER_CORE), sys.executable, *words],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
    )
    try:
        _until_it_answers(port)
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        yield Server(port, process, urllib.request.build_opener(jar))
    finally:
        process.terminate()
        process.wait(30)


@contextlib.contextmanager
def a_kiosk(data: Path, environment: Mapping[str, str] | None = None) -> Iterator[Server]:
    """The kiosk on that data folder."""
    port = free_port()
    words = ("-m", "kiosk", "serve", "--data", str(data), "--port", str(port))
    with serving(*words, port=port, **(environment or {})) as server:
        _become_own_screen(server, data)
        yield server


def _become_own_screen(server: Server, data: Path) -> None:
    for _ in range(600):  # the page is written as soon as the kiosk listens
        if address := handed_over(data / FILE):
            server.officials.open(address).close()
            return
        time.sleep(0.1)
    raise SystemExit("the kiosk handed nothing over")


@contextlib.contextmanager
def the_bare_server() -> Iterator[Server]:
    """aiohttp alone."""
    port = free_port()
    with serving(str(ROOT / "tests" / "bench" / "bare_server.py"), str(port), port=port) as server:
        yield server


def _until_it_answers(port: int) -> None:
    for _ in range(600):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise SystemExit("the server did not start")
