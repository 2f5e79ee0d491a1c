"""One card's choices in one poll."""

from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.domain.assembly import Poll
from kiosk.domain.sentence import Sentence

Marks = tuple[tuple[str, int], ...]
"""What was chosen in one question: pairs of option id and number, sorted by number, then id.

The number is 1 for a chosen option, the points given, or the place in a ranking (1 is first;
options that share a place stand beside each other). Nothing chosen is the empty tuple.
"""


@dataclass(frozen=True, slots=True, order=True)
class Choice:
    """What a ballot says to one question."""

    question: str
    marks: Marks = ()


@dataclass(frozen=True, slots=True, order=True)
class Ballot:
    """One choice for each question of the poll, in the poll's order."""

    choices: tuple[Choice, ...]

    @property
    def blank(self) -> bool:
        """Whether nothing at all is chosen."""
        return not any(choice.marks for choice in self.choices)

    def marks(self, question_id: str) -> Marks:
        """What is chosen in that question."""
        for choice in self.choices:
            if choice.question == question_id:
                return choice.marks
        return ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a form says to one question, and what is wrong with it."""

    marks: Marks
    faults: tuple[Sentence, ...] = ()


def in_order(marks: Iterable[tuple[str, int]]) -> Marks:
    """Marks in their one canonical order."""
    return tuple(sorted(marks, key=lambda mark: (mark[1], mark[0])))


def blank_ballot(poll: Poll) -> Ballot:
    """A ballot of that poll that chooses nothing."""
    return Ballot(tuple(Choice(question.id) for question in poll.questions))
