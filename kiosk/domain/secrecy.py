"""The secrecy meter: where too few people share a number, the number gives them away."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kiosk.domain.assembly import Assembly, Cards, Poll, Trackers
from kiosk.domain.questions import KINDS
from kiosk.domain.sentence import Sentence, say

K = 5
"""The fewest people who may share a number about voters. Among fewer, whoever knows the room can
tell who is meant; five is what statistics offices ask for at least, and small meetings reach."""


def whole_shown(poll: Poll, ballots: int, *, publish_from: int) -> bool:
    """Whether so many ballots of a poll are published whole, opened by dice, and in its record.

    A ranking, points, a budget or several questions make a pattern that somebody can order and
    look for; where fewer than ``publish_from`` have voted nobody else has it by chance. Of a kind
    that is published in parts nearly every ballot is alone, however many vote.
    """
    if is_in_parts(poll):
        return False
    many = ballots >= publish_from
    return many or (len(poll.questions) == 1 and bool(always_shown(poll)))


def is_in_parts(poll: Poll) -> bool:
    """Whether its ballots are published as tables only, however many vote."""
    kinds = (KINDS.get(question.kind) for question in poll.questions)
    return any(kind is not None and kind.in_parts for kind in kinds)


def always_shown(poll: Poll) -> frozenset[str]:
    """The questions whose answers tell of nobody, each question for itself."""
    return frozenset(
        question.id for question in poll.questions if not KINDS[question.kind].recognisable
    )


def may_withhold(assembly: Assembly, poll: Poll) -> bool:
    """Whether whole ballots of the poll are withheld if few vote."""
    return not whole_shown(poll, 0, publish_from=assembly.publish_from)


def shown(number: int) -> int | None:
    """A number about voters if it may be shown while they vote, else None: "a few".

    Nobody at all may be shown: it tells of no one.
    """
    return number if number == 0 or number >= K else None


def too_few_to_vote(present: int) -> bool:
    """Whether so few can vote that the result may tell how each of them did."""
    return present < K


def small_groups(present: Mapping[str, int]) -> tuple[str, ...]:
    """The groups of whom some, but fewer than K, are present: sorted by name."""
    return tuple(sorted(group for group, number in present.items() if 0 < number < K))


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What secrecy depends on in this meeting. ``copies``: of the box, on other media."""

    assembly: Assembly
    copies: int


def opening_sheet(here: Circumstances) -> tuple[Sentence, ...]:
    """In plain lines: what the people who run the box could learn, and what not."""
    assembly = here.assembly
    return (
        *_of_cards(assembly),
        say("Who came and what is in the box are two files. Nothing links them."),
        say("No ballot carries a name, a time or a number."),
        *_of_receipts(assembly),
        *_of_few_voters(assembly),
        *_of_the_memory_card(assembly),
        say("A second copy of the box is kept on another disk.")
        if here.copies
        else say("There is no second copy of the box."),
        say("Whoever rebuilds this box before a vote could make it watch the screen."),
    )


def _of_cards(assembly: Assembly) -> tuple[Sentence, ...]:
    if assembly.open_door and assembly.cards is Cards.PRINTED:
        return (
            say("Everybody who comes gets a card. There is no list of names."),
            say("Whoever runs the box could note the order of the cards it prints."),
        )
    if assembly.cards is Cards.DRAWN:
        return (say("Cards are mixed and drawn by hand. The box cannot know who has which."),)
    return (say("The box prints cards at sign-in. Whoever runs it could note who got which."),)


def _of_receipts(assembly: Assembly) -> tuple[Sentence, ...]:
    if assembly.trackers is Trackers.OPEN:
        return (
            say("After the count, receipt words show everybody what that ballot says."),
            say("So people can prove how they voted, and others can press them to."),
        )
    return (
        say("Receipt words show that a ballot is in the box, not what it says."),
        say("The tellers’ dice choose a few ballots to open after the close."),
    )


def _of_few_voters(assembly: Assembly) -> tuple[Sentence, ...]:
    whole = [poll for poll in assembly.polls if not is_in_parts(poll)]
    if len(whole) < len(assembly.polls):
        tables = (
            say("Whole budgets are never opened or published: they could be recognised."),
            say("Published is a table for each line: each amount, and how many asked for it."),
        )
        return (*tables, *(_of_whole_ballots(assembly, whole) if whole else ()))
    return _of_whole_ballots(assembly, whole)


def _of_whole_ballots(assembly: Assembly, polls: Sequence[Poll]) -> tuple[Sentence, ...]:
    some = [may_withhold(assembly, poll) for poll in polls]
    number = assembly.publish_from
    if not any(some):
        recognisable = any(not whole_shown(poll, 0, publish_from=1) for poll in polls)
        tells_on = say("Whole ballots are published, however few vote. They can give voters away.")
        return (tells_on,) if recognisable else ()
    if assembly.trackers is Trackers.OPEN:
        opened = say(
            "Below %(number)s votes they show no ballot that could be recognised.", number=number
        )
    elif all(some):
        opened = say("Below %(number)s votes no ballot is opened.", number=number)
    else:
        opened = say(
            "Below %(number)s votes only votes with one single choice are opened.", number=number
        )
    return (
        opened,
        say(
            "Below %(number)s votes the signed record holds no ballot that could be recognised.",
            number=number,
        ),
        *(
            (say("Then the slip is kept: only the box has the ballots."),)
            if assembly.sealed
            else ()
        ),
    )


def _of_the_memory_card(assembly: Assembly) -> tuple[Sentence, ...]:
    if assembly.sealed:
        return (
            say("Ballots are sealed until the count. Then their key is torn up."),
            say("The counted ballots stay in the signed record, sorted, without names."),
        )
    return (
        say(
            "Ballots are not sealed. Anyone who takes the memory card can read them, without names."
        ),
    )
