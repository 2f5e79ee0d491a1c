"""What the handbook's pages show, and which pages the handbook has."""

from dataclasses import dataclass

from markupsafe import Markup

from kiosk.domain.sentence import Sentence, say

TOPICS: tuple[tuple[str, Sentence], ...] = (
    ("volunteer", say("Run the meeting")),
    ("voter", say("How to vote")),
    ("chair", say("For the chair")),
    ("organiser", say("Prepare an assembly")),
    ("counting", say("How votes are counted")),
    ("trouble", say("When something goes wrong")),
)
"""Name (the file ``web/help/<language>/<name>.html``, the address ``/help/<name>``) and title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A page of the handbook. ``shown``: it is the one being read."""

    name: str
    title: str
    shown: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpContents:
    """``help.html``: what the handbook holds."""

    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpPage:
    """``help_page.html``: one page of the handbook.

    ``body``: the fragment of ``web/help``, which begins with its own ``h1``. ``language``: of the
    fragment; English where the page is not translated.
    """

    title: str
    body: Markup
    language: str
    topics: tuple[Topic, ...]
