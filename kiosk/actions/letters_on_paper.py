"""Which letters of a meeting no font on this machine can put on paper."""

from collections.abc import Iterator
from functools import lru_cache

from kiosk.devices.fonts import letters_without_font
from kiosk.domain.assembly import Assembly
from kiosk.domain.text import Text

MOST = 20  # letters shown; whoever lacks one of a script lacks them all


@lru_cache(maxsize=4)
def letters_not_on_paper(assembly: Assembly) -> str:
    """The letters with spaces between, empty where all can be printed. Slow at the first time."""
    wordings = (wording for text in _printed(assembly) for _, wording in text.versions)
    found = letters_without_font(wordings, most=MOST + 1)
    return " ".join(found[:MOST]) + (" …" if len(found) > MOST else "")


def _printed(assembly: Assembly) -> Iterator[Text]:
    """What stands on cards, receipts and reports."""
    yield assembly.title
    for poll in assembly.polls:
        yield poll.title
        for question in poll.questions:
            yield question.title
            yield from (option.title for option in question.options)
