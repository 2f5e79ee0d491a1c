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
from kiosk.pages.views.common import Fault, Link
from kiosk.pages.views.welcome import CardPoll, CardView, WelcomeView
from kiosk.pages.voter.ballot_views import called_notice
from kiosk.pages.voter.seat import (
    LIVE,
    LIVE_BOOTH,
    Seat,
    idle_of,
    leave_address,
    page_for_card,
    seat_frame,
    seat_of,
)
from kiosk.pages.web.access import booth_of, card_in
from kiosk.pages.web.errors import sentence_of, status_of
from kiosk.pages.web.forms import form_of
from kiosk.pages.web.keys import KIOSK
from kiosk.pages.web.language import keeping
from kiosk.pages.web.show import (
    assembly_title,
    frame_of,
    go_to,
    lead_to,
    page,
    phrases_for,
    with_live,
)
from kiosk.presentation.phrases import Phrases
from kiosk.presentation.poll import state_words
from kiosk.store import polls

TOLD = 15  # seconds that the booth's start says why a card can do nothing
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


def public_links(request: web.Request) -> tuple[Link, ...]:
    """Where everybody may go."""
    phrases = phrases_for(request)
    return (
        Link(phrases.gettext("Results"), keeping(request, "/results"), "list"),
        Link(phrases.gettext("Find your ballot"), keeping(request, "/tracker"), "search"),
        Link(phrases.gettext("Help"), keeping(request, "/help"), "help"),
    )


async def welcome(request: web.Request) -> web.Response:
    """Type the code of the card."""
    return _welcome(request)


def _welcome(
    request: web.Request, *, typed: str = "", fault: str = "", status: int = 200
) -> web.Response:
    assembly = request.app[KIOSK].hall.sitting.assembly
    view = WelcomeView(
        assembly=assembly_title(request),
        place=", ".join(filter(None, (assembly.place, assembly.date))),
        action=keeping(request, "/"),
        typed=typed,
        faults=(Fault(fault, "code"),) if fault else (),
        links=public_links(request),
    )
    frame = frame_of(request, assembly_title(request), place="phone")
    return page(request, "welcome.html", view, frame, status=status)


async def find(request: web.Request) -> web.StreamResponse:
    """A code was typed."""
    typed = str(form_of(request).get("code", ""))[:80]
    try:
        code = await card_in(request, typed)
    except (NoSuchCard, TooManyTries, TooBusy) as refusal:
        said = phrases_for(request).say(sentence_of(refusal), {}, str)
        return _welcome(request, typed=typed, fault=said, status=status_of(refusal))
    return go_to(request, f"/card/{code}")


async def show(request: web.Request) -> web.StreamResponse:
    """What this card can do now; the page changes by itself."""
    seat = await seat_of(request)
    sitting = request.app[KIOSK].hall.sitting
    states = await polls.states(sitting.roll.read)
    standings = tuple(
        _standing(sitting, seat.code, poll.id, states[poll.id]) for poll in sitting.assembly.polls
    )
    if seat.booth is not None:
        ended = _ended(seat.booth, standings)
        if not any(standing.may_vote for standing in standings):
            # Nobody waits here with a card in the hand: the screen is the next person's.
            booth_of(request).send_away(
                ended or _why_nothing(standings), until=request.app[KIOSK].hall.monotonic() + TOLD
            )
            return lead_to("/booth")
        return _card(request, seat, standings, ended)
    return page_for_card(
        request,
        seat,
        lambda unnamed: _card(request, unnamed, standings),
        shows=("card", standings, "called" in request.query),
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
    request: web.Request,
    seat: Seat,
    standings: tuple[Standing, ...],
    ended: Refused | None = None,
) -> web.Response:
    phrases = phrases_for(request, seat.language)
    rows = tuple(_row(request, seat, standing) for standing in standings)
    view = CardView(
        code=seat.said if seat.booth is None else "",
        polls=rows,
        notice=phrases.say(sentence_of(ended), {}, str)
        if ended
        else called_notice(request, phrases, seat.booth),
        waiting=all(row.vote is None for row in rows),
        links=() if seat.booth is not None else public_links(request),
        done=_done(seat, phrases),
        idle=idle_of(request, seat),
    )
    frame = seat_frame(request, seat, phrases.gettext("Your voting card"))
    if seat.booth is not None:
        frame = replace(frame, switch_action="/booth/look")
    live = LIVE if seat.booth is None else LIVE_BOOTH
    return page(request, "card.html", view, with_live(frame, live))


def _done(seat: Seat, phrases: Phrases) -> Link | None:
    if seat.booth is None:
        return None
    return Link(phrases.gettext("I am done"), leave_address(seat.booth), "door")


def _row(request: web.Request, seat: Seat, standing: Standing) -> CardPoll:
    phrases = phrases_for(request, seat.language)
    poll_id, state = standing.poll, standing.state
    status, icon = state_words(state, phrases), ICONS[state]
    if standing.voted and state in {State.OPEN, State.PAUSED}:
        status, icon = phrases.gettext("You voted"), "check"
    result = None
    if state is State.PUBLISHED and seat.booth is None:
        result = Link(phrases.gettext("See the result"), keeping(request, f"/results/{poll_id}"))
    return CardPoll(
        title=request.app[KIOSK].hall.sitting.poll(poll_id).title.in_language(seat.language),
        status=status,
        icon=icon,
        note=phrases.gettext("You started, but your vote is not cast.") if standing.started else "",
        warning=standing.started,
        vote=Link(phrases.gettext("Vote now"), keeping(request, seat.ballot(poll_id)))
        if standing.may_vote
        else None,
        result=result,
    )
