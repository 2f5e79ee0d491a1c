"""The chair chooses what the projector shows."""

from kiosk.domain.lifecycle import State
from kiosk.live import News
from kiosk.meeting.hall import Hall
from kiosk.store import polls

SCENES = ("join", "question", "turnout", "result", "blank")
OF_A_VOTE = ("question", "turnout")


async def show_scene(hall: Hall, scene: str, *, poll_id: str) -> None:
    """Show that scene from now on; an unknown one changes nothing. Raises NoSuchPoll.

    ``poll_id``: the poll on the chair's page. The result once more shows its next question; a
    poll without a published result leaves the result that was chosen or published last.
    """
    if scene not in SCENES:
        return
    if poll_id:
        hall.sitting.poll(poll_id)
    if scene in OF_A_VOTE:
        hall.shown_poll = poll_id
    if scene == "result":
        await _reveal(hall, poll_id)
    hall.scene = scene
    hall.hub.announce(News.SCENE)


async def _reveal(hall: Hall, poll_id: str) -> None:
    states = await polls.states(hall.sitting.roll.read)
    if states.get(poll_id) is not State.PUBLISHED:
        return
    poll, question = hall.revealed
    again = hall.scene == "result" and poll_id == poll
    hall.revealed = (poll_id, question + 1 if again else 0)
