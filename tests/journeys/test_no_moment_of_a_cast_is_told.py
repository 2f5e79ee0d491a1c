"""Whoever watches every address and stream learns no more of a cast than the turnout's clock."""

import asyncio
import contextlib
import itertools
import random
import re
from collections.abc import Awaitable, Callable

import aiohttp
import pytest
from journey import Running, given_a_quorum, until

from kiosk.actions.background.tell_turnout import look_at_turnout
from kiosk.formats.exports import EXPORTS
from kiosk.live import Audience, News
from kiosk.pages.public.handbook import TOPICS
from kiosk.pages.routes import EVERYBODY

MOTION = "young-voters"
WATCHED = (
    "/api/v1/assembly",
    "/screen",
    "/metrics",
    "/healthz",
    "/own",
    "/help",
    "/help/trust",
    "/api/openapi.json",
    f"/api/v1/polls/{MOTION}/result",
    f"/api/v1/polls/{MOTION}/ballots",
    f"/results/{MOTION}",
    "/static/device.css",
    "/tracker",
    "/results",
    "/booth",
    "/desk",
    "/chair",
    f"/chair/poll/{MOTION}",
    f"/chair/poll/{MOTION}/close",
    "/",
)
OF_THE_HOUR = {"Date"}  # to the second, whatever happens


TOKEN = re.compile(r'(name="(?:once|token|seen)" value|nonce)="[^"]*"')


def without_nonces(page: str) -> str:
    """The page without what is drawn anew each time it is asked for."""
    return TOKEN.sub("", page)


async def open_and_print(demo: Running) -> None:
    """Open the poll, and wait until the report of it is out and told."""
    await demo.chair(MOTION, "open")
    hall, behind = demo.kiosk.hall, "no report"
    hall.asked[behind] += 1
    hall.due.put_nowait(behind)  # reports come in their order: when this one is done, all are
    await until(lambda: not hall.asked[behind], seconds=30)
    assert demo.kiosk.demo is not None
    assert demo.kiosk.demo.printer.pictures


Seen = dict[str, tuple[int, dict[str, str], str]]


async def seen(demo: Running, browser: aiohttp.ClientSession | None = None) -> Seen:
    """Status, headers and page of each address; ``browser``: whose, else the own screen's."""
    found: Seen = {}
    for path in WATCHED:
        async with (browser or demo.browser).get(demo.url + path) as answer:
            kept = {
                name: value for name, value in answer.headers.items() if name not in OF_THE_HOUR
            }
            found[path] = (answer.status, kept, without_nonces(await answer.text()))
    return found


class Phone:
    """A phone with its stream open, as its page names one."""

    def __init__(self, demo: Running, browser: aiohttp.ClientSession) -> None:
        self._demo, self._browser = demo, browser
        self._stream: aiohttp.ClientResponse | None = None

    async def look_at(self, path: str) -> None:
        """Open a page: the stream of the one before ends, and its own begins."""
        async with self._browser.get(self._demo.url + path) as answer:
            page = await answer.text()
            assert answer.status == 200, page
        await self.listen_to(page)

    async def send(self, path: str, *fields: tuple[str, str]) -> None:
        async with self._browser.post(self._demo.url + path, data=dict(fields)) as answer:
            page = await answer.text()
            assert answer.status == 200, page
        await self.listen_to(page)

    async def listen_to(self, page: str) -> None:
        await self.switch_off()
        if live := re.search(r'data-stream="([^"]+)"', page):
            self._stream = await self._browser.get(self._demo.url + live[1])
            await self._stream.content.readany()

    async def switch_off(self) -> None:
        if self._stream is not None:
            self._stream.close()
            self._stream = None
            await asyncio.sleep(0.05)


async def vote(demo: Running, code: str) -> None:
    path = f"/card/{code}/poll/{MOTION}"
    await demo.post(path, ("motion", "yes"), ("step", "check"))
    status, _ = await demo.post(path, ("motion", "yes"), ("step", "cast"))
    assert status == 200


@pytest.mark.parametrize("seed", range(6))
async def test_nothing_anybody_can_open_changes_at_a_cast(demo: Running, seed: int) -> None:
    codes = await given_a_quorum(demo)
    await open_and_print(demo)
    chance = random.Random(seed)
    chance.shuffle(codes)
    before = chance.randrange(0, 9)
    for code in codes[:before]:
        await vote(demo, code)
    look_at_turnout(demo.kiosk.hall)
    at_first = await seen(demo)

    for code in codes[before : before + chance.randrange(1, 6)]:
        await vote(demo, code)
        assert await seen(demo) == at_first


def steps_of(phone: Phone, code: str) -> list[Callable[[], Awaitable[None]]]:
    """The way of a voter, page by page."""
    card, ballot = f"/card/{code}", f"/card/{code}/poll/{MOTION}"
    yes = ("motion", "yes")
    return [
        lambda: phone.look_at(card),
        lambda: phone.look_at(ballot),
        lambda: phone.send(ballot, yes, ("step", "next"), ("asked", "motion")),
        lambda: phone.look_at(f"{ballot}?question=review"),
        lambda: phone.send(ballot, yes, ("step", "back"), ("asked", "review")),
        lambda: phone.send(ballot, yes, ("step", "review"), ("asked", "motion")),
        lambda: phone.send(ballot, yes, ("step", "cast"), ("token", "once")),
        lambda: phone.look_at(f"{ballot}?cast=once"),
        lambda: phone.look_at(card),
        phone.switch_off,
    ]


@pytest.mark.parametrize("others", [0, 4, 5])
async def test_nothing_anybody_can_open_tells_the_steps_of_a_phone(
    demo: Running, others: int
) -> None:
    codes = await given_a_quorum(demo)
    await open_and_print(demo)
    look_at_turnout(demo.kiosk.hall)
    async with (
        aiohttp.ClientSession() as stranger,
        aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as pocket,
    ):
        crowd = [Phone(demo, pocket) for _ in range(others)]
        for phone, code in zip(crowd, codes[1:], strict=False):
            await phone.look_at(f"/card/{code}")
        at_first = await seen(demo), await seen(demo, stranger)
        phone = Phone(demo, pocket)

        for number, step in enumerate(steps_of(phone, codes[0])):
            await step()
            assert (await seen(demo), await seen(demo, stranger)) == at_first, number
        for one in (phone, *crowd):
            await one.switch_off()


async def test_a_disk_that_fails_or_is_well_again_tells_of_no_cast(demo: Running) -> None:
    codes = await given_a_quorum(demo)
    await open_and_print(demo)
    look_at_turnout(demo.kiosk.hall)
    async with aiohttp.ClientSession() as stranger:
        at_first = await seen(demo, stranger)
        demo.kiosk.hall.sitting.box.trouble = "no space left"
        assert await seen(demo, stranger) == at_first
        look_at_turnout(demo.kiosk.hall)
        troubled = await seen(demo, stranger)
        await vote(demo, codes[0])

        assert not demo.kiosk.hall.sitting.box.trouble
        assert await seen(demo, stranger) == troubled
    assert troubled["/metrics"] != at_first["/metrics"]


async def test_no_stream_speaks_at_a_cast(demo: Running) -> None:
    codes = await given_a_quorum(demo)
    await open_and_print(demo)
    heard: list[News] = []

    async def listen(audience: Audience) -> None:
        with demo.kiosk.hall.hub.listening(audience) as news:
            async for one in news:
                heard.append(one)

    listening = [asyncio.create_task(listen(one)) for one in Audience]
    await asyncio.sleep(0)
    for code in codes[:7]:
        await vote(demo, code)
    at_casts = list(heard)
    look_at_turnout(demo.kiosk.hall)
    await asyncio.sleep(0)
    for task in listening:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task

    assert at_casts == []
    assert News.TURNOUT in heard


CAST, STEP_BELOW = 13, 10
PARTS = {
    "poll": [MOTION],
    "export": list(EXPORTS),
    "topic": TOPICS,
    "name": ["nothing"],
    "secret": ["nothing"],
    "page": ["booth"],
}
THIRTEEN = re.compile(rf"(?<![\w:.,#&-]){CAST}(?:\.0+)?(?![\w:-]|[.,]\d)")


def public_addresses(code: str) -> list[tuple[str, str]]:
    """Each address that is for everybody, its parts filled; the streams apart."""
    parts = {**PARTS, "code": [code]}
    found: list[tuple[str, str]] = []
    for one in EVERYBODY:
        if one.path.startswith("/live"):
            continue
        path = re.sub(r"\{(\w+):[^}]*\}", r"{\1}", one.path)
        names = re.findall(r"\{(\w+)\}", path)
        for values in itertools.product(*(parts[name] for name in names)):
            found.append((one.method, path.format(**dict(zip(names, values, strict=True)))))
    return found


async def public(demo: Running, code: str) -> dict[tuple[str, str], str]:
    """What a stranger is answered everywhere: with its headers, without what is drawn anew."""
    found: dict[tuple[str, str], str] = {}
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as stranger:
        for method, path in public_addresses(code):
            async with stranger.request(method, demo.url + path) as answer:
                headers = " ".join(f"{name}= {value}" for name, value in answer.headers.items())
                found[method, path] = headers + " " + without_nonces(await answer.text())
    return found


def telling(answers: dict[tuple[str, str], str], before: dict[tuple[str, str], str]) -> list[str]:
    """The addresses that tell the number, and did not before anybody had voted."""
    return [
        " ".join(asked)
        for asked, text in answers.items()
        if len(THIRTEEN.findall(text)) > len(THIRTEEN.findall(before[asked]))
    ]


async def test_the_exact_number_is_in_no_answer_before_the_result_is_published(
    demo: Running,
) -> None:
    codes = await given_a_quorum(demo)
    await open_and_print(demo)
    spare = codes[-1]
    before = await public(demo, spare)
    for code in codes[:CAST]:
        await vote(demo, code)
    look_at_turnout(demo.kiosk.hall)
    while_open = await public(demo, spare)
    await demo.chair(MOTION, "pause")
    paused = await public(demo, spare)
    await demo.chair(MOTION, "resume")
    await demo.chair(MOTION, "close")
    look_at_turnout(demo.kiosk.hall)
    closed = await public(demo, spare)
    await demo.chair(MOTION, "publish")
    published = await public(demo, spare)

    asked = ("GET", "/api/v1/assembly")
    for answers in (while_open, paused, closed):
        assert f'"turnout": {STEP_BELOW}' in answers[asked]
        assert telling(answers, before) == []
    assert f'"turnout": {CAST}' in published[asked]
    assert {"GET /api/v1/assembly", f"GET /api/v1/polls/{MOTION}/result"} <= set(
        telling(published, before)
    )
