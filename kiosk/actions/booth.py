"""The touch screen: whose card lies on it, and what the three big buttons do to its ballot."""

import secrets
from dataclasses import dataclass, field

from kiosk.actions.call_help import call_help
from kiosk.actions.cast_ballot import Form, cast_ballot, keep_draft
from kiosk.actions.hall import Hall
from kiosk.actions.print_job import PrintJob
from kiosk.domain.assembly import Poll
from kiosk.domain.ballot import Ballot, Choice
from kiosk.domain.colour import Colour
from kiosk.domain.errors import NoSuchCard, Refused
from kiosk.domain.questions import KINDS
from kiosk.live import News

PAUSE_BEFORE_CAST = 1.0  # seconds between the press that chooses and the press that casts

NAMED = {"yes": Colour.GREEN, "no": Colour.RED, "abstain": Colour.WHITE, "help": Colour.BLUE}
"""The buttons by what is written on them, as pages and keys name them."""


@dataclass(slots=True)
class BoothSession:
    """One person at a touch screen.

    Never handed on: the next person gets a new one, and a cast that ends late still writes into
    the session of the person who cast it.
    """

    code: str = ""
    visit: str = field(default_factory=lambda: secrets.token_urlsafe(12))  # binds its forms to it
    poll: str = ""  # whose ballot is on the screen
    ended: str = ""  # whose ballot was on the screen when its vote was closed or paused
    language: str = ""
    text: str = "m"  # size of the letters
    theme: str = "paper"  # colours
    pressed: Colour | None = None
    pressed_at: float = 0.0
    called: bool = False  # asked for help, and has not gone on since
    instead: bool = False  # its card was shown while another one was in use
    casting: bool = False  # the buttons' cast is on its way; further presses do nothing
    refusal: Refused | None = None
    told: Refused | None = None  # why the card that was shown last began no visit
    told_until: float = 0.0
    trackers: dict[str, str] = field(default_factory=dict)  # of the polls cast in, by poll
    receipts: dict[str, PrintJob] = field(default_factory=dict)  # asked for on paper, by poll

    def turn_to(self, poll_id: str) -> None:
        """Another ballot is on the screen: what the buttons chose before means nothing here."""
        if poll_id:
            self.ended = ""
        if poll_id != self.poll:
            self.poll = poll_id
            self.pressed = self.refusal = None


TEXTS = ("s", "m", "l", "xl")
THEMES = ("paper", "contrast", "night", "contrast-night", "glare")


def change_look(session: BoothSession, what: str, wish: str) -> None:
    """Other letters (``text``) or colours (``theme``), until this person is done."""
    if what == "text" and wish in TEXTS:
        session.text = wish
    if what == "theme" and wish in THEMES:
        session.theme = wish


@dataclass(slots=True)
class Booth:
    """A touch screen, and who sits there."""

    session: BoothSession = field(default_factory=BoothSession)

    def leave(self) -> None:
        """The person is done: the next one must find nothing."""
        self.session = BoothSession()

    def send_away(self, why: Refused, *, until: float) -> None:
        """The card can do nothing here now: the start page says why for a while, and forgets."""
        self.session = BoothSession(told=why, told_until=until)


@dataclass(slots=True)
class Booths:
    """The kiosk's own touch screen, which the buttons belong to, and the paired ones."""

    own: Booth = field(default_factory=Booth)
    paired: dict[str, Booth] = field(default_factory=dict)

    def at(self, screen: str) -> Booth:
        """A paired screen; the kiosk's own where the name is empty."""
        if not screen:
            return self.own
        return self.paired.setdefault(screen, Booth())


def sit_down(hall: Hall, booth: Booth, code: str, *, language: str) -> None:
    """A card is shown to the screen; raises NoSuchCard."""
    if not hall.sitting.box.has_card(code):
        raise NoSuchCard
    instead = booth.session.code not in {"", code}
    booth.session = BoothSession(code=code, language=language, instead=instead)
    hall.hub.announce(News.BOOTH)


async def press_button(hall: Hall, session: BoothSession, colour: Colour, *, where: str) -> None:
    """A button of the box was pressed: the first press chooses, the second of the same casts.

    ``where``: the screen's name, for the person whom blue calls.
    """
    if colour is Colour.BLUE:
        call_help(hall, where)
        session.called, session.instead = True, False
        hall.hub.announce(News.BOOTH)
        return
    poll = _poll_for_buttons(hall, session)
    if poll is None or session.casting or poll.id in session.trackers:
        return
    now = hall.monotonic()
    question = poll.questions[0]
    marks = KINDS[question.kind].buttons(question).get(colour)
    if marks is None:
        return
    again = session.pressed is colour
    if again and now - session.pressed_at < PAUSE_BEFORE_CAST:
        return
    ballot = Ballot((Choice(question.id, marks),))
    if again:
        await _cast(hall, session, poll.id, ballot)
    else:
        session.pressed, session.pressed_at, session.instead = colour, now, False
        keep_draft(hall, session.code, poll_id=poll.id, ballot=ballot)
    hall.hub.announce(News.BOOTH)


async def _cast(hall: Hall, session: BoothSession, poll_id: str, ballot: Ballot) -> None:
    session.casting = True
    try:
        session.trackers[poll_id] = await cast_ballot(
            hall, session.code, poll_id=poll_id, ballot=ballot, form=Form("")
        )
    except Refused as refusal:
        session.refusal = refusal
    finally:
        session.casting = False


def _poll_for_buttons(hall: Hall, session: BoothSession) -> Poll | None:
    """The poll on the screen, if the buttons can answer it: one question whose kind has buttons."""
    if not session.poll or not hall.sitting.box.has_card(session.code):
        return None  # nobody sits here, or with a card of the meeting before
    poll = hall.sitting.poll(session.poll)
    first = poll.questions[0]
    if len(poll.questions) != 1 or not KINDS[first.kind].buttons(first):
        return None
    return poll if hall.sitting.box.taking(poll.id) else None
