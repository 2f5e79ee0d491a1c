"""The first pages of a voter: the welcome, the voting card, the booth's start."""

from dataclasses import dataclass

from kiosk.pages.views.common import FieldFault, Idle, Link


@dataclass(frozen=True, slots=True, kw_only=True)
class WelcomeView:
    """``welcome.html`` at ``/``: type the code of the voting card (field ``code``)."""

    assembly: str
    place: str = ""  # "Community hall, 14 March 2026"
    action: str = "/"  # posts ``code``
    typed: str = ""  # what was typed before, if it was not a code
    faults: tuple[FieldFault, ...] = ()  # target "code"
    links: tuple[Link, ...] = ()  # results, find my ballot, help


@dataclass(frozen=True, slots=True, kw_only=True)
class CardPoll:
    """A poll on the card's page; its words come from ``card_page.card_poll``."""

    title: str
    status: str  # "Open now", "You voted", "Not open yet", "Closed", "Result is out"
    icon: str  # box, check, clock, lock, list
    note: str = ""  # "You started, but your vote is not cast."
    warning: bool = False  # the note warns
    vote: Link | None = None  # the main button
    result: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CardView:
    """``card.html`` at ``/card/CODE``: what this card can do now; waits live."""

    code: str  # as it is spoken, "C7K2R-9XTFH-4DG7"; empty at the booth, where others look on
    polls: tuple[CardPoll, ...]
    notice: str = ""  # "Help is called."
    waiting: bool = False  # no poll is open for this card: keep the page open
    links: tuple[Link, ...] = ()
    done: Link | None = None  # the booth only: away from here, at the foot
    idle: Idle | None = None  # the booth only


@dataclass(frozen=True, slots=True, kw_only=True)
class BoothView:
    """``booth.html`` at ``/booth``: scan or type a card (field ``code``, posted to ``action``)."""

    assembly: str
    action: str = "/booth"
    typed: str = ""
    keys: tuple[tuple[str, ...], ...]  # rows of letters of the on-screen keyboard
    faults: tuple[FieldFault, ...] = ()
    notice: str = ""  # "No voting is open now."
    idle: Idle | None = None
