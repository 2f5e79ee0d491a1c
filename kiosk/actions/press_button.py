"""A card is shown to the touch screen, and the big buttons choose and cast its ballot."""

from kiosk.actions.call_help import call_help
from kiosk.actions.cast_ballot import CastForm, cast_ballot, keep_draft
from kiosk.domain.assembly import Poll
from kiosk.domain.ballot import Ballot, Choice
from kiosk.domain.colour import Colour
from kiosk.domain.errors import NoSuchCard, Refused
from kiosk.domain.questions import KINDS
from kiosk.live import News
from kiosk.meeting.booth import Booth, BoothSession
from kiosk.meeting.hall import Hall

PAUSE_BEFORE_CAST = 1.0  # seconds between the press that chooses and the press that casts

NAMED = {"yes": Colour.GREEN, "no": Colour.RED, "abstain": Colour.WHITE, "help": Colour.BLUE}
"""The buttons by what is written on them, as pages and keys name them."""


def sit_down(hall: Hall, booth: Booth, code: str, *, language: str) -> None:
    """A card is shown to the screen; raises NoSuchCard."""
    if not hall.sitting.box.has_card(code):
        raise NoSuchCard
    before = booth.session
    # A card of a trial, or of the meeting before, is nobody's any more.
    in_use = hall.sitting.box.has_card(before.code) and not has_voted(hall, before)
    instead = before.code != code and in_use
    booth.session = BoothSession(code=code, language=language, instead=instead)
    hall.hub.announce(News.BOOTH)


def has_voted(hall: Hall, session: BoothSession) -> bool:
    """Whether the ballot that was on the screen is cast, here or on the same card's phone."""
    return bool(session.poll) and hall.sitting.box.has_spent(session.poll, session.code)


async def press_button(hall: Hall, session: BoothSession, colour: Colour, *, where: str) -> None:
    """A button of the box was pressed: the first press chooses, the second of the same casts.

    ``where``: the screen's name, for the person whom blue calls.
    """
    if colour is Colour.BLUE:
        call_help(hall, where)
        session.called, session.instead = True, False
        hall.hub.announce(News.BOOTH)
        return
    poll = _poll_for_buttons(hall, session)
    if poll is None or session.casting or poll.id in session.trackers:
        return
    now = hall.monotonic()
    question = poll.questions[0]
    marks = KINDS[question.kind].buttons(question).get(colour)
    if marks is None:
        return
    again = session.pressed is colour
    if again and now - session.pressed_at < PAUSE_BEFORE_CAST:
        return
    ballot = Ballot((Choice(question.id, marks),))
    if again:
        await _cast(hall, session, poll.id, ballot)
    else:
        session.pressed, session.pressed_at, session.instead = colour, now, False
        keep_draft(hall, session.code, poll_id=poll.id, ballot=ballot)
    hall.hub.announce(News.BOOTH)


async def _cast(hall: Hall, session: BoothSession, poll_id: str, ballot: Ballot) -> None:
    session.casting = True
    try:
        session.trackers[poll_id] = await cast_ballot(
            hall, session.code, poll_id=poll_id, ballot=ballot, form=CastForm("")
        )
    except Refused as refusal:
        session.refusal = refusal
    finally:
        session.casting = False


def _poll_for_buttons(hall: Hall, session: BoothSession) -> Poll | None:
    """The poll on the screen, if the buttons can answer it: one question whose kind has buttons."""
    if not session.poll or not hall.sitting.box.has_card(session.code):
        return None  # nobody sits here, or with a card of the meeting before
    poll = hall.sitting.poll(session.poll)
    first = poll.questions[0]
    if len(poll.questions) != 1 or not KINDS[first.kind].buttons(first):
        return None
    return poll if hall.sitting.box.taking(poll.id) else None
