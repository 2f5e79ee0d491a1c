"""Ballots that were opened: whether each fits its commitment, and none is opened that must not."""

from collections.abc import Iterator

from kiosk.domain.assembly import Assembly, Trackers
from kiosk.domain.errors import NotTenDice
from kiosk.domain.sentence import Sentence, say, say_many
from kiosk.proof.commitment import commitment
from kiosk.proof.sample import most_sampled, read_dice, sample
from kiosk.sync.closing import Closing, Opened, merged_texts


def opening_faults(assembly: Assembly, closing: Closing) -> Iterator[Sentence]:
    """Where published openings do not fit the commitments and the ballots; none may be there."""
    if not closing.openings:
        return
    if assembly.trackers is not Trackers.OPEN:
        yield say("%(poll)s shows openings that its meeting keeps closed.", poll=closing.poll)
    if len(closing.openings) != len(closing.commitments):
        yield say(
            "%(poll)s has %(openings)s openings, but %(commitments)s commitments.",
            poll=closing.poll,
            openings=len(closing.openings),
            commitments=len(closing.commitments),
        )
    pairs = zip(closing.commitments, closing.openings, strict=False)
    wrong = sum(
        not _opens(closing.poll, promise, text=text, opening=opening)
        for promise, (text, opening) in pairs
    )
    yield from _unfit_openings(closing.poll, wrong)
    if merged_texts(text for text, _ in closing.openings) != closing.ballots:
        yield say("The openings of %(poll)s show other ballots than it holds.", poll=closing.poll)


def sample_faults(closing: Closing, opened: Opened) -> Iterator[Sentence]:
    """Where opened ballots are not those that the dice choose, or do not fit what was closed."""
    if closing.withheld:
        yield say("Ballots of %(poll)s were opened, though few voted.", poll=closing.poll)
        return
    size, number = len(closing.commitments), len(opened.openings)
    places = tuple(place for place, _, _ in opened.openings)
    if number != most_sampled(size):  # who opens fewer could stop before an exchanged one
        yield say(
            "%(number)s ballots of %(poll)s were opened; the dice choose %(chosen)s.",
            number=number,
            poll=closing.poll,
            chosen=most_sampled(size),
        )
    elif not _are_ten_dice(opened.dice):
        yield say("The dice of %(poll)s are not ten dice.", poll=closing.poll)
    elif places != sample(opened.dice, bytes.fromhex(closing.root), size=size, number=number):
        yield say("The dice do not choose the opened ballots of %(poll)s.", poll=closing.poll)
    published = {text for text, _ in closing.ballots}
    wrong = sum(
        place >= size
        or text not in published
        or not _opens(closing.poll, closing.commitments[place], text=text, opening=opening)
        for place, text, opening in opened.openings
    )
    yield from _unfit_openings(closing.poll, wrong)


def _are_ten_dice(dice: str) -> bool:
    try:
        return read_dice(dice) == dice
    except NotTenDice:
        return False


def _opens(poll_id: str, promise: str, *, text: str, opening: str) -> bool:
    return commitment(poll_id, text.encode(), bytes.fromhex(opening)).hex() == promise


def _unfit_openings(poll_id: str, wrong: int) -> Iterator[Sentence]:
    if wrong:
        yield say_many(
            "%(number)s opening of %(poll)s does not fit its commitment.",
            "%(number)s openings of %(poll)s do not fit their commitments.",
            wrong,
            poll=poll_id,
        )
