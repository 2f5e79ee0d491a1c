"""Both sides of a budget in words: every line with its amounts, and how the sides stand."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from kiosk.domain.assembly import Question
from kiosk.domain.ballot import Marks
from kiosk.domain.both_sides import BothSides, Line, Side
from kiosk.domain.questions.form import KEEP, name_of
from kiosk.domain.sentence import Amount
from kiosk.presentation.names import right_in
from kiosk.presentation.phrases import Phrases
from kiosk.presentation.views.both_sides import (
    AmountChoice,
    BothSidesView,
    LineGroup,
    LineRow,
    LockedLine,
    SideView,
)

SAMPLE = 1234567  # shows the script where people here put commas
MOST_CHOICES = 21  # amounts that a list offers: more are too many to find one


@dataclass(frozen=True, slots=True)
class BudgetWords:
    """What everything here is said with: the question, the amounts so far, the reader's words."""

    question: Question
    amounts: Mapping[str, int]
    phrases: Phrases
    money: Callable[[Amount], str]

    @property
    def both(self) -> BothSides:
        """The two sides that the question is about."""
        return self.question.both_sides

    def change(self, lines: Iterable[Line]) -> str:
        """How much more or less than last year they have together; nothing where as much."""
        units = sum(self.amounts[line.id] - line.last_year for line in lines)
        said = self.money(abs(units) * self.both.unit)
        if units > 0:
            return self.phrases.gettext("%(money)s more") % {"money": said}
        return self.phrases.gettext("%(money)s less") % {"money": said} if units else ""


def both_sides_view(
    question: Question,
    marks: Marks,
    *,
    phrases: Phrases,
    money: Callable[[Amount], str],
) -> BothSidesView:
    """The two sides as the ballot stands; nothing chosen is where every ballot starts."""
    both = question.both_sides
    words = BudgetWords(question, both.amounts(dict(marks)), phrases, money)
    gap = both.gap(words.amounts)
    state = "short" if gap < 0 else "over" if gap else "even"
    return BothSidesView(
        state=state,
        even=not gap,
        said=balance(gap * both.unit, phrases, money),
        unit=str(both.unit),
        opening=str(both.opening_in_money),
        sample=money(SAMPLE),
        keep="" if both.gap(both.start) else name_of(question, KEEP),
        kept=bool(marks) and dict(words.amounts) == both.start,
        sides=tuple(_side(words, side) for side in Side),
    )


def balance(gap: int, phrases: Phrases, money: Callable[[Amount], str]) -> str:
    """How the two sides stand. ``gap``: what is left over, in money; below 0: short."""
    if gap < 0:
        return phrases.gettext("%(money)s short") % {"money": money(-gap)}
    if gap > 0:
        return phrases.gettext("%(money)s left over") % {"money": money(gap)}
    return phrases.gettext("Balanced")


def side_name(side: Side, phrases: Phrases) -> str:
    """The side as people read it."""
    match side:
        case Side.SPENDING:
            return phrases.gettext("Money out")
        case Side.REVENUE:
            return phrases.gettext("Money in")


def _side(words: BudgetWords, side: Side) -> SideView:
    both, phrases = words.both, words.phrases
    lines = both.of(side)
    free, locked = ([line for line in lines if line.locked is shut] for shut in (False, True))
    totals = {each: both.sum_in_money(each, both.total(each, words.amounts)) for each in Side}
    kept = sum(both.money(line, line.floor) for line in locked)
    return SideView(
        id=side.value,
        title=side_name(side, phrases),
        total=words.money(totals[side]),
        fixed=str(kept + sum(line.rest for line in free)),
        percent=100 * totals[side] // max(1, *totals.values()),
        groups=tuple(_group(words, group) for group in _grouped(free, phrases.language)),
        locked=tuple(
            LockedLine(
                title=words.question.option(line.id).title.in_language(phrases.language),
                amount=words.money(both.money(line, line.floor)),
                reason=line.notes.reason.in_language(phrases.language),
            )
            for line in locked
        ),
        locked_total=words.money(kept),
        spread=f"change:{side.value}",
    )


def _grouped(lines: Iterable[Line], language: str) -> list[list[Line]]:
    groups: dict[str, list[Line]] = {}
    for line in lines:
        groups.setdefault(line.notes.group.in_language(language), []).append(line)
    return list(groups.values())


def _group(words: BudgetWords, lines: list[Line]) -> LineGroup:
    return LineGroup(
        title=lines[0].notes.group.in_language(words.phrases.language),
        change=words.change(lines),
        open=any(words.amounts[line.id] != line.start for line in lines),
        lines=tuple(_row(words, line) for line in lines),
    )


def _row(words: BudgetWords, line: Line) -> LineRow:
    language, both = words.phrases.language, words.both
    option = words.question.option(line.id)
    return LineRow(
        anchor=f"{words.question.id}-{line.id}",
        field=name_of(words.question, line.id),
        title=option.title.in_language(language),
        last=words.money(both.money(line, line.last_year)),
        last_units=str(line.last_year),
        start=str(line.start),
        change=words.change([line]),
        choices=tuple(
            AmountChoice(
                value=str(amount),
                label=words.money(both.money(line, amount)),
                chosen=amount == words.amounts[line.id],
            )
            for amount in _choices(line, words.amounts[line.id])
        ),
        notes=_notes(words, line, option.detail.in_language(language)),
    )


def _choices(line: Line, now: int) -> list[int]:
    """The amounts of a list, from the ceiling down: steps from the start, the limits, today's."""
    half = MOST_CHOICES // 2
    steps = range(line.start - half * line.step, line.start + half * line.step + 1, line.step)
    inside = [amount for amount in steps if line.floor <= amount <= line.ceiling]
    return sorted({*inside, line.floor, line.ceiling, now}, reverse=True)


def _notes(words: BudgetWords, line: Line, plain: str) -> tuple[str, ...]:
    phrases, notes = words.phrases, line.notes
    said = [plain] if plain else []
    if notes.rights:
        rights = phrases.joined(tuple(right_in(right, phrases) for right in notes.rights))
        said.append(phrases.gettext("It serves: %(rights)s") % {"rights": rights})
    if payers := notes.who_pays.in_language(phrases.language):
        said.append(phrases.gettext("Who pays: %(payers)s") % {"payers": payers})
    if notes.same_service is not None:
        cost = words.money(notes.same_service)
        said.append(phrases.gettext("The same service costs %(cost)s now.") % {"cost": cost})
    if notes.once:
        said.append(phrases.gettext("This money is there only once."))
    if notes.authority:
        said.append(phrases.gettext("Who decides: %(body)s") % {"body": notes.authority})
    if notes.source:
        said.append(phrases.gettext("Source: %(source)s") % {"source": notes.source})
    return tuple(said)
