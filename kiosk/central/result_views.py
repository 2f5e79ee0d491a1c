"""From a result counted here to what its page shows."""

from fractions import Fraction

from kiosk.central.shelf import Outcome
from kiosk.central.views import OptionLine, QuestionView
from kiosk.central.voice import Voice
from kiosk.domain.assembly import Assembly, Question
from kiosk.domain.count.contract import Result
from kiosk.domain.count.rules import RULES
from kiosk.domain.sentence import Amount, Sentence

FULL_WIDTH = 1000


def question_views(outcome: Outcome, assembly: Assembly, voice: Voice) -> tuple[QuestionView, ...]:
    """Each question of the poll with its options, numbers and sentences."""
    results = dict(outcome.results)
    return tuple(
        _question_view(question, results[question.id], assembly.currency, voice)
        for question in outcome.poll.questions
    )


def _question_view(question: Question, result: Result, currency: str, voice: Voice) -> QuestionView:
    names = {option.id: option.title.in_language(voice.language) for option in question.options}

    def money(amount: Amount) -> str:
        return voice.money(amount, currency)

    def said(sentence: Sentence) -> str:
        return voice.say(sentence, names, money)

    return QuestionView(
        title=question.title.in_language(voice.language),
        rule=voice.gettext(RULES[question.rule].title),
        adopted=result.passed is True,
        rejected=result.passed is False,
        with_costs=any(option.cost for option in question.options),
        options=_option_lines(question, result, names, voice=voice, currency=currency),
        explanation=tuple(said(sentence) for sentence in result.explanation),
        reasons=tuple(f"{names[option]}: {said(why)}" for option, why in result.reasons),
    )


def _option_lines(
    question: Question, result: Result, names: dict[str, str], *, voice: Voice, currency: str
) -> tuple[OptionLine, ...]:
    scores = dict(result.scores)
    most = max((*scores.values(), 1))
    # A motion's options keep their order; otherwise the winners come first, as they were chosen.
    place = {option: at for at, option in enumerate(result.winners)} if result.winners else {}
    ranked = sorted(
        question.options,
        key=lambda option: (
            place.get(option.id, len(place)),
            0 if result.passed is not None else -scores.get(option.id, 0),
        ),
    )
    return tuple(
        OptionLine(
            title=names[option.id],
            cost=voice.money(option.cost, currency) if option.cost else "",
            score=voice.number(scores.get(option.id, 0)),
            width=max(0, int(Fraction(scores.get(option.id, 0)) * FULL_WIDTH / most)),
            chosen=option.id in place,
        )
        for option in ranked
    )
