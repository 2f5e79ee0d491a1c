"""The touch screen's start and end: a card is shown, a ballot cast, and nothing of it stays."""

from dataclasses import replace

from aiohttp import web

from kiosk.actions.call_help import call_help
from kiosk.actions.press_button import NAMED, has_voted, press_button, sit_down
from kiosk.actions.print_slip import print_soon
from kiosk.domain.cards import ALPHABET
from kiosk.domain.errors import (
    AlreadyVoted,
    NoSuchCard,
    PollNotOpen,
    ScanCutShort,
    TooBusy,
    TooManyTries,
)
from kiosk.domain.lifecycle import State
from kiosk.domain.printer_state import is_trouble
from kiosk.live import News
from kiosk.meeting.booth import Booth, BoothSession, change_look
from kiosk.meeting.hall import Hall, Sitting
from kiosk.pages.views.common import FieldFault
from kiosk.pages.views.welcome import BoothView
from kiosk.pages.voter.ballot_views import called_notice
from kiosk.pages.voter.cards import NOTICE_SECONDS
from kiosk.pages.web.access import booth_of, card_in
from kiosk.pages.web.answers import PAGE_HEADERS, frame_of, go_to, lead_to, page, with_live
from kiosk.pages.web.forms import form_of
from kiosk.pages.web.frame import Refresh
from kiosk.pages.web.kiosk import KIOSK
from kiosk.pages.web.language import language_of
from kiosk.pages.web.reader import Reader, reader_of
from kiosk.pages.web.refusal_words import status_of, words_of
from kiosk.pages.web.scans import LONGEST, scanned_card
from kiosk.pages.web.seat import LIVE_BOOTH, seat_of
from kiosk.presentation.phrases import Phrases
from kiosk.presentation.slips import slip_of_receipt, slip_phrases
from kiosk.store import polls

KEYS_IN_A_ROW = 5


async def show(request: web.Request) -> web.StreamResponse:
    """Hold the card under the scanner, or type its code."""
    booth = booth_of(request)
    if code := booth.session.code:
        sitting = request.app[KIOSK].hall.sitting
        if sitting.box.has_card(code):
            # Whose vote was closed or paused just now reads so, before another one is asked.
            chosen_in = booth.session.poll or booth.session.ended
            ended = chosen_in and _has_ended(sitting, chosen_in, code)
            return lead_to("/booth/card" if ended else _first_page(sitting, code))
        booth.leave()  # a card of a trial, or of the meeting before
    return await _start(reader_of(request), booth.session)


async def _start(
    reader: Reader,
    session: BoothSession,
    *,
    fault: str = "",
    look: str = "",
    status: int = 200,
) -> web.Response:
    """The start. ``look``: what the page looks at again, where its own address is a form's."""
    phrases = reader.phrases
    notice = _notice(reader.hall, phrases, session)
    view = BoothView(
        assembly=reader.assembly_title,
        keys=tuple(
            tuple(ALPHABET[start : start + KEYS_IN_A_ROW])
            for start in range(0, len(ALPHABET), KEYS_IN_A_ROW)
        ),
        faults=(FieldFault(fault, "code"),) if fault else (),
        notice=notice
        or called_notice(reader, session)
        or await _why_nobody_votes(reader.sitting, phrases),
    )
    frame = frame_of(reader, phrases.gettext("Vote here"), place="booth")
    refresh = (
        Refresh(seconds=NOTICE_SECONDS, address="/booth", with_scripts=True)
        if notice or fault
        else None
    )
    frame = replace(frame, help="", visit=session.visit, refresh=refresh)
    frame = with_live(frame, LIVE_BOOTH, look=look)
    return page(reader, "booth.html", view, frame, status=status)


async def _why_nobody_votes(sitting: Sitting, phrases: Phrases) -> str:
    if any(sitting.box.taking(poll.id) for poll in sitting.assembly.polls):
        return ""
    states = await polls.states(sitting.roll.read)
    if State.PAUSED in states.values():
        return phrases.gettext("Voting is paused.")
    return phrases.gettext("Nothing is open for voting now.")


def _notice(hall: Hall, phrases: Phrases, session: BoothSession) -> str:
    """Why the card that was shown last began no visit, for a while."""
    if session.notice is None or hall.monotonic() > session.notice_until:
        return ""
    paused = isinstance(session.notice, PollNotOpen) and session.notice.state == State.PAUSED
    if paused and any(hall.sitting.box.taking(poll.id) for poll in hall.sitting.assembly.polls):
        return ""  # it goes on
    return words_of(session.notice, phrases)


def _drop_notice(hall: Hall, booth: Booth) -> None:
    """What another card was told leaves the open page."""
    if booth.session.notice is not None:
        booth.session.notice = None
        hall.hub.announce(News.BOOTH)


async def scan(request: web.Request) -> web.Response:
    """A scanner read something while any page of the booth was open: where to go, or what to say.

    The card in use goes on where it is. Another card begins its own visit, and what is no card
    changes nothing.
    """
    booth = booth_of(request)
    hall = request.app[KIOSK].hall
    reader = reader_of(request, booth.session.language)
    phrases = reader.phrases
    try:
        code = await scanned_card(request, form_of(request))
        if code == booth.session.code:
            said = (
                words_of(AlreadyVoted(), phrases)
                if has_voted(hall, booth.session)
                else phrases.gettext("This card is in use here. Go on.")
            )
            return web.json_response({"to": "", "said": said}, headers=PAGE_HEADERS)
        sit_down(hall, booth, code, language=language_of(request, reader.chosen))
    except (NoSuchCard, ScanCutShort, TooManyTries, TooBusy) as refusal:
        _drop_notice(hall, booth)
        said = words_of(refusal, phrases)
        return web.json_response({"to": "", "said": said}, headers=PAGE_HEADERS)
    to = _first_page(hall.sitting, code)
    return web.json_response({"to": to, "said": ""}, headers=PAGE_HEADERS)


async def begin(request: web.Request) -> web.StreamResponse:
    """A code was scanned or typed."""
    booth = booth_of(request)
    form = form_of(request)
    reader = reader_of(request)
    if str(form.get("step", "")) == "help":
        call_help(reader.hall, reader.booth_name)
        return go_to(reader, "/booth?called=1")
    try:
        code = await card_in(request, str(form.get("code", ""))[-LONGEST:])
        sit_down(reader.hall, booth, code, language=reader.language)
    except (NoSuchCard, TooManyTries, TooBusy) as refusal:
        booth.session.notice = None  # only the last card has one
        said = words_of(refusal, reader.phrases)
        return await _start(
            reader, booth.session, fault=said, look="/booth", status=status_of(refusal)
        )
    return lead_to(_first_page(reader.sitting, code))


def _first_page(sitting: Sitting, code: str) -> str:
    """Straight to the ballot where there is only one to cast: one press less for everybody."""
    waiting = [
        poll.id
        for poll in sitting.assembly.polls
        if sitting.box.taking(poll.id) and not sitting.box.has_spent(poll.id, code)
    ]
    return f"/booth/poll/{waiting[0]}" if len(waiting) == 1 else "/booth/card"


def _has_ended(sitting: Sitting, poll_id: str, code: str) -> bool:
    return not sitting.box.taking(poll_id) and not sitting.box.has_spent(poll_id, code)


async def look(request: web.Request) -> web.StreamResponse:
    """Another language, other letters or colours, or help, on a page that has no form."""
    session = booth_of(request).session
    reader = reader_of(request)
    step, _, wish = str(form_of(request).get("step", "")).partition(":")
    if step == "language" and wish in reader.languages:
        session.language = wish
    if step == "help":
        call_help(reader.hall, reader.booth_name)
        return go_to(reader, "/booth/card?called=1")
    change_look(session, step, wish)
    return go_to(reader, "/booth/card")


async def leave(request: web.Request) -> web.StreamResponse:
    """The person is done, or went away: the next one finds nothing.

    A page of an earlier visit ends no other: it leads to the card that is in use now.
    """
    booth = booth_of(request)
    if request.query.get("visit", booth.session.visit) == booth.session.visit:
        booth.leave()
    return lead_to("/booth/card" if booth.session.code else "/booth")


async def print_receipt(request: web.Request) -> web.StreamResponse:
    """The voter wants the receipt on paper. The page comes at once and tells how it went."""
    seat = await seat_of(request)
    kiosk = request.app[KIOSK]
    poll = kiosk.hall.sitting.poll(request.match_info["poll"])
    session = booth_of(request).session
    tracker = session.trackers.get(poll.id, "")
    if not tracker:
        raise NoSuchCard
    before = session.receipts.get(poll.id)
    if before is None or (before.state is not None and is_trouble(before.state)):
        assembly = kiosk.hall.sitting.assembly
        phrases = slip_phrases(assembly, seat.language, kiosk.renderer.phrases)
        slip = slip_of_receipt(
            assembly, poll, tracker, phrases, address=kiosk.phones_page("/tracker")
        )
        session.receipts[poll.id] = print_soon(kiosk.hall, slip)
    return go_to(seat.reader, seat.ballot(poll.id))


async def press(request: web.Request) -> web.Response:
    """A key of a keyboard or number pad that stands for a big button; the page looks again."""
    session = booth_of(request).session
    colour = NAMED.get(str(form_of(request).get("button", "")))
    if colour is not None:
        reader = reader_of(request)
        where = reader.booth_name
        await press_button(reader.hall, session, colour, where=where)
    return web.Response(status=204)
