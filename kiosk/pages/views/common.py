"""Small values that many views hold: links, carried form fields, faults, the booth's patience."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hidden:
    """A form field that is carried along unseen."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class FieldFault:
    """What is wrong with an answer, and the id of the element to mend it in."""

    text: str
    target: str


@dataclass(frozen=True, slots=True)
class Link:
    """Somewhere to go: words (in the page's language), address, perhaps an icon before them."""

    label: str
    address: str
    icon: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Idle:
    """When the booth asks whether anybody is there, and where it posts to when nobody is."""

    leave: str  # address that takes a POST and forgets the session
    warn: int = 180  # seconds without a press before it asks
    countdown: int = 45  # seconds it then waits


def hidden(fields: tuple[tuple[str, str], ...]) -> tuple[Hidden, ...]:
    """Carried fields from pairs of name and value, as ``casting.write_ballot`` gives them."""
    return tuple(Hidden(name, value) for name, value in fields)
