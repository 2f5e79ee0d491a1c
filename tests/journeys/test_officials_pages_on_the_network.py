"""Officials' pages open on the own screen, and in networks that the settings name; else nowhere."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from journey import PIN, Running, load, start_kiosk

from kiosk.config import read_config
from kiosk.domain.errors import BadFile
from kiosk.domain.happening import Happening
from kiosk.meeting.doors import FREE_TRIES, Role
from kiosk.pages.web.access import SCREEN, SESSION
from kiosk.shipped import demo_file
from kiosk.store import records

OFFICIALS = ("/chair", "/organiser", "/desk", "/booth", "/pair", "/chair/live", "/panel")
CABLE = "127.0.0.2"
CHAIR = "127.0.0.2/31"  # two addresses of the cable network


@asynccontextmanager
async def at(address: str, agent: str = "Chromium") -> AsyncIterator[aiohttp.ClientSession]:
    """A browser of another device; addresses of loopback stand for devices of the hall."""
    line = aiohttp.TCPConnector(local_addr=(address, 0))
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(
        connector=line, cookie_jar=jar, headers={"User-Agent": agent}
    ) as browser:
        yield browser


async def get(browser: aiohttp.ClientSession, url: str, **headers: str) -> tuple[int, str]:
    async with browser.get(url, headers=headers) as answer:
        return answer.status, await answer.text()


async def enter(browser: aiohttp.ClientSession, url: str, pin: str) -> int:
    async with browser.post(f"{url}/chair/enter", data={"pin": pin}) as answer:
        return answer.status


async def a_kiosk(folder: Path, officials: str) -> Running:
    await load(folder / "data", demo_file())
    return await start_kiosk(folder / "data", officials=officials)


@pytest.fixture
async def cabled(tmp_path: Path) -> AsyncIterator[Running]:
    """A kiosk whose officials may sit in a network of two addresses."""
    running = await a_kiosk(tmp_path, CHAIR)
    yield running
    await running.stop()


async def test_by_default_no_phone_sees_a_page_of_the_officials(demo: Running) -> None:
    async with at("127.0.0.9") as phone:
        for path in OFFICIALS:
            status, page = await get(phone, demo.url + path)
            assert status == 403, path
            assert "only on the kiosk’s own screen" in page
        status, _ = await get(phone, f"{demo.url}/")
        pin = await enter(phone, demo.url, PIN)

    assert status == 200
    assert pin == 403
    for path in ("/chair", "/organiser", "/desk", "/booth", "/pair", "/panel"):
        assert (await demo.get(path))[0] == 200, path


async def test_a_network_that_is_named_has_the_pages_and_no_other(cabled: Running) -> None:
    async with at(CABLE) as cable, at("127.0.0.4") as phone, at("127.0.0.1") as relay:
        inside = [(await get(cable, cabled.url + path))[0] for path in ("/chair", "/pair")]
        desk, _ = await get(cable, f"{cabled.url}/desk")
        outside = [(await get(one, f"{cabled.url}/chair"))[0] for one in (phone, relay)]
        forwarded, _ = await get(cable, f"{cabled.url}/chair", **{"X-Forwarded-For": CABLE})

    assert inside == [200, 200]
    assert desk == 403  # not before it is paired
    assert outside == [403, 403]
    assert forwarded == 403


async def test_a_copied_cookie_opens_nothing_elsewhere(cabled: Running) -> None:
    async with at(CABLE) as chair:
        assert await enter(chair, cabled.url, PIN) == 200
        own = await get(chair, f"{cabled.url}/chair")
        (session,) = [one.value for one in chair.cookie_jar if one.key == SESSION]
    cookie = {"Cookie": f"{SESSION}={session}"}
    async with at("127.0.0.3") as thief, at(CABLE, "Firefox") as other, at("127.0.0.4") as phone:
        stolen = [await get(one, f"{cabled.url}/chair", **cookie) for one in (thief, other, phone)]

    assert "Lock" in own[1]
    assert all("/chair/lock" not in page for _, page in stolen)
    assert "/chair/lock" in own[1]


async def test_a_paired_screens_cookie_opens_nothing_elsewhere(cabled: Running) -> None:
    code = cabled.kiosk.hall.doors.offer_pairing()
    async with at(CABLE) as screen:
        async with screen.post(f"{cabled.url}/pair", data={"code": code}) as answer:
            assert answer.status == 200
        (token,) = [one.value for one in screen.cookie_jar if one.key == SCREEN]
    async with at("127.0.0.3") as thief:
        stolen, _ = await get(thief, f"{cabled.url}/desk", Cookie=f"{SCREEN}={token}")

    assert stolen == 403


async def test_fifty_rivals_keep_no_new_device_of_the_chair_out(tmp_path: Path) -> None:
    running = await a_kiosk(tmp_path, "anywhere")
    code = running.kiosk.hall.doors.offer_pairing()
    for number in range(50):
        async with at(f"127.0.1.{number + 1}") as rival:
            for _ in range(FREE_TRIES // 2):
                assert await enter(rival, running.url, "00000000") == 403
                async with rival.post(f"{running.url}/pair", data={"code": "1"}) as answer:
                    assert answer.status == 403
    async with at("127.0.2.1") as new:
        entered = await enter(new, running.url, PIN)
        _, page = await get(new, f"{running.url}/chair")
        async with new.post(f"{running.url}/pair", data={"code": code}) as answer:
            paired = answer.status
    own, _ = await running.post("/chair/enter", ("pin", PIN))
    found = await records.after(running.kiosk.hall.sitting.roll.read, 0)
    told = [text for _, text in found if Happening.WRONG_PIN in text]
    wrong = running.kiosk.hall.doors.wrong_pins
    await running.stop()

    assert (entered, paired, own) == (200, 200, 200)
    assert f"A wrong PIN was typed {wrong} times." in page
    assert "Anybody on the Wi-Fi can read" in page
    assert len(told) == 4  # the first, the 5th, the 25th, the 125th
    assert not any("127.0" in text for text in told)


async def test_a_wrong_pin_at_the_own_screen_blocks_nobody_else(cabled: Running) -> None:
    for _ in range(FREE_TRIES + 2):
        await cabled.post("/chair/enter", ("pin", "00000000"))
    async with at(CABLE) as chair:
        entered = await enter(chair, cabled.url, PIN)

    assert entered == 200
    assert cabled.kiosk.hall.doors.role_of("") is None
    assert Role.CHAIR.value in cabled.kiosk.hall.doors.pins


@pytest.mark.parametrize(
    "officials",
    ["", "mine", "127.0.0.0/8", "0.0.0.0/0", "::/0", "::1/128", "192.168.50.7/24", "10.0.0.0/99"],
)
def test_a_setting_that_would_let_a_relay_or_nobody_in_is_refused(officials: str) -> None:
    with pytest.raises(BadFile):
        read_config(overrides={"officials": officials})


@pytest.mark.parametrize(
    "officials", ["own", "anywhere", "192.168.50.0/24", "10.0.0.0/8, fd00::/8", "192.168.50.7"]
)
def test_a_setting_names_who_is_let_in(officials: str) -> None:
    assert read_config(overrides={"officials": officials}).officials == officials
