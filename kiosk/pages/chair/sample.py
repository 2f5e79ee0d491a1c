"""The chair types what the tellers rolled after the close, and the chosen ballots are opened."""

from aiohttp import web

from kiosk.actions.open_sample import open_sample, sample_offered, sample_withheld
from kiosk.meeting.doors import Role
from kiosk.pages.views.chair import ChairSample
from kiosk.pages.web.access import must_be
from kiosk.pages.web.forms import form_of
from kiosk.pages.web.keys import KIOSK
from kiosk.pages.web.language import language_of
from kiosk.pages.web.show import frame_of, page, phrases_for
from kiosk.pages.web.sign_on import ask, is_in
from kiosk.presentation.sample import chances
from kiosk.presentation.withheld import why_withheld

LONGEST_DICE = 200  # letters


async def ask_dice(request: web.Request) -> web.StreamResponse:
    """How many ballots are opened, what that finds, and the field for the dice."""
    if not is_in(request, Role.CHAIR):
        return ask(request, Role.CHAIR)
    must_be(request, Role.CHAIR)
    sitting = request.app[KIOSK].hall.sitting
    poll = sitting.poll(request.match_info["poll"])
    phrases = phrases_for(request)
    number = await sample_offered(sitting, poll.id)
    size = sitting.box.cast_number(poll.id)
    view = ChairSample(
        id=poll.id,
        title=poll.title.in_language(language_of(request)),
        number=number,
        withheld=why_withheld(sitting.assembly.publish_from, phrases)
        if await sample_withheld(sitting, poll.id)
        else "",
        chances=chances(size, number, phrases),
    )
    frame = frame_of(request, phrases.gettext("Open a few ballots"), place="chair")
    return page(request, "chair_sample.html", view, frame)


async def open_chosen(request: web.Request) -> str:
    """The dice are typed: open what they choose. Raises what ``open_sample`` raises."""
    poll_id = request.match_info["poll"]
    dice = str(form_of(request).get("dice", ""))[:LONGEST_DICE]
    await open_sample(request.app[KIOSK].hall, poll_id, dice=dice)
    return poll_id
