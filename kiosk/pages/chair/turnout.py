"""How many have voted and how far the count is, as the chair may know it."""

from kiosk.actions.background.tell_turnout import seen_of, turnout
from kiosk.actions.present_in import present_in
from kiosk.domain.lifecycle import State
from kiosk.domain.turnout import STEP, in_steps
from kiosk.meeting.hall import Hall, Sitting
from kiosk.pages.views.chair import Turnout
from kiosk.presentation.counting import how_far
from kiosk.presentation.phrases import Phrases
from kiosk.store import polls


async def turnout_of(sitting: Sitting, poll_id: str) -> Turnout:
    """How many have cast, of how many who may: all who were there while voting was open."""
    state = await polls.state(sitting.roll.read, poll_id)
    cast = turnout(sitting, poll_id, state)
    begun = seen_of(sitting, poll_id).begun
    rounded = state is not State.PUBLISHED
    return Turnout(
        cast=cast,
        at_least=rounded,
        entitled=await present_in(sitting, poll_id, ballots=cast),
        started=in_steps(begun),
        few=rounded and cast < STEP,
        few_started=0 < begun < STEP,
    )


async def counted_as_present(sitting: Sitting, poll_id: str, phrases: Phrases) -> str:
    """Who is the base where a rule asks for those present, as the chair tells it."""
    present = await present_in(sitting, poll_id, ballots=turnout(sitting, poll_id, State.OPEN))
    wording = phrases.ngettext(
        "%(num)s person counts as present. Anyone who leaves still counts.",
        "%(num)s people count as present. Anyone who leaves still counts.",
        present,
    )
    return wording % {"num": phrases.number(present)}


def counting_of(hall: Hall, poll_id: str, phrases: Phrases) -> tuple[str, ...]:
    """The sentences for a count under way; none where none is."""
    count = hall.sitting.counts.under_way.get(poll_id)
    if count is None:
        return ()
    return how_far(
        phrases,
        ballots=count.progress.ballots,
        of=count.progress.of,
        question=count.progress.question,
        questions=count.progress.questions,
        seconds=int(hall.monotonic() - count.since),
    )
