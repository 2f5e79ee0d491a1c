"""The sign-in desk: scan, number or name; present once; a card in the hand."""

import secrets
from dataclasses import replace

from aiohttp import web

from kiosk.actions.sign_in import (
    attendance,
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
from kiosk.pages.desk.card import bring, take_from_view
from kiosk.pages.views.desk import DeskCard, DeskConfirm, DeskDone, DeskPage, Found
from kiosk.pages.web.access import screen_of
from kiosk.pages.web.forms import form_of
from kiosk.pages.web.frame import Frame
from kiosk.pages.web.keys import KIOSK
from kiosk.pages.web.scans import is_card, readings
from kiosk.pages.web.show import frame_of, page, phrases_for, with_live
from kiosk.presentation.presence import presence_view
from kiosk.presentation.views.presence import Presence
from kiosk.store import people

LIVE = "/live/desk"


async def _presence(request: web.Request) -> Presence:
    hall = request.app[KIOSK].hall
    return presence_view(await attendance(hall), open_door=hall.sitting.assembly.open_door)


async def _found(request: web.Request, member: Member) -> Found:
    """The member as the desk shows them: told apart from all others, and masked."""
    others = await people.alike(request.app[KIOSK].hall.sitting.roll.read, member)
    return Found(number=member.number, label=label(member, others))


async def show(request: web.Request) -> web.Response:
    """The start page; for the next person, the last one's card leaves the screen."""
    screen_of(request)
    if "next" in request.query:
        take_from_view(request)
    return await _page(request, "desk.html")


async def show_leave(request: web.Request) -> web.Response:
    """The way out."""
    screen_of(request)
    return await _page(request, "desk_leave.html")


async def search(request: web.Request) -> web.Response:
    """Somebody typed or scanned something to come in."""
    return await _search(request, leaving=False)


async def search_leave(request: web.Request) -> web.Response:
    """Somebody typed or scanned something to leave."""
    return await _search(request, leaving=True)


async def _search(request: web.Request, *, leaving: bool) -> web.Response:
    take_from_view(request)
    template = "desk_leave.html" if leaving else "desk.html"
    texts = readings(form_of(request)) or ("",)
    # The number first: a member number may look like a voting card.
    for text in texts:
        members = await people.find_typed(request.app[KIOSK].hall.sitting.roll.read, text)
        if len(members) == 1:
            return await _confirm(request, members[0], leaving=leaving)
        if members:
            found = tuple([await _found(request, one) for one in members])
            return await _page(request, template, found=found)
    if is_card(texts):
        return await _page(request, template, voting_card=True)
    return await _by_name(request, template, texts[0])


async def _by_name(request: web.Request, template: str, typed: str) -> web.Response:
    found = await people.search(request.app[KIOSK].hall.sitting.roll.read, typed)
    if found.members:
        shown = tuple([await _found(request, one) for one in found.members])
        return await _page(request, template, found=shown)
    if found.same_name:
        return await _page(request, template, same_name=found.number)
    if found.number:
        return await _page(request, template, too_many=found.number)
    letters = sum(letter.isalpha() for letter in typed)
    too_short = letters < SHORT and not any(letter.isdigit() for letter in typed)
    return await _page(request, template, too_short=too_short, see_greeter=not too_short)


async def _page(
    request: web.Request,
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
        presence=await _presence(request),
        once=secrets.token_urlsafe(16),
        found=found,
        too_many=too_many,
        same_name=same_name,
        too_short=too_short,
        see_greeter=see_greeter,
        voting_card=voting_card,
        open_door=request.app[KIOSK].hall.sitting.assembly.open_door,
    )
    title = phrases_for(request).gettext("Sign in")
    leaving = template == "desk_leave.html"
    return page(request, template, view, _frame(request, title, leaving=leaving), status=status)


def _frame(request: web.Request, title: str, *, leaving: bool = False) -> Frame:
    """Every page of the desk hears of the hall, and a scan on it is the next person's search."""
    frame = with_live(frame_of(request, title, place="desk"), LIVE, look="/desk")
    return replace(frame, scans="/desk/leave") if leaving else frame


async def confirm(request: web.Request) -> web.Response:
    """ "Is this you?" for somebody who comes in."""
    return await _confirm_number(request, leaving=False)


async def confirm_leave(request: web.Request) -> web.Response:
    """ "Is this you?" for somebody who leaves."""
    return await _confirm_number(request, leaving=True)


async def _confirm_number(request: web.Request, *, leaving: bool) -> web.Response:
    screen_of(request)
    number = str(form_of(request).get("number", ""))
    member = await people.find(request.app[KIOSK].hall.sitting.roll.read, number)
    return await _confirm(request, member, leaving=leaving)


async def _confirm(request: web.Request, member: Member, *, leaving: bool) -> web.Response:
    view = DeskConfirm(
        presence=await _presence(request),
        person=await _found(request, member),
        once=secrets.token_urlsafe(16),
        leaving=leaving,
    )
    title = phrases_for(request).gettext("Is this you?")
    return page(request, "desk_confirm.html", view, _frame(request, title, leaving=leaving))


async def come_in(request: web.Request) -> web.StreamResponse:
    """Sign a member in, or anybody where the door is open."""
    screen_of(request)
    form = form_of(request)
    hall = request.app[KIOSK].hall
    token = str(form.get("once", ""))
    try:
        if hall.sitting.assembly.open_door:
            signed = await sign_in_anyone(hall, token=token)
        else:
            signed = await sign_in(hall, str(form.get("number", "")), token=token)
    except (AlreadyPresent, NoSuchPerson):
        # Both read the same, so that nobody learns who is here.
        return await _page(request, "desk.html", see_greeter=True, status=409)
    if signed.ticket:
        return bring(request, signed.ticket)
    return await _signed_in(request, signed)


async def _signed_in(request: web.Request, signed: SignedIn) -> web.Response:
    assembly = request.app[KIOSK].hall.sitting.assembly
    view = DeskCard(
        presence=await _presence(request),
        draw=signed.entitled and not signed.back and assembly.cards is Cards.DRAWN,
        no_vote=not signed.entitled,
        back=signed.back,
    )
    title = phrases_for(request).gettext("You are signed in")
    return page(request, "desk_card.html", view, _frame(request, title))


async def go_out(request: web.Request) -> web.Response:
    """A member leaves."""
    screen_of(request)
    number = str(form_of(request).get("number", ""))
    try:
        await sign_out(request.app[KIOSK].hall, number)
    except (NotPresent, NoSuchPerson):
        return await _page(request, "desk_leave.html", see_greeter=True, status=409)
    return await _done(request, DeskDone(presence=await _presence(request), member_left=True))


async def guest_in(request: web.Request) -> web.Response:
    """A guest comes."""
    screen_of(request)
    await guest_came(request.app[KIOSK].hall, token=str(form_of(request).get("once", "")))
    return await _done(request, DeskDone(presence=await _presence(request), guest_came=True))


async def guest_out(request: web.Request) -> web.Response:
    """A guest leaves."""
    screen_of(request)
    await guest_left(request.app[KIOSK].hall, token=str(form_of(request).get("once", "")))
    return await _done(request, DeskDone(presence=await _presence(request), guest_left=True))


async def _done(request: web.Request, view: DeskDone) -> web.Response:
    title = phrases_for(request).gettext("Thank you")
    return page(request, "desk_done.html", view, _frame(request, title))
