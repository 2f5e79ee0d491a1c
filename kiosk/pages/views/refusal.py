"""A page that says no: what happened, and what to do next."""

from dataclasses import dataclass

from kiosk.pages.views.common import Hidden, Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """A form that sends the same again."""

    action: str
    label: str
    hidden: tuple[Hidden, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalView:
    """``refusal.html``: one human sentence, what to do next, and where to go."""

    heading: str  # "This card has voted"
    sentences: tuple[str, ...] = ()
    icon: str = "warning"
    waits: bool = False  # it may be possible in a while: an open ballot stays as it is
    words: str = ""  # tracker words to show large, if the same form was sent before
    again: Again | None = None
    links: tuple[Link, ...] = ()  # the first is the main button
