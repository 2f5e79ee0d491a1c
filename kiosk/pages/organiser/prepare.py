"""The organiser prepares: load an assembly, check, hold a trial, change PINs."""

import secrets
from collections.abc import Awaitable, Iterable
from dataclasses import replace

from aiohttp import web

from kiosk.actions.hold_trial import begin_trial, end_trial
from kiosk.actions.load_assembly import UNDER_WAY, load_into
from kiosk.actions.loading.read_apart import read_apart
from kiosk.actions.log.keep_event import keep_event_if_possible
from kiosk.actions.print_slip import print_soon
from kiosk.domain.errors import AnotherMeetingBegan, BadFile, Refused
from kiosk.domain.happening import Happening
from kiosk.domain.slip import printer_check_slip
from kiosk.formats.assembly_folder import Loaded
from kiosk.meeting.doors import PAIRING_MINUTES, PIN_LENGTH, Role
from kiosk.meeting.hall import Hall
from kiosk.pages.organiser.loaded_view import checks_of, loaded_of
from kiosk.pages.views.organiser import (
    FaultLine,
    OrganiserPage,
    PairedScreen,
    PairingCode,
    PutAside,
)
from kiosk.pages.web.access import must_be
from kiosk.pages.web.answers import frame_of, go_to, page
from kiosk.pages.web.forms import form_of
from kiosk.pages.web.frame import Refresh
from kiosk.pages.web.kiosk import KIOSK
from kiosk.pages.web.pin import ask, is_in
from kiosk.pages.web.reader import Reader, reader_of
from kiosk.pages.web.refusal_words import status_of, words_of
from kiosk.pages.web.uploads import files_in
from kiosk.presentation.phrases import Phrases
from kiosk.presentation.printer import printer_words
from kiosk.store import polls
from kiosk.store.meeting_folder import Kept

LOOK_AGAIN = 2  # seconds, while the test slip is on its way


async def show(request: web.Request) -> web.StreamResponse:
    """The organiser's page, or the page that asks for the PIN."""
    if not is_in(request, Role.ORGANISER):
        return ask(request, Role.ORGANISER)
    return await _answer(reader_of(request), OrganiserPage())


async def _answer(reader: Reader, view: OrganiserPage, *, status: int = 200) -> web.Response:
    hall, phrases = reader.hall, reader.phrases
    under_way = UNDER_WAY & set((await polls.states(hall.sitting.roll.read)).values())
    whole = replace(
        view,
        loaded=await loaded_of(reader),
        locked=_locked(hall, phrases, under_way=bool(under_way)),
        checks=await checks_of(reader.kiosk, phrases),
        test_slip=_test_slip(hall, phrases),
        trial=bool(hall.sitting.trial_mark),
        screens=tuple(
            PairedScreen(id=digest[:16], name=phrases.gettext("Screen %(num)s") % {"num": name})
            for digest, name in hall.doors.screens.items()
        ),
    )
    frame = frame_of(reader, phrases.gettext("Organiser"), place="organiser")
    if hall.test_slip is not None and hall.test_slip.state is None:
        frame = replace(frame, refresh=Refresh(seconds=LOOK_AGAIN, with_scripts=True))
    return page(reader, "organiser.html", whole, frame, status=status)


def _locked(hall: Hall, phrases: Phrases, *, under_way: bool) -> str:
    """Why no other meeting can be loaded now, empty if one can."""
    if hall.sitting.trial_mark:
        return phrases.gettext("End the trial before you load another meeting.")
    if under_way:
        return phrases.gettext("A vote is open. Close it before you load another meeting.")
    return ""


async def load(request: web.Request) -> web.Response:
    """Take an assembly in: all of it, or a list of every mistake."""
    must_be(request, Role.ORGANISER)
    try:
        files = await files_in(request)
        main = _main_of(files)
        if not main:
            reader = reader_of(request)
            said = reader.phrases.gettext("Send an assembly.toml with its files, or one .pb file.")
            return await _answer(reader, OrganiserPage(refused=said), status=422)
        kept = Kept(files, main)
        loaded = await read_apart(kept)
    except BadFile as bad:
        return await _answer(reader_of(request), OrganiserPage(faults=_faults(bad)), status=422)
    return await _take_in(reader_of(request), kept, loaded)


def _main_of(files: Iterable[str]) -> str:
    names = sorted(files)
    if "assembly.toml" in names:
        return "assembly.toml"
    return next((name for name in names if name.lower().endswith((".toml", ".pb"))), "")


async def load_anyway(request: web.Request) -> web.Response:
    """The organiser has read what is put aside, and wants the other files."""
    must_be(request, Role.ORGANISER)
    reader = reader_of(request)
    hall = reader.hall
    token = form_of(request).get("once", "")
    if hall.waiting is None or not secrets.compare_digest(hall.waiting[0], token):
        said = reader.phrases.gettext("Choose the files again. Nothing was loaded.")
        return await _answer(reader, OrganiserPage(refused=said), status=409)
    (_, kept, loaded), hall.waiting = hall.waiting, None
    return await _take_in(reader, kept, loaded, anyway=True)


async def _take_in(
    reader: Reader, kept: Kept, loaded: Loaded, *, anyway: bool = False
) -> web.Response:
    phrases = reader.phrases
    try:
        taken = await load_into(reader.hall, kept, loaded, anyway=anyway)
    except AnotherMeetingBegan as begun:
        return _ask_to_put_aside(reader, begun, kept, loaded)
    except Refused as refusal:
        said, status = words_of(refusal, phrases), status_of(refusal)
        return await _answer(reader, OrganiserPage(refused=said), status=status)
    said = (
        phrases.gettext("The meeting is loaded.")
        if taken.changed
        else phrases.gettext("This meeting was loaded before. Nothing changed.")
    )
    return await _answer(reader, OrganiserPage(said=said, notes=taken.loaded.warnings))


def _faults(bad: BadFile) -> tuple[FaultLine, ...]:
    return tuple(
        FaultLine(
            file=one.file, line=one.line, column=one.column, wrong=one.wrong, remedy=one.remedy
        )
        for one in bad.faults
    )


def _ask_to_put_aside(
    reader: Reader, begun: AnotherMeetingBegan, kept: Kept, loaded: Loaded
) -> web.Response:
    token = secrets.token_urlsafe(16)
    reader.hall.waiting = (token, kept, loaded)
    view = PutAside(once=token, present=begun.present, cards=begun.cards, closed=begun.closed)
    frame = frame_of(reader, reader.phrases.gettext("Put this meeting aside?"), place="organiser")
    return page(reader, "organiser_aside.html", view, frame, status=409)


async def test_slip(request: web.Request) -> web.StreamResponse:
    """Print a slip with every letter and a code, to see that the printer is well."""
    must_be(request, Role.ORGANISER)
    reader = reader_of(request)
    kiosk, phrases = reader.kiosk, reader.phrases
    slip = printer_check_slip(
        phrases.gettext("Test slip"),
        sentences=(phrases.gettext("If you can read this, the printer is well."),),
        code=kiosk.phones_address or phrases.gettext("Test slip"),
    )
    kiosk.hall.test_slip = print_soon(kiosk.hall, slip)
    return go_to(reader, "/organiser")


def _test_slip(hall: Hall, phrases: Phrases) -> str:
    """How the last test slip went, empty if none was tried."""
    if hall.test_slip is None:
        return ""
    if hall.test_slip.state is None:
        return phrases.gettext("The test slip is being printed.")
    return printer_words(hall.test_slip.state, phrases)


async def begin(request: web.Request) -> web.StreamResponse:
    """Try everything with a copy of the meeting; nothing of it counts."""
    must_be(request, Role.ORGANISER)
    reader = reader_of(request)
    mark = reader.phrases.gettext("TRIAL. NOTHING COUNTS")
    return await _try(reader, begin_trial(reader.hall, mark=mark))


async def ask_end(request: web.Request) -> web.StreamResponse:
    """ "End the trial?", with what is deleted then."""
    if not is_in(request, Role.ORGANISER):
        return ask(request, Role.ORGANISER)
    reader = reader_of(request)
    frame = frame_of(reader, reader.phrases.gettext("End the trial?"), place="organiser")
    return page(reader, "organiser_end.html", None, frame)


async def end(request: web.Request) -> web.StreamResponse:
    """Go back to the meeting."""
    must_be(request, Role.ORGANISER)
    reader = reader_of(request)
    return await _try(reader, end_trial(reader.hall))


async def _try(reader: Reader, act: Awaitable[None]) -> web.StreamResponse:
    try:
        await act
    except Refused as refusal:
        said, status = words_of(refusal, reader.phrases), status_of(refusal)
        return await _answer(reader, OrganiserPage(refused=said), status=status)
    return go_to(reader, "/organiser")


async def change_pin(request: web.Request) -> web.Response:
    """Give the chair or the organiser another PIN."""
    must_be(request, Role.ORGANISER)
    form = form_of(request)
    reader = reader_of(request)
    phrases = reader.phrases
    pin = str(form.get("pin", ""))
    if pin != str(form.get("again", "")) or len(pin) < PIN_LENGTH or not pin.isdigit():
        said = phrases.gettext("Type the same 6 digits or more twice.")
        return await _answer(reader, OrganiserPage(refused=said), status=422)
    role = Role.CHAIR if str(form.get("who", "")) == Role.CHAIR else Role.ORGANISER
    await reader.hall.doors.set_pin(role, pin)
    await keep_event_if_possible(reader.hall, Happening.PIN_CHANGED, facts=(("whose", role.value),))
    return await _answer(reader, OrganiserPage(said=phrases.gettext("The PIN is changed.")))


async def offer_pairing(request: web.Request) -> web.Response:
    """Show a code that pairs one more screen."""
    must_be(request, Role.ORGANISER)
    reader = reader_of(request)
    kiosk = reader.kiosk
    code = kiosk.hall.doors.offer_pairing()
    pairing = PairingCode(
        address=kiosk.phones_page("/pair"), code=(code[:4], code[4:]), minutes=PAIRING_MINUTES
    )
    return await _answer(reader, OrganiserPage(pairing=pairing))


async def forget_screen(request: web.Request) -> web.StreamResponse:
    """A paired screen may no longer be desk or booth."""
    must_be(request, Role.ORGANISER)
    hall = request.app[KIOSK].hall
    for digest, name in list(hall.doors.screens.items()):
        if digest.startswith(request.match_info["screen"]):
            await hall.doors.unpair(digest)
            facts = (("screen", name),)
            await keep_event_if_possible(hall, Happening.SCREEN_UNPAIRED, facts=facts)
    return go_to(reader_of(request), "/organiser")
