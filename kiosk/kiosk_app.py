"""Puts the kiosk together: its files, devices and pages. The only such place."""

import asyncio
import contextlib
import logging
import secrets
import time
from collections.abc import AsyncIterator
from pathlib import Path

from aiohttp import web

from kiosk.actions.background.keep_copy import keep_copy
from kiosk.actions.background.make_ready import make_ready
from kiosk.actions.background.print_due import print_what_is_due
from kiosk.actions.background.send import send_now_and_then
from kiosk.actions.background.tell_turnout import tell_turnout
from kiosk.actions.background.time_votes import go_on_with_time, time_votes
from kiosk.actions.background.watch_saving import watch_saving
from kiosk.actions.counting.count_poll import count_again_what_is_closed
from kiosk.actions.hold_trial import delete_trials
from kiosk.actions.load_assembly import sitting_of
from kiosk.actions.log.keep_event import tell_start
from kiosk.actions.open_drafts import open_drafts
from kiosk.actions.press_button import press_button
from kiosk.actions.print_slip import print_in_turn, watch_printer
from kiosk.actions.take_card import keep_behind
from kiosk.config import Config
from kiosk.connections import Connections, most_connections
from kiosk.devices import buttons, printers
from kiosk.devices.buttons.virtual import VirtualButtons
from kiosk.devices.contract import Buttons, ButtonsPlace, Printer, PrinterPlace
from kiosk.devices.drivers import named
from kiosk.devices.gpio_there import gpio_is_there
from kiosk.devices.printers.virtual import VirtualPrinter
from kiosk.domain.colour import Colour
from kiosk.domain.errors import BadFile, Fault
from kiosk.live import Hub
from kiosk.meeting.booth import Booths
from kiosk.meeting.doors import DEMO_PIN, Doors, Role, new_pin
from kiosk.meeting.hall import Hall
from kiosk.pages.routes import ROUTES
from kiosk.pages.web.kiosk import KIOSK, Demo, Kiosk
from kiosk.pages.web.refusal_page import say_no_kindly
from kiosk.pages.web.render import Renderer
from kiosk.proof.signature import Key, new_key
from kiosk.shipped import web_folder
from kiosk.store.meeting_folder import write_safely

log = logging.getLogger(__name__)

CONNECTIONS = web.AppKey("CONNECTIONS", Connections)
SEED_SIZE = 32
LARGEST_FORM = 2 * 2**20  # bytes; an upload is read in parts and bounded there


def device_key(data: Path) -> Key:
    """The device's own key, made at the first start and never sent anywhere.

    Raises CannotSave, and BadFile for a damaged key, which stays as it is.
    """
    file = data / "device.key"
    if not file.exists():
        write_safely(file, secrets.token_bytes(SEED_SIZE).hex().encode())
    try:
        return new_key(bytes.fromhex(file.read_text(encoding="ascii")))
    except (OSError, ValueError):
        remedy = "Put a copy back: records are signed with it"
        raise BadFile((Fault(str(file), 0, "This key is damaged", remedy),)) from None


def open_doors(data: Path, *, demo: bool) -> tuple[Doors, dict[str, str]]:
    """The doors with their PINs, and the PINs that were made just now because there were none.

    Those are to be kept once somebody was told; raises BadFile. ``demo``: everybody may know them.
    """
    doors = Doors(data / "doors.json", time.monotonic)
    doors.read()
    made: dict[str, str] = {}
    if not demo:  # a meeting, perhaps in the folder of a demonstration
        doors.withdraw_pin(DEMO_PIN)
    for role in Role:
        if role.value not in doors.pins:
            made[role.value] = DEMO_PIN if demo else new_pin()
            doors.give_first_pin(role, made[role.value])
    return doors, made


def printer_for(config: Config) -> Printer:
    """The printer that the settings name."""
    driver = named(printers.DRIVERS, config.printer)
    assert driver is not None, "settings are checked when they are read"
    data = Path(config.data)
    return driver.open(PrinterPlace(written=config.printer, dots=config.printer_dots, folder=data))


def buttons_for(config: Config) -> Buttons:
    """The buttons that the settings name; else real ones where the machine has pins."""
    written = config.buttons or ("gpio" if gpio_is_there() else "virtual")
    driver = named(buttons.DRIVERS, written)
    assert driver is not None, "settings are checked when they are read"
    pins = {
        Colour.GREEN: config.pin_yes,
        Colour.RED: config.pin_no,
        Colour.WHITE: config.pin_abstain,
        Colour.BLUE: config.pin_help,
    }
    return driver.open(ButtonsPlace(written=written, pins=pins))


async def open_kiosk(config: Config, doors: Doors) -> Kiosk:
    """Open the assembly that meets. Raises CannotSave, BadFile, NewerFile."""
    data = Path(config.data)
    key = device_key(data)
    printer = printer_for(config)
    pressed = buttons_for(config)
    async with contextlib.AsyncExitStack() as opened:
        opened.push_async_callback(printer.close)
        await delete_trials(data)
        sitting = await sitting_of(data)
        opened.push_async_callback(sitting.close)
        hall = Hall(
            data=data,
            sitting=sitting,
            hub=Hub(),
            printer=printer,
            key=key,
            doors=doors,
            monotonic=time.monotonic,
            drafts=Path(config.drafts) if config.drafts else None,
        )
        await open_drafts(hall)
        await go_on_with_time(hall)
        _say_what_was_found(hall)
        await tell_start(hall)
        await count_again_what_is_closed(hall)
        renderer = await asyncio.to_thread(Renderer, web_folder())
        opened.pop_all()  # from now on the web application closes them
    return Kiosk(hall, renderer, config, Booths(), pressed, virtual_devices(printer, pressed))


def _say_what_was_found(hall: Hall) -> None:
    """In the log, by numbers of votes and begun ballots; the chair's page says the rest."""
    sitting = hall.sitting
    if sitting.resumed:
        begun = sum(sitting.drafts.started(poll) for poll in sitting.resumed)
        found = len(sitting.resumed)
        log.warning("started anew: votes under way %s, begun ballots %s, boxes read", found, begun)


def virtual_devices(printer: Printer, pressed: Buttons) -> Demo | None:
    """The devices that the panel page plays, if they are not real."""
    if isinstance(printer, VirtualPrinter) and isinstance(pressed, VirtualButtons):
        return Demo(pressed, printer)
    return None


def make_app(kiosk: Kiosk) -> web.Application:
    """The web application around an open kiosk; it closes the kiosk when it stops."""
    connections = Connections(most_connections())
    app = web.Application(
        middlewares=[connections.watch, say_no_kindly],
        client_max_size=LARGEST_FORM,
    )
    app[KIOSK] = kiosk
    app[CONNECTIONS] = connections
    app.add_routes(ROUTES)
    app.cleanup_ctx.append(_at_work)
    app.on_shutdown.append(_end_streams)
    return app


async def _end_streams(app: web.Application) -> None:
    app[KIOSK].hall.hub.close()


async def _at_work(app: web.Application) -> AsyncIterator[None]:
    kiosk = app[KIOSK]
    pressing: set[asyncio.Task[None]] = set()

    def on_press(colour: Colour) -> None:
        task = asyncio.create_task(_pressed(kiosk, colour))
        pressing.add(task)
        task.add_done_callback(pressing.discard)

    async with contextlib.AsyncExitStack() as work:
        work.push_async_callback(_close, kiosk)
        work.push_async_callback(_finish, pressing)
        work.callback(kiosk.buttons.stop)
        kiosk.buttons.start(on_press)
        hall = kiosk.hall
        config = kiosk.config
        central, copy = config.central, config.copy
        for lasting in (
            *((keep_copy(hall, Path(copy)),) if copy else ()),
            *((send_now_and_then(hall, central, config.sync_seconds),) if central else ()),
            print_in_turn(hall),
            keep_behind(hall),
            make_ready(hall),
            watch_printer(hall),
            tell_turnout(hall),
            print_what_is_due(hall, kiosk.renderer.phrases, copies=int(bool(copy))),
            watch_saving(hall),
            time_votes(hall),
            asyncio.to_thread(kiosk.renderer.compile_all),
        ):
            work.push_async_callback(_end, asyncio.create_task(lasting))
        yield


async def _close(kiosk: Kiosk) -> None:
    await kiosk.hall.printer.close()
    await kiosk.hall.sitting.close()
    await delete_trials(kiosk.hall.data)


async def _finish(pressing: set[asyncio.Task[None]]) -> None:
    await asyncio.gather(*pressing, return_exceptions=True)


async def _end(lasting: asyncio.Task[None]) -> None:
    lasting.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await lasting


async def _pressed(kiosk: Kiosk, colour: Colour) -> None:
    main = kiosk.hall.sitting.assembly.languages[0]
    where = kiosk.renderer.phrases(main).gettext("Voting booth")
    await press_button(kiosk.hall, kiosk.booths.own.session, colour, where=where)
