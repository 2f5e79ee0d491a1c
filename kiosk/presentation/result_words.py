"""What it takes to speak of one question's result: the question, its names, language and money."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kiosk.domain.assembly import Question
from kiosk.domain.sentence import Amount
from kiosk.presentation.phrases import Phrases


@dataclass(frozen=True, slots=True)
class ResultWords:
    """The question, its options' titles, and the language with its way to write money."""

    question: Question
    phrases: Phrases
    names: Mapping[str, str]
    money: Callable[[Amount], str]
