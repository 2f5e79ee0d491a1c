"""Where somebody votes: on a phone, where the card is in the address, or at a touch screen."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace

from aiohttp import web
from aiohttp.typedefs import Handler

from kiosk.domain.cards import spoken
from kiosk.domain.errors import NoSuchCard
from kiosk.meeting.booth import TEXTS, THEMES, BoothSession
from kiosk.pages.views.common import Idle
from kiosk.pages.web.access import booth_of, card_in
from kiosk.pages.web.answers import answer, frame_of, language_links, language_steps, lead_to
from kiosk.pages.web.frame import Frame, Switch
from kiosk.pages.web.kiosk import KIOSK
from kiosk.pages.web.reader import Reader, reader_of
from kiosk.pages.web.stencils import CODE, SPOKEN_CODE
from kiosk.presentation.phrases import Phrases


@dataclass(slots=True, eq=False)  # each request makes one: frozen would take four times as long
class Seat:
    """A voter's place; never changed. ``session`` only at a touch screen."""

    reader: Reader
    code: str
    card: str  # address of the card's page
    session: BoothSession | None = None

    @property
    def language(self) -> str:
        """The page's language."""
        return self.reader.language

    @property
    def place(self) -> str:
        """The frame's place."""
        return "booth" if self.session is not None else "phone"

    @property
    def said(self) -> str:
        """The code as it is read aloud."""
        return spoken(self.code)

    def ballot(self, poll_id: str) -> str:
        """The address of a poll's ballot."""
        return (
            f"/booth/poll/{poll_id}" if self.session is not None else f"{self.card}/poll/{poll_id}"
        )


async def seat_of(request: web.Request) -> Seat:
    """The seat that a request comes from.

    Raises NoSuchCard, and on a phone TooManyTries, TooBusy, CannotSave, at a booth NotAllowedHere.
    """
    if "code" in request.match_info:
        code = await card_in(request, request.match_info["code"])
        return Seat(reader_of(request), code, f"/card/{code}")
    booth = booth_of(request)
    session = booth.session
    if not request.app[KIOSK].hall.sitting.box.has_card(session.code):
        booth.leave()  # it is of the meeting before
        raise NoSuchCard
    return Seat(reader_of(request, session.language), session.code, "/booth/card", session)


def seated(handler: Handler) -> Handler:
    """The booth's page for somebody with a card there; without one it leads to the start.

    That tells what the last card was told, however often a page asks.
    """

    async def guarded(request: web.Request) -> web.StreamResponse:
        return await handler(request) if booth_of(request).session.code else lead_to("/booth")

    return guarded


LIVE = "/live"
"""The stream of every phone: it tells when a vote opens, pauses or closes, and never of whom."""

LIVE_BOOTH = "/live/booth"
"""The stream that every page of the booth listens to: another card may be scanned at any time."""


def seat_frame(seat: Seat, title: str) -> Frame:
    """The frame of a voter's page."""
    frame = frame_of(seat.reader, title, place=seat.place)
    if seat.session is None:
        return replace(
            frame,
            home=seat.reader.keeping(seat.card),
            switches=language_links(seat.reader, seat.card),
        )
    return replace(
        frame,
        home="",
        help="",
        visit=seat.session.visit,
        help_step="help",
        switches=(*_looks(seat.reader.phrases, seat.session), *language_steps(seat.reader)),
        form="ballot",
        text=seat.session.text,
        theme=seat.session.theme,
    )


def form_frame(seat: Seat, title: str, *, main_step: str = "") -> Frame:
    """The frame of a page with a form, which every switch sends, so that no choice is lost."""
    frame = replace(seat_frame(seat, title), main_step=main_step)
    if seat.session is not None:
        return frame
    return replace(frame, form="ballot", switches=language_steps(seat.reader))


def page_for_card(
    seat: Seat,
    draw: Callable[[Seat], web.Response],
    *,
    shows: Hashable,
    written: Mapping[str, str] | None = None,
) -> web.Response:
    """A phone's page that is the same for every card but for its code: drawn once.

    ``draw`` gets the seat of a stand-in. ``shows``: all else that it depends on, beside the
    language. ``written``: more words to write in, by their stand-ins.
    """
    kiosk = seat.reader.kiosk
    body = kiosk.renderer.stencils.page(
        kiosk.hall.sitting,
        (shows, seat.language, seat.reader.chosen),
        lambda: _body(draw(replace(seat, code=CODE, card=f"/card/{CODE}"))),
        written={CODE: seat.code, SPOKEN_CODE: seat.said, **(written or {})},
    )
    return answer(seat.reader, body, place=seat.place)


def _body(page: web.Response) -> bytes:
    if not isinstance(page.body, bytes):
        raise TypeError("a page is bytes")
    return page.body


def _looks(phrases: Phrases, session: BoothSession) -> tuple[Switch, ...]:
    """The next size of letters and the next colours, each one press away."""
    text = TEXTS[(TEXTS.index(session.text) + 1) % len(TEXTS)]
    theme = THEMES[(THEMES.index(session.theme) + 1) % len(THEMES)]
    return (
        Switch(label=phrases.gettext("Text"), icon="text", step=f"text:{text}"),
        Switch(label=phrases.gettext("Colors"), icon="colors", step=f"theme:{theme}"),
    )


def leave_address(session: BoothSession) -> str:
    """Where this person leaves the booth: a page that stood too long ends nobody else's visit."""
    return f"/booth/leave?visit={session.visit}"


def idle_of(seat: Seat) -> Idle | None:
    """The booth's patience with somebody who went away."""
    if seat.session is None:
        return None
    return Idle(leave=leave_address(seat.session), warn=seat.reader.kiosk.config.idle_seconds)
