"""Enter, and "Go" on a phone, in a field of a ballot does its main step and no switch's."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from browser import CHROMIUM, chromium, page_of
from journey import Running, load, start_kiosk
from playwright.async_api import Browser, Page, expect

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's Chromium is not installed")

HAND = 300  # ms between two keys
TYPED = "input:not([type=hidden], [type=radio], [type=checkbox])"
OPTIONS = 'options = [{ id = "oak", title = "Oak" }, { id = "elm", title = "Elm" }]'
MEETING = f"""
title = "Members"
cards = "printed"
roster = "roster.csv"

[[poll]]
id = "green"
title = "Green"

[[poll.question]]
id = "trees"
title = "How much for each tree?"
kind = "points"
rule = "points"
points = 10
{OPTIONS}

[[poll.question]]
id = "order"
title = "Which tree first?"
kind = "rank"
rule = "irv"
{OPTIONS}

[[poll.question]]
id = "parks"
title = "How good is each tree?"
kind = "score"
rule = "points"
{OPTIONS}
"""


@pytest.fixture
async def hall(tmp_path: Path) -> AsyncIterator[Running]:
    files = tmp_path / "meeting"
    files.mkdir()
    (files / "assembly.toml").write_text(MEETING, encoding="utf-8")
    (files / "roster.csv").write_text("number,name\n1,Ana\n2,Ben\n", encoding="utf-8")
    await load(tmp_path / "data", files)
    running = await start_kiosk(tmp_path / "data")
    yield running
    await running.stop()


@pytest.fixture
async def screen() -> AsyncIterator[Browser]:
    async with AsyncExitStack() as stack:
        yield await stack.enter_async_context(chromium())


async def given_a_ballot(
    hall: Running, screen: Browser, *, place: str, question: str, scripts: bool
) -> tuple[Page, str]:
    """The page of that question, and whose card it is."""
    code = await hall.card("1")
    await hall.chair("green", "open")
    await hall.post("/booth", ("code", code))
    path = "/booth/poll/green" if place == "booth" else f"/card/{code}/poll/green"
    page = await page_of(screen, 800, 480, scripts=scripts, faults=[])
    await page.goto(f"{hall.url}{path}?question={question}")
    if scripts:
        await page.wait_for_selector("html.ready")
    return page, code


async def go(page: Page) -> None:
    """The key "Go" of a phone: an Enter that comes from no place of a keyboard."""
    keyboard = await page.context.new_cdp_session(page)
    key = {"key": "Enter", "code": "", "windowsVirtualKeyCode": 13}
    await keyboard.send("Input.dispatchKeyEvent", {"type": "keyDown", "text": "\r", **key})
    await keyboard.send("Input.dispatchKeyEvent", {"type": "keyUp", **key})
    await keyboard.detach()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
@pytest.mark.parametrize(
    ("place", "key"), [("booth", "Enter"), ("phone", "Enter"), ("phone", "Go")]
)
@pytest.mark.parametrize(
    ("question", "step", "leads"), [("trees", "next", "order"), ("parks", "review", "review")]
)
async def test_enter_in_a_field_of_points_keeps_them_and_goes_on(
    hall: Running,
    screen: Browser,
    *,
    place: str,
    key: str,
    scripts: bool,
    question: str,
    step: str,
    leads: str,
) -> None:
    page, code = await given_a_ballot(hall, screen, place=place, question=question, scripts=scripts)
    sent: list[dict[str, list[str]]] = []
    page.on(
        "request",
        lambda one: sent.append(parse_qs(one.post_data or "")) if one.method == "POST" else None,
    )
    language = await page.get_attribute("html", "lang")
    await page.locator(TYPED).last.click()
    await page.keyboard.press("4")
    await page.wait_for_timeout(HAND)
    if key == "Go":
        await go(page)
    else:
        await page.keyboard.press("Enter")
    await page.wait_for_url(f"**question={leads}*")

    assert [one["step"] for one in sent] == [[step]]
    assert await page.get_attribute("html", "lang") == language
    assert "text-m" in str(await page.get_attribute("html", "class"))
    draft = hall.kiosk.hall.sitting.drafts.find("green", code)
    assert draft is not None
    assert [choice.marks for choice in draft.choices if choice.question == question] == [
        (("elm", 4),)
    ]
    assert not hall.kiosk.hall.help_calls
    assert hall.kiosk.hall.sitting.box.cast_number("green") == 0


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
@pytest.mark.parametrize("place", ["booth", "phone"])
async def test_a_ranking_has_no_field_that_is_typed_in(
    hall: Running, screen: Browser, place: str, scripts: bool
) -> None:
    """So there Enter can only press what it stands on."""
    page, _ = await given_a_ballot(hall, screen, place=place, question="order", scripts=scripts)

    assert await page.locator(f"#ballot {TYPED}:visible").count() == 0
    if scripts:
        await page.get_by_role("button", name="Elm").first.focus()
        await page.wait_for_timeout(HAND)
        await page.keyboard.press("Enter")
        await expect(page.locator("[data-order] .ranked-title")).to_have_text("Elm")
    assert "question=order" in page.url
