"""An evening in a made-up language that is written from right to left; run on a copy."""

import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from browser import CHROMIUM, chromium, page_of
from evening import cast_on_a_phone, evening, token_in, uploaded, verified
from journey import PIN, Running

import kiosk.kiosk_app
from kiosk.proof.words import WORDS
from kiosk.shipped import web_folder

MEETING = """
title = "Ω"
languages = ["ar", "en", "es"]
roster = "roster.csv"
cards = "printed"
publish-from = 0
[[poll]]
id = "tea"
title = "Τ"
[[poll.question]]
id = "q"
title = "Τ;"
kind = "yes_no"
rule = "majority"
"""
INNERMOST = re.compile(r"«[^«»]*»")
WORD = re.compile(r"[A-Za-zñ]{3,}")
OTHER_LANGUAGES = {"English", "Español"}
NAMES = {"Member", "majority", "ABC", "QWERTY", "UTC", *WORDS}
"""Of the roster, of a rule in the file, of keys, of a time zone, and the words of digests."""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


class Shown(HTMLParser):
    """The text of a page that is to be translated."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._untold: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if self._untold or given.get("translate") == "no" or tag in {"script", "style", "code"}:
            if tag not in {"input", "img", "br", "meta", "link", "use", "path", "hr"}:
                self._untold.append(tag)
        else:
            said = ("aria-label", "placeholder", "alt", "title")
            self.texts += [value for name in said if (value := given.get(name))]

    def handle_endtag(self, tag: str) -> None:
        if self._untold and self._untold[-1] == tag:
            self._untold.pop()

    def handle_data(self, data: str) -> None:
        if not self._untold:
            self.texts.append(data)


def english_in(page: str) -> Iterator[str]:
    """What stands outside of every translated sentence, and is no name."""
    shown = Shown()
    shown.feed(page)
    for text in shown.texts:
        left, found = text, 1
        while found:
            left, found = INNERMOST.subn("", left)
        if set(WORD.findall(left)) - OTHER_LANGUAGES - NAMES:
            yield text.strip()


async def in_arabic(hall: Running, *paths: str) -> None:
    """Each page speaks the language, from right to left, and nothing else."""
    untold: list[tuple[str, str]] = []
    for path in paths:
        status, page = await hall.get(f"{path}?language=ar")
        assert status == 200, path
        assert '<html lang="ar" dir="rtl"' in page, path
        untold += [(path, text) for text in english_in(page)]
    assert untold == []


async def test_every_page_speaks_a_made_up_language(tmp_path: Path) -> None:
    async with evening(tmp_path) as hall:
        assert "The meeting is loaded." in await uploaded(hall, MEETING)
        codes = [await hall.card(str(number)) for number in range(1, 6)]
        await hall.post("/chair/enter", ("pin", PIN))
        await hall.chair("tea", "open")
        _, english = await hall.get("/?language=en")
        assert 'href="/?language=ar"' in english
        card = f"/card/{codes[0]}"
        await in_arabic(hall, "/", card, f"{card}/poll/tea", "/results", "/tracker", "/help")
        await in_arabic(hall, "/desk", "/desk/leave", "/booth", "/panel", "/chair")
        _, handbook = await hall.get("/help/voter?language=ar")
        assert '<article class="body handbook" lang="en" dir="ltr">' in handbook

        phone = f"{card}/poll/tea?language=ar"
        _, review = await hall.post(phone, ("q", "yes"), ("asked", "q"), ("step", "review"))
        assert list(english_in(review)) == []
        _, done = await hall.post(
            phone, ("q", "yes"), ("token", token_in(review)), ("step", "cast")
        )
        assert list(english_in(done)) == []
        hall.browser.cookie_jar.clear(lambda cookie: cookie.key == "kiosk_language")
        await cast_on_a_phone(hall, f"/card/{codes[1]}/poll/tea", ("q", "no"))
        await hall.chair("tea", "close")
        await hall.chair("tea", "publish")
        await in_arabic(hall, "/results/tea", "/results", "/screen", "/organiser")

        if CHROMIUM.exists():
            async with chromium() as browser:
                faults: list[str] = []
                page = await page_of(browser, 320, 640, faults=faults)
                for path in ("/", f"/card/{codes[2]}", "/results/tea"):
                    await page.goto(f"{hall.url}{path}?language=ar")
                    assert await page.evaluate(SIDEWAYS) == 0, path
                    assert await page.evaluate("getComputedStyle(document.body).direction") == "rtl"
                assert faults == []
        await verified(hall, tmp_path / "evening.kiosk")


async def test_words_that_are_missing_are_english(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    web = tmp_path / "web"
    shutil.copytree(web_folder(), web)
    words = web / "locale/ar/LC_MESSAGES/kiosk.po"
    entry = 'msgid "Find your ballot"\nmsgstr "«بFind your ballot»"\n'
    assert entry in words.read_text("utf-8")
    words.write_text(words.read_text("utf-8").replace(entry, ""), "utf-8")
    monkeypatch.setattr(kiosk.kiosk_app, "web_folder", lambda: web)

    async with evening(tmp_path) as hall:
        await uploaded(hall, MEETING)
        _, page = await hall.get("/tracker?language=ar")

        assert "<title>Find your ballot</title>" in page
        assert set(english_in(page)) == {"Find your ballot"}
