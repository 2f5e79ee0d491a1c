"""What the chair's pages show."""

from dataclasses import dataclass, field

from markupsafe import Markup

from kiosk.presentation.views.presence import Presence
from kiosk.presentation.views.result import QuestionResult


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """One poll in the agenda.

    ``place``: from 1. ``state``: the state's name (draft, open ...), also a CSS class.
    ``state_words``: the same for people. ``shown``: this is the poll in the middle of the page.
    """

    id: str
    place: int
    title: str
    state: str
    state_words: str
    shown: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StepButton:
    """A button of the chair. ``blocked``: why it cannot be pressed now; empty: it can be."""

    blocked: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """The steps that belong to the poll's state; None: not a step from here, so not shown."""

    open: StepButton | None = None
    pause: StepButton | None = None
    resume: StepButton | None = None
    close: StepButton | None = None
    count: StepButton | None = None
    stop: StepButton | None = None
    publish: StepButton | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Turnout:
    """How many have voted; never how.

    ``cast`` of ``entitled`` people; ``at_least``: or a few more. ``started``: drafts that are not
    cast. ``few``: so few have cast that the page says "fewer than 5" and no number;
    ``few_started``: have started.
    """

    cast: int
    entitled: int
    at_least: bool = False
    started: int = 0
    few: bool = False
    few_started: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LotAsked:
    """A tie that only a lot can decide. ``tied``: the options' titles."""

    tied: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyShown:
    """The key of a sealed poll.

    ``asked``: it is made, and somebody must show that they hold its slip; ``words`` and ``code``
    where no slip came. ``locked``: the kiosk was restarted and needs the words. ``tear``: the
    slip can be torn up now. ``kept``: few voted, so it must not be. ``torn``: it is. ``typed``:
    what did not unlock it, to be mended.
    """

    asked: bool = False
    words: tuple[str, ...] = ()
    code: Markup = field(default_factory=Markup)
    locked: bool = False
    tear: bool = False
    kept: bool = False
    torn: bool = False
    typed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question of a poll, and the sentences of what decides it; none after the close."""

    title: str
    decides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PollShown:
    """The poll in the middle of the chair's page.

    ``minutes``: how many full minutes it has been open, 0 if it is not. ``asks``: its
    questions. ``counting``: how far a count is, ready sentences; empty: none runs.
    ``trouble``: why the last count gave nothing. ``lot``: the count needs a lot. ``results``:
    after the count. ``published``: everyone can see the results. ``exposed``: whom a number could
    tell of, ready sentences. ``key``: of a sealed box. ``sample``: how
    many ballots the dice can choose now; 0: none. ``withheld``: a ready sentence, where too few
    voted to open any. ``beyond``: another one, where more voted than got a card. ``needs``: the
    title of the vote on needs that comes first.
    """

    id: str
    title: str
    state: str
    state_words: str
    asks: tuple[Asked, ...] = ()
    minutes: int = 0
    steps: Steps = Steps()
    turnout: Turnout | None = None
    counting: tuple[str, ...] = ()
    trouble: str = ""
    lot: LotAsked | None = None
    results: tuple[QuestionResult, ...] = ()
    published: bool = False
    exposed: tuple[str, ...] = ()
    key: KeyShown | None = None
    sample: int = 0
    withheld: str = ""
    beyond: str = ""
    needs: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A device's state in words, and whether somebody must do something about it."""

    words: str
    trouble: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One thing the projector can show. ``blocked``: why it cannot now; empty: it can."""

    current: bool = False
    blocked: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Projector:
    """What the projector can show; exactly one is current.

    ``next``: its result is of several questions, so that the chair can go on to the next.
    """

    join: Scene = Scene()
    question: Scene = Scene()
    turnout: Scene = Scene()
    result: Scene = Scene()
    blank: Scene = Scene()
    next: Scene | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportShown:
    """A report that was printed: its name, its text line by line, how often it was printed.

    ``trouble``: why the last print failed, a ready sentence; empty: it was sent. ``open``: it
    stands unfolded. ``cards_of``: the poll whose cards the tellers can still count; empty: none.
    """

    id: str
    title: str
    lines: tuple[str, ...]
    copies: int = 1
    trouble: str = ""
    open: bool = False
    cards_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpCallShown:
    """Somebody pressed HELP. ``where``: the screen's name. ``coming``: help is on its way."""

    id: str
    where: str
    minutes: int = 0
    coming: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChairPage:
    """``chair.html``: run the meeting.

    ``warnings``: ready sentences (second copy, disk, clock, sync). ``refused``: why the last
    press did nothing. ``said``: what the last press did. ``sync``: as "Not sent yet: 1 file".
    ``steady``: while a count goes on, the name under which the poll's part stays as it is.
    """

    presence: Presence
    printer: Device
    sync: Device
    agenda: tuple[AgendaItem, ...]
    poll: PollShown | None = None
    projector: Projector = Projector()
    reports: tuple[ReportShown, ...] = ()
    help_calls: tuple[HelpCallShown, ...] = ()
    warnings: tuple[str, ...] = ()
    refused: str = ""
    said: str = ""
    steady: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChairClose:
    """``chair_close.html``: "Close voting?".

    ``lot_asked``: a tie could need the tellers' lot, so the page has the field for it.
    ``lot_typed``: what stands in the field already. ``cards_asked``: the tellers may type how many
    cards are left in the bowl. ``refused``: why the lot was not taken. ``present``: who counts as
    present, a ready sentence.
    """

    id: str
    title: str
    turnout: Turnout
    present: str = ""
    lot_asked: bool = True
    lot_typed: str = ""
    cards_asked: bool = False
    refused: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChairPublish:
    """``chair_publish.html``: "Publish the result?".

    ``verdicts``: what was decided, a sentence for each question; empty: nothing is counted yet.
    ``exposed``: whom the result could tell of, ready sentences. ``sample``: how many ballots the
    dice could still choose; 0: none. ``present``: who counts as present, a ready sentence.
    ``beyond``: that more voted than got a card, a ready sentence; ``accept``: by how many, to which
    the chair must say yes.
    """

    id: str
    title: str
    verdicts: tuple[str, ...] = ()
    present: str = ""
    exposed: tuple[str, ...] = ()
    sample: int = 0
    beyond: str = ""
    accept: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ChairTear:
    """``chair_tear.html``: "Tear up the slip?". ``sampled``: the dice have chosen ballots.

    ``withheld``: a ready sentence, where too few voted: then the slip is kept.
    """

    id: str
    title: str
    sampled: bool
    withheld: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChairSample:
    """``chair_sample.html``: the dice choose ``number`` ballots; 0: nothing can be opened.

    ``chances``: ready sentences, what the sample would find. ``withheld``: a ready sentence,
    where too few voted.
    """

    id: str
    title: str
    number: int
    withheld: str = ""
    chances: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PinPage:
    """``pin.html``: a person's PIN before the chair's or the organiser's page.

    ``organiser``: the organiser's door, else the chair's. ``onward``: the address the form posts
    to. ``wrong``: the last PIN did not fit. ``wait_seconds``: too many tries, wait so long.
    """

    onward: str
    organiser: bool = False
    wrong: bool = False
    wait_seconds: int = 0
