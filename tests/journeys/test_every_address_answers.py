"""Whatever is asked, whoever asks and however: an answer with a sentence, never a failure."""

import aiohttp
import pytest
from journey import PIN, Running

METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH")
LIVE = "/live"  # streams, which do not end


def addresses(demo: Running) -> list[str]:
    """Each address of the kiosk once, its parts filled with what nobody has."""
    paths = {
        route.resource.canonical for route in demo.runner.app.router.routes() if route.resource
    }
    return sorted(
        path.replace("{", "").replace("}", "") for path in paths if not path.startswith(LIVE)
    )


@pytest.mark.parametrize("own", [True, False], ids=["own screen", "phone"])
@pytest.mark.parametrize("method", METHODS)
async def test_no_way_of_asking_fails(demo: Running, own: bool, method: str) -> None:
    phone = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar())
    async with phone:
        browser = demo.browser if own else phone
        failed = []
        for path in addresses(demo):
            async with browser.request(
                method, demo.url + path, allow_redirects=False, timeout=aiohttp.ClientTimeout(20)
            ) as answer:
                if answer.status >= 500 and answer.status != 503:
                    failed.append((path, answer.status))

    assert failed == []


@pytest.mark.parametrize(
    "poll", ["a\r\nSet-Cookie: b=c", "a\nb", "\0", "../..", "ä", "//example.org/", "\\\\", "%0d%0a"]
)
@pytest.mark.parametrize("path", ["/chair/projector", "/chair/report/sheet/print"])
async def test_an_address_made_of_what_was_sent_stays_one_line(
    demo: Running, path: str, poll: str
) -> None:
    await demo.post("/chair/enter", ("pin", PIN))

    async with demo.browser.post(
        demo.url + path, data={"poll": poll, "scene": "question"}, allow_redirects=False
    ) as answer:
        there = answer.headers.get("Location", "")

    assert answer.status in {303, 404, 409}
    assert "Set-Cookie" not in answer.headers or "b=c" not in str(answer.cookies)
    assert there.startswith("/chair/") or not there
    assert there.isascii()
    assert there.isprintable()
