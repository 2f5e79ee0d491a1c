"""The chair types what the tellers rolled after the close, and the chosen ballots are opened."""

from aiohttp import web

from kiosk.actions.open_sample import open_sample, sample_offered, sample_withheld
from kiosk.meeting.doors import Role
from kiosk.meeting.hall import Hall
from kiosk.pages.chair.deed_form import DeedForm
from kiosk.pages.views.chair import ChairSample
from kiosk.pages.web.answers import frame_of, page
from kiosk.pages.web.pin import ask, is_in
from kiosk.pages.web.reader import reader_of
from kiosk.presentation.sample import chances
from kiosk.presentation.withheld import why_withheld

LONGEST_DICE = 200  # letters


async def ask_dice(request: web.Request) -> web.StreamResponse:
    """How many ballots are opened, what that finds, and the field for the dice."""
    if not is_in(request, Role.CHAIR):
        return ask(request, Role.CHAIR)
    reader = reader_of(request)
    phrases, sitting = reader.phrases, reader.sitting
    poll = sitting.poll(request.match_info["poll"])
    number = await sample_offered(sitting, poll.id)
    size = sitting.box.cast_number(poll.id)
    view = ChairSample(
        id=poll.id,
        title=poll.title.in_language(reader.language),
        number=number,
        withheld=why_withheld(sitting.assembly, poll, phrases)
        if await sample_withheld(sitting, poll.id)
        else "",
        chances=chances(size, number, phrases),
    )
    frame = frame_of(reader, phrases.gettext("Open a few ballots"), place="chair")
    return page(reader, "chair_sample.html", view, frame)


async def open_chosen(hall: Hall, poll_id: str, sent: DeedForm) -> None:
    """The dice are typed: open what they choose. Raises what ``open_sample`` raises."""
    await open_sample(hall, poll_id, dice=sent.form.get("dice", "")[:LONGEST_DICE])
