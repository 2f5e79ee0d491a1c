"""From a result counted here to what its page shows, in the words and charts of the kiosk."""

from kiosk.central.published import Outcome
from kiosk.central.views import QuestionShown
from kiosk.domain.count.rules import RULES
from kiosk.presentation.charts.canvas import PAPER
from kiosk.presentation.phrases import Phrases
from kiosk.presentation.result import question_result, words_for


def questions_shown(counted: Outcome, currency: str, phrases: Phrases) -> tuple[QuestionShown, ...]:
    """Each question of the poll with its result, in the phrases' language."""
    results, money = dict(counted.results), phrases.money_in(currency)
    return tuple(
        QuestionShown(
            rule=phrases.gettext(RULES[question.rule].title),
            result=question_result(
                words_for(question, phrases, money), results[question.id], PAPER
            ),
        )
        for question in counted.poll.questions
    )
