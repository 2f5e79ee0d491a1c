"""How the server speaks to people: what it needs of the product's texts in each language."""

from collections.abc import Callable, Mapping
from typing import Protocol

from babel import Locale

from kiosk.domain.sentence import Amount, Sentence

ENGLISH = "en"


class Voice(Protocol):
    """All texts in one language."""

    language: str
    direction: str

    def gettext(self, wording: str) -> str:
        """The wording in this language."""

    def ngettext(self, one: str, many: str, number: int) -> str:
        """The wording for that number in this language."""

    def number(self, amount: Amount) -> str:
        """A number as people here write it."""

    def money(self, amount: Amount, currency: str = "") -> str:
        """A sum as people here write it."""

    def say(
        self, sentence: Sentence, names: Mapping[str, str], money: Callable[[Amount], str]
    ) -> str:
        """The sentence in this language; ``names`` maps option ids to titles."""


class Voices(Protocol):
    """The languages there are texts for."""

    @property
    def languages(self) -> tuple[str, ...]:
        """Their codes, English first."""

    def phrases(self, language: str) -> Voice:
        """The texts in that language."""


def chosen_language(known: tuple[str, ...], *, asked: str, accepted: str) -> str:
    """The language to answer in: the one asked for, else the browser's, else English.

    ``accepted``: an Accept-Language header, taken in its order, as browsers sort it.
    """
    wishes = [asked, *(part.split(";")[0].strip() for part in accepted.split(","))]
    for wish in wishes:
        for code in (wish.lower(), wish.lower().split("-")[0]):
            if code in known:
                return code
    return ENGLISH


def own_name(language: str) -> str:
    """The language's name in itself: ``Español``."""
    name = Locale.parse(language, sep="-").get_display_name() or language
    return name[:1].upper() + name[1:]
