"""The demo's devices that are not there: buttons, printer, scanner. Only on this machine."""

import re

from aiohttp import web

from kiosk.actions.press_button import NAMED, sit_down
from kiosk.actions.print_slip import note_printer
from kiosk.domain.errors import NotAllowedHere, Refused
from kiosk.domain.printer_state import CoverOpen, NoPaper, Unreachable
from kiosk.pages.views.panel import PanelPage, Slip
from kiosk.pages.web.access import card_in, is_own_screen
from kiosk.pages.web.errors import trouble
from kiosk.pages.web.forms import form_of
from kiosk.pages.web.keys import KIOSK, Demo
from kiosk.pages.web.language import keeping, language_of
from kiosk.pages.web.show import frame_of, go_to, page, phrases_for, with_live
from kiosk.presentation.printer import printer_words

SHOWN = 20  # slips at once: each is a picture
NUMBER = re.compile(r"\d{1,9}", re.ASCII)


def demo_of(request: web.Request) -> Demo:
    """The virtual devices; raises NotAllowedHere on a real kiosk or from another machine."""
    demo = request.app[KIOSK].demo
    if demo is None or not is_own_screen(request):
        raise NotAllowedHere
    return demo


async def show(request: web.Request) -> web.Response:
    """The panel."""
    return await _page(request)


async def _page(request: web.Request, *, refused: str = "") -> web.Response:
    printer = demo_of(request).printer
    state = await printer.state()
    before = _number(request.query.get("before", ""))
    found = [one for one in printer.pictures if not before or one.number < before]
    pictures = found[:SHOWN]
    phrases = phrases_for(request)
    view = PanelPage(
        printer=printer_words(state, phrases),
        no_paper=isinstance(state, NoPaper),
        cover_open=isinstance(state, CoverOpen),
        unplugged=isinstance(state, Unreachable),
        slips=tuple(
            Slip(
                number=picture.number,
                picture=f"/panel/slips/{picture.id}",
                text=picture.text,
            )
            for picture in pictures
        ),
        older=_slips(request, f"?before={pictures[-1].number}") if len(found) > SHOWN else "",
        newest=_slips(request) if before else "",
        refused=refused,
    )
    frame = with_live(
        frame_of(request, phrases.gettext("Virtual devices"), place="panel"), "/live/desk"
    )
    return page(request, "panel.html", view, frame, status=409 if refused else 200)


def _number(written: str) -> int:
    """The number of the slip that the page ends before; 0 for the newest."""
    return int(written) if NUMBER.fullmatch(written) else 0


def _slips(request: web.Request, which: str = "") -> str:
    return f"{keeping(request, f'/panel{which}')}#printer"


async def slip(request: web.Request) -> web.Response:
    """One slip as a picture."""
    wanted = request.match_info["slip"]
    for picture in demo_of(request).printer.pictures:
        if picture.id == wanted:
            return web.Response(
                body=picture.png, content_type="image/png", headers={"Cache-Control": "no-store"}
            )
    raise web.HTTPNotFound


async def press(request: web.Request) -> web.StreamResponse:
    """Press a virtual button: it drives the same pins as a real one."""
    buttons = demo_of(request).buttons
    colour = NAMED.get(str(form_of(request).get("button", "")))
    if colour is not None:
        await buttons.press(colour)
    return go_to(request, "/panel")


async def scan(request: web.Request) -> web.StreamResponse:
    """Hold a card under the scanner of the touch screen."""
    demo_of(request)
    kiosk = request.app[KIOSK]
    typed = str(form_of(request).get("code", ""))
    try:
        code = await card_in(request, typed)
        sit_down(kiosk.hall, kiosk.booths.own, code, language=language_of(request))
    except Refused as refusal:
        _, sentence = trouble(refusal)
        return await _page(request, refused=phrases_for(request).say(sentence, {}, str))
    return go_to(request, "/panel")


async def lever(request: web.Request) -> web.StreamResponse:
    """Take the paper out, open the cover, pull the plug, or mend it all."""
    printer = demo_of(request).printer
    match str(form_of(request).get("lever", "")):
        case "no_paper":
            printer.no_paper()
        case "cover_open":
            printer.cover_open()
        case "unplugged":
            printer.unplug()
        case _:
            printer.mend()
    note_printer(request.app[KIOSK].hall, await printer.state())
    return go_to(request, "/panel")
