"""What people read is short: at most 15 words in a sentence, at most 3 on a button."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract

from kiosk.formats.assembly_folder import needed, read_assembly
from kiosk.shipped import demo_file

ROOT = Path(__file__).resolve().parents[2]
MOST_WORDS = 15
MOST_ON_A_BUTTON = 3
KEYWORDS = {
    **{"_": None, "gettext": None, "ngettext": (1, 2)},
    **{"say": None, "say_many": (1, 2), "wording": None},
}
BUTTON = re.compile(r"<button\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*>(.*?)</button>", re.DOTALL)
SAID = re.compile(r"""_\(\s*(?:"([^"]*)"|'([^']*)')""")
WORD = re.compile(r"%\(\w+\)s|[^\W_][\w'’-]*")
END = re.compile(r"[.!?…:;](?:\s|$)|\n\n|\n\s*[-*]")


def sentences_of(text: str) -> Iterator[str]:
    """The sentences of a text; a colon ends one too, for it lets the reader breathe."""
    yield from filter(None, (sentence.strip() for sentence in END.split(text)))


def too_long(text: str) -> list[str]:
    """The sentences that have more words than a tired reader holds."""
    return [each for each in sentences_of(text) if len(WORD.findall(each)) > MOST_WORDS]


def said() -> Iterator[tuple[str, str]]:
    """Every wording of the product with its place."""
    for folder, suffix, method in (
        ("kiosk", "*.py", "python"),
        ("web/templates", "*.html", "jinja2.ext:babel_extract"),
    ):
        for path in sorted((ROOT / folder).rglob(suffix)):
            found = extract(method, io.BytesIO(path.read_bytes()), KEYWORDS)
            for line, message, *_ in found:
                wordings = (message,) if isinstance(message, str) else message
                for wording in filter(None, wordings):
                    yield f"{path.relative_to(ROOT)}:{line}", wording


def test_no_sentence_is_too_long() -> None:
    assert [f"{place}: {s}" for place, text in said() for s in too_long(text)] == []


def test_no_button_says_more_than_three_words() -> None:
    wordy = [
        f"{path.relative_to(ROOT)}: {wording}"
        for path in sorted((ROOT / "web" / "templates").rglob("*.html"))
        for button in BUTTON.findall(path.read_text("utf-8"))
        for pair in SAID.findall(button)
        if len(WORD.findall(wording := pair[0] or pair[1])) > MOST_ON_A_BUTTON
    ]

    assert wordy == []


def test_no_sentence_of_the_demo_is_too_long() -> None:
    folder = demo_file().parent
    names = (demo_file().name, *needed(demo_file().read_text("utf-8")))
    loaded = read_assembly({name: (folder / name).read_bytes() for name in names}, names[0])
    questions = [question for poll in loaded.assembly.polls for question in poll.questions]
    texts = [text for q in questions for text in (q.title, q.detail)]
    texts += [text for q in questions for o in q.options for text in (o.title, o.detail)]

    assert [s for text in texts for _, wording in text.versions for s in too_long(wording)] == []


def test_the_guard_counts_words_and_not_places() -> None:
    fifteen = " ".join(["word"] * 14) + " %(number)s"

    assert too_long(f"{fifteen}. {fifteen}.") == []
    assert too_long(f"{fifteen} more.") == [f"{fifteen} more"]
