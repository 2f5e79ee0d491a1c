"""A start that cannot be ends at once with one sentence, keeps every file, and loses no PIN."""

import asyncio
import re
import signal
import socket
from pathlib import Path

import aiohttp
import pytest
from journey import load
from program import answering, own_screen, start

from kiosk.actions.load_assembly import sitting_of
from kiosk.kiosk_app import open_doors
from kiosk.meeting.doors import Role
from kiosk.shipped import demo_file

SOON = 30  # seconds


async def serve(data: Path, port: int = 0) -> tuple[int | None, str, str]:
    """``kiosk serve`` where it cannot start: exit code, output and errors."""
    process = await start("serve", "--host", "127.0.0.1", "--port", str(port), "--data", str(data))
    try:
        output, errors = await asyncio.wait_for(process.communicate(), timeout=SOON)
    except TimeoutError:
        process.kill()
        await process.communicate()
        raise AssertionError("the kiosk neither started nor ended") from None
    return process.returncode, output.decode(), errors.decode()


def sentences(errors: str) -> list[str]:
    """What was said beside the log."""
    return [line for line in errors.splitlines() if line.startswith("Error: ")]


def the_file(folder: Path, name: str) -> Path:
    (file,) = folder.glob(name)
    return file


def damaged_in_the_middle(file: Path) -> bytes:
    whole = file.read_bytes()
    return whole[:200] + b"\xff" * (len(whole) - 200)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("device.key", b"not a key"),
        ("device.key", b"\xff\xfe"),
        ("doors.json", b"{"),
        ("doors.json", b"[]"),
        ("*/roll.sqlite", b"this is not a file of the kiosk" * 999),
        ("*/box.sqlite", b"this is not a file of the kiosk" * 999),
        ("*/roll.sqlite", None),
        ("*/box.sqlite", None),
        ("*/main.json", b"{"),
    ],
)
async def test_a_damaged_file_ends_the_start_with_one_sentence_and_stays(
    tmp_path: Path, name: str, content: bytes | None
) -> None:
    await load(tmp_path, demo_file())
    await (await sitting_of(tmp_path)).close()
    (tmp_path / "doors.json").touch()
    file = the_file(tmp_path, name)
    damaged = damaged_in_the_middle(file) if content is None else content
    file.write_bytes(damaged)

    code, _, errors = await serve(tmp_path)

    assert code == 1, errors
    assert len(sentences(errors)) == 1, errors
    assert "Traceback" not in errors
    assert file.read_bytes() == damaged


@pytest.mark.parametrize("place", ["data", "data/none"])
async def test_a_file_in_place_of_a_folder_ends_the_start_with_one_sentence(
    tmp_path: Path, place: str
) -> None:
    file = tmp_path / place
    file.parent.mkdir(exist_ok=True)
    file.write_text("not a folder", encoding="utf-8")

    code, _, errors = await serve(tmp_path / "data")

    assert code == 1, errors
    assert len(sentences(errors)) == 1, errors
    assert "Traceback" not in errors


async def test_a_first_start_on_a_busy_port_loses_no_pin(
    tmp_path: Path, unused_tcp_port: int
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        code, first, _ = await serve(tmp_path, port=taken.getsockname()[1])
    assert code == 1

    port = str(unused_tcp_port)
    url = f"http://127.0.0.1:{port}"
    kiosk = await start("serve", "--host", "127.0.0.1", "--port", port, "--data", str(tmp_path))
    await answering(url)
    kiosk.send_signal(signal.SIGTERM)
    output, _ = await kiosk.communicate()
    again = await start("serve", "--host", "127.0.0.1", "--port", port, "--data", str(tmp_path))
    await answering(url)
    pins = dict(re.findall(r"PIN of the (\w+), shown only now: (\d+)", first + output.decode()))
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as browser:
        await own_screen(browser, tmp_path)
        entered = [await enter(browser, url, role, pin) for role, pin in pins.items()]
    again.send_signal(signal.SIGTERM)
    later, _ = await again.communicate()

    assert set(pins) == {"chair", "organiser"}
    assert entered == [200, 200]
    assert b"PIN" not in later


async def test_a_pin_that_was_shown_holds_whenever_the_kiosk_is_stopped(tmp_path: Path) -> None:
    """Stopped at ten moments of its first start, as soon as it says or answers anything."""
    for moment in range(10):
        data = tmp_path / str(moment)
        first = await start("serve", "--host", "127.0.0.1", "--port", "0", "--data", str(data))
        assert first.stdout is not None
        shown = await first.stdout.readline()
        if moment % 2:
            shown += await first.stdout.readline()
        await asyncio.sleep(moment // 2 * 0.005)
        first.send_signal(signal.SIGTERM)
        rest, _ = await first.communicate()

        doors, made = open_doors(data, demo=False)

        assert first.returncode == 0
        assert not made
        for role, pin in re.findall(
            r"PIN of the (\w+), shown only now: (\d+)", (shown + rest).decode()
        ):
            assert await doors.enter(Role(role), pin, place="127.0.0.1")


async def enter(browser: aiohttp.ClientSession, url: str, role: str, pin: str) -> int:
    async with browser.post(f"{url}/{role}/enter", data={"pin": pin}) as answer:
        return answer.status
