"""Looking up the words of a receipt."""

from dataclasses import dataclass

from kiosk.pages.views.common import FieldFault, Link


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxAnswer:
    """What the box says about the words."""

    heading: str  # "Your ballot is in the box"
    sentences: tuple[str, ...] = ()
    icon: str = "check"
    result: Link | None = None
    proof: Link | None = None  # where a form gets the way from the commitment to the signed root


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackerView:
    """``tracker.html`` at ``/tracker``: type the words (field ``words``, sent by POST)."""

    action: str = "/tracker"
    typed: str = ""
    faults: tuple[FieldFault, ...] = ()  # target "words"
    found: BoxAnswer | None = None
    links: tuple[Link, ...] = ()
    tells_all: bool = False  # the openings are published: the words show the choice
