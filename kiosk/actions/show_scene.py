"""The chair chooses what the projector shows."""

from kiosk.actions.hall import Hall
from kiosk.live import News

SCENES = ("join", "question", "turnout", "result", "blank")


def show_scene(hall: Hall, scene: str, *, poll_id: str) -> None:
    """Show that scene from now on; an unknown one changes nothing.

    ``poll_id``: the poll on the chair's page. The result once more shows its next question.
    """
    if scene not in SCENES:
        return
    if scene == "result":
        poll, question = hall.revealed
        again = hall.scene == "result" and poll_id == poll
        hall.revealed = (poll_id, question + 1 if again else 0)
    hall.scene = scene
    hall.hub.announce(News.SCENE)
