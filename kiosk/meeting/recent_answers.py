"""Answers given a moment ago, so that a form sent again after a lost answer gets the same one."""

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

REMEMBERED = 5000  # forms; in memory only, and gone with the next ones

Answer = TypeVar("Answer")


def form_key(purpose: str, token: str) -> str:
    """What names a form in memory: a digest, so that no card lies there beside its tracker.

    A form without a token has no name, and is never recognised.
    """
    return hashlib.sha256(f"{purpose} {token}".encode()).hexdigest() if token else ""


@dataclass(slots=True)
class Recent(Generic[Answer]):
    """From the key of a form to the answer it got."""

    answers: OrderedDict[str, Answer] = field(default_factory=OrderedDict)

    def remember(self, key: str, answer: Answer) -> None:
        """Keep an answer for its form."""
        if not key:
            return
        self.answers[key] = answer
        while len(self.answers) > REMEMBERED:
            self.answers.popitem(last=False)

    def forget(self, is_meant: Callable[[Answer], bool]) -> None:
        """Know the forms no more that got such an answer."""
        for key in [key for key, answer in self.answers.items() if is_meant(answer)]:
            del self.answers[key]

    def forget_first(self, is_over: Callable[[Answer], bool]) -> None:
        """Know the oldest forms no more, as long as it is so of their answers."""
        while self.answers and is_over(next(iter(self.answers.values()))):
            self.answers.popitem(last=False)

    def forget_all(self) -> None:
        """Know no form any more."""
        self.answers.clear()

    def answer_to(self, key: str) -> Answer | None:
        """The answer that the form got, None if it was never seen."""
        return self.answers.get(key) if key else None
