"""The ballot: a question a page, the check, the cast. The same on phone and touch screen."""

import secrets
from dataclasses import replace
from urllib.parse import quote

from aiohttp import web

from kiosk.actions.call_help import call_help
from kiosk.actions.cast_ballot import Form, cast_ballot, keep_draft
from kiosk.actions.cast_words import MINUTES, words_of
from kiosk.domain.assembly import Poll
from kiosk.domain.ballot import Ballot, blank_ballot
from kiosk.domain.casting import faults_in, read_ballot, strangers
from kiosk.domain.errors import AlreadyVoted, BallotInvalid, PollNotOpen
from kiosk.meeting.booth import change_look
from kiosk.pages.voter.ballot_views import (
    ballot_view,
    done_view,
    next_poll_of,
    review_view,
    with_receipt,
)
from kiosk.pages.voter.seat import (
    LIVE,
    LIVE_BOOTH,
    Seat,
    form_frame,
    leave_address,
    page_for_card,
    seat_frame,
    seat_of,
)
from kiosk.pages.web.blanks import TRACKER
from kiosk.pages.web.browser_name import give_name, names_of
from kiosk.pages.web.forms import form_of
from kiosk.pages.web.frame import Frame, Refresh
from kiosk.pages.web.keys import KIOSK
from kiosk.pages.web.language import in_language, keeping, offered
from kiosk.pages.web.show import go_to, lead_to, page, phrases_for, with_live
from kiosk.store import polls

REVIEW = "review"
BACK_TO_START = 30  # seconds that the booth shows the end: five words can be copied
CALLED = "&called=1"
LOOK = "look=1"  # in the address that an open ballot of a phone looks at
CAST = "cast"  # in the address of the end: the form that was cast
LONGEST_TOKEN = 64


async def _open_poll(request: web.Request, seat: Seat) -> Poll:
    """The poll in the address; raises AlreadyVoted, PollNotOpen, NoSuchPoll."""
    sitting = request.app[KIOSK].hall.sitting
    poll = sitting.poll(request.match_info["poll"])
    if sitting.box.has_spent(poll.id, seat.code):
        raise AlreadyVoted
    if not sitting.box.taking(poll.id):
        raise PollNotOpen((await polls.state(sitting.roll.read, poll.id)).value)
    return poll


async def show(request: web.Request) -> web.Response:
    """A question of the ballot, or the check: ``?question=ID`` or ``?question=review``."""
    seat = await seat_of(request)
    response = await _show(request, seat)
    if seat.booth is None:
        give_name(request, response)
    return response


async def _show(request: web.Request, seat: Seat) -> web.Response:
    if seat.booth is not None:
        ended = _ended(request, seat)
        if ended is not None:
            return ended
    elif words := _words(request, seat):
        return _done(request, seat, words)
    poll = await _open_poll(request, seat)
    draft = request.app[KIOSK].hall.sitting.drafts.find(poll.id, seat.code)
    ballot = draft or blank_ballot(poll)
    wanted = request.query.get("question", "")
    if wanted == REVIEW:
        return _review(request, seat, poll, ballot)
    place = next((n for n, one in enumerate(poll.questions) if one.id == wanted), 0)
    if seat.booth is None and (
        LOOK in request.query_string
        or (draft is None and not {"check", "called"} & set(request.query))
    ):
        ballot = blank_ballot(poll)
        return page_for_card(
            request,
            seat,
            lambda unnamed: _question(request, unnamed, poll, ballot, place),
            shows=("ballot", poll.id, place),
        )
    return _question(request, seat, poll, ballot, place)


def _words(request: web.Request, seat: Seat) -> str:
    """On a phone that cast minutes ago: the words of the form that the address names."""
    return words_of(
        request.app[KIOSK].hall,
        seat.code,
        poll_id=request.match_info["poll"],
        token=request.query.get(CAST, ""),
        browsers=names_of(request),
    )


def _ended(request: web.Request, seat: Seat) -> web.Response | None:
    """At the booth: what the buttons cast while this page was open."""
    session = seat.booth
    if session is None:
        return None
    poll = request.app[KIOSK].hall.sitting.poll(request.match_info["poll"])
    session.turn_to(poll.id)
    if poll.id in session.trackers:
        return _done_at_booth(request, seat, poll, session.trackers[poll.id])
    if session.refusal is not None:
        refusal, session.refusal = session.refusal, None
        raise refusal
    return None


def _question(
    request: web.Request, seat: Seat, poll: Poll, ballot: Ballot, place: int
) -> web.Response:
    phrases = phrases_for(request, seat.language)
    view = ballot_view(
        request, seat, poll, ballot=ballot, place=place, checked="check" in request.query
    )
    main_step = REVIEW if view.leads_to_review else "next"
    frame = form_frame(request, seat, phrases.gettext("Your ballot"), main_step=main_step)
    return page(request, "ballot.html", view, _following(request, seat, poll, frame))


def _review(
    request: web.Request, seat: Seat, poll: Poll, ballot: Ballot, *, status: int = 200
) -> web.Response:
    phrases = phrases_for(request, seat.language)
    view = review_view(request, seat, poll, ballot=ballot, token=secrets.token_urlsafe(16))
    frame = form_frame(request, seat, phrases.gettext("Check and cast your vote"))
    look = "" if status == 200 else f"{seat.ballot(poll.id)}?question={REVIEW}"
    frame = _following(request, seat, poll, frame, look=look)
    return page(request, "review.html", view, frame, status=status)


def _following(
    request: web.Request, seat: Seat, poll: Poll, frame: Frame, *, look: str = ""
) -> Frame:
    """The frame of an open ballot, which learns that voting is paused or over.

    A phone asks for the ballot that nobody has begun: it is drawn once for a whole hall.
    """
    if seat.booth is not None:
        return with_live(frame, LIVE_BOOTH, look=look)
    return with_live(frame, LIVE, look=keeping(request, f"{seat.ballot(poll.id)}?{LOOK}"))


async def post(request: web.Request) -> web.StreamResponse:
    """A form of the ballot: every step keeps the choices; only ``cast`` counts."""
    seat = await seat_of(request)
    fields: dict[str, list[str]] = {}
    for name, value in form_of(request).items():
        fields.setdefault(name, []).append(str(value))
    if seat.booth is not None and fields.get("visit") != [seat.booth.visit]:
        return lead_to("/booth")
    step = fields.get("step", [""])[-1]
    hall = request.app[KIOSK].hall
    poll = hall.sitting.poll(request.match_info["poll"])
    ballot = read_ballot(poll, fields)
    if strange := strangers(poll, fields):
        raise BallotInvalid(strange)
    if step == "cast":
        token = fields.get("token", [""])[0][:LONGEST_TOKEN] or secrets.token_urlsafe(16)
        return await _cast(request, seat, poll, ballot, token=token)
    await _open_poll(request, seat)
    keep_draft(hall, seat.code, poll_id=poll.id, ballot=ballot)
    if seat.booth is not None:
        seat.booth.called = seat.booth.instead = False
        seat.booth.pressed = None  # a touch after a press: the buttons begin anew
    asked = fields.get("asked", [""])[0]
    if asked != REVIEW and asked not in {question.id for question in poll.questions}:
        asked = poll.questions[0].id
    return _onward(request, seat, poll, ballot, step=step, asked=asked)


def _onward(
    request: web.Request, seat: Seat, poll: Poll, ballot: Ballot, *, step: str, asked: str
) -> web.StreamResponse:
    """Where a step leads. ``asked``: the question on the page that was sent, or ``review``."""
    action, _, wish = step.partition(":")
    here = f"{seat.ballot(poll.id)}?question={asked}"
    if action == "language" and wish in offered(request):
        if seat.booth is None:
            return lead_to(in_language(here, wish))
        seat.booth.language = wish
    if seat.booth is not None:
        change_look(seat.booth, action, wish)
    if action == "help" and seat.booth is not None:
        call_help(request.app[KIOSK].hall, phrases_for(request).gettext("Voting booth"))
        here += CALLED
    path = here
    if action in {"next", "review", "back", "question"}:
        path = _path_after(seat, poll, ballot, action=action, wish=wish, asked=asked)
    return go_to(request, path)


def _path_after(
    seat: Seat, poll: Poll, ballot: Ballot, *, action: str, wish: str, asked: str
) -> str:
    stops = [*(question.id for question in poll.questions), REVIEW]
    path = seat.ballot(poll.id)
    here = stops.index(asked)
    if action == "question":
        return f"{path}?question={wish if wish in stops else stops[0]}"
    if action == "back":
        return f"{path}?question={stops[here - 1]}" if here else seat.card
    if asked in {question for question, _ in faults_in(poll, ballot)}:
        return f"{path}?question={asked}&check=1"
    return f"{path}?question={stops[min(here + 1, len(stops) - 1)]}"


async def _cast(
    request: web.Request, seat: Seat, poll: Poll, ballot: Ballot, *, token: str
) -> web.StreamResponse:
    hall = request.app[KIOSK].hall
    try:
        form = Form(token, names_of(request))
        tracker = await cast_ballot(hall, seat.code, poll_id=poll.id, ballot=ballot, form=form)
    except BallotInvalid:
        return _review(request, seat, poll, ballot, status=422)
    except PollNotOpen:
        await _open_poll(request, seat)  # the box knows of no pause: to it, both are shut
        raise
    if seat.booth is not None:
        seat.booth.trackers[poll.id] = tracker
    # Only now, when it is safe on disk. Another page, so that reloading it sends nothing again.
    return go_to(request, f"{seat.ballot(poll.id)}?{CAST}={quote(token, safe='')}")


def _done(request: web.Request, seat: Seat, tracker: str) -> web.Response:
    poll = request.app[KIOSK].hall.sitting.poll(request.match_info["poll"])
    next_poll = next_poll_of(request, seat)

    def draw(unnamed: Seat) -> web.Response:
        view = done_view(request, unnamed, poll, tracker=TRACKER, next_poll=next_poll)
        view = replace(view, minutes=MINUTES)
        return page(request, "done.html", view, _end_frame(request, unnamed))

    shows = ("done", poll.id, next_poll)
    return page_for_card(request, seat, draw, shows=shows, written={TRACKER: tracker})


def _done_at_booth(request: web.Request, seat: Seat, poll: Poll, tracker: str) -> web.Response:
    next_poll = next_poll_of(request, seat)
    view = done_view(request, seat, poll, tracker=tracker, next_poll=next_poll)
    receipt = seat.booth.receipts.get(poll.id) if seat.booth is not None else None
    if receipt is not None:
        view = with_receipt(view, receipt, phrases_for(request, seat.language))
    frame = replace(_end_frame(request, seat), help_step="")
    if seat.booth is not None:
        address = leave_address(seat.booth)
        refresh = Refresh(seconds=BACK_TO_START, address=address, with_scripts=True)
        frame = with_live(replace(frame, refresh=refresh), LIVE_BOOTH)
    return page(request, "done.html", view, frame)


def _end_frame(request: web.Request, seat: Seat) -> Frame:
    title = phrases_for(request, seat.language).gettext("Your vote is cast")
    return replace(seat_frame(request, seat, title), switches=(), form="")
