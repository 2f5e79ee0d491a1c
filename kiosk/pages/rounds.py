"""The rounds of a count as tables, whatever the rule."""

from collections.abc import Callable
from fractions import Fraction

from kiosk.domain.count.contract import Json, Result, Round
from kiosk.domain.sentence import Amount
from kiosk.pages.i18n import Phrases
from kiosk.pages.views.common import Table

Named = Callable[[str], str]
Written = Callable[[Amount], str]


def round_tables(
    result: Result, named: Named, *, phrases: Phrases, money: Written
) -> tuple[Table, ...]:
    """A table of votes per round, or of steps that each took one option; none for a motion."""
    voting = tuple(row for row in result.rounds if "votes" in row)
    if voting:
        return (_votes(voting, named, phrases=phrases),)
    steps = tuple(row for row in result.rounds if "option" in row)
    if steps:
        return (_steps(steps, named, phrases=phrases, money=money),)
    return ()


def _votes(rounds: tuple[Round, ...], named: Named, *, phrases: Phrases) -> Table:
    said = phrases.gettext
    votes = [row["votes"] for row in rounds]
    options = list(dict.fromkeys(option for v in votes if isinstance(v, dict) for option in v))
    rows = [
        (named(option), *(_cell(v.get(option), phrases) for v in votes if isinstance(v, dict)))
        for option in options
    ]
    for key, label in (
        ("exhausted", said("No choice left")),
        ("non_transferable", said("No choice left")),
    ):
        if any(key in row for row in rounds):
            rows.append((label, *(_cell(row.get(key), phrases) for row in rounds)))
    for key, label in (("eliminated", said("Goes out")), ("elected", said("Chosen"))):
        rows.append((label, *(_named(row.get(key), named) for row in rounds)))
    heads = [said("Round %(number)s") % {"number": n} for n, _ in enumerate(rounds, start=1)]
    return Table(said("Votes in every round"), (said("Option"), *heads), tuple(rows))


def _steps(rounds: tuple[Round, ...], named: Named, *, phrases: Phrases, money: Written) -> Table:
    said = phrases.gettext
    known: tuple[tuple[str, str], ...] = (
        ("supporters", said("Supporters")),
        ("score", said("Score")),
        ("price", said("Price for each")),
        ("cost", said("Cost")),
        ("left", said("Money left")),
    )
    shown = [(key, label) for key, label in known if any(key in row for row in rounds)]
    of_money = {"price", "cost", "left"}
    rows = tuple(
        (
            f"{number}. {named(str(row['option']))}",
            *(
                money(_amount(row[key]))
                if key in of_money and row.get(key) is not None
                else _cell(row.get(key), phrases)
                for key, _ in shown
            ),
        )
        for number, row in enumerate(rounds, start=1)
    )
    heads = tuple(label for _, label in shown)
    return Table(said("Step by step"), (said("Option"), *heads), rows)


def _amount(value: Json) -> Amount:
    return Fraction(str(value))


def _cell(value: Json, phrases: Phrases) -> str:
    if isinstance(value, int):
        return phrases.number(value)
    return "–" if value is None else str(value)


def _named(value: Json, named: Named) -> str:
    return ", ".join(named(str(option)) for option in value) if isinstance(value, list) else ""
