"""Slow, obvious counts of budgets of both sides, which share no code with the fast ones."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from statistics import median_high, median_low

Budget = Mapping[str, int]


@dataclass(frozen=True)
class City:
    """Lines by side: last year, floor, ceiling; the lot names all of them; ballots as amounts."""

    out: Mapping[str, tuple[int, int, int]]
    into: Mapping[str, tuple[int, int, int]]
    opening: int
    lot: Sequence[str]
    ballots: Sequence[Budget]

    @property
    def lines(self) -> dict[str, tuple[int, int, int]]:
        return {**self.out, **self.into}

    @property
    def last(self) -> int:
        return sum(line[0] for line in self.out.values())

    def budgets(self) -> Iterator[dict[str, int]]:
        """Every budget within the limits that balances."""
        names = list(self.lines)
        for amounts in product(*(range(low, high + 1) for _, low, high in self.lines.values())):
            budget = dict(zip(names, amounts, strict=True))
            if self.spending(budget) == sum(budget[one] for one in self.into) + self.opening:
                yield budget

    def spending(self, budget: Budget) -> int:
        return sum(budget[line] for line in self.out)

    def distance(self, budget: Budget) -> int:
        return sum(abs(ballot[one] - budget[one]) for ballot in self.ballots for one in budget)


def slow_most_backed(city: City) -> dict[str, int]:
    """Least distance, then the total nearest last year's, then least squares, then the lot."""
    return min(
        city.budgets(),
        key=lambda budget: (
            city.distance(budget),
            abs(city.spending(budget) - city.last),
            sum((budget[one] - line[0]) ** 2 for one, line in city.lines.items()),
            [-budget[one] for one in city.lot],
        ),
    )


def slow_average(city: City) -> dict[str, int]:
    """Means rounded down, then one more to the largest remainders."""
    number = len(city.ballots)
    means = {
        one: Fraction(sum(ballot[one] for ballot in city.ballots), number) for one in city.lines
    }
    mean = sum((means[one] for one in city.out), Fraction(0))
    total = min(
        (mean.numerator // mean.denominator + more for more in (0, 1)),
        key=lambda whole: (abs(whole - mean), abs(whole - city.last)),
    )
    result: dict[str, int] = {}
    for side, whole in ((city.out, total), (city.into, total - city.opening)):
        amounts = {one: means[one].numerator // means[one].denominator for one in side}
        order = sorted(
            side,
            key=lambda one: (
                amounts[one] - means[one],
                amounts[one] - side[one][0],
                city.lot.index(one),
            ),
        )
        for one in order[: whole - sum(amounts.values())]:
            result[one] = amounts[one] + 1
        result = {**amounts, **result}
    return result


def slow_shares(city: City) -> dict[str, int]:
    """Unit by unit: the next goes where (amount above the floor) / backing is lowest."""
    spent = [city.spending(ballot) for ballot in city.ballots]
    total = min(max(city.last, median_low(spent)), median_high(spent))
    result: dict[str, int] = {}
    for side, whole in ((city.out, total), (city.into, total - city.opening)):
        amounts = {one: low for one, (_, low, _) in side.items()}
        while sum(amounts.values()) < whole:
            amounts[
                min((o for o in side if amounts[o] < side[o][2]), key=_turn(city, amounts))
            ] += 1
        result |= amounts
    return result


def _turn(city: City, amounts: Budget) -> Callable[[str], tuple[bool, Fraction, int, int]]:
    def key(one: str) -> tuple[bool, Fraction, int, int]:
        last, low, _ = city.lines[one]
        above = amounts[one] + 1 - low
        backing = sum(ballot[one] >= amounts[one] + 1 for ballot in city.ballots)
        price = Fraction(above, backing) if backing else Fraction(above)
        return not backing, price, amounts[one] - last, city.lot.index(one)

    return key
