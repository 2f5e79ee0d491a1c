"""Who was in the room beside who lives there, where the numbers are large enough to say so."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from kiosk.domain.sentence import wording
from kiosk.domain.small_groups import Published

NEAR = Fraction(1, 10)
"""How far from what was to be expected a number still is about as large."""


class Standing(StrEnum):
    """How many came, against as many as their share of the residents would be."""

    FEWER = "fewer"
    AS_MANY = "as-many"
    MORE = "more"


WORDS: Mapping[Standing, str] = {
    Standing.FEWER: wording("fewer than their share"),
    Standing.AS_MANY: wording("about their share"),
    Standing.MORE: wording("more than their share"),
}


@dataclass(frozen=True, slots=True)
class Census:
    """How many people of each group live here, who counted them, and in which year."""

    residents: tuple[tuple[str, int], ...]
    year: int
    source: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """A shown group: its people and their whole percents here and among the residents."""

    group: str
    people: int
    here: int
    there: int
    standing: Standing


def compared(published: Published, census: Census) -> tuple[Comparison, ...]:
    """The shown groups whose expected number is at least ``least``, in the list's order.

    Expected: the group's share of the residents, of all who are in the room; those in shown
    groups that the census does not know, such as "No answer", are left out.
    """
    residents = dict(census.residents)
    shown = published.shown or ()
    room = published.total - sum(people for group, people in shown if group not in residents)
    living = sum(residents.values())
    return tuple(
        Comparison(
            group,
            people,
            _percent(Fraction(people, room)),
            _percent(Fraction(residents[group], living)),
            _standing(people, expected),
        )
        for group, people in shown
        if group in residents
        and living
        and (expected := Fraction(room * residents[group], living)) >= published.least
    )


def _percent(share: Fraction) -> int:
    """Whole, halves upwards."""
    return (200 * share.numerator + share.denominator) // (2 * share.denominator)


def _standing(people: int, expected: Fraction) -> Standing:
    if abs(people - expected) <= max(Fraction(1), expected * NEAR):
        return Standing.AS_MANY
    return Standing.FEWER if people < expected else Standing.MORE
