"""Whether loading other files would put a meeting aside that has begun."""

from pathlib import Path

from kiosk.actions.loading.find_meeting import folder_of
from kiosk.domain.errors import AnotherMeetingBegan
from kiosk.domain.lifecycle import State
from kiosk.formats.assembly_folder import Loaded
from kiosk.meeting.hall import Sitting
from kiosk.store import given_cards, people, polls, settings
from kiosk.store.meeting_folder import Kept

DONE = {State.CLOSED, State.PUBLISHED}


async def refuse_to_put_aside(data: Path, sitting: Sitting, kept: Kept, loaded: Loaded) -> None:
    """Raises AnotherMeetingBegan if people came, cards were made or votes closed, and files differ.

    ``loaded``: what was read in the files.
    """
    if sitting.folder is None or await folder_of(data, kept, loaded) == sitting.folder:
        return
    roll = sitting.roll.read
    _, present = await people.counts(roll)
    for name in (settings.CAME, settings.GUESTS):
        present += await settings.number(roll, name)
    cards = max(await given_cards.number(roll), sitting.box.cards_number)
    closed = sum(state in DONE for state in (await polls.states(roll)).values())
    if present or cards or closed:
        raise AnotherMeetingBegan(present, cards, closed)
