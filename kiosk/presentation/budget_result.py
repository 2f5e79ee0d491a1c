"""A balanced budget as people read it: what changes since last year, line by line."""

from dataclasses import dataclass
from fractions import Fraction

from kiosk.domain.both_sides import BothSides, Line, Side
from kiosk.domain.count.contract import Result
from kiosk.presentation.both_sides import side_name
from kiosk.presentation.charts.bars import Bar
from kiosk.presentation.result_words import ResultWords
from kiosk.presentation.views.result import Figure
from kiosk.presentation.views.table import Table


@dataclass(frozen=True, slots=True)
class BudgetResult:
    """The outcome of a question about both sides, and what it is said with."""

    words: ResultWords
    result: Result

    @property
    def both(self) -> BothSides:
        """The two sides that the question was about."""
        return self.words.question.both_sides

    @property
    def amounts(self) -> dict[str, int]:
        """What each line gets, in units."""
        return {line: int(amount) for line, amount in self.result.scores}

    def change(self, line: Line) -> int:
        """How much more it gets than last year, in money."""
        return (self.amounts[line.id] - line.last_year) * self.both.unit

    def changed(self) -> list[Line]:
        """The lines that get another amount than last year, the largest change first."""
        lines = [line for line in self.both.lines if self.change(line)]
        return sorted(lines, key=lambda line: -abs(self.change(line)))


def budget_verdict(budget: BudgetResult) -> str:
    """The result in one sentence."""
    phrases, number = budget.words.phrases, len(budget.changed())
    if not number:
        return phrases.gettext("Last year’s budget stays as it is.")
    return phrases.ngettext(
        "The budget balances. %(num)s line changes.",
        "The budget balances. %(num)s lines change.",
        number,
    ) % {"num": phrases.number(number)}


def budget_facts(budget: BudgetResult) -> tuple[Figure, ...]:
    """What both sides come to."""
    both, amounts = budget.both, budget.amounts
    return tuple(
        Figure(
            side_name(side, budget.words.phrases),
            budget.words.money(both.sum_in_money(side, both.total(side, amounts))),
        )
        for side in Side
    )


def budget_bars(budget: BudgetResult) -> tuple[Bar, ...]:
    """How far each line that changes moved: the largest change first, as long as it is large."""
    changed = budget.changed()
    largest = max((abs(budget.change(line)) for line in changed), default=1)
    return tuple(
        Bar(
            title=budget.words.names.get(line.id, line.id),
            figure=_change(budget, line),
            share=Fraction(abs(budget.change(line)) * 20, largest * 21),
            look="box" if budget.change(line) > 0 else "lost",
        )
        for line in changed
    )


def budget_note(budget: BudgetResult) -> str:
    """How to read the bars."""
    phrases = budget.words.phrases
    if not budget.changed():
        return ""
    return phrases.gettext("Changes since last year. Full bars: more. Dotted bars: less.")


def budget_table(budget: BudgetResult) -> Table:
    """Every line: last year, now, the change, and how many wanted more, the same and less."""
    phrases, both = budget.words.phrases, budget.both
    asked = {one.line: one for one in budget.result.budget.lines} if budget.result.budget else {}
    columns = [
        phrases.gettext("Line"),
        phrases.gettext("Last year"),
        phrases.gettext("Now"),
        phrases.gettext("Change"),
    ]
    if asked:
        columns += [
            phrases.gettext("Wanted more"),
            phrases.gettext("Wanted this"),
            phrases.gettext("Wanted less"),
        ]
    rows = []
    for line in (line for side in Side for line in both.of(side)):
        row = [
            budget.words.names.get(line.id, line.id),
            budget.words.money(both.money(line, line.last_year)),
            budget.words.money(both.money(line, budget.amounts[line.id])),
            _change(budget, line),
        ]
        if one := asked.get(line.id):
            numbers = () if line.locked else (one.more, one.same, one.less)
            row += [phrases.number(number) for number in numbers] or [""] * 3
        rows.append(tuple(row))
    caption = budget.words.question.title.in_language(phrases.language)
    return Table(caption, tuple(columns), tuple(rows))


def _change(budget: BudgetResult, line: Line) -> str:
    phrases, change = budget.words.phrases, budget.change(line)
    said = budget.words.money(abs(change))
    if change > 0:
        return phrases.gettext("%(money)s more") % {"money": said}
    if change < 0:
        return phrases.gettext("%(money)s less") % {"money": said}
    return phrases.gettext("as last year")
