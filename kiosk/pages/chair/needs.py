"""The vote on needs that comes first, and opening another one without it."""

from kiosk.actions.needs_first import set_needs_aside, waits_for_needs
from kiosk.domain.assembly import Poll
from kiosk.domain.lifecycle import State
from kiosk.meeting.hall import Hall, Sitting
from kiosk.pages.chair.deed_form import DeedForm


async def open_without_needs(hall: Hall, poll_id: str, sent: DeedForm) -> None:
    """Let it open for a reason that everybody can read. Raises as ``set_needs_aside`` does."""
    await set_needs_aside(hall, poll_id, reason=str(sent.form.get("reason", "")))


async def needs_title(sitting: Sitting, poll: Poll, state: State, language: str) -> str:
    """What the vote that comes first is called, while this one waits for it; else nothing."""
    if state is not State.DRAFT or not await waits_for_needs(sitting, poll.id):
        return ""
    return sitting.poll(poll.needs).title.in_language(language)
