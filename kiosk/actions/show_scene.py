"""The chair chooses what the projector shows."""

from kiosk.actions.hall import Hall
from kiosk.live import News

SCENES = ("join", "question", "turnout", "result", "blank")


def show_scene(hall: Hall, scene: str) -> None:
    """Show that scene from now on; an unknown one changes nothing."""
    if scene in SCENES:
        hall.scene = scene
        hall.hub.announce(News.SCENE)
