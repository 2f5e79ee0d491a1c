"""The result of a question as people read it: verdict, figures, chart, explanation, reasons."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from aiohttp import web
from markupsafe import Markup

from kiosk.domain.assembly import Poll, Question
from kiosk.domain.count.contract import Result
from kiosk.domain.sentence import Amount
from kiosk.pages.ballot_views import money_in, names_in
from kiosk.pages.charts import Bar, Line, bars, bars_for_screen, budget_bar
from kiosk.pages.i18n import Phrases
from kiosk.pages.keys import KIOSK
from kiosk.pages.language import language_of
from kiosk.pages.result_rounds import rounds_of
from kiosk.pages.show import phrases_for
from kiosk.pages.views.common import Table
from kiosk.pages.views.result import Fact, QuestionResult, Reason

VOTE_LOOKS = {"yes": "yes", "no": "no", "abstain": "abstain"}
CHOOSES_SEVERAL = {"approve", "budget", "points"}


@dataclass(frozen=True, slots=True)
class Words:
    """How to speak of one question's result."""

    question: Question
    phrases: Phrases
    names: Mapping[str, str]
    money: "Money"


class Money:
    """Sums as they are written here."""

    def __init__(self, request: web.Request, phrases: Phrases) -> None:
        self._write = money_in(request, phrases)

    def __call__(self, amount: Amount) -> str:
        """One sum."""
        return self._write(amount)


def results_of(request: web.Request, poll: Poll) -> tuple[QuestionResult, ...]:
    """The results of a counted poll, for phones, paper and the chair."""
    results = request.app[KIOSK].hall.sitting.results[poll.id]
    return tuple(
        question_result(request, question, results[question.id], wide=False)
        for question in poll.questions
    )


def results_for_screen(request: web.Request, poll: Poll) -> tuple[QuestionResult, ...]:
    """The results of a counted poll, for the projector."""
    results = request.app[KIOSK].hall.sitting.results[poll.id]
    return tuple(
        question_result(request, question, results[question.id], wide=True)
        for question in poll.questions
    )


def question_result(
    request: web.Request, question: Question, result: Result, *, wide: bool
) -> QuestionResult:
    """One question's result in the page's language."""
    phrases = phrases_for(request)
    language = language_of(request)
    words = Words(question, phrases, names_in(question, language), Money(request, phrases))
    rows = _bars(words, result)
    draw = bars_for_screen if wide else bars
    title = question.title.in_language(language)
    return QuestionResult(
        id=question.id,
        title=title,
        verdict=verdict(words, result),
        positive=bool(result.winners),
        winners=tuple(words.names[winner] for winner in result.winners)
        if len(result.winners) > 1
        else (),
        facts=_facts(words, result),
        chart=draw(rows, name=title, line=_threshold(words, result)),
        chart_note=_note(words),
        table=_table(words, result),
        rounds_chart=_money_chart(words, result),
        rounds=rounds_of(question, result, phrases=phrases, names=words.names, money=words.money),
        explanation=tuple(phrases.say(one, words.names, words.money) for one in result.explanation),
        ties=_ties(words, result),
        reasons=tuple(
            Reason(words.names.get(option, option), phrases.say(one, words.names, words.money))
            for option, one in result.reasons
        ),
    )


def verdict(words: Words, result: Result) -> str:
    """The result in one sentence."""
    phrases = words.phrases
    number = len(result.winners)
    if result.passed is not None:
        return (
            phrases.gettext("The motion passes.")
            if result.passed
            else phrases.gettext("The motion fails.")
        )
    if result.cost is not None:
        return phrases.ngettext(
            "%(num)s project is funded.", "%(num)s projects are funded.", number
        ) % {"num": phrases.number(number)}
    if number == 1:
        return phrases.gettext("%(name)s is chosen.") % {"name": words.names[result.winners[0]]}
    if not number:
        return phrases.gettext("Nothing is chosen.")
    return phrases.ngettext("%(num)s is chosen.", "%(num)s are chosen.", number) % {"num": number}


def _facts(words: Words, result: Result) -> tuple[Fact, ...]:
    phrases = words.phrases
    facts = [
        Fact(phrases.gettext("Ballots counted"), phrases.number(result.counted)),
        Fact(phrases.gettext("Of these blank"), phrases.number(result.blank)),
    ]
    if result.cost is not None:
        facts.append(Fact(phrases.gettext("Money there is"), words.money(words.question.budget)))
        facts.append(Fact(phrases.gettext("Money given"), words.money(result.cost)))
    return tuple(facts)


def _whole(result: Result) -> Fraction:
    return max((Fraction(score) for _, score in result.scores), default=Fraction(1)) or Fraction(1)


def _bars(words: Words, result: Result) -> tuple[Bar, ...]:
    whole = _whole(result)
    is_motion = result.passed is not None
    ordered = (
        result.scores
        if is_motion
        else sorted(
            result.scores,
            key=lambda score: (-Fraction(score[1]), list(words.names).index(score[0])),
        )
    )
    return tuple(
        Bar(
            title=words.names.get(option, option),
            figure=words.phrases.number(score),
            share=Fraction(score) / whole,
            look=VOTE_LOOKS.get(option, "box")
            if is_motion
            else "box"
            if option in result.winners
            else "lost",
            won=option in result.winners and not is_motion,
        )
        for option, score in ordered
    )


def _threshold(words: Words, result: Result) -> Line | None:
    if result.passed is None or not result.rounds:
        return None
    needed = result.rounds[0].get("needed")
    if not isinstance(needed, int):
        return None
    share = Fraction(needed) / _whole(result)
    if share > 1:
        return None
    return Line(share, words.phrases.gettext("%(num)s needed") % {"num": needed})


def _note(words: Words) -> str:
    if words.question.kind not in CHOOSES_SEVERAL:
        return ""
    return words.phrases.gettext("People could choose several, so the sum is more than the voters.")


def _table(words: Words, result: Result) -> Table:
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


def _money_chart(words: Words, result: Result) -> Markup:
    budget = Fraction(words.question.budget)
    if result.cost is None or not budget:
        return Markup()
    costs = {option.id: Fraction(option.cost) for option in words.question.options}
    parts = tuple((words.names[winner], costs[winner] / budget) for winner in result.winners)
    return budget_bar(parts, name=words.phrases.gettext("How the money is given"))


def _ties(words: Words, result: Result) -> tuple[str, ...]:
    phrases = words.phrases
    said = []
    for tie in result.ties:
        where = phrases.say(tie.where, words.names, words.money)
        names = phrases.joined(tuple(words.names.get(option, option) for option in tie.options))
        how = (
            phrases.gettext("The lot that was drawn before the count decided.")
            if tie.decided_by == "lot"
            else phrases.gettext("The rule itself decided.")
        )
        said.append(f"{where} {names}. {how}")
    return tuple(said)
