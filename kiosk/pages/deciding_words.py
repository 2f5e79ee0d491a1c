"""What decides a question, told before the vote: the same sentences on every page."""

from aiohttp import web

from kiosk.domain.assembly import Question
from kiosk.domain.deciding import sentences_of_rule
from kiosk.pages.ballot_views import money_in
from kiosk.pages.show import phrases_for


def deciding_words(request: web.Request, question: Question) -> tuple[str, ...]:
    """When an option of the question wins, in the page's language."""
    phrases = phrases_for(request)
    money = money_in(request, phrases)
    return tuple(phrases.say(one, {}, money) for one in sentences_of_rule(question))
