"""What people copy sign by sign is left alone by a browser that translates pages."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).resolve().parents[2] / "web" / "templates"
FILES = sorted(TEMPLATES.rglob("*.html"))

COPIED = re.compile(
    r"\.(?:code|words|tracker|typed|found|not_found|fingerprint|key_words"
    r"|network|password|(?:tracker_)?address|device|root|seed|public|secret)$"
)
"""Ends of the names of values that are codes, receipt words, key words, addresses and the like."""

TOLD = {"check.words", "view.sync.words", "view.printer.words", "view.poll.state_words"}
"""Sentences for people: these a browser may translate."""

DRAWN = {"view.poll.key.code"}
"""Pictures of a code."""

STYLED = {"code", "words", "key-words", "slip", "spoken"}
"""Classes for what is copied sign by sign, or read aloud."""

LOOP = re.compile(r"\{%-?\s*for\s+(\w+)\s+in\s+([\w.]+).*?%\}", re.DOTALL)
NAMED = re.compile(r"\{%-?\s*trans\s+(\w+)=([\w.]+).*?%\}", re.DOTALL)
SHOWN = re.compile(r"\{\{-?\s*([\w.]+)[^}]*\}\}")
STATEMENT = re.compile(r"\{%.*?%\}|\{#.*?#\}", re.DOTALL)
WITHOUT_END = {"input", "br", "img", "meta", "link", "hr"}


class Reader(HTMLParser):
    """Collects what is to be copied and stands where a browser would translate it."""

    def __init__(self, aliases: dict[str, str]) -> None:
        super().__init__(convert_charrefs=True)
        self.aliases = aliases
        self.within: list[tuple[str, bool]] = []  # open elements, and whether each is left alone
        self.faults: list[str] = []
        self.seen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        alone = known.get("translate") == "no" or bool(self.within and self.within[-1][1])
        styled = STYLED & set((known.get("class") or "").split())
        if styled and tag not in WITHOUT_END:
            self.seen += 1
            if not alone:
                self.faults.append(f"line {self.getpos()[0]}: <{tag}> of {sorted(styled)}")
        if tag not in WITHOUT_END:
            self.within.append((tag, alone))

    def handle_endtag(self, tag: str) -> None:
        while self.within:
            if self.within.pop()[0] == tag:
                return

    def handle_data(self, data: str) -> None:
        for name in SHOWN.findall(data):
            if not is_copied(name, self.aliases):
                continue
            self.seen += 1
            if not (self.within and self.within[-1][1]):
                self.faults.append(f"line {self.getpos()[0]}: {name}")


def is_copied(name: str, aliases: dict[str, str]) -> bool:
    """Whether it, or what it is taken from, is copied sign by sign."""
    if name in TOLD | DRAWN:
        return False
    first, dot, rest = name.partition(".")
    if first in aliases and not dot:
        return is_copied(aliases[first], {})
    return bool(COPIED.search(f".{rest}" if dot else ""))


def read(text: str) -> Reader:
    aliases = dict(LOOP.findall(text)) | dict(NAMED.findall(text))
    reader = Reader(aliases)
    reader.feed(STATEMENT.sub(lambda found: "\n" * found[0].count("\n"), text))
    reader.close()
    return reader


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_what_is_copied_exactly_is_not_translated(path: Path) -> None:
    assert read(path.read_text("utf-8")).faults == []


def test_it_is_looked_for_wherever_it_is_shown() -> None:
    where = {
        str(path.relative_to(TEMPLATES)) for path in FILES if read(path.read_text("utf-8")).seen
    }

    assert where >= {
        *("card.html", "desk_printed.html", "parts/code_field.html"),  # card codes
        *("done.html", "refusal.html", "central/poll.html"),  # receipt words, the root
        *("chair_key.html", "chair_reports.html", "central/assembly.html"),  # keys and reports
        *("screen/join.html", "screen/now.html", "screen/reveal.html"),  # addresses, the Wi-Fi
        "organiser_screens.html",  # pairing
    }


@pytest.mark.parametrize(
    "text",
    [
        "<p>{{ view.tracker }}</p>",
        "<dd class='quiet'>{{ view.join.network }}</dd>",
        "<p>{{ _('At') }} <b>{{ view.reveal.address }}</b></p>",
        "<ol>{% for word in view.key.words %}<li>{{ word }}</li>{% endfor %}</ol>",
        "<p>{% trans words=view.found %}{{ words }}: found{% endtrans %}</p>",
        "<p class='code spoken'>{% for group in view.groups %}<i>{{ group }}</i>{% endfor %}</p>",
        "<div><p translate='no'>A</p>{{ view.password }}</div>",
    ],
)
def test_a_forgotten_mark_is_found(text: str) -> None:
    assert read(text).faults


@pytest.mark.parametrize(
    "text",
    [
        "<p translate='no'>{{ view.tracker }}</p>",
        "<ol translate='no'>{% for word in view.key.words %}<li>{{ word }}</li>{% endfor %}</ol>",
        "<a href='{{ view.address }}'>{{ view.label }}</a>",
        "<p>{{ check.words }}</p>",
        "<input class='field code' value='{{ view.typed }}'><p>{{ view.title }}</p>",
    ],
)
def test_sentences_and_links_are_translated(text: str) -> None:
    assert read(text).faults == []
