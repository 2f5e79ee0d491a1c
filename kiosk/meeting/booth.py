"""The touch screens, and who sits there."""

import secrets
from dataclasses import dataclass, field

from kiosk.domain.colour import Colour
from kiosk.domain.errors import Refused
from kiosk.meeting.print_job import PrintJob


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
    notice: Refused | None = None  # why the card that was shown last began no visit
    notice_until: float = 0.0
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
        self.session = BoothSession(notice=why, notice_until=until)


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
