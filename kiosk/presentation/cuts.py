"""Cuts to rights as people read them: which lines get less, and what to ask of each cut."""

from kiosk.domain.cuts import SIX_QUESTIONS, WORDS, Cut, cuts_in
from kiosk.presentation.budget_result import BudgetResult
from kiosk.presentation.names import right_in
from kiosk.presentation.phrases import Phrases
from kiosk.presentation.views.table import Table


def cuts_table(budget: BudgetResult) -> Table | None:
    """The lines of money out that serve a right and get less than they did; None without any."""
    phrases, outcome = budget.words.phrases, budget.result.budget
    cuts = cuts_in(budget.both, outcome) if outcome else ()
    if not cuts:
        return None
    columns = (
        phrases.gettext("Line"),
        phrases.gettext("Right"),
        phrases.gettext("What happens"),
        phrases.gettext("Last year"),
        phrases.gettext("Now"),
        phrases.gettext("Wanted less"),
    )
    rows = tuple(_row(budget, cut) for cut in cuts)
    return Table(phrases.gettext("Cuts to rights"), columns, rows)


def cut_questions(phrases: Phrases) -> tuple[str, ...]:
    """What to ask of each cut, after the report of the United Nations."""
    return tuple(phrases.gettext(question) for question in SIX_QUESTIONS)


def _row(budget: BudgetResult, cut: Cut) -> tuple[str, ...]:
    words, money = budget.words, budget.words.money
    return (
        words.names.get(cut.line, cut.line),
        right_in(cut.right, words.phrases),
        words.phrases.gettext(WORDS[cut.strength]),
        money(cut.last_year * cut.unit + cut.rest),
        money(cut.amount * cut.unit + cut.rest),
        words.phrases.number(cut.wanted_less),
    )
