"""What came first in the vote on needs, above the ballot about money."""

from kiosk.domain.assembly import Poll
from kiosk.domain.lifecycle import State
from kiosk.pages.views.ballot import NeedsShown
from kiosk.pages.web.seat import Seat
from kiosk.presentation.names import names_in
from kiosk.store import polls


async def needs_of(seat: Seat, poll: Poll) -> NeedsShown | None:
    """The needs that were chosen, in their order; None where no published vote comes first."""
    sitting, phrases = seat.reader.sitting, seat.reader.phrases
    counted = sitting.results.get(poll.needs) if poll.needs else None
    if not counted:
        return None
    states = await sitting.roll.known(polls.states)
    if states[poll.needs] is not State.PUBLISHED:
        return None
    needs = sitting.poll(poll.needs)
    first = tuple(
        names_in(question, phrases)[winner]
        for question in needs.questions
        for winner in counted[question.id].winners
    )
    return NeedsShown(needs.title.in_language(phrases.language), first) if first else None
