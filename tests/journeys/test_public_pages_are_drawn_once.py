"""What everybody may see is drawn once, and a crowd that asks for it silences nobody."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from statistics import median

import aiohttp
import full_box
import pytest
from busy import busy
from crowd import longest_wait
from full_box import POLL, fill
from journey import Running, counting_over, given_a_quorum, load, start_kiosk

from kiosk.pages.web import drawn_results
from kiosk.pages.web.answers import page_for_all
from kiosk.pages.web.drawn import AT_LEAST, MOST_BYTES, Drawn
from kiosk.pages.web.frame import Frame
from kiosk.pages.web.reader import Reader
from kiosk.shipped import demo_file

CROWD = 100
WAIT = 0.3  # seconds that one may wait beside a crowd, on a machine that does nothing else
CROWDS = 3  # one after the other
PROJECTS = 250
SECOND_LANGUAGE = 'title = "A full box"\nlanguages = ["en", "es"]\n'


@pytest.fixture
async def published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Running]:
    """A kiosk that has published a budget of many projects, in two languages."""
    quick = full_box.HEAD.replace('settings = { completion = "add1" }\n', "")
    head = quick.replace('title = "A full box"\n', SECOND_LANGUAGE)
    monkeypatch.setattr(full_box, "HEAD", head)
    await fill(tmp_path / "data", ballots=300, projects=PROJECTS)
    running = await start_kiosk(tmp_path / "data")
    await running.chair(POLL, "close")
    await running.chair(POLL, "publish")
    yield running
    await running.stop()


async def seen(url: str, path: str, language: str = "en") -> str:
    """A page as a phone sees it that keeps no cookie."""
    async with (
        aiohttp.ClientSession(headers={"Accept-Language": language}) as phone,
        phone.get(url + path) as answer,
    ):
        assert answer.status == 200, await answer.text()
        return await answer.text()


async def wait_of(running: Running, path: str) -> float:
    """The longest wait beside a crowd, in seconds as if the machine did nothing else."""
    before = busy()
    longest = await longest_wait(running.url, path, CROWD)
    return longest / max(before, busy())


def counted(monkeypatch: pytest.MonkeyPatch, owner: object, name: str) -> list[object]:
    """What is given to a function from now on, which works as before."""
    calls: list[object] = []
    works = getattr(owner, name)

    def counts(*given: object, **more: object) -> object:
        calls.append(given[0])
        return works(*given, **more)

    monkeypatch.setattr(owner, name, counts)
    return calls


@pytest.mark.parametrize("path", [f"/results/{POLL}", "/screen", f"/results/{POLL}?language=es"])
async def test_a_crowd_that_asks_for_the_result_silences_nobody(
    published: Running, path: str
) -> None:
    first = await wait_of(published, path)
    later = median([await wait_of(published, path) for _ in range(CROWDS)])

    print(f"{path}: {first * 1000:.0f} ms while it is drawn, {later * 1000:.0f} ms later")
    assert later < WAIT
    assert first < 2 * WAIT


@pytest.mark.parametrize("path", ["/screen", "/screen?language=es"])
async def test_a_crowd_before_the_projector_silences_nobody(demo: Running, path: str) -> None:
    longest = median([await wait_of(demo, path) for _ in range(CROWDS)])

    print(f"{path}: {longest * 1000:.0f} ms")
    assert longest < WAIT


async def test_a_result_is_drawn_once_for_each_language_and_for_the_projector(
    published: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = counted(monkeypatch, drawn_results, "question_result")
    paths = (f"/results/{POLL}", f"/results/{POLL}?language=es", "/screen", "/screen?language=es")

    asked = [seen(published.url, path) for path in paths for _ in range(10)]
    pages = await asyncio.gather(*asked)

    assert len(drawn) == len(paths) - 1  # the first was drawn on the chair's page
    assert [len(set(pages[at : at + 10])) for at in range(0, 40, 10)] == [1] * 4
    assert len(set(pages)) == 4


async def test_a_page_is_drawn_once_for_each_thing_that_it_shows(
    published: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = counted(monkeypatch, published.kiosk.renderer, "render")
    for path in (f"/results/{POLL}", "/screen", f"/results/{POLL}", "/screen"):
        await asyncio.gather(*(seen(published.url, path) for _ in range(10)))

    assert drawn == ["result.html", "screen.html"]


PHONES = {
    "english": ("", {"Accept-Language": "en"}),
    "spanish": ("", {"Accept-Language": "es-MX,es;q=0.9"}),
    "chose in the address": ("?language=es", {"Accept-Language": "en"}),
    "chose before": ("", {"Cookie": "kiosk_language=es", "Accept-Language": "en"}),
    "neither": ("?language=fr", {"Accept-Language": "fr"}),
    "with a card in the address": ("?code={card}", {"Accept-Language": "en"}),
    "came from its card": ("", {"Referer": "/card/{card}", "Accept-Language": "es"}),
}
"""What differs between phones that look at the same: the end of the address, and the head."""
SPANISH = {"spanish", "chose in the address", "chose before", "came from its card"}


async def seen_by_all(
    running: Running, codes: list[str], phones: list[str]
) -> dict[tuple[str, str], str]:
    """The public pages as each phone sees them in that order, with a theme and card of its own."""
    pages: dict[tuple[str, str], str] = {}
    for phone, code in zip(phones, codes, strict=False):
        ending, head = PHONES[phone]
        async with aiohttp.ClientSession(
            headers={name: one.format(card=code) for name, one in head.items()}
        ) as browser:
            ballot = f"{running.url}/card/{code}/poll/budget{ending.format(card=code)}"
            step = {"step": f"theme:{('night', 'paper')[len(pages) % 2]}"}
            async with browser.post(ballot, data=step) as answer:
                assert code in await answer.text()
            for path in ("/results/young-voters", "/screen", "/results"):
                async with browser.get(running.url + path + ending.format(card=code)) as answer:
                    pages[phone, path] = await answer.text()
                    assert answer.status == 200
                    assert ("Set-Cookie" in answer.headers) == (phone == "chose in the address")
    return pages


async def test_what_belongs_to_one_phone_is_on_no_other_phones_page(tmp_path: Path) -> None:
    data = tmp_path / "data"
    await load(data, demo_file())
    running = await start_kiosk(data)
    codes = await given_a_quorum(running)
    for poll, step in (("young-voters", "open"), ("young-voters", "close")):
        await running.chair(poll, step)
    await running.chair("young-voters", "publish")
    await running.chair("budget", "open")
    phones = list(PHONES)
    try:
        pages = await seen_by_all(running, codes, phones)
        again = await seen_by_all(running, codes, phones)
    finally:
        await running.stop()
    running = await start_kiosk(data)  # nothing is drawn yet
    try:
        await counting_over(running)
        others = await seen_by_all(running, codes, phones[::-1])
    finally:
        await running.stop()

    assert pages == again == others
    for (phone, path), page in pages.items():
        language = "es" if phone in SPANISH else "en"
        assert f'<html lang="{language}"' in page
        assert not any(code in page for code in codes)
        leads_on = "/help?language=es" in page
        assert leads_on == (phone == "chose in the address" and path != "/screen")


async def test_one_view_in_two_frames_is_two_pages(
    published: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[tuple[str, object, Frame]] = []
    renderer = published.kiosk.renderer
    draws = renderer.render

    def remembers(template: str, view: object, frame: Frame) -> str:
        shown.append((template, view, frame))
        return draws(template, view, frame)

    monkeypatch.setattr(renderer, "render", remembers)
    await seen(published.url, f"/results/{POLL}")
    template, view, frame = shown[0]
    kiosk = published.kiosk
    reader = Reader(kiosk, kiosk.renderer.phrases("en"))
    pages = [
        await page_for_all(reader, template, view, one)
        for one in (replace(frame, text="xl"), replace(frame, trial=True))
    ]

    assert pages[0].body != pages[1].body


async def test_the_projector_shows_each_new_state_at_once(demo: Running) -> None:
    poll = "young-voters"
    codes = await given_a_quorum(demo)
    pages = [await seen(demo.url, "/screen")]
    for step in ("open", "pause", "resume"):
        await demo.chair(poll, step)
        pages.append(await seen(demo.url, "/screen"))
    for code in codes:
        await demo.post(f"/card/{code}/poll/{poll}", ("motion", "yes"), ("step", "cast"))
    for step in ("close", "publish"):
        await demo.chair(poll, step)
        pages.append(await seen(demo.url, "/screen"))
    for scene in ("join", "blank", "result"):
        await demo.post("/chair/projector", ("scene", scene))
        pages.append(await seen(demo.url, "/screen"))

    told = ["Voting has not started", "is open", "is paused", "is open", "is closed", "passes"]
    for page, words in zip(pages, told, strict=False):
        assert words in page
    assert pages[1] == pages[3]
    assert len(set(pages)) == len(pages) - 2


async def test_pages_that_are_kept_are_bounded_in_number_and_size() -> None:
    drawn = Drawn()
    made: list[int] = []

    async def ask(number: int) -> None:
        async def make() -> bytes:
            made.append(number)
            return b"small"

        await drawn.pages.made(number, None, make)

    most = MOST_BYTES // AT_LEAST
    for number in range(most + 10):
        await ask(number)
    await ask(most + 9)
    await ask(0)

    assert made == [*range(most + 10), 0]
