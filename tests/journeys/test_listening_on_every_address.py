"""A server listens on IPv6 as it does on IPv4, and tells one device from another on both."""

import asyncio
import re
import socket
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from journey import load, start_kiosk
from program import own_screen, run, start

from kiosk.addresses import is_home, place_at, shown_at
from kiosk.config import Config, read_config
from kiosk.domain.errors import BadFile
from kiosk.kiosk_app import make_app
from kiosk.listening import take_address
from kiosk.shipped import demo_file

ADDRESS = ("--port", "0")
BOTH = ("127.0.0.1", "[::1]")


async def told(process: asyncio.subprocess.Process, what: str = r"http://\S+:\d+") -> str:
    """The first address that the program says."""
    assert process.stdout is not None
    async with asyncio.timeout(60):
        while line := await process.stdout.readline():
            if found := re.search(what, line.decode()):
                return found[0]
    raise AssertionError("it ended")


async def status(url: str, path: str) -> int:
    async with aiohttp.ClientSession() as phone, phone.get(url + path) as answer:
        return answer.status


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("::", "http://127.0.0.1"),
        ("[::]", "http://127.0.0.1"),
        ("0::0", "http://127.0.0.1"),
        ("0.0.0.0", "http://127.0.0.1"),  # noqa: S104
        ("::1", "http://[::1]"),
        ("127.0.0.1", "http://127.0.0.1"),
    ],
)
@pytest.mark.parametrize("command", ["demo", "central"])
async def test_a_server_says_an_address_that_opens(
    command: str, host: str, shown: str, tmp_path: Path
) -> None:
    more = () if command == "demo" else ("--database", f"sqlite:///{tmp_path / 'c.sqlite'}")
    process = await start(command, "--host", host, *ADDRESS, *more)
    try:
        address = await told(process)
        port = address.rpartition(":")[2]
        assert address == f"{shown}:{port}"
        everywhere = host in {"::", "[::]", "0::0"}
        for one in BOTH if everywhere else (shown.removeprefix("http://"),):
            assert await status(f"http://{one}:{port}", "/healthz") == 200, one
    finally:
        process.terminate()
        _, errors = await process.communicate()
    assert errors == b""


@pytest.mark.parametrize("host", ["::", "::1"])
async def test_a_kiosk_on_ipv6_has_its_own_screen(tmp_path: Path, host: str) -> None:
    await load(tmp_path, demo_file())
    more = ("--config", str(tmp_path / "hall.toml"))
    (tmp_path / "hall.toml").write_text('address = "http://10.42.0.1"\n', "utf-8")
    process = await start("serve", "--data", str(tmp_path), "--host", host, *ADDRESS, *more)
    try:
        url = await told(process)
        jar = aiohttp.CookieJar(unsafe=True)
        async with aiohttp.ClientSession(cookie_jar=jar) as browser:
            await own_screen(browser, tmp_path)
            async with browser.get(f"{url}/desk") as desk:
                assert desk.status == 200
        assert await status(url, "/desk") == 403
    finally:
        process.terminate()
        await process.communicate()


async def test_devices_with_ipv4_are_themselves_on_a_socket_for_both(tmp_path: Path) -> None:
    await load(tmp_path, demo_file())
    running = await start_kiosk(tmp_path, officials="127.0.0.2/31")
    runner = web.AppRunner(make_app(running.kiosk), access_log=None)
    await runner.setup()
    taken = take_address("::", 0)
    assert taken is not None
    await web.SockSite(runner, taken).start()
    url = f"http://127.0.0.1:{taken.getsockname()[1]}"
    try:
        found = []
        for device in ("127.0.0.2", "127.0.0.4", "127.0.0.1"):
            line = aiohttp.TCPConnector(local_addr=(device, 0))
            async with (
                aiohttp.ClientSession(connector=line) as browser,
                browser.get(f"{url}/chair") as answer,
            ):
                found.append(answer.status)
        async with running.browser.get(f"{url}/chair") as answer:  # with the secret
            found.append(answer.status)
    finally:
        await runner.cleanup()
        await running.stop()

    assert found == [200, 403, 403, 200]


async def test_without_ipv6_the_same_setting_listens_on_ipv4(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(socket, "has_dualstack_ipv6", lambda: False)

    taken = take_address("::", 0)

    assert taken is not None
    assert taken.family is socket.AF_INET
    taken.close()


async def test_a_port_that_is_taken_on_ipv6_is_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("::", 0), family=socket.AF_INET6) as taken:
        port = str(taken.getsockname()[1])
        for host in ("::", "::1"):
            code, _, errors = await run("demo", "--host", host, "--port", port)
            assert code == 1
            assert errors == f"Error: Port {port} is in use. Choose another with --port.\n"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("10.0.0.7", "::ffff:10.0.0.7", True),
        ("::ffff:a00:7", "10.0.0.7", True),
        ("10.0.0.7", "10.0.0.8", False),
        ("2001:db8::1", "2001:db8::ffff:2", True),  # one home
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("fe80::1%1", "fe80::2", True),
    ],
)
def test_one_device_is_one_place(one: str, other: str, same: bool) -> None:
    assert (place_at(one) == place_at(other)) is same


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.9.9.9", "::1", "[::1]", "::ffff:127.0.0.1", "0:0:0:0:0:0:0:1"]
)
def test_any_free_port_needs_no_address_at_home(host: str) -> None:
    assert is_home(host)
    assert read_config(overrides={"host": host, "port": 0}).host == host
    assert Config(host=host).leads_phones_astray


@pytest.mark.parametrize("host", ["::", "[::]", "0::0", "::0", "0.0.0.0", ""])  # noqa: S104
def test_every_address_needs_one_that_phones_type(host: str) -> None:
    with pytest.raises(BadFile, match="needs an address"):
        read_config(overrides={"host": host})
    assert Config(host=host).leads_phones_astray


@pytest.mark.parametrize(
    "officials", ["::ffff:127.0.0.1", "::ffff:0:0/96", "::ffff:127.0.0.0/104", "::/0", "::1"]
)
def test_no_way_of_writing_lets_a_server_on_this_machine_in(officials: str) -> None:
    with pytest.raises(BadFile):
        read_config(overrides={"officials": officials})


def test_a_network_in_the_other_writing_is_the_same_network() -> None:
    written = [Config(officials=one) for one in ("10.42.0.0/24", "::ffff:10.42.0.0/120")]

    assert written[0].official_networks == written[1].official_networks


def test_addresses_have_brackets_where_they_need_them() -> None:
    assert shown_at("2001:db8::1", 80) == "http://[2001:db8::1]:80"
    assert shown_at("kiosk.lan", 80) == "http://kiosk.lan:80"
