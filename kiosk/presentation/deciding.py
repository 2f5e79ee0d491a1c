"""What decides a question, told before the vote: the same sentences on every page."""

from kiosk.domain.assembly import Question
from kiosk.domain.deciding import sentences_of_rule
from kiosk.presentation.phrases import Phrases


def deciding_words(question: Question, phrases: Phrases, currency: str) -> tuple[str, ...]:
    """When an option of the question wins, in the phrases' language."""
    money = phrases.money_in(currency)
    return tuple(phrases.say(one, {}, money) for one in sentences_of_rule(question))
