"""More votes than cards: the one sentence of it, for the chair, the phones and the projector."""

from aiohttp import web

from kiosk.actions.votes_beyond import votes_beyond
from kiosk.domain.reconciliation import said_of_votes
from kiosk.pages.web.keys import KIOSK
from kiosk.pages.web.show import phrases_for


async def beyond_words(request: web.Request, poll_id: str) -> str:
    """How many more voted in a counted poll than got a card; empty where all fits."""
    found = await votes_beyond(request.app[KIOSK].hall.sitting, poll_id)
    return phrases_for(request).say(said_of_votes(found), {}, str) if found else ""
