"""The first pages of a voter: the welcome with a field for the code, and the voting card."""

from dataclasses import dataclass, replace

from aiohttp import web

from kiosk.domain.errors import (
    AlreadyVoted,
    NoSuchCard,
    NothingOpen,
    PollNotOpen,
    Refused,
    TooBusy,
    TooManyTries,
)
from kiosk.domain.lifecycle import State
from kiosk.meeting.booth import BoothSession
from kiosk.meeting.hall import Sitting
from kiosk.pages.views.common import FieldFault, Link
from kiosk.pages.views.welcome import CardPoll, CardView, WelcomeView
from kiosk.pages.voter.ballot_views import called_notice
from kiosk.pages.web.access import booth_of, card_in
from kiosk.pages.web.answers import frame_of, go_to, lead_to, page, with_live
from kiosk.pages.web.forms import form_of
from kiosk.pages.web.reader import Reader, reader_of
from kiosk.pages.web.refusal_words import status_of, words_of
from kiosk.pages.web.scans import LONGEST
from kiosk.pages.web.seat import (
    LIVE,
    LIVE_BOOTH,
    Seat,
    idle_of,
    leave_address,
    page_for_card,
    seat_frame,
    seat_of,
)
from kiosk.presentation.phrases import Phrases
from kiosk.presentation.poll import state_words
from kiosk.store import polls

NOTICE_SECONDS = 15  # seconds that the booth's start says why a card can do nothing
ICONS = {
    State.DRAFT: "clock",
    State.OPEN: "box",
    State.PAUSED: "clock",
    State.CLOSED: "lock",
    State.PUBLISHED: "list",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a poll stands for one card."""

    poll: str  # its id
    state: State
    voted: bool
    may_vote: bool
    started: bool  # a ballot was begun that can still be cast


def public_links(reader: Reader) -> tuple[Link, ...]:
    """Where everybody may go."""
    phrases = reader.phrases
    return (
        Link(phrases.gettext("Results"), reader.keeping("/results"), "list"),
        Link(phrases.gettext("Find your ballot"), reader.keeping("/tracker"), "search"),
        Link(phrases.gettext("Help"), reader.keeping("/help"), "help"),
    )


async def welcome(request: web.Request) -> web.Response:
    """Type the code of the card."""
    return _welcome(reader_of(request))


def _welcome(
    reader: Reader, *, typed: str = "", fault: str = "", status: int = 200
) -> web.Response:
    assembly = reader.sitting.assembly
    view = WelcomeView(
        assembly=reader.assembly_title,
        place=", ".join(filter(None, (assembly.place, assembly.date))),
        action=reader.keeping("/"),
        typed=typed,
        faults=(FieldFault(fault, "code"),) if fault else (),
        links=public_links(reader),
    )
    frame = frame_of(reader, reader.assembly_title, place="phone")
    return page(reader, "welcome.html", view, frame, status=status)


async def find(request: web.Request) -> web.StreamResponse:
    """A code was typed."""
    typed = str(form_of(request).get("code", ""))[-LONGEST:]
    try:
        code = await card_in(request, typed)
    except (NoSuchCard, TooManyTries, TooBusy) as refusal:
        reader = reader_of(request)
        said = words_of(refusal, reader.phrases)
        return _welcome(reader, typed=typed, fault=said, status=status_of(refusal))
    return go_to(reader_of(request), f"/card/{code}")


async def show(request: web.Request) -> web.StreamResponse:
    """What this card can do now; the page changes by itself."""
    seat = await seat_of(request)
    sitting = seat.reader.sitting
    states = await sitting.roll.known(polls.states)
    standings = tuple(
        _standing(sitting, seat.code, poll.id, states[poll.id]) for poll in sitting.assembly.polls
    )
    if seat.session is not None:
        ended = _ended(seat.session, standings)
        if not any(standing.may_vote for standing in standings):
            # Nobody waits here with a card in the hand: the screen is the next person's.
            booth_of(request).send_away(
                ended or _why_nothing(standings),
                until=seat.reader.hall.monotonic() + NOTICE_SECONDS,
            )
            return lead_to("/booth")
        return _card(seat, standings, ended)
    return page_for_card(
        seat,
        lambda unnamed: _card(unnamed, standings),
        shows=("card", standings),
    )


def _ended(session: BoothSession, standings: tuple[Standing, ...]) -> Refused | None:
    """That the vote whose ballot was on the screen takes none now: this ballot was not cast."""
    session.ended = session.poll or session.ended
    session.turn_to("")
    for one in standings:
        if one.poll == session.ended and not one.may_vote and not one.voted:
            return PollNotOpen(one.state.value)
    return None


def _why_nothing(standings: tuple[Standing, ...]) -> Refused:
    """Why the card can vote in nothing now."""
    under_way = {State.OPEN, State.PAUSED}
    if any(one.state is State.PAUSED and not one.voted for one in standings):
        return PollNotOpen(State.PAUSED.value)
    if any(one.voted and one.state in under_way for one in standings):
        return AlreadyVoted()
    if all(one.state is State.DRAFT for one in standings):
        return PollNotOpen(State.DRAFT.value)
    return NothingOpen()


def _standing(sitting: Sitting, code: str, poll_id: str, state: State) -> Standing:
    voted = sitting.box.has_spent(poll_id, code)
    may_vote = sitting.box.taking(poll_id) and not voted
    started = may_vote and sitting.drafts.find(poll_id, code) is not None
    return Standing(poll=poll_id, state=state, voted=voted, may_vote=may_vote, started=started)


def _card(
    seat: Seat, standings: tuple[Standing, ...], ended: Refused | None = None
) -> web.Response:
    phrases = seat.reader.phrases
    rows = tuple(_row(seat, standing) for standing in standings)
    view = CardView(
        code=seat.said if seat.session is None else "",
        polls=rows,
        notice=words_of(ended, phrases) if ended else called_notice(seat.reader, seat.session),
        waiting=all(row.vote is None for row in rows),
        links=() if seat.session is not None else public_links(seat.reader),
        done=_done(seat, phrases),
        idle=idle_of(seat),
    )
    frame = seat_frame(seat, phrases.gettext("Your voting card"))
    if seat.session is not None:
        frame = replace(frame, switch_action="/booth/look")
    live = LIVE if seat.session is None else LIVE_BOOTH
    return page(seat.reader, "card.html", view, with_live(frame, live))


def _done(seat: Seat, phrases: Phrases) -> Link | None:
    if seat.session is None:
        return None
    return Link(phrases.gettext("I am done"), leave_address(seat.session), "door")


def _row(seat: Seat, standing: Standing) -> CardPoll:
    phrases = seat.reader.phrases
    poll_id, state = standing.poll, standing.state
    status, icon = state_words(state, phrases), ICONS[state]
    if standing.voted and state in {State.OPEN, State.PAUSED}:
        status, icon = phrases.gettext("You voted"), "check"
    result = None
    if state is State.PUBLISHED and seat.session is None:
        result = Link(phrases.gettext("See the result"), seat.reader.keeping(f"/results/{poll_id}"))
    return CardPoll(
        title=seat.reader.sitting.poll(poll_id).title.in_language(seat.language),
        status=status,
        icon=icon,
        note=phrases.gettext("You started, but your vote is not cast.") if standing.started else "",
        warning=standing.started,
        vote=Link(phrases.gettext("Vote now"), seat.reader.keeping(seat.ballot(poll_id)))
        if standing.may_vote
        else None,
        result=result,
    )
