"""Every "no" that people are told, each a type named as a sentence."""

from kiosk.domain.sentence import Sentence


class Refused(Exception):
    """The root of all refusals; pages turn each kind into a status and a sentence."""


class NoSuchCard(Refused):
    """The card code is not one of this assembly's."""


class ScanCutShort(Refused):
    """The scanner read a piece of a card, or its keys came in pieces."""


class NoSuchTracker(Refused):
    """These are not the words of a tracker."""


class NoSuchPoll(Refused):
    """There is no poll of that name."""


class NoSuchPerson(Refused):
    """Nobody on the roster matches."""


class AlreadyVoted(Refused):
    """The card was spent in this poll. Carries the tracker only for a resend of the same form."""

    def __init__(self, tracker: str = "") -> None:
        super().__init__()
        self.tracker = tracker


class PollNotOpen(Refused):
    """The poll takes no ballots now. Carries its state's name."""

    def __init__(self, state: str) -> None:
        super().__init__()
        self.state = state


class NothingOpen(Refused):
    """No poll takes a ballot of this card now."""


class BallotInvalid(Refused):
    """The ballot breaks a limit of a question. Carries (question id, fault) pairs."""

    def __init__(self, faults: tuple[tuple[str, Sentence], ...]) -> None:
        super().__init__()
        self.faults = faults


class AlreadyPresent(Refused):
    """The person is signed in."""


class CardTaken(Refused):
    """The card was taken, or used: it can be neither printed again nor given up."""


class NotPresent(Refused):
    """The person is not signed in, so cannot leave."""


class StepNotPossible(Refused):
    """The poll cannot go from its state to the one asked for."""

    def __init__(self, state: str, step: str) -> None:
        super().__init__()
        self.state = state
        self.step = step


class NotTenDice(Refused):
    """What was typed is not what ten dice show."""


class NoQuorum(Refused):
    """Too few members are present. Carries how many are and how many must be."""

    def __init__(self, present: int, needed: int) -> None:
        super().__init__()
        self.present = present
        self.needed = needed


class LotNeeded(Refused):
    """The count meets a tie that only a drawn lot can decide. Carries the tied option ids."""

    def __init__(self, options: tuple[str, ...]) -> None:
        super().__init__()
        self.options = options


class NoBalancedBudget(Refused):
    """The limits of money out and money in leave no budget that balances."""


class MoreBallotsThanMembers(Refused):
    """The box holds more ballots than there are members with a vote: no count of it is right."""


class CardsComeFromTheDesk(Refused):
    """The desk prints the cards of this meeting: cards made ahead would be a second source."""


class CountStopped(Refused):
    """The process that counted ended before its result; the ballots are as they were."""


class CountUnderWay(Refused):
    """The poll is being counted, or will be in a moment, as after every start."""


class WrongPin(Refused):
    """The PIN does not open this door."""


class TooManyTries(Refused):
    """Too many wrong codes or PINs; wait. Carries the seconds to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__()
        self.seconds = seconds


class NotAllowedHere(Refused):
    """This screen is not paired, or this person has not given a PIN."""


class NotFromHere(Refused):
    """The page opens only on the kiosk's own screen, or in a network that the settings name."""


class ResultNotReady(Refused):
    """The result of the poll is not published yet."""


class FormUnreadable(Refused):
    """What was sent is not a form as any page of ours sends it."""


class FormTooLong(Refused):
    """What was sent is longer than any form of ours."""


class LengthNotTold(Refused):
    """What is being sent does not say how long it is, so it may never end."""


class NotAForm(Refused):
    """What was sent is no form at all, or of a sort that only an upload has."""


class UploadTooLarge(Refused):
    """The files are larger together than those of any meeting."""


class PrintedOftenEnough(Refused):
    """There are as many copies of the report as anybody needs; each one is told in the log."""


class CannotSave(Refused):
    """The disk refused to keep the data, so nothing is confirmed."""


class CannotSayYet(CannotSave):
    """A commit failed, and whether the disk has it all the same cannot be read yet."""


class FileDamaged(CannotSave):
    """A file of the meeting is damaged or missing; it stays as it is. Carries its name."""

    def __init__(self, file: str) -> None:
        super().__init__(f"{file} is damaged or missing")
        self.file = file


class NoRoom(Refused):
    """Too little disk is free to open a poll. Carries megabytes: what is free, what is needed."""

    def __init__(self, free: int, needed: int) -> None:
        super().__init__()
        self.free = free
        self.needed = needed


class BoxNotEmpty(Refused):
    """There are ballots or spent cards in the box of a poll that was not opened yet."""


class SlipStillNeeded(Refused):
    """Few voted, so the signed record holds no whole ballot: without the key none is left."""


class BoxLocked(Refused):
    """The ballots are sealed, and the key was not given since the kiosk started."""


class WrongKey(Refused):
    """These are not the words of the key under which the box is sealed."""


class TooBusy(Refused):
    """More people cast at this moment than the disk can take; try again."""


class StillSaving(Refused):
    """The disk takes long: whether the vote is cast is known when the same form is sent again."""


class MoreVotesThanCards(Refused):
    """More cards voted than were given out, and the chair has not said yes to that."""

    def __init__(self, number: int) -> None:
        super().__init__(f"{number} too many")
        self.number = number


class BadFile(Refused):
    """A file cannot be taken. Carries every fault found, each with its place and its remedy."""

    def __init__(self, faults: tuple["Fault", ...]) -> None:
        super().__init__("; ".join(str(fault) for fault in faults))
        self.faults = faults


class Fault:
    """One thing wrong in a file: where, what, and what to write instead.

    ``line`` and ``column`` count from 1; 0 where there is none.
    """

    __slots__ = ("column", "file", "line", "remedy", "wrong")

    def __init__(self, file: str, line: int, wrong: str, remedy: str, *, column: int = 0) -> None:
        self.file = file
        self.line = line
        self.column = column
        self.wrong = wrong
        self.remedy = remedy

    def __str__(self) -> str:
        """``file, line 3, column 12: what is wrong. What to write instead.``"""
        place = f"{self.file}, line {self.line}" if self.line else self.file
        if self.column:
            place += f", column {self.column}"
        return f"{place}: {self.wrong}. {self.remedy}."

    def __eq__(self, other: object) -> bool:
        """Two faults are the same if they say the same."""
        return isinstance(other, Fault) and str(self) == str(other)

    def __hash__(self) -> int:
        """Consistent with equality."""
        return hash(str(self))


class MeetingUnderWay(Refused):
    """A poll is open or paused, so no other assembly can be loaded now."""


class TrialHeld(Refused):
    """A trial is held, so no other assembly can be loaded now."""


class AnotherMeetingBegan(Refused):
    """Other files would put a meeting aside that has begun; nobody has confirmed it yet.

    Carries how far it has come: people inside, voting cards, closed votes.
    """

    def __init__(self, present: int, cards: int, closed: int) -> None:
        super().__init__()
        self.present = present
        self.cards = cards
        self.closed = closed


class NothingToTry(Refused):
    """No meeting is loaded, or a trial of it is held already."""


class FolderInUse(Refused):
    """Another kiosk works in this data folder."""


class NewerFile(Refused):
    """The file was written by a newer version of the kiosk, so this one must not touch it."""
