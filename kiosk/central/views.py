"""What the central server's pages show, as frozen views; the templates do not think."""

from dataclasses import dataclass

from kiosk.presentation.views.result import QuestionResult


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """A link to the same page in another language."""

    code: str
    name: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFrame:
    """What stands around every page. ``keep``: carries a chosen language on to the next page."""

    language: str
    direction: str
    languages: tuple[LanguageLink, ...]
    keep: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PollLine:
    """A poll in a list. Exactly one of the three is set."""

    title: str
    address: str
    published: bool
    closed: bool
    waiting: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingView:
    """One assembly, in a list or on its page. ``fingerprint``: its kiosk's key, lines of words."""

    title: str
    where: str
    address: str
    fingerprint: tuple[str, ...]
    device: str
    heard: str
    polls: tuple[PollLine, ...]
    published: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView:
    """All assemblies."""

    meetings: tuple[MeetingView, ...]


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """One question's result, and the name of the rule that counted it."""

    rule: str
    result: QuestionResult


@dataclass(frozen=True, slots=True, kw_only=True)
class PollView:
    """One poll. Before it is published there are no questions and no figures on the page.

    ``withheld``: so few voted that no whole ballot is shown. ``beyond``: that more voted than
    cards were given out, a ready sentence. ``found``, ``not_found``: the tracker
    that was looked for, in one of them, or in neither.
    """

    title: str
    meeting: MeetingView
    address: str
    published: bool = False
    ballots: str = ""
    blank: str = ""
    present: str = ""
    members: str = ""
    seed: str = ""
    questions: tuple[QuestionShown, ...] = ()
    root: str = ""
    withheld: bool = False
    beyond: str = ""
    found: str = ""
    not_found: str = ""


@dataclass(frozen=True, slots=True)
class PlainView:
    """A page without values of its own."""
