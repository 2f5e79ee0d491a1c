"""Before a result is published: what everybody will read, and that there is no way back."""

from aiohttp import web

from kiosk.actions.open_sample import sample_offered
from kiosk.actions.run_poll import publish_poll
from kiosk.actions.votes_beyond import votes_beyond
from kiosk.domain.lifecycle import State
from kiosk.meeting.doors import Role
from kiosk.meeting.hall import Hall
from kiosk.pages.chair.cards import exposed
from kiosk.pages.chair.deed_form import DeedForm
from kiosk.pages.chair.turnout import counted_as_present
from kiosk.pages.views.chair import ChairPublish
from kiosk.pages.web.answers import frame_of, page
from kiosk.pages.web.drawn_results import results_of
from kiosk.pages.web.pin import ask, is_in
from kiosk.pages.web.reader import reader_of
from kiosk.presentation.beyond import beyond_words

LONGEST = 10  # digits of a number that the page itself wrote


async def ask_publish(request: web.Request) -> web.StreamResponse:
    """The verdicts that everybody will see, and that there is no way back."""
    if not is_in(request, Role.CHAIR):
        return ask(request, Role.CHAIR)
    reader = reader_of(request)
    phrases, sitting = reader.phrases, reader.sitting
    poll = sitting.poll(request.match_info["poll"])
    counted = await results_of(reader, poll) if poll.id in sitting.results else ()
    more = await votes_beyond(sitting, poll.id)
    view = ChairPublish(
        id=poll.id,
        title=poll.title.in_language(reader.language),
        verdicts=tuple(result.verdict for result in counted),
        present=await counted_as_present(sitting, poll.id, phrases) if counted else "",
        exposed=await exposed(reader.hall, poll.id, State.CLOSED, phrases),
        sample=await sample_offered(sitting, poll.id),
        beyond=beyond_words(more, phrases),
        accept=more,
    )
    frame = frame_of(reader, phrases.gettext("Publish the result?"), place="chair")
    return page(reader, "chair_publish.html", view, frame)


async def publish(hall: Hall, poll_id: str, sent: DeedForm) -> None:
    """Publish; where more voted than got a card, only with the yes to that very number.

    Raises as ``publish_poll`` does.
    """
    typed = sent.form.get("beyond", "")
    beyond = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < LONGEST else 0
    await publish_poll(hall, poll_id, beyond=beyond)
