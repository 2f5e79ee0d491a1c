"""What the handbook's pages show."""

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A page of the handbook. ``shown``: it is the one being read."""

    address: str
    title: str
    shown: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpContents:
    """``help.html``: what the handbook holds. ``back``: the page of a screen that asked for it."""

    topics: tuple[Topic, ...]
    back: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpPage:
    """``help_page.html``: one page of the handbook.

    ``body``: the fragment of ``web/help``, which begins with its own ``h1``. ``language`` and
    ``direction`` are those of the fragment; English where the page is not translated.
    """

    title: str
    body: Markup
    language: str
    direction: str
    topics: tuple[Topic, ...]
    back: str = ""
