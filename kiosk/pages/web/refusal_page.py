"""The page, or the JSON, that says no: what happened and what to do next."""

from dataclasses import replace
from urllib.parse import urlencode

from aiohttp import web
from aiohttp.typedefs import Handler
from msgspec import to_builtins

from kiosk.domain.errors import AlreadyVoted, NotAllowedHere, NotFromHere, PollNotOpen, Refused
from kiosk.domain.lifecycle import State
from kiosk.meeting.doors import Role
from kiosk.pages.public.api_answers import RefusalAnswer
from kiosk.pages.views.common import Link
from kiosk.pages.views.refusal import RefusalView
from kiosk.pages.web.access import booth_of, is_known_host, is_on_this_machine, screen_of
from kiosk.pages.web.answers import frame_of, page, with_live
from kiosk.pages.web.forms import form_of, let_in
from kiosk.pages.web.frame import Frame, Refresh
from kiosk.pages.web.pin import ask
from kiosk.pages.web.reader import Reader, reader_of
from kiosk.pages.web.refusal_words import STATUS, trouble
from kiosk.pages.web.seat import LIVE, leave_address
from kiosk.presentation.phrases import Phrases

MAKES_ROOM = 15  # seconds until a refusal on a shared screen gives way
MAY_OPEN = (State.DRAFT, State.PAUSED)
ELSEWHERE = (NotAllowedHere, NotFromHere)  # the pages of the screens are not for this device
WORDS_STAY = 30  # seconds that receipt words can be copied

KNOCKS = frozenset(
    ("/generate_204", "/hotspot-detect.html", "/connecttest.txt", "/ncsi.txt", "/success.txt")
)
"""What phones ask for to see whether a network leads anywhere."""


@web.middleware
async def say_no_kindly(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn every refusal and every failure into a page with a sentence."""
    is_ours = is_known_host(request)
    if request.method in {"GET", "HEAD"} and (request.path in KNOCKS or not is_ours):
        return _portal(request)
    if not is_ours:
        # A name that points here by a trick: its pages must not press our buttons.
        return _page(request, NotAllowedHere(), STATUS[NotAllowedHere])
    try:
        await let_in(request)
        return await handler(request)
    except (web.HTTPRedirection, ConnectionError):
        raise
    except Exception as fault:
        if isinstance(fault, NotAllowedHere) and (role := _door(request)):
            # The kiosk was restarted, or the person locked the page elsewhere.
            return ask(request, role, status=403)
        status, _ = trouble(fault)
        return (
            _json(request, fault)
            if request.path.startswith("/api/")
            else _page(request, fault, status)
        )


def _door(request: web.Request) -> Role | None:
    """Whose PIN opens the page, where one does."""
    first = request.path.split("/")[1]
    return Role(first) if first in set(Role) and not request.path.endswith("/live") else None


def _json(request: web.Request, fault: Exception) -> web.Response:
    status, sentence = trouble(fault)
    return web.json_response(
        to_builtins(
            RefusalAnswer(
                type="about:blank",
                title=reader_of(request).phrases.say(sentence, {}, str),
                status=status,
            )
        ),
        status=status,
        content_type="application/problem+json",
    )


def _page(request: web.Request, fault: Exception, status: int) -> web.Response:
    _, sentence = trouble(fault)
    reader = reader_of(request)
    heading = reader.phrases.say(sentence, {}, str)
    view = RefusalView(
        heading=heading,
        sentences=_besides(fault, reader.phrases, on_this_machine=is_on_this_machine(request)),
        waits=isinstance(fault, PollNotOpen) and fault.state == State.PAUSED,
        words=fault.tracker if isinstance(fault, AlreadyVoted) else "",
        links=_onward(reader, fault, code=request.match_info.get("code", "")),
    )
    frame = _frame(request, reader, fault, heading)
    return page(reader, "refusal.html", view, frame, status=status)


def _frame(request: web.Request, reader: Reader, fault: Exception, heading: str) -> Frame:
    """At booth and desk a refusal makes room by itself, and a scan on it is followed.

    A phone that must wait for a vote goes there by itself, to the question it came from.
    """
    place = request.path.split("/")[1]
    from_elsewhere = isinstance(fault, NotFromHere) or not _is_screen(request)
    if place not in {"booth", "desk"} or from_elsewhere:
        frame = frame_of(reader, heading, place="phone")
        if not isinstance(fault, PollNotOpen) or fault.state not in MAY_OPEN:
            return frame
        asked = form_of(request).get("asked", "")
        question = f"?{urlencode({'question': asked})}" if asked else ""
        return with_live(frame, LIVE, look=reader.keeping(f"{reader.path}{question}"))
    frame = frame_of(reader, heading, place=place)
    home, seconds = f"/{place}", MAKES_ROOM
    if place == "booth":
        session = booth_of(request).session
        frame = replace(frame, home="", help="", visit=session.visit)
        home = leave_address(session)
        seconds = WORDS_STAY if isinstance(fault, AlreadyVoted) and fault.tracker else MAKES_ROOM
    refresh = Refresh(seconds=seconds, address=home, with_scripts=True)
    return with_live(replace(frame, refresh=refresh), f"/live/{place}", look=f"/{place}")


def _is_screen(request: web.Request) -> bool:
    try:
        screen_of(request)
    except NotAllowedHere:
        return False
    return True


def _besides(fault: Exception, phrases: Phrases, *, on_this_machine: bool) -> tuple[str, ...]:
    if isinstance(fault, AlreadyVoted) and fault.tracker:
        return (phrases.gettext("You sent this before. It counts once."),)
    if isinstance(fault, NotFromHere):
        return (
            phrases.gettext("On this machine, open the file own-screen.html of its data folder.")
            if on_this_machine
            else phrases.gettext(
                "Use that screen, or a network that the setting “officials” names."
            ),
        )
    return ()


def _onward(reader: Reader, fault: Exception, *, code: str) -> tuple[Link, ...]:
    """Where to go from here. ``code``: of the card in the address, if any."""
    phrases = reader.phrases
    links: list[Link] = []
    is_desk = reader.path.startswith("/desk") and not isinstance(fault, ELSEWHERE)
    if reader.path.startswith("/booth"):
        links.append(Link(phrases.gettext("Start again"), "/booth/leave"))
    elif is_desk:
        links.append(Link(phrases.gettext("Start again"), "/desk"))
    elif code and isinstance(fault, Refused):
        card = f"/card/{code}"
        if reader.path != card:
            links.append(Link(phrases.gettext("My card"), reader.keeping(card)))
    if not links and not isinstance(fault, NotAllowedHere):
        links.append(Link(phrases.gettext("To the start"), reader.keeping("/")))
    if not reader.path.startswith("/booth"):
        help_page = "/desk/help" if is_desk else "/help"
        links.append(Link(phrases.gettext("Help"), reader.keeping(help_page), "help"))
    return tuple(links)


def _portal(request: web.Request) -> web.Response:
    """For the small window that a phone opens by itself: where to go, never a ballot."""
    reader = reader_of(request)
    phrases, address = reader.phrases, reader.kiosk.phones_address
    connected = phrases.gettext("You are connected")
    if address:
        view = RefusalView(
            heading=connected,
            sentences=(phrases.gettext("Open your browser at:"), address),
            icon="check",
            links=(Link(phrases.gettext("Open the page"), f"{address}/"),),
        )
    else:
        ask_somebody = phrases.gettext("Ask at the desk for the right address.")
        view = RefusalView(heading=connected, sentences=(ask_somebody,), icon="check")
    return page(reader, "refusal.html", view, frame_of(reader, view.heading, place="phone"))
