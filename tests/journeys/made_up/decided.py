"""A page that nobody planned for: what the meeting has decided so far, for everybody."""

from dataclasses import dataclass

from aiohttp import web

from kiosk.domain.lifecycle import State
from kiosk.pages.web.answers import frame_of, page
from kiosk.pages.web.reader import reader_of
from kiosk.store import polls


@dataclass(frozen=True, slots=True)
class DecidedView:
    """``decided.html``: the titles of what is published, and how much is left."""

    titles: tuple[str, ...]
    left: str


async def show(request: web.Request) -> web.Response:
    """The page."""
    reader = reader_of(request)
    states = await polls.states(reader.sitting.roll.read)
    agenda = reader.sitting.assembly.polls
    done = [one for one in agenda if states[one.id] is State.PUBLISHED]
    wording = reader.phrases.gettext("%(num)s votes are left.")
    view = DecidedView(
        titles=tuple(one.title.in_language(reader.language) for one in done),
        left=wording % {"num": reader.phrases.number(len(agenda) - len(done))},
    )
    frame = frame_of(reader, reader.phrases.gettext("Decided so far"), place="phone")
    return page(reader, "decided.html", view, frame)
