"""The rounds or steps of a count as tables."""

from collections.abc import Callable, Mapping

from kiosk.domain.assembly import Question
from kiosk.domain.count.contract import Json, Result, Round
from kiosk.domain.sentence import Amount
from kiosk.presentation.phrases import Phrases
from kiosk.presentation.views.table import Table


def rounds_of(
    question: Question,
    result: Result,
    *,
    phrases: Phrases,
    names: Mapping[str, str],
    money: Callable[[Amount], str],
) -> tuple[Table, ...]:
    """One table with a column for each round of votes, or a row for each step of a budget."""
    if not result.rounds or result.passed is not None:
        return ()
    if "votes" in result.rounds[0]:
        return (_votes(question, result.rounds, phrases, names),)
    if "price" in result.rounds[0]:
        return (_steps(question, result.rounds, phrases, names, money),)
    return ()


def _votes(
    question: Question, rounds: tuple[Round, ...], phrases: Phrases, names: Mapping[str, str]
) -> Table:
    columns = (
        phrases.gettext("Option"),
        *(phrases.gettext("Round %(num)s") % {"num": number + 1} for number in range(len(rounds))),
    )
    tables = [_object(one.get("votes")) for one in rounds]
    rows = [
        (names[option.id], *(_cell(votes.get(option.id)) for votes in tables))
        for option in question.options
    ]
    over = "exhausted" if "exhausted" in rounds[0] else "non_transferable"
    rows.append((phrases.gettext("No further choice"), *(_cell(one.get(over)) for one in rounds)))
    for fate, label in (
        ("eliminated", phrases.gettext("Goes out")),
        ("elected", phrases.gettext("Chosen")),
    ):
        rows.append((label, *(_named(one.get(fate), names) for one in rounds)))
    return Table(phrases.gettext("Votes in each round"), columns, tuple(rows))


def _steps(
    question: Question,
    rounds: tuple[Round, ...],
    phrases: Phrases,
    names: Mapping[str, str],
    money: Callable[[Amount], str],
) -> Table:
    costs = {option.id: option.cost for option in question.options}
    columns = (
        phrases.gettext("Project"),
        phrases.gettext("Step"),
        phrases.gettext("Cost"),
        phrases.gettext("Supporters"),
    )
    rows = tuple(
        (
            names.get(str(one.get("option")), ""),
            _cell(one.get("step")),
            money(costs.get(str(one.get("option")), 0)),
            _cell(one.get("supporters")),
        )
        for one in rounds
        if "option" in one
    )
    return Table(phrases.gettext("Step by step"), columns, rows)


def _object(value: Json) -> dict[str, Json]:
    return value if isinstance(value, dict) else {}


def _named(value: Json, names: Mapping[str, str]) -> str:
    options = value if isinstance(value, list) else []
    return ", ".join(names.get(str(option), str(option)) for option in options) or "–"


def _cell(value: Json) -> str:
    return "–" if value is None else str(value)
