"""Where public money goes: for each person and each need of a place, from the city's figures."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from kiosk.domain.needs import Need
from kiosk.domain.sentence import Amount

LEAST_RECIPIENTS = 3
"""Money that fewer people or firms received is told of nobody's place: it would tell what they got.

All other figures of places are the city's own, so nothing else is merged or left out.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMoney:
    """What one place got in a year, in the assembly's currency, and how many people live there.

    ``recipients``: who received it, None where it went to nobody in particular, as for a street.
    """

    place: str
    residents: int
    amount: Amount
    year: int
    source: str
    recipients: int | None = None


@dataclass(frozen=True, slots=True)
class PlaceFigures:
    """A place with its exact sums; None where they are not told, or there is nobody or no need.

    ``needs``: how many of the register's needs are of this place.
    """

    money: PlaceMoney
    needs: int
    amount: Amount | None
    per_head: Amount | None
    per_need: Amount | None


def by_place(places: Sequence[PlaceMoney], needs: Sequence[Need]) -> tuple[PlaceFigures, ...]:
    """The figures of each place, in the order given; a need is of a place by its name."""
    found = Counter(_name(need.place) for need in needs)
    return tuple(_figures(place, found[_name(place.place)]) for place in places)


def _name(place: str) -> str:
    return " ".join(place.split()).casefold()


def _figures(money: PlaceMoney, needs: int) -> PlaceFigures:
    if money.recipients is not None and money.recipients < LEAST_RECIPIENTS:
        return PlaceFigures(money, needs, None, None, None)
    return PlaceFigures(
        money, needs, money.amount, _each(money.amount, money.residents), _each(money.amount, needs)
    )


def _each(amount: Amount, number: int) -> Amount | None:
    return Fraction(amount) / number if number else None
