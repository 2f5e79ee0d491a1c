"""The demo's devices that are not there: buttons, printer, scanner. Only on this machine."""

import re

from aiohttp import web

from kiosk.actions.press_button import NAMED, sit_down
from kiosk.actions.print_slip import note_printer
from kiosk.devices.printers.virtual import VirtualPrinter
from kiosk.domain.errors import Refused
from kiosk.domain.printer_state import CoverOpen, NoPaper, Unreachable
from kiosk.pages.views.panel import PanelPage, SlipPicture
from kiosk.pages.web.access import card_in, demo_of
from kiosk.pages.web.answers import frame_of, go_to, page, with_live
from kiosk.pages.web.forms import form_of
from kiosk.pages.web.kiosk import KIOSK
from kiosk.pages.web.reader import Reader, reader_of
from kiosk.pages.web.refusal_words import words_of
from kiosk.presentation.printer import printer_words

SHOWN = 20  # slips at once: each is a picture
NUMBER = re.compile(r"\d{1,9}", re.ASCII)


async def show(request: web.Request) -> web.Response:
    """The panel."""
    return await _page(
        reader_of(request),
        demo_of(request).printer,
        before=_number(request.query.get("before", "")),
    )


async def _page(
    reader: Reader, printer: VirtualPrinter, *, before: int = 0, refused: str = ""
) -> web.Response:
    """The panel. ``before``: of the slips only those before that number; 0: the newest."""
    state = await printer.state()
    found = [one for one in printer.pictures if not before or one.number < before]
    pictures = found[:SHOWN]
    phrases = reader.phrases
    view = PanelPage(
        printer=printer_words(state, phrases),
        no_paper=isinstance(state, NoPaper),
        cover_open=isinstance(state, CoverOpen),
        unplugged=isinstance(state, Unreachable),
        slips=tuple(
            SlipPicture(
                number=picture.number,
                picture=f"/panel/slips/{picture.id}",
                text=picture.text,
            )
            for picture in pictures
        ),
        older=_slips(reader, f"?before={pictures[-1].number}") if len(found) > SHOWN else "",
        newest=_slips(reader) if before else "",
        refused=refused,
    )
    frame = with_live(
        frame_of(reader, phrases.gettext("Virtual devices"), place="panel"), "/live/desk"
    )
    return page(reader, "panel.html", view, frame, status=409 if refused else 200)


def _number(written: str) -> int:
    """The number of the slip that the page ends before; 0 for the newest."""
    return int(written) if NUMBER.fullmatch(written) else 0


def _slips(reader: Reader, which: str = "") -> str:
    return f"{reader.keeping(f'/panel{which}')}#printer"


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
    return go_to(reader_of(request), "/panel")


async def scan(request: web.Request) -> web.StreamResponse:
    """Hold a card under the scanner of the touch screen."""
    printer = demo_of(request).printer
    reader = reader_of(request)
    typed = str(form_of(request).get("code", ""))
    try:
        code = await card_in(request, typed)
        sit_down(reader.hall, reader.kiosk.booths.own, code, language=reader.language)
    except Refused as refusal:
        return await _page(reader, printer, refused=words_of(refusal, reader.phrases))
    return go_to(reader, "/panel")


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
    return go_to(reader_of(request), "/panel")
