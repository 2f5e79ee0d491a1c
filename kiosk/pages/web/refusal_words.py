"""From every refusal to its HTTP status and its sentence for people: one table."""

import logging

from aiohttp import web

from kiosk.domain import errors
from kiosk.domain.count.budgets.best_set import NoBestSetInTime
from kiosk.domain.count.settings import BadSetting
from kiosk.domain.needs_first import NeedsComeFirst, NoReasonGiven
from kiosk.domain.reconciliation import said_of_votes
from kiosk.domain.sentence import Sentence, say, say_many
from kiosk.presentation.phrases import Phrases

log = logging.getLogger(__name__)

STATUS: dict[type[errors.Refused], int] = {
    errors.NoSuchCard: 404,
    errors.ScanCutShort: 404,
    errors.NoSuchPoll: 404,
    errors.NoSuchPerson: 404,
    errors.NoSuchTracker: 404,
    errors.AlreadyVoted: 409,
    errors.PollNotOpen: 409,
    errors.NothingOpen: 409,
    errors.AlreadyPresent: 409,
    errors.CardTaken: 409,
    errors.NotPresent: 409,
    errors.StepNotPossible: 409,
    errors.NotTenDice: 422,
    errors.NoQuorum: 409,
    NeedsComeFirst: 409,
    NoReasonGiven: 422,
    errors.LotNeeded: 409,
    errors.NoBalancedBudget: 409,
    errors.MoreBallotsThanMembers: 409,
    errors.MoreVotesThanCards: 409,
    errors.CardsComeFromTheDesk: 409,
    errors.CountStopped: 503,
    errors.CountUnderWay: 409,
    errors.MeetingUnderWay: 409,
    errors.TrialHeld: 409,
    errors.AnotherMeetingBegan: 409,
    errors.NothingToTry: 409,
    errors.ResultNotReady: 404,
    errors.BallotInvalid: 422,
    errors.BadFile: 422,
    BadSetting: 422,
    NoBestSetInTime: 503,
    errors.WrongPin: 403,
    errors.NotAllowedHere: 403,
    errors.NotFromHere: 403,
    errors.TooManyTries: 429,
    errors.FormUnreadable: 400,
    errors.FormTooLong: 413,
    errors.LengthNotTold: 411,
    errors.NotAForm: 415,
    errors.UploadTooLarge: 413,
    errors.PrintedOftenEnough: 409,
    errors.CannotSave: 503,
    errors.CannotSayYet: 503,
    errors.FileDamaged: 503,
    errors.TooBusy: 503,
    errors.StillSaving: 503,
    errors.NoRoom: 503,
    errors.BoxNotEmpty: 409,
    errors.BoxLocked: 409,
    errors.SlipStillNeeded: 409,
    errors.WrongKey: 403,
    errors.FolderInUse: 503,
    errors.NewerFile: 503,
}

SENTENCES: dict[type[errors.Refused], Sentence] = {
    errors.NoSuchCard: say("This is not a voting card of this meeting."),
    errors.ScanCutShort: say("The scanner did not read it all. Scan again."),
    errors.NoSuchPoll: say("There is no such vote."),
    errors.NoSuchPerson: say("Please see the greeter."),
    errors.NoSuchTracker: say("These words are not a receipt. Check the spelling."),
    errors.AlreadyVoted: say("This card has voted. One ballot is in the box."),
    errors.PollNotOpen: say("This vote takes no ballots now. Nothing was cast."),
    errors.AlreadyPresent: say("Please see the greeter."),
    errors.CardTaken: say("This card was taken or used already."),
    errors.NotPresent: say("Nobody with this number is signed in."),
    errors.NotTenDice: say("Roll ten dice. Type ten numbers from 1 to 6."),
    errors.StepNotPossible: say("This step is not possible now. Look at the agenda again."),
    errors.NoQuorum: say("Too few members are here to vote."),
    NeedsComeFirst: say("Needs come first: publish the vote on them before this one."),
    NoReasonGiven: say("Write why. Everybody can read it later."),
    errors.LotNeeded: say("There is a tie. A lot must be drawn."),
    errors.NoBalancedBudget: say("With these limits no budget balances."),
    errors.MoreBallotsThanMembers: say(
        "There are more ballots than members. This vote cannot count. Hold it again."
    ),
    errors.MoreVotesThanCards: say("More cards voted than were given out."),
    errors.CardsComeFromTheDesk: say("The desk prints the cards of this meeting."),
    errors.CountStopped: say("The count stopped. Press Count."),
    errors.CountUnderWay: say("The votes are being counted. Look again in a moment."),
    errors.MeetingUnderWay: say("A vote is open. Close it before you load another meeting."),
    errors.AnotherMeetingBegan: say("A meeting is held now. Nothing was loaded."),
    errors.TrialHeld: say("End the trial before you load another meeting."),
    errors.NothingToTry: say("Load a meeting first. Then you can try it."),
    errors.ResultNotReady: say("The result is not published yet."),
    errors.NothingOpen: say("Nothing is open for voting now."),
    errors.BallotInvalid: say("There is a problem with the ballot. Nothing was cast."),
    errors.BadFile: say("The files have mistakes. Nothing was loaded."),
    errors.WrongPin: say("This is not the right number. Try again."),
    errors.NotAllowedHere: say("This page is not for this device."),
    errors.NotFromHere: say("This page opens only on the kiosk’s own screen."),
    errors.TooManyTries: say("Too many wrong tries. Please wait a minute."),
    errors.FormUnreadable: say("The kiosk cannot read this form. Open the page again."),
    errors.FormTooLong: say("This form is too long. Open the page again."),
    errors.LengthNotTold: say("This form does not say how long it is. Open the page again."),
    errors.NotAForm: say("The kiosk takes only its own forms here. Open the page again."),
    errors.UploadTooLarge: say("The files are too large together. Nothing was loaded."),
    errors.PrintedOftenEnough: say("There are enough copies of this report. Read it on the page."),
    errors.CannotSave: say("The kiosk cannot save now. Your vote was not cast. Call a helper."),
    errors.CannotSayYet: say(
        "We cannot say yet whether your vote is saved. Wait and look at your card again."
    ),
    errors.FileDamaged: say("A file of this meeting is damaged. Nothing was changed."),
    errors.FolderInUse: say("Another kiosk uses these files."),
    errors.NewerFile: say("A newer kiosk wrote these files. Install that version."),
    BadSetting: say("The rule of this question has a wrong setting. Nothing is lost."),
    NoBestSetInTime: say("This count takes too long here. The ballots are safe."),
    errors.StillSaving: say("Your vote is still being saved. Wait, then press again."),
    errors.TooBusy: say("Many people are voting. Wait a moment, then try again."),
    errors.NoRoom: say("The disk is almost full. Make room before you open."),
    errors.BoxNotEmpty: say("The box of this vote is not empty. It cannot be opened."),
    errors.BoxLocked: say("The box is locked. Type the words of its key."),
    errors.SlipStillNeeded: say("Keep the slip sealed. Without it nobody can count again."),
    errors.WrongKey: say("These are not the words of the key. Check the slip."),
}

NOT_YET = {
    "paused": say("Voting is paused. Nothing was cast. Please wait."),
    "draft": say("Voting has not started. Nothing was cast. Please wait."),
}
NOT_FOUND = say("There is no such page.")
BROKEN = say("Something went wrong here. Please call a helper.")


def status_of(refusal: errors.Refused) -> int:
    """The HTTP status of a refusal."""
    return STATUS[type(refusal)]


def sentence_of(refusal: errors.Refused) -> Sentence:
    """What a person is told, with numbers where there are any."""
    match refusal:
        case errors.NoQuorum(present=present, needed=needed):
            return say_many(
                "%(present)s members are here. Voting needs %(number)s.",
                "%(present)s members are here. Voting needs %(number)s.",
                needed,
                present=present,
            )
        case errors.MoreVotesThanCards(number=number):
            return said_of_votes(number)
        case errors.TooManyTries(seconds=seconds):
            return say_many(
                "Too many wrong tries. Please wait %(number)s second.",
                "Too many wrong tries. Please wait %(number)s seconds.",
                seconds,
            )
        case errors.NoRoom(free=free, needed=needed):
            return say(
                "Only %(free)s MB of disk are free. Opening needs %(needed)s MB.",
                free=free,
                needed=needed,
            )
        case errors.PollNotOpen(state=state) if state in NOT_YET:
            return NOT_YET[state]
        case _:
            return SENTENCES.get(type(refusal), BROKEN)


def words_of(refusal: errors.Refused, phrases: Phrases) -> str:
    """The sentence in the phrases' language."""
    return phrases.say(sentence_of(refusal), {}, str)


def trouble(fault: BaseException) -> tuple[int, Sentence]:
    """Status and sentence for anything that a page may raise."""
    if isinstance(fault, errors.Refused) and type(fault) in STATUS:
        return status_of(fault), sentence_of(fault)
    if isinstance(fault, web.HTTPException):
        return fault.status, NOT_FOUND if fault.status == web.HTTPNotFound.status_code else BROKEN
    # The type only: a message could hold what somebody typed.
    log.error("a page failed: %s", type(fault).__name__)
    return 500, BROKEN
