"""What is loaded and whether the box is ready, read back to the organiser in words."""

import asyncio

from kiosk.actions.letters_on_paper import letters_not_on_paper
from kiosk.actions.reach_phones import answers, is_known_here_alone
from kiosk.config import ANYWHERE
from kiosk.domain.assembly import Assembly, Cards, Question
from kiosk.domain.count.rules import RULES
from kiosk.domain.printer_state import is_trouble
from kiosk.domain.questions import KINDS
from kiosk.pages.organiser.copy_words import copy_checks
from kiosk.pages.views.organiser import LoadedMeeting, LoadedPoll, LoadedQuestion, ReadyCheck
from kiosk.pages.web.kiosk import Kiosk
from kiosk.pages.web.reader import Reader
from kiosk.presentation.deciding import deciding_words
from kiosk.presentation.phrases import Phrases, own_name
from kiosk.presentation.printer import printer_words
from kiosk.store import people


async def loaded_of(reader: Reader) -> LoadedMeeting | None:
    """The assembly that is loaded, None where there is none yet."""
    sitting, phrases, language = reader.sitting, reader.phrases, reader.language
    if sitting.folder is None:
        return None
    assembly = sitting.assembly
    members, _ = await people.counts(sitting.roll.read)
    return LoadedMeeting(
        title=assembly.title.in_language(language),
        place=assembly.place,
        date=assembly.date,
        languages=tuple(own_name(code) for code in assembly.languages),
        members=members,
        guests=await people.without_vote(sitting.roll.read),
        quorum=_quorum(assembly, members, phrases),
        cards=_cards(assembly, phrases),
        whole=_whole(assembly, phrases),
        polls=tuple(
            LoadedPoll(
                title=poll.title.in_language(language),
                questions=tuple(
                    _question(one, phrases, assembly.currency) for one in poll.questions
                ),
            )
            for poll in assembly.polls
        ),
    )


def _question(question: Question, phrases: Phrases, currency: str) -> LoadedQuestion:
    return LoadedQuestion(
        title=question.title.in_language(phrases.language),
        kind=phrases.gettext(KINDS[question.kind].title),
        rule=phrases.gettext(RULES[question.rule].title),
        decides=deciding_words(question, phrases, currency),
    )


def _quorum(assembly: Assembly, members: int, phrases: Phrases) -> str:
    needed = assembly.quorum.needed(members)
    if not needed:
        return phrases.gettext("No quorum is needed.")
    return phrases.ngettext(
        "%(num)s member must be here.", "%(num)s members must be here.", needed
    ) % {"num": needed}


def _cards(assembly: Assembly, phrases: Phrases) -> str:
    if assembly.cards is Cards.DRAWN:
        return phrases.gettext("Cards are printed ahead and drawn by hand.")
    return phrases.gettext("Each card is printed at sign-in.")


def _whole(assembly: Assembly, phrases: Phrases) -> str:
    if not assembly.publish_from:
        return phrases.gettext("Published however few vote.")
    return phrases.ngettext(
        "Published from %(num)s vote on.",
        "Published from %(num)s votes on.",
        assembly.publish_from,
    ) % {"num": assembly.publish_from}


async def _phones_check(kiosk: Kiosk, phrases: Phrases) -> ReadyCheck:
    """Tried from the network's side: what the projector and the cards say must lead here."""
    words = phrases.gettext("Phones can open %(address)s") % {"address": kiosk.address}
    if kiosk.demo is not None and kiosk.config.leads_phones_astray:
        remedy = phrases.gettext(
            "Only this machine can open it. Start the demonstration with --host."
        )
    elif not kiosk.phones_address:
        remedy = phrases.gettext("Phones cannot open it. Set host and address in the settings.")
    elif await is_known_here_alone(kiosk.address):
        remedy = phrases.gettext(
            "Only this machine knows that name. Set the right address in the settings."
        )
    elif not await answers(kiosk.address):
        remedy = phrases.gettext("Nothing answers there. Set the right address in the settings.")
    else:
        remedy = ""
    return ReadyCheck(words=words, remedy=remedy)


async def _letters_check(assembly: Assembly, phrases: Phrases) -> tuple[ReadyCheck, ...]:
    """A line only where something is wrong: most meetings never need another font."""
    letters = await asyncio.to_thread(letters_not_on_paper, assembly)
    if not letters:
        return ()
    words = phrases.gettext("The printer cannot print these letters: %(letters)s")
    remedy = phrases.gettext("Install a font that has them, or write without them.")
    return (ReadyCheck(words=words % {"letters": letters}, remedy=remedy),)


def open_to_all_words(phrases: Phrases) -> str:
    """What it costs to let these pages be opened from anywhere."""
    return phrases.gettext("Anybody on the Wi-Fi can read the PIN and the names.")


async def checks_of(kiosk: Kiosk, phrases: Phrases) -> tuple[ReadyCheck, ...]:
    """The list to go through before the doors open."""
    sitting = kiosk.hall.sitting
    printer = kiosk.hall.printer_state
    has_polls = bool(sitting.assembly.polls)
    needs_cards = sitting.assembly.cards is Cards.DRAWN and not sitting.box.cards_number
    return (
        ReadyCheck(
            words=phrases.gettext("A meeting is loaded"),
            remedy="" if has_polls else phrases.gettext("Load the meeting’s files above."),
        ),
        ReadyCheck(
            words=phrases.gettext("The printer"),
            remedy=printer_words(printer, phrases) if is_trouble(printer) else "",
        ),
        *await _letters_check(sitting.assembly, phrases),
        ReadyCheck(
            words=phrases.gettext("Voting cards"),
            remedy=phrases.gettext("Print the cards first: kiosk cards.") if needs_cards else "",
        ),
        await _phones_check(kiosk, phrases),
        ReadyCheck(
            words=phrases.gettext("Pages of chair, desk and booth"),
            remedy=open_to_all_words(phrases) if kiosk.config.officials == ANYWHERE else "",
        ),
        *copy_checks(kiosk.hall, phrases, folder=kiosk.config.copy),
    )
