"""On a seven-inch panel three options are seen and tapped at once, and what decides is told."""

from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from browser import CHROMIUM, chromium, page_of
from journey import Running, given_a_quorum, load, start_kiosk
from playwright.async_api import Page

NAMES = (
    "Maria Guadalupe Hernández-Villanueva de la Torre",
    "Krzysztof Wojciechowski-Kowalczyk",
    "Aleksandra Nikolaevna Chernyshevskaya",
    "Ana Li",
    "Venkatanarasimha Subrahmanyam",
)
KINDS = {
    "rank": "kind = 'rank'\nrule = 'scottish-stv'\nseats = 2",
    "one": "kind = 'choose_one'\nrule = 'plurality'",
    "approve": "kind = 'approve'\nrule = 'approval'\nmost = 3",
}
SEEN = """() => {
  const body = document.querySelector('.body').getBoundingClientRect();
  return [...document.querySelectorAll('.choices > li')].filter(one => {
    const place = one.getBoundingClientRect();
    return place.height > 0 && place.top >= body.top && place.bottom <= body.bottom;
  }).length;
}"""


def meeting(folder: Path) -> Path:
    """A meeting with a question of each kind, and long names with details."""
    lines = ["title = 'Long names'", "languages = ['en', 'es']", "cards = 'printed'"]
    for name, kind in KINDS.items():
        lines += ["[[poll]]", f"id = '{name}'", f"title = '{name}'", "[[poll.question]]"]
        lines += [f"id = '{name}'", kind, "title = 'Who shall lead our board next year?'"]
        lines += ["detail = 'What you should know before you vote.'"]
        for place, person in enumerate(NAMES):
            lines += ["[[poll.question.options]]", f"id = 'o{place}'", f"title = '{person}'"]
            lines += ["detail = 'Nurse. Wants to hear each street once a month.'"]
    (folder / "roster.csv").write_text("number,name\n101,Ana Li\n", "utf-8")
    file = folder / "assembly.toml"
    file.write_text("roster = 'roster.csv'\n" + "\n".join(lines), "utf-8")
    return file


async def given_a_booth(stack: AsyncExitStack, running: Running, language: str) -> Page:
    if not CHROMIUM.exists():
        pytest.skip("Debian's Chromium is not installed: apt-get install chromium")
    browser = await stack.enter_async_context(chromium())
    page = await page_of(browser, 800, 480, faults=[])
    code = await running.card("101")
    await running.post("/booth", ("code", code))
    await running.post("/booth/look", ("step", f"language:{language}"))
    return page


@pytest.mark.parametrize("language", ["en", "es"])
async def test_three_options_with_long_names_are_seen_on_the_first_screen(
    tmp_path: Path, stopping: AsyncExitStack, language: str
) -> None:
    await load(tmp_path / "data", meeting(tmp_path))
    running = await start_kiosk(tmp_path / "data")
    stopping.push_async_callback(running.stop)
    for poll in KINDS:
        await running.chair(poll, "open")
    page = await given_a_booth(stopping, running, language)

    seen = {}
    for poll in KINDS:
        await page.goto(f"{running.url}/booth/poll/{poll}")
        await page.wait_for_function(f"({SEEN})() > 0")
        seen[poll] = await page.evaluate(SEEN)

    assert {poll: number for poll, number in seen.items() if number < 3} == {}


async def test_the_first_three_of_a_ranking_are_tapped_without_scrolling(
    tmp_path: Path, stopping: AsyncExitStack
) -> None:
    await load(tmp_path / "data", meeting(tmp_path))
    running = await start_kiosk(tmp_path / "data")
    stopping.push_async_callback(running.stop)
    await running.chair("rank", "open")
    page = await given_a_booth(stopping, running, "en")
    await page.goto(f"{running.url}/booth/poll/rank")
    third = page.locator("[data-option=o2]")
    await third.wait_for()
    spot = await third.bounding_box()
    assert spot is not None
    foot = await page.locator(".foot").bounding_box()
    assert foot is not None

    await page.wait_for_timeout(300)
    await page.mouse.click(spot["x"] + spot["width"] / 2, spot["y"] + spot["height"] / 2)

    assert spot["y"] + spot["height"] <= foot["y"]
    assert await page.locator("[data-order] [data-title]").first.inner_text() == NAMES[2]


async def test_what_decides_stands_on_every_ballot_before_anybody_votes(demo: Running) -> None:
    code, *_ = await given_a_quorum(demo)
    said = {
        "young-voters": "To pass, at least two thirds of the yes and no votes must be yes.",
        "coordinator": "The last goes out, its votes move on, until one has more than half.",
        "budget": "Everybody gets the same share of the money; supporters pay for projects",
        "next-steps": "The option with the most votes wins, even with less than half.",
    }
    for poll in said:
        await demo.chair(poll, "open")
    await demo.post("/booth", ("code", code))

    for poll, sentence in said.items():
        for address in (f"/card/{code}/poll/{poll}", f"/booth/poll/{poll}"):
            _, page = await demo.get(address)
            assert sentence in page, address

    _, page = await demo.get(f"/card/{code}/poll/young-voters?language=es")
    assert "al menos dos tercios de los votos sí y no deben ser sí" in page


SIDE_BY_SIDE = """() => {
  const boxes = [...document.querySelectorAll('.foot .button')].map(b => b.getBoundingClientRect());
  const seen = boxes.filter(box => box.width);
  return seen.length === 2 && seen[0].right <= seen[1].left && seen[1].right <= innerWidth;
}"""
WITHIN = """(names) => {
  const foot = document.querySelector('.foot').getBoundingClientRect();
  const all = [...document.querySelectorAll(names)].map(one => one.getBoundingClientRect());
  return all.filter(box => box.height > 1 && box.bottom <= foot.top).length;
}"""


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", [320, 360])
async def test_a_small_phone_shows_every_answer_or_two_options_at_first(
    demo: Running, stopping: AsyncExitStack, language: str, width: int
) -> None:
    if not CHROMIUM.exists():
        pytest.skip("Debian's Chromium is not installed: apt-get install chromium")
    code, *_ = await given_a_quorum(demo)
    seen = {"young-voters": ".vote", "coordinator": ".choice-title", "budget": ".choice-title"}
    for poll in seen:
        await demo.chair(poll, "open")
    browser = await stopping.enter_async_context(chromium())
    page = await page_of(browser, width, 640, faults=[])
    found = {}
    for poll, names in seen.items():
        await page.goto(f"{demo.url}/card/{code}/poll/{poll}?language={language}")
        await page.wait_for_selector("html.ready")
        assert await page.evaluate(SIDE_BY_SIDE), poll
        found[poll] = await page.evaluate(WITHIN, names)

    assert found["young-voters"] == 3
    assert found["coordinator"] >= 2
    assert found["budget"] >= 2


async def test_a_ranking_without_scripts_says_what_to_do_with_its_boxes(
    demo: Running, stopping: AsyncExitStack
) -> None:
    if not CHROMIUM.exists():
        pytest.skip("Debian's Chromium is not installed: apt-get install chromium")
    code, *_ = await given_a_quorum(demo)
    await demo.chair("coordinator", "open")
    await demo.post("/booth", ("code", code))
    browser = await stopping.enter_async_context(chromium())
    for path in (f"/card/{code}/poll/coordinator", "/booth/poll/coordinator"):
        for scripts in (True, False):
            page = await page_of(browser, 800, 480, scripts=scripts, faults=[])
            await page.goto(demo.url + path)
            tap = page.get_by_text("Tap the options in your order of preference.")
            choose = page.get_by_text("Choose an option in each box, the best first.")
            await (tap if scripts else choose).wait_for()
            assert await tap.is_visible() == scripts
            assert await choose.is_visible() != scripts
