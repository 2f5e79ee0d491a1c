"""A bad file, a bad setting, a busy port, a full disk: one clear sentence, and nothing lost."""

import asyncio
import contextlib
import re
import resource
import signal
import socket
from pathlib import Path

import aiohttp
from program import answering, own_screen, run, start

from kiosk.shipped import demo_file

POLL = "young-voters"


def given_an_assembly(folder: Path, **changes: str) -> Path:
    folder.mkdir()
    for name in ("assembly.toml", "roster.csv", "projects.csv", "budget.csv"):
        text = (demo_file().parent / name).read_text(encoding="utf-8")
        (folder / name).write_text(changes.get(name.split(".")[0], text), encoding="utf-8")
    return folder


async def test_every_mistake_of_a_roster_is_named_with_its_line(tmp_path: Path) -> None:
    folder = given_an_assembly(
        tmp_path / "a", roster="number,name,group\n1,Ana,North\n1,Ben,North\n3,,South\n"
    )

    code, _, errors = await run("load", str(folder), "--data", str(tmp_path / "data"))

    assert code == 1
    assert "roster.csv, line 3" in errors
    assert "roster.csv, line 4" in errors
    assert "Traceback" not in errors
    assert not (tmp_path / "data" / "current").exists()


async def test_a_bad_pb_is_refused_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "bad.pb"
    file.write_text(
        "META\nkey;value\nbudget;lots\nPROJECTS\nproject_id;cost\na;-5\nVOTES\n"
        "voter_id;vote\nv;a\n",
        "utf-8",
    )

    code, _, errors = await run("load", str(file), "--data", str(tmp_path / "data"))

    assert code == 1
    assert "bad.pb, line 3" in errors
    assert "bad.pb, line 6" in errors
    assert "Traceback" not in errors


async def test_loading_the_same_files_again_changes_nothing(tmp_path: Path) -> None:
    folder = given_an_assembly(tmp_path / "a")
    data = tmp_path / "data"

    first = await run("load", str(folder), "--data", str(data))
    before = sorted(path.name for path in data.iterdir())
    again = await run("load", str(folder), "--data", str(data))

    assert "loaded. 60 people, 6 polls" in first[1]
    assert "nothing changed" in again[1]
    assert sorted(path.name for path in data.iterdir()) == before


async def test_a_bad_setting_is_named_with_the_nearest_good_one(tmp_path: Path) -> None:
    settings = tmp_path / "config.toml"
    settings.write_text('prot = 8080\nprinter = "fax"\n', encoding="utf-8")

    code, _, errors = await run("serve", "--data", str(tmp_path / "d"), "--config", str(settings))

    assert code == 1
    assert "config.toml, line 1" in errors
    assert "port" in errors
    assert "printer" in errors
    assert "Traceback" not in errors


async def test_a_busy_port_says_what_to_do(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])

        code, _, errors = await run("demo", "--port", port, "--data", str(tmp_path / "data"))

    assert code == 1
    assert f"Port {port} is in use. Choose another with --port." in errors
    assert "Traceback" not in errors


async def test_two_kiosks_never_share_a_data_folder(tmp_path: Path, unused_tcp_port: int) -> None:
    data = str(tmp_path / "data")
    first = await start("demo", "--port", str(unused_tcp_port), "--data", data)
    await answering(f"http://127.0.0.1:{unused_tcp_port}")

    code, _, errors = await run("demo", "--port", "0", "--data", data)
    first.send_signal(signal.SIGTERM)
    await first.communicate()

    assert code == 1
    assert "A kiosk works in" in errors


async def test_a_full_disk_confirms_nothing_and_the_vote_can_be_cast_later(
    tmp_path: Path, unused_tcp_port: int
) -> None:
    data = tmp_path / "data"
    url = f"http://127.0.0.1:{unused_tcp_port}"
    kiosk = await start("demo", "--port", str(unused_tcp_port), "--data", str(data))
    await answering(url)
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(cookie_jar=jar) as browser:
        await own_screen(browser, data)
        cards = [await arrive(browser, url, number) for number in range(101, 116)]
        await post(browser, f"{url}/chair/enter", pin="246810")
        await post(browser, f"{url}/chair/poll/{POLL}/open")
        ballot = f"{url}/card/{cards[0]}/poll/{POLL}"

        # No file of the program may grow or be rewritten past its first byte.
        resource.prlimit(kiosk.pid, resource.RLIMIT_FSIZE, (1, resource.RLIM_INFINITY))
        full, page = await post(browser, ballot, motion="yes", step="cast")
        _, chair = await get(browser, f"{url}/chair")
        unlimited = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
        resource.prlimit(kiosk.pid, resource.RLIMIT_FSIZE, unlimited)
        later, _ = await post(browser, ballot, motion="yes", step="cast")

    kiosk.send_signal(signal.SIGTERM)
    _, errors = await kiosk.communicate()
    assert full == 503
    assert "Your vote was not cast." in page
    assert "The kiosk could not save." in chair
    assert later == 200
    assert b"Traceback" not in errors


async def test_no_card_name_or_choice_is_ever_logged(tmp_path: Path, unused_tcp_port: int) -> None:
    url = f"http://127.0.0.1:{unused_tcp_port}"
    data = str(tmp_path / "data")
    kiosk = await start("demo", "--port", str(unused_tcp_port), "--data", data)
    await answering(url)
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as browser:
        await own_screen(browser, data)
        cards = [await arrive(browser, url, number) for number in range(101, 116)]
        await post(browser, f"{url}/chair/enter", pin="246810")
        await post(browser, f"{url}/chair/poll/{POLL}/open")
        for card in cards:
            await post(browser, f"{url}/card/{card}/poll/{POLL}", motion="abstain", step="cast")
        await post(browser, f"{url}/card/{cards[0]}/poll/nowhere", step="cast")
        await get(browser, f"{url}/card/GGGGGGGGGG")
    for broken in (
        f"GET /card/{cards[0]} HTTP/9.9\r\n\r\n",
        f"GET /card/{cards[0]}\r\n\r\n",
        f"GET / HTTP/1.1\r\nHost: localhost\r\n{cards[0]}\r\n\r\n",
        f"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n{cards[0]}\r\n",
        f"GET /card/{cards[0]}/{'x' * 9000} HTTP/1.1\r\nHost: localhost\r\n\r\n",
    ):
        reader, writer = await asyncio.open_connection("127.0.0.1", unused_tcp_port)
        writer.write(broken.encode())
        await asyncio.wait_for(reader.read(100), timeout=30)
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()

    kiosk.send_signal(signal.SIGTERM)
    output, errors = await kiosk.communicate()
    said = (output + errors).decode()
    assert not re.search("|".join(cards), said)
    assert "abstain" not in said
    assert "Brooks" not in said
    assert "GGGGG" not in said


async def arrive(browser: aiohttp.ClientSession, url: str, number: int) -> str:
    _, text = await post(browser, f"{url}/api/v1/desk/arrivals", number=str(number))
    return text.split('"card": "')[1].split('"')[0]


async def post(browser: aiohttp.ClientSession, url: str, **fields: str) -> tuple[int, str]:
    async with browser.post(url, data=fields) as answer:
        return answer.status, await answer.text()


async def get(browser: aiohttp.ClientSession, url: str) -> tuple[int, str]:
    async with browser.get(url) as answer:
        return answer.status, await answer.text()


async def test_a_kiosk_with_open_pages_stops_at_once(tmp_path: Path, unused_tcp_port: int) -> None:
    url = f"http://127.0.0.1:{unused_tcp_port}"
    data = str(tmp_path / "data")
    kiosk = await start("demo", "--port", str(unused_tcp_port), "--data", data)
    await answering(url)
    async with aiohttp.ClientSession() as browser, browser.get(f"{url}/live") as stream:
        await stream.content.readline()

        kiosk.send_signal(signal.SIGTERM)
        await asyncio.wait_for(kiosk.communicate(), timeout=30)

    assert kiosk.returncode == 0
