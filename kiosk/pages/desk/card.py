"""The card at the desk: shown at once, printed by itself, and kept until its person has it."""

import secrets
from dataclasses import replace

from aiohttp import web
from markupsafe import Markup

from kiosk.actions.attendance import attendance
from kiosk.actions.take_card import give_another, print_card, put_on_screen, take_card
from kiosk.domain.cards import GROUP, LENGTH, spoken
from kiosk.domain.errors import CardTaken
from kiosk.domain.printer_state import is_trouble
from kiosk.meeting.hall import Hall
from kiosk.meeting.print_job import PrintJob
from kiosk.meeting.untaken import CardInHand
from kiosk.pages.views.desk import CardShown, DeskCard
from kiosk.pages.web.access import screen_of
from kiosk.pages.web.answers import frame_of, go_to, lead_to, page_alike, with_live
from kiosk.pages.web.frame import Refresh
from kiosk.pages.web.kiosk import Kiosk
from kiosk.pages.web.reader import Reader, reader_of
from kiosk.pages.web.stencils import PRESENT
from kiosk.presentation import qr
from kiosk.presentation.presence import presence_view
from kiosk.presentation.printer import printer_words
from kiosk.presentation.slips import slip_of_card, slip_phrases
from kiosk.presentation.views.presence import Presence

LIVE = "/live/desk"
NEXT = "/desk?next=1"  # the next person: this card leaves the screen
NEXT_PERSON = 20  # seconds, once there is nothing left to wait for
WITHOUT_PRINTER = 120  # seconds, to write a code down
LOOK_AGAIN = 5  # seconds, without scripts

TICKET, PICTURE = secrets.token_hex(16), Markup("{}").format(secrets.token_hex(16))
GROUPS = tuple(secrets.token_hex(16) for _ in range(-(-LENGTH // GROUP)))
"""Stand-ins: the page with a new card is drawn once for many, and then what is each one's own is
written in."""


async def presence_of(reader: Reader) -> Presence:
    """Who is inside, as every page of the desk says it."""
    open_door = reader.sitting.assembly.open_door
    return presence_view(await attendance(reader.hall), reader.phrases, open_door=open_door)


def bring(reader: Reader, screen: str, ticket: str) -> web.StreamResponse:
    """The card comes on this desk's screen, and to the printer where it was not there before."""
    put_on_screen(reader.hall, screen, ticket)
    card = reader.sitting.untaken.waiting(ticket)
    if card is not None and card.job is None:
        _print(reader, ticket)
    return go_to(reader, f"/desk/card/{ticket}")


def take_from_view(hall: Hall, screen: str) -> None:
    """Somebody else is at this desk now."""
    put_on_screen(hall, screen, "")


def _print(reader: Reader, ticket: str) -> None:
    kiosk = reader.kiosk
    card = kiosk.hall.sitting.untaken.waiting(ticket)
    if card is None:
        raise CardTaken
    if kiosk.config.printer != "none":
        assembly = kiosk.hall.sitting.assembly
        phrases = slip_phrases(assembly, reader.language, kiosk.renderer.phrases)
        slip = slip_of_card(assembly, card.code, phrases, address=kiosk.card_address(card.code))
        print_card(kiosk.hall, ticket, slip)


async def show(request: web.Request) -> web.StreamResponse:
    """The card; at another desk, or once the next person has come, the start."""
    ticket = request.match_info["ticket"]
    reader = reader_of(request)
    hall = reader.hall
    untaken = hall.sitting.untaken
    if untaken.shown.get(screen_of(request)) != ticket or ticket not in untaken.cards:
        return lead_to("/desk")
    card = untaken.waiting(ticket)
    shown = _shown(reader, card) if card is not None else None
    own = {} if card is None else _own(reader, card)
    seconds = _seconds(reader.kiosk, card.job if card is not None else None, taken=card is None)
    presence = await presence_of(reader)
    view = DeskCard(
        presence=replace(presence, present=PRESENT),
        card=shown,
        taken=shown is None,
        ticket=TICKET,
        reset_seconds=seconds,
    )
    title = reader.phrases.gettext("You are signed in")
    frame = with_live(frame_of(reader, title, place="desk"), LIVE)
    refresh = Refresh(seconds=seconds, address=NEXT) if seconds else Refresh(seconds=LOOK_AGAIN)
    switches = tuple(
        replace(one, address=one.address.replace(ticket, TICKET)) for one in frame.switches
    )
    frame = replace(frame, refresh=refresh, switches=switches)
    written = own | {TICKET: ticket, PRESENT: presence.present}
    return page_alike(reader, "desk_card.html", view, frame, written=written)


def _seconds(kiosk: Kiosk, job: PrintJob | None, *, taken: bool) -> int:
    """After which the next person's page comes; 0: not while paper is missing or on its way."""
    if kiosk.config.printer == "none" and not taken:
        return WITHOUT_PRINTER
    return NEXT_PERSON if taken or (job is not None and job.came) else 0


def _shown(reader: Reader, card: CardInHand) -> CardShown:
    kiosk, phrases = reader.kiosk, reader.phrases
    state = card.job.state if card.job is not None else None
    failed = state is not None and is_trouble(state)
    return CardShown(
        code=GROUPS,
        qr=PICTURE,
        trouble=printer_words(state, phrases) if state is not None and failed else "",
        printed=card.job is not None and card.job.came,
        no_printer=kiosk.config.printer == "none",
    )


def _own(reader: Reader, card: CardInHand) -> dict[str, str]:
    """What only this card's page has, by its stand-ins."""
    address = reader.kiosk.card_address(card.code)
    name = reader.phrases.gettext("QR code of your card")
    picture = qr.code_alike(address, letters=len(card.code), name=name)
    return {**dict(zip(GROUPS, spoken(card.code).split("-"), strict=True)), PICTURE: picture}


async def have(request: web.Request) -> web.StreamResponse:
    """ "I have it": from now on the card votes, and the next person comes."""
    screen, reader = screen_of(request), reader_of(request)
    await take_card(reader.hall, request.match_info["ticket"])
    take_from_view(reader.hall, screen)
    return go_to(reader, "/desk")


async def print_again(request: web.Request) -> web.StreamResponse:
    """The slip did not come, or is spoilt. Raises CardTaken."""
    screen, reader = screen_of(request), reader_of(request)
    ticket = request.match_info["ticket"]
    _print(reader, ticket)
    return bring(reader, screen, ticket)


async def another(request: web.Request) -> web.StreamResponse:
    """The slip is lost in the printer, or somebody else took it. Raises CardTaken."""
    screen, reader = screen_of(request), reader_of(request)
    ticket = await give_another(reader.hall, request.match_info["ticket"])
    return bring(reader, screen, ticket)
