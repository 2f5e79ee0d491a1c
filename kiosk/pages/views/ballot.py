"""The ballot as a voter fills it: one question a page, the check, the end."""

from dataclasses import dataclass

from kiosk.pages.views.common import FieldFault, Hidden, Idle, Link
from kiosk.presentation.views.question import QuestionView


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """What a big button has chosen, before the second press of it casts."""

    colour: str  # of the button, "red"
    answer: str  # what it chose, in words: "No"


@dataclass(frozen=True, slots=True)
class NeedsShown:
    """The needs that came first, by the title of the vote on them."""

    title: str
    first: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotView:
    """``ballot.html``: one question. The form posts every field with ``step``.

    Steps sent: ``next`` or ``review`` (see ``leads_to_review``), ``back``, ``stay`` (add up again),
    ``language:xx``, ``text:l``, ``theme:night``.
    """

    action: str  # address the form posts to
    hidden: tuple[Hidden, ...] = ()  # the other questions' choices, token, language and the like
    question: QuestionView
    number: int  # of this question, from 1
    total: int
    needs: NeedsShown | None = None  # what came first in the vote on needs
    leads_to_review: bool  # the main button checks the vote instead of going to the next question
    faults: tuple[FieldFault, ...] = ()
    notice: str = ""  # "Help is called."
    pressed: Pressed | None = None
    press: str = ""  # the booth only: where keys that stand for the big buttons are sent
    idle: Idle | None = None  # the booth only


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """One question on the check page."""

    number: int
    title: str
    answers: tuple[str, ...]  # in words; of a ranking in its order
    summary: str = ""  # "$32,000 of $50,000"
    skipped: bool = False
    faults: tuple[str, ...] = ()
    change: str  # the step that goes back to it, "question:board"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView:
    """``review.html``: check and cast. Steps: ``cast``, ``question:ID``, ``back``, the switches."""

    action: str
    hidden: tuple[Hidden, ...]  # the whole ballot and the form's token
    rows: tuple[ReviewRow, ...]
    blank: bool = False  # nothing at all is chosen: say so, and let it be cast all the same
    can_cast: bool = True  # false while a row has a fault
    faults: tuple[FieldFault, ...] = ()
    notice: str = ""
    idle: Idle | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneView:
    """``done.html``: the vote is cast and safe on disk."""

    poll: str  # its title
    tracker: str  # the words, "river lamp stone cloud"
    tracker_address: str = ""  # where they can be looked up; empty: cannot be
    minutes: int = 0  # how long a phone shows the words; 0: the booth goes on by itself
    tells_all: bool = False  # the openings are published: the words will show the choice
    again: bool = False  # this very form was sent before: the vote was cast then, once
    print_action: str = ""  # posts a wish for a paper receipt; empty: no button
    hidden: tuple[Hidden, ...] = ()  # of the print form
    printing: bool = False  # the receipt is on its way
    printer_trouble: str = ""  # "The printer has no paper. Write the words down."
    next_poll: Link | None = None  # another poll that this card can vote in now
    done: Link  # back to the card, or to the booth's start
    returns: bool = False  # the booth goes to its start by itself (frame.refresh does it)
