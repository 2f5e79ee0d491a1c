"""What the central server's pages show, as frozen views; the templates do not think."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """A link to the same page in another language."""

    code: str
    name: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionLine:
    """An option with its final number. ``width``: of its bar, from 0 to 1000."""

    title: str
    cost: str
    score: str
    width: int
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """One question's result. Of the three ``adopted``, ``rejected``, neither: a motion or not."""

    title: str
    rule: str
    adopted: bool
    rejected: bool
    with_costs: bool
    options: tuple[OptionLine, ...]
    explanation: tuple[str, ...]
    reasons: tuple[str, ...]


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
    questions: tuple[QuestionView, ...] = ()
    root: str = ""
    withheld: bool = False
    beyond: str = ""
    found: str = ""
    not_found: str = ""


@dataclass(frozen=True, slots=True)
class PlainView:
    """A page without values of its own."""
