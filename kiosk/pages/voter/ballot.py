"""The ballot: a question a page, the check, the cast. The same on phone and touch screen."""

import secrets
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import quote

from aiohttp import web

from kiosk.actions.call_help import call_help
from kiosk.actions.cast_ballot import CastForm, cast_ballot, keep_draft
from kiosk.actions.cast_words import MINUTES, words_of
from kiosk.domain.assembly import Poll
from kiosk.domain.ballot import Ballot, blank_ballot
from kiosk.domain.casting import changed, faults_in, read_ballot, strangers
from kiosk.domain.errors import AlreadyVoted, BallotInvalid, PollNotOpen
from kiosk.meeting.booth import BoothSession, change_look
from kiosk.pages.views.ballot import NeedsShown
from kiosk.pages.voter.ballot_views import (
    ballot_view,
    done_view,
    next_poll_of,
    review_view,
    with_receipt,
)
from kiosk.pages.voter.needs import needs_of
from kiosk.pages.web.answers import go_to, lead_to, page, with_live
from kiosk.pages.web.browser_name import give_name, names_of
from kiosk.pages.web.forms import fields_of
from kiosk.pages.web.frame import Frame, Refresh
from kiosk.pages.web.language import in_language
from kiosk.pages.web.seat import (
    LIVE,
    LIVE_BOOTH,
    Seat,
    form_frame,
    leave_address,
    page_for_card,
    seat_frame,
    seat_of,
)
from kiosk.pages.web.stencils import TRACKER
from kiosk.store import polls

REVIEW = "review"
BACK_TO_START = 30  # seconds that the booth shows the end: five words can be copied
CALLED = "&called=1"
LOOK = "look"  # in the address that an open ballot of a phone looks at
CAST = "cast"  # in the address of the end: the form that was cast
LONGEST_TOKEN = 64


async def _open_poll(seat: Seat, poll_id: str) -> Poll:
    """The poll of that id; raises AlreadyVoted, PollNotOpen, NoSuchPoll."""
    sitting = seat.reader.sitting
    poll = sitting.poll(poll_id)
    if sitting.box.has_spent(poll.id, seat.code):
        raise AlreadyVoted
    if not sitting.box.taking(poll.id):
        raise PollNotOpen((await polls.state(sitting.roll.read, poll.id)).value)
    return poll


async def show(request: web.Request) -> web.Response:
    """A question of the ballot, or the check: ``?question=ID`` or ``?question=review``."""
    seat = await seat_of(request)
    poll_id = request.match_info["poll"]
    asked: Mapping[str, str] = request.query if request.query_string else {}
    if seat.session is not None:
        ended = _ended(seat, seat.session, poll_id)
        return ended or await _begun(seat, poll_id, asked)
    words = ""
    if token := asked.get(CAST, ""):
        hall, browsers = seat.reader.hall, names_of(request)
        words = words_of(hall, seat.code, poll_id=poll_id, token=token, browsers=browsers)
    response = _done(seat, poll_id, words) if words else await _begun(seat, poll_id, asked)
    if asked.get("question") == REVIEW:  # before it casts
        give_name(request, response)
    return response


async def _begun(seat: Seat, poll_id: str, asked: Mapping[str, str]) -> web.Response:
    """The ballot as it stands. ``asked``: the question, and how it is to be shown."""
    poll = await _open_poll(seat, poll_id)
    draft = seat.reader.sitting.drafts.find(poll.id, seat.code)
    wanted = asked.get("question", "")
    if wanted == REVIEW:
        return _review(seat, poll, draft or blank_ballot(poll))
    place = next((n for n, one in enumerate(poll.questions) if one.id == wanted), 0)
    needs = await needs_of(seat, poll)
    if seat.session is None and (
        LOOK in asked or (draft is None and not asked.keys() & {"check", "called"})
    ):
        return page_for_card(
            seat,
            lambda unnamed: _question(unnamed, poll, blank_ballot(poll), place, needs=needs),
            shows=("ballot", poll.id, place, needs),
        )
    begun = draft or blank_ballot(poll)
    return _question(seat, poll, begun, place, needs=needs, checked="check" in asked)


def _ended(seat: Seat, session: BoothSession, poll_id: str) -> web.Response | None:
    """At the booth: what the buttons cast while this page was open."""
    poll = seat.reader.sitting.poll(poll_id)
    session.turn_to(poll.id)
    if poll.id in session.trackers:
        return _done_at_booth(seat, session, poll)
    if session.refusal is not None:
        refusal, session.refusal = session.refusal, None
        raise refusal
    return None


def _question(
    seat: Seat,
    poll: Poll,
    ballot: Ballot,
    place: int,
    *,
    needs: NeedsShown | None,
    checked: bool = False,
) -> web.Response:
    view = ballot_view(seat, poll, ballot=ballot, place=place, checked=checked)
    view = replace(view, needs=needs)
    main_step = REVIEW if view.leads_to_review else "next"
    title = seat.reader.phrases.gettext("Your ballot")
    frame = form_frame(seat, title, main_step=main_step)
    return page(seat.reader, "ballot.html", view, _following(seat, poll, frame))


def _review(seat: Seat, poll: Poll, ballot: Ballot, *, status: int = 200) -> web.Response:
    view = review_view(seat, poll, ballot=ballot, token=secrets.token_urlsafe(16))
    frame = form_frame(seat, seat.reader.phrases.gettext("Check and cast your vote"))
    look = "" if status == 200 else f"{seat.ballot(poll.id)}?question={REVIEW}"
    frame = _following(seat, poll, frame, look=look)
    return page(seat.reader, "review.html", view, frame, status=status)


def _following(seat: Seat, poll: Poll, frame: Frame, *, look: str = "") -> Frame:
    """The frame of an open ballot, which learns that voting is paused or over.

    A phone asks for the ballot that nobody has begun: it is drawn once for a whole hall.
    """
    if seat.session is not None:
        return with_live(frame, LIVE_BOOTH, look=look)
    return with_live(frame, LIVE, look=seat.reader.keeping(f"{seat.ballot(poll.id)}?{LOOK}=1"))


async def post(request: web.Request) -> web.StreamResponse:
    """A form of the ballot: every step keeps the choices; only ``cast`` counts."""
    seat = await seat_of(request)
    fields = fields_of(request)
    if seat.session is not None and fields.get("visit") != [seat.session.visit]:
        return lead_to("/booth")
    step = fields.get("step", [""])[-1]
    hall = seat.reader.hall
    poll = hall.sitting.poll(request.match_info["poll"])
    ballot = read_ballot(poll, fields)
    if strange := strangers(poll, fields):
        raise BallotInvalid(strange)
    action, _, wish = step.partition(":")
    if action == "change":
        ballot = changed(poll, ballot, fields.get("asked", [""])[0], wish)
    if step == "cast":
        token = fields.get("token", [""])[0][:LONGEST_TOKEN] or secrets.token_urlsafe(16)
        form = CastForm(token, names_of(request))
        return await _cast(seat, poll, ballot, form)
    await _open_poll(seat, poll.id)
    keep_draft(hall, seat.code, poll_id=poll.id, ballot=ballot)
    if seat.session is not None:
        seat.session.called = seat.session.instead = False
        seat.session.pressed = None  # a touch after a press: the buttons begin anew
    asked = fields.get("asked", [""])[0]
    if asked != REVIEW and asked not in {question.id for question in poll.questions}:
        asked = poll.questions[0].id
    return _onward(seat, poll, ballot, step=step, asked=asked)


def _onward(seat: Seat, poll: Poll, ballot: Ballot, *, step: str, asked: str) -> web.StreamResponse:
    """Where a step leads. ``asked``: the question on the page that was sent, or ``review``."""
    action, _, wish = step.partition(":")
    here = f"{seat.ballot(poll.id)}?question={asked}"
    if action == "language" and wish in seat.reader.languages:
        if seat.session is None:
            return lead_to(in_language(here, wish))
        seat.session.language = wish
    if seat.session is not None:
        change_look(seat.session, action, wish)
    if action == "help" and seat.session is not None:
        call_help(seat.reader.hall, seat.reader.booth_name)
        here += CALLED
    path = here
    if action in {"next", "review", "back", "question"}:
        path = _path_after(seat, poll, ballot, action=action, wish=wish, asked=asked)
    return go_to(seat.reader, path)


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


async def _cast(seat: Seat, poll: Poll, ballot: Ballot, form: CastForm) -> web.StreamResponse:
    hall = seat.reader.hall
    try:
        tracker = await cast_ballot(hall, seat.code, poll_id=poll.id, ballot=ballot, form=form)
    except BallotInvalid:
        return _review(seat, poll, ballot, status=422)
    except PollNotOpen:
        await _open_poll(seat, poll.id)  # the box knows of no pause: to it, both are shut
        raise
    if seat.session is not None:
        seat.session.trackers[poll.id] = tracker
    # Only now, when it is safe on disk. Another page, so that reloading it sends nothing again.
    return go_to(seat.reader, f"{seat.ballot(poll.id)}?{CAST}={quote(form.token, safe='')}")


def _done(seat: Seat, poll_id: str, tracker: str) -> web.Response:
    poll = seat.reader.sitting.poll(poll_id)
    next_poll = next_poll_of(seat)

    def draw(unnamed: Seat) -> web.Response:
        view = done_view(unnamed, poll, tracker=TRACKER, next_poll=next_poll)
        view = replace(view, minutes=MINUTES)
        return page(unnamed.reader, "done.html", view, _end_frame(unnamed))

    shows = ("done", poll.id, next_poll)
    return page_for_card(seat, draw, shows=shows, written={TRACKER: tracker})


def _done_at_booth(seat: Seat, session: BoothSession, poll: Poll) -> web.Response:
    tracker, receipt = session.trackers[poll.id], session.receipts.get(poll.id)
    view = done_view(seat, poll, tracker=tracker, next_poll=next_poll_of(seat))
    if receipt is not None:
        view = with_receipt(view, receipt, seat.reader.phrases)
    refresh = Refresh(seconds=BACK_TO_START, address=leave_address(session), with_scripts=True)
    frame = replace(_end_frame(seat), help_step="", refresh=refresh)
    return page(seat.reader, "done.html", view, with_live(frame, LIVE_BOOTH))


def _end_frame(seat: Seat) -> Frame:
    title = seat.reader.phrases.gettext("Your vote is cast")
    return replace(seat_frame(seat, title), switches=(), form="")
