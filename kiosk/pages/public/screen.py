"""The projector: how to join, what is being decided, turnout, the result."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from aiohttp import web
from markupsafe import Markup

from kiosk.actions.attendance import attendance
from kiosk.actions.background.tell_turnout import turnout
from kiosk.actions.present_in import present_in
from kiosk.actions.votes_beyond import votes_beyond
from kiosk.domain.assembly import Poll
from kiosk.domain.lifecycle import State
from kiosk.domain.turnout import STEP
from kiosk.meeting.hall import Hall
from kiosk.pages.views.screen import JoinScene, NowQuestion, NowScene, RevealScene, ScreenView
from kiosk.pages.web.answers import frame_of, page_for_all
from kiosk.pages.web.drawn_results import results_for_screen
from kiosk.pages.web.frame import Refresh
from kiosk.pages.web.reader import Reader, reader_of
from kiosk.presentation import qr
from kiosk.presentation.beyond import beyond_words
from kiosk.presentation.charts.canvas import SCREEN
from kiosk.presentation.deciding import deciding_words
from kiosk.presentation.phrases import Phrases
from kiosk.presentation.views.result import QuestionResult
from kiosk.store import polls

_code = lru_cache(maxsize=8)(qr.code)  # they stand on every page; never a card's
_wifi_code = lru_cache(maxsize=8)(qr.wifi_code)
LIVE = "/live/screen"
LOOK_AGAIN = 5  # seconds, where no scripts run
UNDER_WAY = (State.OPEN, State.PAUSED, State.CLOSED)  # the first is shown before the others
LINES = 8  # bars and sentences together; more cannot be read from ten metres
MOST_SENTENCES = 5  # of the explanation, the last of which tell the outcome
MOST_NOTES = 3  # under a picture, which needs the room


@dataclass(frozen=True, slots=True)
class Slide:
    """What the projector shows of a result at one time. No heading: the verdict."""

    result: QuestionResult
    heading: str
    chart: Markup
    sentences: tuple[str, ...]
    note: str


async def show(request: web.Request) -> web.Response:
    """The scene that the chair chose; by itself the question, and after publishing the result."""
    reader = reader_of(request)
    kiosk = reader.kiosk
    states = await polls.states(kiosk.hall.sitting.roll.read)
    agenda = kiosk.hall.sitting.assembly.polls
    under_way = _under_way(agenda, states, chosen=kiosk.hall.shown_poll)
    published = _published(reader.hall, agenda, states)
    assembly = reader.assembly_title
    view = ScreenView(assembly=assembly, thanks=assembly)
    match kiosk.hall.scene:
        case "blank":
            pass
        case "join":
            view = ScreenView(assembly=assembly, join=_join(reader, states))
        case "result" if published:
            view = ScreenView(assembly=assembly, reveal=await _reveal(reader, published))
        case "turnout" if under_way:
            now = await _now(reader, under_way, states[under_way.id])
            now = replace(now, questions=(), address="", large=True)
            view = ScreenView(assembly=assembly, now=now)
        case _ if under_way:
            scene = await _now(reader, under_way, states[under_way.id])
            view = ScreenView(assembly=assembly, now=scene)
        case _ if published:
            view = ScreenView(assembly=assembly, reveal=await _reveal(reader, published))
        case _:
            view = ScreenView(assembly=assembly, join=_join(reader, states))
    frame = replace(
        frame_of(reader, reader.phrases.gettext("Projector"), place="screen"),
        live=LIVE,
        refresh=Refresh(seconds=LOOK_AGAIN),
        switches=(),
    )
    return await page_for_all(reader, "screen.html", view, frame)


def _under_way(agenda: tuple[Poll, ...], states: dict[str, State], *, chosen: str) -> Poll | None:
    """The vote to show: the chair's choice before others, but a closed one after all of them."""

    def rank(poll: Poll) -> tuple[bool, bool, int]:
        state = states[poll.id]
        return state is State.CLOSED, poll.id != chosen, UNDER_WAY.index(state)

    return min((poll for poll in agenda if states[poll.id] in UNDER_WAY), key=rank, default=None)


def _published(hall: Hall, agenda: tuple[Poll, ...], states: dict[str, State]) -> Poll | None:
    """The poll that the chair chose or published last; else the last one of the agenda."""
    counted = [
        poll
        for poll in agenda
        if states[poll.id] is State.PUBLISHED and poll.id in hall.sitting.results
    ]
    chosen = [poll for poll in counted if poll.id == hall.revealed[0]]
    return next(iter(chosen), counted[-1] if counted else None)


def _address_code(reader: Reader) -> Markup:
    """Empty where phones would be led to themselves."""
    if not reader.kiosk.phones_address:
        return Markup()
    name = reader.phrases.gettext("QR code: open the voting page")
    return _code(reader.kiosk.address, name=name)


def _short(address: str) -> str:
    return address.removeprefix("http://").removeprefix("https://")


def _join(reader: Reader, states: dict[str, State]) -> JoinScene:
    kiosk, phrases = reader.kiosk, reader.phrases
    name, password = kiosk.config.wifi_name, kiosk.config.wifi_password
    return JoinScene(
        wifi_code=_wifi_code(name, password, name=phrases.gettext("QR code: join the Wi-Fi"))
        if name
        else Markup(),
        network=name,
        password=password,
        address_code=_address_code(reader),
        address=_short(kiosk.phones_address),
        sentence=_standing(phrases, set(states.values())),
    )


def _standing(phrases: Phrases, states: set[State]) -> str:
    """How voting stands, for those who join now; nothing between two votes."""
    if State.OPEN in states:
        return phrases.gettext("Voting is open")
    if State.PAUSED in states:
        return phrases.gettext("Voting is paused")
    if states <= {State.DRAFT}:
        return phrases.gettext("Voting has not started. Please sign in.")
    return ""


async def _now(reader: Reader, poll: Poll, state: State) -> NowScene:
    kiosk, phrases, language = reader.kiosk, reader.phrases, reader.language
    here = await attendance(kiosk.hall)
    voted = turnout(kiosk.hall.sitting, poll.id, state)
    present = await present_in(kiosk.hall.sitting, poll.id, ballots=voted)
    is_few = voted < STEP
    currency = kiosk.hall.sitting.assembly.currency
    open_yet = state is not State.CLOSED
    status = {
        State.OPEN: phrases.gettext("Voting is open"),
        State.PAUSED: phrases.gettext("Voting is paused"),
    }.get(state, phrases.gettext("Voting is closed"))
    return NowScene(
        poll=poll.title.in_language(language),
        questions=tuple(
            NowQuestion(
                title=question.title.in_language(language),
                decides=deciding_words(question, phrases, currency) if open_yet else (),
            )
            for question in poll.questions
        ),
        status=status,
        open=state is State.OPEN,
        voted=0 if is_few else voted,
        few=is_few,
        present=present,
        percent=0 if is_few else 100 * voted // max(present, 1),
        quorum=phrases.gettext("%(needed)s members must be here: reached.")
        % {"needed": here.needed}
        if here.needed and here.reached
        else "",
        address_code=_address_code(reader) if state is State.OPEN else Markup(),
        address=_short(kiosk.phones_address) if state is State.OPEN else "",
    )


async def _reveal(reader: Reader, poll: Poll) -> RevealScene:
    results = await results_for_screen(reader, poll)
    slides = [slide for result in results for slide in slides_of(result)]
    chosen, place = reader.hall.revealed
    slide = slides[place % len(slides) if chosen == poll.id else 0]
    which = reader.phrases.gettext("Question %(number)s of %(total)s")
    numbers = {"number": results.index(slide.result) + 1, "total": len(results)}
    return RevealScene(
        poll=poll.title.in_language(reader.language),
        place=which % numbers if len(results) > 1 else "",
        result=slide.result,
        heading=slide.heading,
        chart=slide.chart,
        sentences=slide.sentences,
        note=slide.note,
        beyond=beyond_words(await votes_beyond(reader.sitting, poll.id), reader.phrases),
        address=f"{_short(address)}/results" if (address := reader.kiosk.phones_address) else "",
    )


def slides_of(result: QuestionResult) -> Iterator[Slide]:
    """The verdict with its bars, then each picture of how the count went."""
    bars = min(len(result.table.rows), SCREEN.bars(len(result.winners)))
    outcome = result.explanation[-max(1, min(MOST_SENTENCES, LINES - bars)) :]
    yield Slide(result, "", result.chart, outcome, result.chart_note)
    for picture in result.pictures:
        yield Slide(result, picture.heading, picture.chart, picture.notes[:MOST_NOTES], "")
