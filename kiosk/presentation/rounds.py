"""The rounds or steps of a count as tables."""

from collections.abc import Callable, Mapping, Sequence

from kiosk.domain.assembly import Question
from kiosk.domain.count.contract import Result
from kiosk.domain.count.rounds import (
    Filled,
    FreeProject,
    Purchase,
    RunoffRound,
    StageRound,
)
from kiosk.domain.sentence import Amount
from kiosk.presentation.phrases import Phrases
from kiosk.presentation.views.table import Table

Ranked = RunoffRound | StageRound
Bought = FreeProject | Purchase | Filled


def rounds_of(
    question: Question,
    result: Result,
    *,
    phrases: Phrases,
    names: Mapping[str, str],
    money: Callable[[Amount], str],
) -> tuple[Table, ...]:
    """One table with a column for each round of votes, or a row for each step of Equal Shares."""
    ranked = [one for one in result.rounds if isinstance(one, Ranked)]
    bought = [one for one in result.rounds if isinstance(one, Bought)]
    if ranked:
        return (_votes(question, ranked, phrases, names),)
    if bought and not isinstance(bought[0], Filled):
        return (_steps(question, bought, phrases, names, money),)
    return ()


def _votes(
    question: Question, rounds: Sequence[Ranked], phrases: Phrases, names: Mapping[str, str]
) -> Table:
    columns = (
        phrases.gettext("Option"),
        *(phrases.gettext("Round %(num)s") % {"num": number + 1} for number in range(len(rounds))),
    )
    tables = [dict[str, object](one.votes) for one in rounds]
    rows = [
        (names[option.id], *(_cell(votes.get(option.id)) for votes in tables))
        for option in question.options
    ]
    rows.append((phrases.gettext("No further choice"), *(_with_nobody(one) for one in rounds)))
    rows.append((phrases.gettext("Goes out"), *(_named(_out(one), names) for one in rounds)))
    rows.append((phrases.gettext("Chosen"), *(_named(one.elected, names) for one in rounds)))
    return Table(phrases.gettext("Votes in each round"), columns, tuple(rows))


def _with_nobody(one: Ranked) -> str:
    match one:
        case RunoffRound():
            return str(one.exhausted)
        case StageRound():
            return str(one.non_transferable)


def _out(one: Ranked) -> tuple[str, ...]:
    match one:
        case RunoffRound():
            return one.eliminated
        case StageRound():
            return ()  # its option went out at the beginning, or passed on a surplus


def _steps(
    question: Question,
    rounds: Sequence[Bought],
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
            names.get(one.option, ""),
            str(one.step),
            money(costs.get(one.option, 0)),
            _cell(None if isinstance(one, Filled) else one.supporters),
        )
        for one in rounds
    )
    return Table(phrases.gettext("Step by step"), columns, rows)


def _named(options: Sequence[str], names: Mapping[str, str]) -> str:
    return ", ".join(names.get(option, option) for option in options) or "–"


def _cell(value: object) -> str:
    return "–" if value is None else str(value)
