"""The own screen proves itself: to come from this machine is no proof, for servers on it do too."""

import asyncio
import contextlib
import stat
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import aiohttp
import pytest
from browser import CHROMIUM, chromium
from journey import Running
from program import answering, own_screen, start

from kiosk.commands.hand_over import FILE, hand_over, handed_over, page_of
from kiosk.pages.web.access import own_cookie
from kiosk.pages.web.own_screen import own_address

OWN_PAGES = (
    "/own",
    "/desk",
    "/booth",
    "/panel",
    "/live/desk",
    "/live/booth",
    "/desk/leave",
    "/booth/card",
)


@pytest.fixture
async def phone() -> AsyncIterator[aiohttp.ClientSession]:
    """A browser that was handed nothing."""
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
        yield session


async def relay_to(running: Running, stack: AsyncExitStack) -> str:
    """A server on this machine that hands on every byte and says nothing of whose they are."""
    port = int(running.url.rsplit(":", 1)[1])

    async def carry(from_: asyncio.StreamReader, to: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError):
            while part := await from_.read(2**16):
                to.write(part)
        to.close()

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.gather(carry(reader, back), carry(there, writer))

    server = await asyncio.start_server(meet, "127.0.0.1", 0)
    stack.callback(server.close)
    return f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


async def status(phone: aiohttp.ClientSession, address: str) -> int:
    async with phone.get(address) as answer:
        return answer.status


@pytest.mark.parametrize("path", OWN_PAGES)
async def test_a_relay_on_this_machine_gives_a_phone_no_page_of_the_own_screen(
    demo: Running, phone: aiohttp.ClientSession, stopping: AsyncExitStack, path: str
) -> None:
    relay = await relay_to(demo, stopping)

    assert await status(phone, relay + path) == 403
    assert await status(phone, relay + "/") == 200


async def test_a_relay_on_this_machine_lets_a_phone_sign_nobody_in(
    demo: Running, phone: aiohttp.ClientSession, stopping: AsyncExitStack
) -> None:
    relay = await relay_to(demo, stopping)

    for path in ("/desk/sign-in", "/desk/guest", "/api/v1/desk/arrivals", "/booth", "/panel/scan"):
        async with phone.post(relay + path, data={"number": "101", "once": "a"}) as answer:
            assert answer.status == 403, path

    assert demo.kiosk.hall.sitting.box.cards_number == 0


@pytest.mark.parametrize(
    "header",
    [
        {"X-Forwarded-For": "10.42.0.77"},
        {"Forwarded": "for=10.42.0.77"},
        {"X-Forwarded-For": "127.0.0.1"},
    ],
)
async def test_the_secret_through_a_server_that_names_whom_it_serves_opens_nothing(
    demo: Running, header: dict[str, str]
) -> None:
    for path in OWN_PAGES:
        async with demo.browser.get(demo.url + path, headers=header) as answer:
            assert answer.status == 403, path


@pytest.mark.parametrize("secret", ["", "x", "x" * 43, "x" * 4000, "é", "../desk"])
async def test_another_secret_opens_nothing(
    demo: Running, phone: aiohttp.ClientSession, secret: str
) -> None:
    doors = demo.kiosk.hall.doors
    headers = {"Cookie": f"{own_cookie(doors)}={secret}".encode().decode("latin-1")}
    async with phone.get(f"{demo.url}/desk", headers=headers) as answer:
        assert answer.status == 403
    assert await status(phone, f"{demo.url}/own/{secret}") in {403, 404}
    assert not list(phone.cookie_jar)


async def test_the_secret_is_handed_over_once_and_stands_on_no_page(
    demo: Running, phone: aiohttp.ClientSession
) -> None:
    doors = demo.kiosk.hall.doors
    async with phone.get(f"{own_address(demo.url, doors)}/desk") as answer:
        page, kept = await answer.text(), answer.headers["Set-Cookie"]
        onward = answer.headers["Refresh"]
        assert answer.headers["Cache-Control"] == "no-store"

    assert onward == "0; url=/desk"
    assert doors.own_screen not in page
    assert "HttpOnly" in kept
    assert "SameSite=Strict" in kept
    assert await status(phone, f"{demo.url}/desk") == 200


async def test_the_page_that_hands_over_is_for_its_user_only(
    tmp_path: Path, unused_tcp_port: int, phone: aiohttp.ClientSession
) -> None:
    url, data = f"http://127.0.0.1:{unused_tcp_port}", tmp_path / "data"
    kiosk = await start("serve", "--port", str(unused_tcp_port), "--data", str(data))
    await answering(url)
    before = await status(phone, f"{url}/desk")
    await own_screen(phone, data)
    after = await status(phone, f"{url}/desk")
    found = handed_over(page_of(url))
    kiosk.kill()
    output, _ = await kiosk.communicate()
    again = await start("serve", "--port", str(unused_tcp_port), "--data", str(data))
    await answering(url)
    later = await status(phone, f"{url}/desk")
    again.terminate()
    said, errors = await again.communicate()

    assert (before, after) == (403, 200)
    assert later == 200  # a kiosk that comes back finds its screen at work
    assert stat.S_IMODE((data / FILE).stat().st_mode) == 0o600
    assert found == handed_over(data / FILE)
    assert handed_over(data / FILE).rsplit("/", 1)[1].encode() not in output + said + errors


def test_a_page_that_cannot_be_written_stops_no_start(tmp_path: Path) -> None:
    (tmp_path / f"{FILE}.new").mkdir()

    hand_over(tmp_path, "http://127.0.0.1:9", "http://127.0.0.1:9/own/x")

    assert handed_over(tmp_path / FILE) == ""


async def test_each_address_that_the_demonstration_prints_just_works(
    unused_tcp_port: int,
) -> None:
    url = f"http://127.0.0.1:{unused_tcp_port}"
    demo = await start("demo", "--port", str(unused_tcp_port))
    await answering(url)
    demo.terminate()
    output, _ = await demo.communicate()
    printed = [word for word in output.decode().split() if word.startswith(url)]
    again = await start("demo", "--port", str(unused_tcp_port))
    assert again.stdout is not None
    greeting = ""
    while "Stop it" not in greeting:
        greeting += (await again.stdout.readline()).decode()
    statuses = {}
    for address in [word for word in greeting.split() if word.startswith(url)]:
        jar = aiohttp.CookieJar(unsafe=True)
        async with aiohttp.ClientSession(cookie_jar=jar) as browser:
            statuses[address] = await status(browser, address)
            if "/own/" in address:
                statuses[address] = await status(browser, f"{url}/{address.rsplit('/', 1)[1]}")
    again.terminate()
    await again.communicate()

    assert len(printed) == len(statuses) == 7
    assert set(statuses.values()) == {200}
    assert not set(printed) & {address for address in statuses if "/own/" in address}


@pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's Chromium is not installed")
@pytest.mark.parametrize("scripts", [True, False])
async def test_a_browser_that_opens_the_file_is_the_own_screen(
    demo: Running, tmp_path: Path, scripts: bool
) -> None:
    hand_over(tmp_path, demo.url, own_address(demo.url, demo.kiosk.hall.doors))
    async with chromium() as browser:
        context = await browser.new_context(java_script_enabled=scripts)
        page = await context.new_page()

        await page.goto((tmp_path / FILE).as_uri())
        await page.wait_for_url(f"{demo.url}/own")
        await page.get_by_role("link", name="Sign-in desk").click()

        await page.wait_for_url(f"{demo.url}/desk")
        assert await page.locator("form[action='/desk']").count() == 1
