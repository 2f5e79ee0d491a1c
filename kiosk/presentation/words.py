"""How to speak of one question's result, and how its numbers are read from the rounds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from kiosk.domain.assembly import Question
from kiosk.domain.count.contract import Json
from kiosk.domain.sentence import Amount
from kiosk.presentation.phrases import Phrases


@dataclass(frozen=True, slots=True)
class Words:
    """The question, its options' titles, and the language with its way to write money."""

    question: Question
    phrases: Phrases
    names: Mapping[str, str]
    money: Callable[[Amount], str]


def exact(value: Json) -> Fraction:
    """A number as rounds write it: 12, ``"4213/3"`` or ``"318.21400"``; nothing is 0."""
    return Fraction(str(value)) if isinstance(value, str | int) else Fraction(0)


def entries(value: Json) -> dict[str, Json]:
    """What stands under names in a round; anything else is empty."""
    return value if isinstance(value, dict) else {}


def items(value: Json) -> list[Json]:
    """What a round lists; anything else is empty."""
    return value if isinstance(value, list) else []
