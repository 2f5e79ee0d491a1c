"""What the organiser's pages and a screen that asks to be paired show."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultLine:
    """One thing wrong in a file. ``line``: from 1, 0 where the whole file is meant."""

    file: str
    line: int
    column: int = 0  # from 1, 0 where the whole line is meant
    wrong: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedQuestion:
    """A question as it was read back: ``kind``, ``rule`` and what ``decides`` it in words."""

    title: str
    kind: str
    rule: str
    decides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedPoll:
    """A poll as it was read back."""

    title: str
    questions: tuple[LoadedQuestion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedMeeting:
    """The assembly that is loaded.

    ``members`` and ``guests``: people on the roster with and without a vote. ``languages``: their
    own names. ``quorum``, ``cards`` and ``whole`` ballots: a ready sentence each.
    """

    title: str
    place: str
    date: str
    languages: tuple[str, ...]
    members: int
    guests: int
    quorum: str
    cards: str
    whole: str
    polls: tuple[LoadedPoll, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyCheck:
    """One line of the ready list. ``remedy``: what to do, a ready sentence; empty: it is well."""

    words: str
    remedy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairedScreen:
    """A second screen. ``name``: as "Screen 2"."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PairingCode:
    """A code to type on the new screen. ``code``: in groups.

    ``address``: what to open there; empty: no other device can open this kiosk.
    """

    address: str
    code: tuple[str, ...]
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganiserPage:
    """``organiser.html``: prepare the assembly.

    ``faults``: all that is wrong in the files last sent; nothing of them was taken. ``said``:
    what the last press did. ``refused``: why it did nothing. ``locked``: why no other assembly
    can be loaded now; empty: it can. ``pairing``: the code just made. ``test_slip``: what the
    printer said to the last test, empty if none was tried.
    """

    loaded: LoadedMeeting | None = None
    faults: tuple[FaultLine, ...] = ()
    said: str = ""
    refused: str = ""
    locked: str = ""
    checks: tuple[ReadyCheck, ...] = ()
    screens: tuple[PairedScreen, ...] = ()
    pairing: PairingCode | None = None
    test_slip: str = ""
    trial: bool = False  # a trial is held now
    notes: tuple[str, ...] = ()  # what the loaded files say, and is perhaps not meant or not kept


@dataclass(frozen=True, slots=True, kw_only=True)
class PutAside:
    """``organiser_aside.html``: other files were sent while a meeting is held.

    ``once``: names the files that wait. ``present``: people inside; ``cards``: voting cards that
    stop working; ``closed``: votes that leave the chair's page.
    """

    once: str
    present: int
    cards: int
    closed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PairPage:
    """``pair.html``: a new screen types the code that the organiser's page shows.

    ``wrong``: the last code did not fit. ``wait_seconds``: too many tries, wait so long.
    """

    wrong: bool = False
    wait_seconds: int = 0
