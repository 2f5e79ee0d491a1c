"""More votes than cards: the one sentence of it, for the chair, the phones and the projector."""

from kiosk.domain.reconciliation import said_of_votes
from kiosk.presentation.phrases import Phrases


def beyond_words(number: int, phrases: Phrases) -> str:
    """How many more voted in a counted poll than got a card; empty where all fits."""
    return phrases.say(said_of_votes(number), {}, str) if number else ""
