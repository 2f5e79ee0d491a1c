"""A sentence of the domain put into words of one language, as plain text."""

from collections.abc import Callable
from typing import Protocol

from kiosk.domain.sentence import Amount, Money, Name, Names, Sentence, Value


class Translate(Protocol):
    """A language's wordings, such as gettext's translations."""

    def gettext(self, message: str, /) -> str:
        """The wording in that language."""

    def ngettext(self, msgid1: str, msgid2: str, n: int, /) -> str:
        """The wording for that number."""


def spoken(
    sentence: Sentence,
    translate: Translate,
    *,
    name_of: Callable[[str], str],
    money: Callable[[Amount], str],
    number: Callable[[Amount], str] = str,
) -> str:
    """The sentence; ``name_of`` says what an option id is called, ``money`` writes a sum."""

    def said(value: Value) -> str:
        match value:
            case Name(option):
                return name_of(option)
            case Names(options):
                return joined(tuple(name_of(option) for option in options), translate)
            case Money(amount):
                return money(amount)
            case Sentence():
                return spoken(value, translate, name_of=name_of, money=money, number=number)
            case str():
                return value
            case _:
                return number(value)

    wording = (
        translate.ngettext(sentence.wording, sentence.many, sentence.number)
        if sentence.many
        else translate.gettext(sentence.wording)
    )
    return wording % {name: said(value) for name, value in sentence.values}


def joined(names: tuple[str, ...], translate: Translate) -> str:
    """Several names as one phrase: ``Ana, Ben and Carla``."""
    if len(names) < 2:
        return "".join(names)
    both = translate.gettext("%(first)s and %(last)s")
    return both % {"first": ", ".join(names[:-1]), "last": names[-1]}
