"""What the projector shows: how to join, what is being decided, the result."""

from dataclasses import dataclass, field

from markupsafe import Markup

from kiosk.presentation.views.result import QuestionResult


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinScene:
    """Two numbered codes, each with what to type instead."""

    wifi_code: Markup = field(
        default_factory=Markup
    )  # from qr.wifi_code; empty: no Wi-Fi of our own
    network: str = ""
    password: str = ""
    address_code: Markup  # from qr.code; empty: phones cannot reach this kiosk
    address: str  # "10.42.0.1"; empty likewise
    sentence: str = ""  # what happens next: "Voting has not started."


@dataclass(frozen=True, slots=True, kw_only=True)
class NowQuestion:
    """A question: its title, and the sentences of what decides it."""

    title: str
    decides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NowScene:
    """The poll that is open, paused or just closed."""

    poll: str
    questions: tuple[NowQuestion, ...]  # one or more; none where only the turnout is shown
    status: str  # "Voting is open", "Voting is paused", "Voting is closed"
    open: bool = False
    voted: int
    large: bool = False  # only the turnout, as large as it can be
    few: bool = False  # too few have voted to say how many without telling who
    present: int
    percent: int  # voted of present, 0 to 100
    quorum: str = ""  # "50 of 100 members must be here: reached."
    closing: str = ""
    address_code: Markup = field(default_factory=Markup)  # for those who come late
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RevealScene:
    """The published result of one question, or a picture of how its count went."""

    poll: str
    place: str = ""  # "Question 1 of 2", where there are several
    result: QuestionResult
    heading: str = ""  # of a picture; empty: the verdict
    chart: Markup
    sentences: tuple[str, ...]  # few, so that they can be read from afar
    note: str = ""  # what the bars are
    beyond: str = ""  # that more voted than got a card
    address: str = ""  # where the whole result stands


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenView:
    """``screen.html`` at ``/screen``: exactly one scene is filled; none: a blank, calm page."""

    assembly: str
    join: JoinScene | None = None
    now: NowScene | None = None
    reveal: RevealScene | None = None
    thanks: str = ""
