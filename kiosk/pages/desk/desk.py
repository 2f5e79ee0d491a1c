"""The sign-in desk: scan, number or name; present once; a card in the hand."""

import secrets
from dataclasses import replace

from aiohttp import web

from kiosk.actions.sign_in import (
    guest_came,
    guest_left,
    sign_in,
    sign_in_anyone,
    sign_out,
)
from kiosk.domain.assembly import Cards, Member
from kiosk.domain.attendance import SignedIn
from kiosk.domain.errors import AlreadyPresent, NoSuchPerson, NotPresent
from kiosk.domain.names import SHORT, label
from kiosk.meeting.hall import Sitting
from kiosk.pages.desk.card import bring, presence_of, take_from_view
from kiosk.pages.views.desk import DeskCard, DeskConfirm, DeskDone, DeskPage, Found
from kiosk.pages.web.access import screen_of
from kiosk.pages.web.answers import frame_of, page, page_alike, with_live
from kiosk.pages.web.forms import Form, form_of
from kiosk.pages.web.frame import Frame
from kiosk.pages.web.reader import Reader, reader_of
from kiosk.pages.web.scans import is_card, readings
from kiosk.pages.web.stencils import PRESENT
from kiosk.store import people

LIVE = "/live/desk"


async def _found(sitting: Sitting, member: Member) -> Found:
    """The member as the desk shows them: told apart from all others, and masked."""
    others = await people.alike(sitting.roll.read, member)
    return Found(number=member.number, label=label(member, others))


async def show(request: web.Request) -> web.Response:
    """The start page; for the next person, the last one's card leaves the screen."""
    screen, reader = screen_of(request), reader_of(request)
    if "next" in request.query:
        take_from_view(reader.hall, screen)
    return await _page(reader, "desk.html")


async def show_leave(request: web.Request) -> web.Response:
    """The way out."""
    screen_of(request)
    return await _page(reader_of(request), "desk_leave.html")


async def search(request: web.Request) -> web.Response:
    """Somebody typed or scanned something to come in."""
    return await _search(reader_of(request), screen_of(request), form_of(request), leaving=False)


async def search_leave(request: web.Request) -> web.Response:
    """Somebody typed or scanned something to leave."""
    return await _search(reader_of(request), screen_of(request), form_of(request), leaving=True)


async def _search(reader: Reader, screen: str, form: Form, *, leaving: bool) -> web.Response:
    take_from_view(reader.hall, screen)
    template = "desk_leave.html" if leaving else "desk.html"
    texts = readings(form) or ("",)
    # The number first: a member number may look like a voting card.
    for text in texts:
        members = await people.find_typed(reader.sitting.roll.read, text)
        if len(members) == 1:
            return await _confirm(reader, members[0], leaving=leaving)
        if members:
            found = tuple([await _found(reader.sitting, one) for one in members])
            return await _page(reader, template, found=found)
    if is_card(texts):
        return await _page(reader, template, voting_card=True)
    return await _by_name(reader, template, texts[0])


async def _by_name(reader: Reader, template: str, typed: str) -> web.Response:
    found = await people.search(reader.sitting.roll.read, typed)
    if found.members:
        shown = tuple([await _found(reader.sitting, one) for one in found.members])
        return await _page(reader, template, found=shown)
    if found.same_name:
        return await _page(reader, template, same_name=found.number)
    if found.number:
        return await _page(reader, template, too_many=found.number)
    letters = sum(letter.isalpha() for letter in typed)
    too_short = letters < SHORT and not any(letter.isdigit() for letter in typed)
    return await _page(reader, template, too_short=too_short, see_greeter=not too_short)


async def _page(
    reader: Reader,
    template: str,
    *,
    found: tuple[Found, ...] = (),
    too_many: int = 0,
    same_name: int = 0,
    too_short: bool = False,
    see_greeter: bool = False,
    voting_card: bool = False,
    status: int = 200,
) -> web.Response:
    view = DeskPage(
        presence=await presence_of(reader),
        once=secrets.token_urlsafe(16),
        found=found,
        too_many=too_many,
        same_name=same_name,
        too_short=too_short,
        see_greeter=see_greeter,
        voting_card=voting_card,
        open_door=reader.sitting.assembly.open_door,
    )
    title = reader.phrases.gettext("Sign in")
    leaving = template == "desk_leave.html"
    return page(reader, template, view, _frame(reader, title, leaving=leaving), status=status)


def _frame(reader: Reader, title: str, *, leaving: bool = False) -> Frame:
    """Every page of the desk hears of the hall, and a scan on it is the next person's search."""
    frame = with_live(frame_of(reader, title, place="desk"), LIVE, look="/desk")
    return replace(frame, scans="/desk/leave") if leaving else frame


async def confirm(request: web.Request) -> web.Response:
    """ "Is this you?" for somebody who comes in."""
    screen_of(request)
    return await _confirm_number(reader_of(request), form_of(request), leaving=False)


async def confirm_leave(request: web.Request) -> web.Response:
    """ "Is this you?" for somebody who leaves."""
    screen_of(request)
    return await _confirm_number(reader_of(request), form_of(request), leaving=True)


async def _confirm_number(reader: Reader, form: Form, *, leaving: bool) -> web.Response:
    member = await people.find(reader.sitting.roll.read, form.get("number", ""))
    return await _confirm(reader, member, leaving=leaving)


async def _confirm(reader: Reader, member: Member, *, leaving: bool) -> web.Response:
    view = DeskConfirm(
        presence=await presence_of(reader),
        person=await _found(reader.sitting, member),
        once=secrets.token_urlsafe(16),
        leaving=leaving,
    )
    title = reader.phrases.gettext("Is this you?")
    return page(reader, "desk_confirm.html", view, _frame(reader, title, leaving=leaving))


async def come_in(request: web.Request) -> web.StreamResponse:
    """Sign a member in, or anybody where the door is open."""
    screen, reader = screen_of(request), reader_of(request)
    form, hall = form_of(request), reader.hall
    token = str(form.get("once", ""))
    try:
        if hall.sitting.assembly.open_door:
            signed = await sign_in_anyone(hall, token=token)
        else:
            signed = await sign_in(hall, str(form.get("number", "")), token=token)
    except (AlreadyPresent, NoSuchPerson):
        # Both read the same, so that nobody learns who is here.
        return await _page(reader, "desk.html", see_greeter=True, status=409)
    if signed.ticket:
        return bring(reader, screen, signed.ticket)
    return await _signed_in(reader, signed)


async def _signed_in(reader: Reader, signed: SignedIn) -> web.Response:
    assembly = reader.sitting.assembly
    presence = await presence_of(reader)
    view = DeskCard(
        presence=replace(presence, present=PRESENT),
        draw=signed.entitled and not signed.back and assembly.cards is Cards.DRAWN,
        no_vote=not signed.entitled,
        back=signed.back,
    )
    title = reader.phrases.gettext("You are signed in")
    written = {PRESENT: presence.present}
    return page_alike(reader, "desk_card.html", view, _frame(reader, title), written=written)


async def go_out(request: web.Request) -> web.Response:
    """A member leaves."""
    screen_of(request)
    reader = reader_of(request)
    number = str(form_of(request).get("number", ""))
    try:
        await sign_out(reader.hall, number)
    except (NotPresent, NoSuchPerson):
        return await _page(reader, "desk_leave.html", see_greeter=True, status=409)
    return await _done(reader, DeskDone(presence=await presence_of(reader), member_left=True))


async def guest_in(request: web.Request) -> web.Response:
    """A guest comes."""
    screen_of(request)
    reader = reader_of(request)
    await guest_came(reader.hall, token=str(form_of(request).get("once", "")))
    return await _done(reader, DeskDone(presence=await presence_of(reader), guest_came=True))


async def guest_out(request: web.Request) -> web.Response:
    """A guest leaves."""
    screen_of(request)
    reader = reader_of(request)
    await guest_left(reader.hall, token=str(form_of(request).get("once", "")))
    return await _done(reader, DeskDone(presence=await presence_of(reader), guest_left=True))


async def _done(reader: Reader, view: DeskDone) -> web.Response:
    title = reader.phrases.gettext("Thank you")
    return page(reader, "desk_done.html", view, _frame(reader, title))
