"""The address of a cast vote shows its words for minutes, and to the browser that cast alone."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from itertools import product
from typing import Any

import aiohttp
import pytest
from browser import chromium, page_of
from journey import Running, given_a_quorum
from yarl import URL

from kiosk.actions.cast_words import MINUTES, forget_old_words
from kiosk.live import News

POLL = "young-voters"
YES = {"motion": "yes"}
WORDS = 'class="words"'
Answer = tuple[int, str, str]


class Phone:
    """A phone with its address and its browser's name. ``cookies``: whether it keeps any."""

    def __init__(self, demo: Running, stack: AsyncExitStack) -> None:
        self._demo, self._stack = demo, stack
        self._browser: aiohttp.ClientSession

    async def on(
        self, *, cookies: bool = True, address: str = "127.0.0.1", agent: str = "Phone"
    ) -> "Phone":
        jar = aiohttp.CookieJar(unsafe=True) if cookies else aiohttp.DummyCookieJar()
        lines = aiohttp.TCPConnector(local_addr=(address, 0))
        session = aiohttp.ClientSession(
            cookie_jar=jar, connector=lines, headers={"User-Agent": agent}
        )
        self._browser = await self._stack.enter_async_context(session)
        return self

    async def get(self, path: str) -> Answer:
        async with self._browser.get(self._demo.url + path) as answer:
            return answer.status, await answer.text(), str(answer.url.relative())

    async def post(self, path: str, **fields: str) -> Answer:
        async with self._browser.post(self._demo.url + path, data=fields) as answer:
            return answer.status, await answer.text(), str(answer.url.relative())

    @property
    def cookies(self) -> dict[str, str]:
        kept = self._browser.cookie_jar.filter_cookies(URL(f"{self._demo.url}/card/x"))
        return {name: one.value for name, one in kept.items()}

    async def votes(self, card: str, *, looks: bool = True) -> str:
        """Vote, as a page says or with one form; the address of the end."""
        path = f"/card/{card}/poll/{POLL}"
        if looks:
            await self.get(path)
            await self.post(path, step="review", asked="motion", **YES)
        status, page, address = await self.post(path, step="cast", token="the-form", **YES)
        assert status == 200
        assert WORDS in page
        assert "?cast=the-form" in address
        return address


@pytest.fixture
async def stack() -> AsyncIterator[AsyncExitStack]:
    async with AsyncExitStack() as held:
        yield held


@pytest.fixture
async def card(demo: Running) -> str:
    codes = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    return codes[0]


@pytest.fixture
def voting(demo: Running, card: str) -> tuple[Running, str]:
    """A kiosk with an open poll, and a card that may vote in it."""
    return demo, card


def later(demo: Running, monkeypatch: pytest.MonkeyPatch, minutes: float) -> None:
    now = demo.kiosk.hall.monotonic
    monkeypatch.setattr(demo.kiosk.hall, "monotonic", lambda: now() + minutes * 60)


@pytest.mark.parametrize(("cookies", "looks"), list(product((True, False), repeat=2)))
async def test_a_page_loaded_again_shows_the_words_for_minutes_and_then_that_the_card_has_voted(
    voting: tuple[Running, str], stack: AsyncExitStack, monkeypatch, cookies: bool, looks: bool
) -> None:
    demo, card = voting
    phone = await Phone(demo, stack).on(cookies=cookies)
    address = await phone.votes(card, looks=looks)

    again = [await phone.get(address) for _ in range(3)]
    later(demo, monkeypatch, MINUTES - 0.1)
    still = await phone.get(address)
    later(demo, monkeypatch, 0.2)
    over = await phone.get(address)

    assert all(WORDS in page for _, page, _ in (*again, still))
    assert f"They stay for {MINUTES} minutes, on this phone." in still[1]
    assert "This card has voted. One ballot is in the box." in over[1]
    assert WORDS not in over[1]


@pytest.mark.parametrize("cookies", [True, False])
@pytest.mark.parametrize(
    "other",
    [
        {"address": "127.0.0.66", "agent": "Other"},
        {"address": "127.0.0.66", "agent": "Phone"},
        {"address": "127.0.0.1", "agent": "Other"},
        {"address": "127.0.0.66", "agent": "Phone", "cookies": False},
        {"address": "127.0.0.1", "agent": "", "cookies": False},
    ],
    ids=str,
)
async def test_another_browser_never_reads_the_words(
    demo: Running, card: str, stack: AsyncExitStack, cookies: bool, other: dict[str, Any]
) -> None:
    address = await (await Phone(demo, stack).on(cookies=cookies)).votes(card)
    stranger = await Phone(demo, stack).on(**other)

    opened = [await stranger.get(address) for _ in range(2)]
    path = address.split("?", maxsplit=1)[0]
    sent = await stranger.post(path, step="cast", token="the-form", **YES)

    for _, page, _ in (*opened, sent):
        assert WORDS not in page
        assert "This card has voted. One ballot is in the box." in page


async def test_the_cookie_of_the_phone_is_enough_at_a_new_address_and_needed_at_its_old_one(
    demo: Running, card: str, stack: AsyncExitStack
) -> None:
    phone = await Phone(demo, stack).on()
    address = await phone.votes(card)
    moved = await Phone(demo, stack).on(address="127.0.0.66")
    moved._browser.cookie_jar.update_cookies(phone.cookies, URL(f"{demo.url}/card/x"))
    twin = await Phone(demo, stack).on()

    assert WORDS in (await moved.get(address))[1]
    assert WORDS not in (await twin.get(address))[1]


async def test_the_same_form_sent_again_shows_the_words_to_its_browser_while_they_are_shown(
    demo: Running, card: str, stack: AsyncExitStack, monkeypatch
) -> None:
    phone = await Phone(demo, stack).on()
    path = (await phone.votes(card)).split("?", maxsplit=1)[0]

    _, soon, _ = await phone.post(path, step="cast", token="the-form", **YES)
    later(demo, monkeypatch, MINUTES + 0.1)
    _, late, _ = await phone.post(path, step="cast", token="the-form", **YES)

    assert "You sent this before. It counts once." in soon
    assert WORDS in soon
    assert WORDS not in late


async def test_words_that_are_shown_no_more_lie_in_no_memory(
    demo: Running, card: str, stack: AsyncExitStack, monkeypatch
) -> None:
    await (await Phone(demo, stack).on()).votes(card)
    hall = demo.kiosk.hall
    before = len(hall.casts.answers)
    later(demo, monkeypatch, MINUTES + 0.1)
    forget_old_words(hall)

    assert (before, len(hall.casts.answers)) == (1, 0)


async def test_the_name_of_a_browser_is_given_by_the_check_of_a_vote_alone_and_once(
    demo: Running, card: str, stack: AsyncExitStack
) -> None:
    phone = await Phone(demo, stack).on()
    ballot = f"/card/{card}/poll/{POLL}"
    for path in ("/", f"/card/{card}", ballot, "/results", "/tracker", "/help", "/screen"):
        await phone.get(path)
    before = phone.cookies
    await phone.get(f"{ballot}?question=review")
    first = phone.cookies
    await phone.votes(card)

    assert before == {}
    assert set(first) == {"kiosk_browser"}
    assert phone.cookies == first


@pytest.mark.parametrize("scripts", [True, False])
async def test_in_a_browser_the_words_outlast_a_reload_and_every_news(
    demo: Running, card: str, scripts: bool
) -> None:
    async with chromium() as browser:
        faults: list[str] = []
        phone = await page_of(browser, 360, 640, scripts=scripts, faults=faults)
        await phone.goto(f"{demo.url}/card/{card}/poll/{POLL}?question=motion")
        await phone.get_by_role("radio", name="Yes").check()
        await phone.get_by_role("button", name="Check").click()
        await phone.get_by_role("button", name="Cast my vote").click()
        words = await phone.locator(".words").inner_text()
        await phone.reload()
        demo.kiosk.hall.hub.announce(News.POLLS)
        again = await phone.locator(".words").inner_text()
        other = await page_of(browser, 360, 640, scripts=scripts, faults=faults)
        await other.goto(phone.url)
        await other.get_by_text("This card has voted.").wait_for()

        assert words == again
        assert await other.locator(".words").count() == 0
        assert faults == []
