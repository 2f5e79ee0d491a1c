"""A sentence with values in it, said in the reader's language only when it is shown."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Union

Amount = int | Fraction


@dataclass(frozen=True, slots=True)
class Name:
    """An option that a sentence speaks of, by its id."""

    option: str


@dataclass(frozen=True, slots=True)
class Money:
    """A sum of the assembly's currency."""

    amount: Amount


@dataclass(frozen=True, slots=True)
class Names:
    """Several options that a sentence speaks of, in order."""

    options: tuple[str, ...]


Value = Union[str, int, Fraction, Name, Names, Money, "Sentence"]
"""What stands in a place; a sentence there is a few words that are translated, too."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A wording with ``%(name)s`` places; ``many`` and ``number`` where the number changes it."""

    wording: str
    values: tuple[tuple[str, Value], ...] = ()
    many: str = ""
    number: int = 0


def say(wording: str, **values: Value) -> Sentence:
    """A sentence whose wording does not depend on a number."""
    return Sentence(wording, tuple(values.items()))


def say_many(one: str, many: str, number: int, **values: Value) -> Sentence:
    """A sentence worded for one or for many; ``%(number)s`` is the number."""
    return Sentence(one, (("number", number), *values.items()), many, number)


def wording(text: str) -> str:
    """The text itself, marked: it is a constant here, and shown later in the reader's language.

    Whoever gathers the texts to translate finds it by this name.
    """
    return text
