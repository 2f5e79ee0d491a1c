"""In a real browser the voter's pages fit every screen, break no rule of access, and answer."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, sync_playwright
from result_samples import scenes
from voter_questions import ENGLISH
from voter_samples import views

from kiosk.domain.cards import LENGTH, spoken
from kiosk.pages.web.answers import PAGE_HEADERS
from kiosk.pages.web.render import Renderer

WEB = Path(__file__).resolve().parents[2] / "web"
CHROMIUM = Path("/usr/bin/chromium")
QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
}
SCREENS = [
    ("phone", 390, 844, "5.2"),
    ("phone", 320, 568, "5.2"),
    ("booth", 800, 480, "5.2"),
    ("booth", 450, 800, "5.2"),
    ("booth", 1280, 800, "5.9"),
    ("screen", 1920, 1080, "5.2"),
]
RENDERER = Renderer(WEB)

SMALL = """mm => [...document.querySelectorAll(
  'a.button, button:not(.hide-from-eyes), .choice-input'
)].filter(e => {
  const r = e.getBoundingClientRect();
  return r.width > 2 && r.height > 2 && (r.height < 12.6 * mm || r.width < 12.6 * mm);
}).map(e => e.outerHTML.slice(0, 90))"""

# What a bar at the edge covers for now can be scrolled into sight: it is not too small.
UNSTUCK = """() => {
  const bars = [...document.querySelectorAll("body *")];
  for (const bar of bars.filter(one => getComputedStyle(one).position === "sticky"))
    bar.style.position = "static";
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip("Debian's Chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
        yield opened
        opened.close()


def shown(place: str) -> dict[str, bytes]:
    pages = scenes() if place == "screen" else views(place, ENGLISH)
    return {
        f"/{name}": RENDERER.render(
            template, view, replace(frame, device_styles="/device.css")
        ).encode()
        for name, (template, view, frame) in pages.items()
    }


def open_hall(browser: Browser, place: str, width: int, height: int, mm: str) -> Page:
    """A page whose every request is answered from the renderer, under the product's own policy."""
    pages = shown(place)

    def answer(route: Route) -> None:
        path = "/" + route.request.url.split("/", 3)[3]
        if route.request.resource_type == "eventsource":
            return  # a stream on which nothing happens
        if path in pages:
            headers = {**PAGE_HEADERS, "Content-Type": "text/html; charset=utf-8"}
            route.fulfill(body=pages[path], headers=headers)
        elif path in RENDERER.assets.by_address:
            asset = RENDERER.assets.by_address[path]
            route.fulfill(body=asset.body, content_type=asset.content_type)
        elif path == "/device.css" and place == "booth":
            route.fulfill(body=f":root{{--mm:{mm}px}}", content_type="text/css")
        else:
            route.fulfill(status=204, body="")

    page = browser.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
    page.set_default_timeout(5000)
    page.route("**/*", answer)
    return page


@pytest.mark.parametrize(("place", "width", "height", "mm"), SCREENS)
def test_pages_fit_and_break_no_rule_of_access(
    browser: Browser, place: str, width: int, height: int, mm: str
) -> None:
    page = open_hall(browser, place, width, height, mm)
    wrong: list[str] = []

    for path in shown(place):
        go(page, path)
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            wrong.append(f"{path} is {wide} pixels wide")
        if place == "booth":
            wrong += [f"{path} is too small: {one}" for one in page.evaluate(SMALL, float(mm))]
        page.evaluate(UNSTUCK)
        found = Axe().run(page, options=RULES).response["violations"]
        wrong += [f"{path} {one['id']}: {one['nodes'][0]['target']}" for one in found]

    page.close()
    assert wrong == []


@pytest.mark.parametrize(("place", "width", "height", "mm"), SCREENS[:4])
def test_a_whole_code_is_in_view_where_it_is_typed(
    browser: Browser, place: str, width: int, height: int, mm: str
) -> None:
    page = open_hall(browser, place, width, height, mm)
    go(page, "/booth" if place == "booth" else "/welcome")

    page.fill("#code", spoken("K" * LENGTH))

    hidden = "field => field.scrollWidth - field.clientWidth"
    assert page.eval_on_selector("#code", hidden) <= 0
    page.close()


@pytest.fixture
def booth(browser: Browser) -> Iterator[Page]:
    page = open_hall(browser, "booth", 1280, 800, "5.9")
    yield page
    page.close()


def go(page: Page, path: str) -> None:
    """Open that page and wait until its scripts listen."""
    page.goto(f"http://hall{path}")
    page.wait_for_selector("html.ready")


def test_tapping_puts_options_in_order_and_the_hidden_lists_follow(booth: Page) -> None:
    go(booth, "/ballot_board")
    booth.get_by_role("button", name="Sam Oduya").click()
    booth.get_by_role("button", name="Move up Sam Oduya").click()

    order = booth.locator("[data-order] .ranked-title").all_text_contents()
    places = booth.locator("select").evaluate_all("all => all.map(one => one.value)")
    assert order == ["Li Chen", "Sam Oduya", "Ana Pérez"]
    assert places == ["li", "sam", "ana", "", ""]


def test_a_project_that_does_not_fit_is_refused_with_a_sentence(booth: Page) -> None:
    go(booth, "/ballot_sack")
    booth.get_by_role("checkbox", name="Playground repair").click()

    assert booth.get_by_text("That needs $7,000 more than is left.").is_visible()
    assert not booth.get_by_role("checkbox", name="Playground repair").is_checked()
    assert booth.locator("[data-left]").text_content() == "$18,000"

    booth.get_by_role("checkbox", name="Tool library").click()
    assert booth.locator("[data-left]").text_content() == "$14,000"


def test_a_choice_over_the_limit_is_refused_with_a_sentence(booth: Page) -> None:
    go(booth, "/ballot_ideas")
    booth.get_by_role("checkbox", name="Street lights").click()
    booth.get_by_role("checkbox", name="Longer library hours").click()

    assert booth.get_by_text("You chose all you may.").is_visible()
    assert booth.locator("[data-used]").text_content() == "3"


def test_points_cannot_be_given_twice(booth: Page) -> None:
    go(booth, "/ballot_weights")
    more = booth.get_by_role("button", name="One point more for Street lights")
    for _ in range(4):
        more.click()

    assert booth.locator("[data-left]").text_content() == "0"
    assert booth.get_by_text("No points are left.").is_visible()
    assert booth.get_by_label("Street lights", exact=True).input_value() == "3"


def test_a_card_code_can_be_typed_on_the_screen(booth: Page) -> None:
    go(booth, "/booth")
    for key in "C7K":
        booth.get_by_role("button", name=key, exact=True).click()
    booth.get_by_role("button", name="Erase").click()

    assert booth.get_by_label("Code on your voting card").input_value() == "C7"


def test_an_idle_booth_asks_and_a_press_keeps_everything(booth: Page) -> None:
    booth.clock.install()
    go(booth, "/ballot_ideas")
    booth.get_by_role("checkbox", name="Street lights").click()
    booth.clock.fast_forward(181_000)
    question = booth.get_by_role("dialog", name="Are you still there?")

    assert question.is_visible()
    booth.get_by_role("button", name="I am here").click()
    assert not question.is_visible()
    assert booth.get_by_role("checkbox", name="Street lights").is_checked()


def test_an_idle_booth_that_nobody_answers_leaves(booth: Page) -> None:
    booth.clock.install()
    go(booth, "/ballot_ideas")
    booth.clock.fast_forward(181_000)
    with booth.expect_request("**/booth/leave") as left:
        booth.clock.run_for(46_000)

    assert left.value.method == "POST"
