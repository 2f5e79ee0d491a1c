"""What every action has at hand: the assembly that meets, its two files, devices and listeners."""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.devices.contract import Printer
from kiosk.domain.assembly import Assembly, Poll
from kiosk.domain.attendance import Inside, SignedIn
from kiosk.domain.count.contract import Result
from kiosk.domain.errors import NoSuchPoll
from kiosk.domain.printer_state import PrinterState, Ready
from kiosk.domain.turnout import Seen
from kiosk.formats.assembly_folder import Loaded
from kiosk.live import Hub
from kiosk.meeting.card_door import CardDoor
from kiosk.meeting.counts import Counts
from kiosk.meeting.doors import Doors
from kiosk.meeting.drafts import Drafts
from kiosk.meeting.log_so_far import LogSoFar
from kiosk.meeting.print_job import PrintJob
from kiosk.meeting.recent_answers import Recent
from kiosk.meeting.together import Together
from kiosk.meeting.untaken import Untaken
from kiosk.proof.signature import Key
from kiosk.store.box import Box
from kiosk.store.copy_state import CopyState, NoCopyWanted
from kiosk.store.database import Database
from kiosk.store.meeting_folder import Kept


@dataclass(slots=True)
class KeyInHand:
    """The key of a box that is not open yet, until somebody shows that they hold its slip.

    ``printed``: None until the printer has answered, then whether the slip came.
    """

    key: bytes = field(repr=False)
    printed: bool | None = None


@dataclass(slots=True)
class Sitting:
    """The assembly that meets now, with its two files and what is derived from them."""

    assembly: Assembly
    roll: Database
    box: Box
    folder: Path | None
    results: dict[str, dict[str, Result]] = field(default_factory=dict)  # poll, question
    trackers: dict[str, frozenset[str]] = field(default_factory=dict)  # of closed polls
    resumed: set[str] = field(default_factory=set)  # polls that were under way at the start
    altered: set[str] = field(default_factory=set)  # whose ballots do not match their record
    mended: set[str] = field(default_factory=set)  # of these, paused because the power went
    opened: dict[str, float] = field(default_factory=dict)  # poll: seconds, monotonic
    drafts: Drafts = field(default_factory=Drafts)
    seen: dict[str, Seen] = field(default_factory=dict)  # poll: the turnout, last time
    seen_trouble: bool = False  # whether the box could not save then: a cast begins and ends that
    inside: Inside | None = None  # as the roll has it; None: not counted, or not sure
    ready: list[str] = field(default_factory=list, repr=False)  # codes for cards yet to be made
    untaken: Untaken = field(default_factory=Untaken)
    marked: set[str] = field(default_factory=set)  # whose card changes, or a fault left it halfway
    log_so_far: LogSoFar = field(default_factory=LogSoFar)  # as far as it was read back
    unprinted: dict[str, PrinterState] = field(default_factory=dict)  # report: why no paper came
    keys: dict[str, KeyInHand] = field(default_factory=dict)  # poll; in memory, and never kept
    counts: Counts = field(default_factory=Counts)
    trial_mark: str = ""  # stands on all paper of a trial; empty: this is the real meeting

    def poll(self, poll_id: str) -> Poll:
        """The poll of that id; raises NoSuchPoll."""
        try:
            return self.assembly.poll(poll_id)
        except KeyError:
            raise NoSuchPoll from None

    async def close(self) -> None:
        """End counts and close both files; casts that wait are finished first."""
        await self.counts.close()
        await self.box.close()
        await self.roll.close()


@dataclass(frozen=True, slots=True)
class Shown:
    """The words of a receipt, the digest of who may see them, and until when, monotonic."""

    words: str = field(repr=False)
    browser: str
    until: float


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody at the desk: the number that was typed, empty where the door is open, and a form.

    ``sitting``: the meeting that they came to.
    """

    number: str = field(repr=False)
    key: str
    sitting: "Sitting" = field(repr=False)


@dataclass(slots=True)
class HelpCall:
    """A call. ``since`` in seconds of the monotonic clock."""

    id: str
    where: str
    since: float
    coming: bool = False


@dataclass(slots=True)
class Hall:
    """The kiosk at work. ``sitting`` changes when another assembly is loaded.

    ``scene``: what the projector shows: join, question, turnout, result or blank. ``shown_poll``:
    the vote that the chair chose for it; empty: none. ``revealed``: the poll whose result it
    shows, and which of its questions, from 0. ``printer_state``: as the
    printer last said, so that no page waits for it.
    """

    data: Path
    sitting: Sitting
    hub: Hub
    printer: Printer
    key: Key
    doors: Doors
    monotonic: Callable[[], float]
    casts: Recent[Shown] = field(default_factory=Recent)  # the tracker that a form got
    arriving: Together[Arrival, SignedIn] = field(default_factory=Together)  # of the roster
    arriving_unlisted: Together[Arrival, SignedIn] = field(default_factory=Together)
    taking: Together[str, None] = field(default_factory=Together)  # tickets
    arrivals: Recent[SignedIn] = field(default_factory=Recent)
    guests: Recent[bool] = field(default_factory=Recent)
    scene: str = "question"
    waiting: tuple[str, Kept, Loaded] | None = None  # form and files that wait for "Load anyway"
    shown_poll: str = ""
    revealed: tuple[str, int] = ("", 0)
    printer_state: PrinterState = field(default_factory=Ready)
    drafts: Path | None = None  # a folder in memory, where begun ballots outlive the program
    copy_state: CopyState = field(default_factory=NoCopyWanted)  # as it was last looked at
    help_calls: list[HelpCall] = field(default_factory=list)
    due: asyncio.Queue[str] = field(default_factory=asyncio.Queue)  # reports to be printed
    asked: Counter[str] = field(default_factory=Counter)  # of these, by the chair's press
    jobs: asyncio.Queue[PrintJob] = field(default_factory=asyncio.Queue)  # slips to be printed
    behind: asyncio.Queue[str] = field(default_factory=asyncio.Queue)  # cards: who had it went on
    test_slip: PrintJob | None = None  # the organiser's last one
    cards: CardDoor = field(init=False)

    def __post_init__(self) -> None:
        """The doors know who must wait."""
        self.cards = CardDoor(self.doors)
