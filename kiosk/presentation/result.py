"""The result of a question as people read it: verdict, figures, chart, explanation, reasons."""

from collections.abc import Callable
from fractions import Fraction

from markupsafe import Markup

from kiosk.domain.assembly import Question
from kiosk.domain.count.contract import Result, Shape
from kiosk.domain.count.motions.majority_condition import Comparison
from kiosk.domain.count.rules import RULES
from kiosk.domain.questions import KINDS
from kiosk.domain.sentence import Amount
from kiosk.presentation.budget_result import (
    BudgetResult,
    budget_bars,
    budget_facts,
    budget_note,
    budget_table,
    budget_verdict,
)
from kiosk.presentation.charts.bars import Bar, CrossLine, budget_bar
from kiosk.presentation.charts.canvas import Canvas
from kiosk.presentation.charts.pictures import pictures_of
from kiosk.presentation.cuts import cut_questions, cuts_table
from kiosk.presentation.names import names_in
from kiosk.presentation.phrases import Phrases
from kiosk.presentation.result_words import ResultWords
from kiosk.presentation.rounds import rounds_of
from kiosk.presentation.shares import figure
from kiosk.presentation.shares import note as shares_of
from kiosk.presentation.views.result import Figure, LossReason, QuestionResult
from kiosk.presentation.views.table import Table


def words_for(question: Question, phrases: Phrases, money: Callable[[Amount], str]) -> ResultWords:
    """The words for a question in the phrases' language."""
    return ResultWords(question, phrases, names_in(question, phrases), money)


def question_result(words: ResultWords, result: Result, canvas: Canvas) -> QuestionResult:
    """One question's result in the words' language."""
    if _is_budget(words):
        return _budget_result(words, result, canvas)
    phrases = words.phrases
    title = words.question.title.in_language(phrases.language)
    rows = _bars(words, result)
    shown = rows[: canvas.bars(len(result.winners))]
    chart = canvas.draw(shown, name=title, line=_threshold(words, result))
    return QuestionResult(
        id=words.question.id,
        title=title,
        verdict=verdict(words, result),
        positive=bool(result.winners),
        winners=tuple(words.names[winner] for winner in result.winners)
        if len(result.winners) > 1
        else (),
        facts=_facts(words, result),
        chart=chart,
        chart_note=_note(words, result, hidden=len(result.scores) - len(shown)),
        table=_table(words, result),
        spending=_money_chart(words, result),
        rounds=rounds_of(
            words.question, result, phrases=phrases, names=words.names, money=words.money
        ),
        explanation=tuple(phrases.say(one, words.names, words.money) for one in result.explanation),
        pictures=pictures_of(words, result, canvas),
        ties=_ties(words, result),
        reasons=tuple(
            LossReason(words.names.get(option, option), phrases.say(one, words.names, words.money))
            for option, one in result.reasons
        ),
    )


def _is_budget(words: ResultWords) -> bool:
    return KINDS[words.question.kind].shape is Shape.AMOUNTS


def _budget_result(words: ResultWords, result: Result, canvas: Canvas) -> QuestionResult:
    """Both sides of a budget: what changes since last year."""
    phrases, budget = words.phrases, BudgetResult(words, result)
    title = words.question.title.in_language(phrases.language)
    rows = budget_bars(budget)
    shown = rows[: canvas.bars(0)]
    cuts = cuts_table(budget)
    notes = [budget_note(budget)]
    if hidden := len(rows) - len(shown):
        notes.append(_more_in_table(phrases, hidden))
    return QuestionResult(
        id=words.question.id,
        title=title,
        verdict=verdict(words, result),
        positive=bool(rows),
        facts=(*_facts(words, result), *budget_facts(budget)),
        chart=canvas.draw(shown, name=title, line=None),
        chart_note=" ".join(notes),
        table=budget_table(budget),
        cuts=cuts,
        cut_questions=cut_questions(phrases) if cuts else (),
        explanation=tuple(phrases.say(one, words.names, words.money) for one in result.explanation),
        ties=_ties(words, result),
    )


def _more_in_table(phrases: Phrases, hidden: int) -> str:
    return phrases.ngettext("%(num)s more is in the table.", "%(num)s more are in the table.",
                            hidden) % {"num": hidden}  # fmt: skip


def verdict(words: ResultWords, result: Result) -> str:
    """The result in one sentence."""
    phrases = words.phrases
    if not RULES[result.rule].binding:
        return phrases.gettext("Nothing is decided.")
    if _is_budget(words):
        return budget_verdict(BudgetResult(words, result))
    if result.passed is not None:
        return (
            phrases.gettext("The motion passes.")
            if result.passed
            else phrases.gettext("The motion fails.")
        )
    if result.cost is not None:
        number = len(result.winners)
        return phrases.ngettext(
            "%(num)s project is funded.", "%(num)s projects are funded.", number
        ) % {"num": phrases.number(number)}
    return _chosen(words, result)


def _chosen(words: ResultWords, result: Result) -> str:
    """Who or what is chosen, where money is in no option."""
    phrases, number = words.phrases, len(result.winners)
    if number == 1:
        return phrases.gettext("%(name)s is chosen.") % {"name": words.names[result.winners[0]]}
    if not number:
        return phrases.gettext("Nothing is chosen.")
    return phrases.ngettext("%(num)s is chosen.", "%(num)s are chosen.", number) % {"num": number}


def _facts(words: ResultWords, result: Result) -> tuple[Figure, ...]:
    phrases = words.phrases
    facts = [
        Figure(phrases.gettext("Ballots counted"), phrases.number(result.counted)),
        Figure(phrases.gettext("Of these blank"), phrases.number(result.blank)),
    ]
    if result.cost is not None:
        facts.append(Figure(phrases.gettext("Money there is"), words.money(words.question.budget)))
        facts.append(Figure(phrases.gettext("Money given"), words.money(result.cost)))
    return tuple(facts)


def _whole(result: Result) -> Fraction:
    """What the whole axis stands for: a little more than the longest bar and the threshold."""
    numbers = [Fraction(score) for _, score in result.scores] + [Fraction(_needed(result))]
    return max(numbers) * 21 / 20 or Fraction(1)


def _needed(result: Result) -> int:
    """How many yes votes a motion needs; 0 where nothing is to be reached."""
    match result.rounds:
        case (Comparison() as first, *_):
            return first.needed
        case _:
            return 0


def _bars(words: ResultWords, result: Result) -> tuple[Bar, ...]:
    """A motion as on the ballot; else the chosen in their order, then the others by score."""
    whole = _whole(result)
    kind = KINDS[words.question.kind]
    keeps_order = result.passed is not None or bool(kind.looks)
    is_ranked = kind.shape is Shape.RANKING  # whoever went out has no votes in the last round
    place = {option: number for number, option in enumerate(result.winners)}
    ordered = (
        result.scores
        if keeps_order
        else sorted(
            result.scores,
            key=lambda score: (place.get(score[0], len(place)), -Fraction(score[1])),
        )
    )
    return tuple(
        Bar(
            title=words.names.get(option, option),
            figure=figure(words, result, option, score),
            share=Fraction(score) / whole,
            look=kind.looks.get(option) or kind.looks.get(kind.reasons_for, "box")
            if keeps_order
            else "box"
            if option in result.winners
            else "lost",
            won=option in result.winners and result.passed is None,
        )
        for option, score in ordered
        if score or not is_ranked
    )


def _threshold(words: ResultWords, result: Result) -> CrossLine | None:
    needed = _needed(result)
    if not needed:
        return None
    said = words.phrases.gettext("%(num)s needed") % {"num": needed}
    return CrossLine(Fraction(needed) / _whole(result), said)


def _note(words: ResultWords, result: Result, *, hidden: int) -> str:
    phrases, kind = words.phrases, KINDS[words.question.kind]
    notes = [share] if (share := shares_of(words, result)) else []
    if kind.takes_several:
        notes.append(
            phrases.gettext("People could choose several, so the sum can exceed the voters.")
        )
    if kind.shape is Shape.RANKING and result.rounds:
        notes.append(phrases.gettext("Votes in the last round."))
    unnamed = len(result.winners) - (len(result.scores) - hidden)
    if unnamed > 0:
        notes.append(phrases.ngettext("%(num)s more is chosen: see the table.",
                                      "%(num)s more are chosen: see the table.", unnamed)
                     % {"num": unnamed})  # fmt: skip
    elif hidden > 0:
        notes.append(_more_in_table(phrases, hidden))
    return " ".join(notes)


def _table(words: ResultWords, result: Result) -> Table:
    phrases = words.phrases
    costs = {option.id: option.cost for option in words.question.options}
    columns = [phrases.gettext("Option"), phrases.gettext("Votes")]
    if result.cost is not None:
        columns.append(phrases.gettext("Cost"))
    columns.append(phrases.gettext("Chosen"))
    rows = []
    for option, score in result.scores:
        row = [words.names.get(option, option), phrases.number(score)]
        if result.cost is not None:
            row.append(words.money(costs.get(option, 0)))
        row.append(phrases.gettext("yes") if option in result.winners else "–")
        rows.append(tuple(row))
    return Table(phrases.gettext("All figures"), tuple(columns), tuple(rows))


def _money_chart(words: ResultWords, result: Result) -> Markup:
    budget = Fraction(words.question.budget)
    if result.cost is None or not budget:
        return Markup()
    costs = {option.id: Fraction(option.cost) for option in words.question.options}
    parts = tuple((words.names[winner], costs[winner] / budget) for winner in result.winners)
    return budget_bar(parts, name=words.phrases.gettext("How the money is given"))


def _ties(words: ResultWords, result: Result) -> tuple[str, ...]:
    phrases = words.phrases
    said = []
    for tie in result.ties:
        where = phrases.say(tie.where, words.names, words.money)
        names = phrases.joined(tuple(words.names.get(option, option) for option in tie.options))
        match tie.decided_by:
            case "lot":
                how = phrases.gettext("The drawn lot decided.")
            case "any-order":
                how = phrases.gettext("It was tied; the order could change nothing.")
            case _:
                how = phrases.gettext("The rule itself decided.")
        tied = phrases.gettext("%(names)s were equal (%(where)s).") % {
            "where": where,
            "names": names,
        }
        said.append(f"{tied} {how}")
    return tuple(said)
