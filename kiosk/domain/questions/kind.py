"""What every kind of question must do: read a form, write it again, check the marks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kiosk.domain.assembly import Question
from kiosk.domain.ballot import Marks
from kiosk.domain.count.contract import Shape
from kiosk.domain.sentence import Sentence

Form = Mapping[str, Sequence[str]]
"""A submitted form: field name to its values in order. Fields of a question begin with its id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A way to ask.

    ``read``: the marks a form holds for the question; rubbish values are left out.
    ``fields``: the form fields that would give these marks, the inverse of ``read``.
    ``check``: what is wrong with marks under the question's limits; blank marks are never wrong.
    ``recognisable``: whether so many ballots differ that one can be ordered and looked for.
    """

    name: str
    shape: Shape
    read: Callable[[Question, Form], Marks]
    fields: Callable[[Question, Marks], tuple[tuple[str, str], ...]]
    check: Callable[[Question, Marks], tuple[Sentence, ...]]
    recognisable: bool = True


def name_of(question: Question, part: str = "") -> str:
    """The form field of a question, or of one of its parts (an option, a rank)."""
    return f"{question.id}.{part}" if part else question.id


def read_ticked(question: Question, form: Form) -> Marks:
    """The options ticked in the field that is named like the question, each once."""
    known = {option.id for option in question.options}
    ticked = set(form.get(name_of(question), ())) & known
    return tuple((option, 1) for option in sorted(ticked))


def write_ticked(question: Question, marks: Marks) -> tuple[tuple[str, str], ...]:
    """One field for each ticked option."""
    return tuple((name_of(question), option) for option, _ in marks)


def known_once(question: Question, marks: Marks) -> bool:
    """Whether every mark names an option of the question, none twice, with a number above 0."""
    known = {option.id for option in question.options}
    named = [option for option, _ in marks]
    return (
        set(named) <= known
        and len(set(named)) == len(named)
        and all(number > 0 for _, number in marks)
    )
