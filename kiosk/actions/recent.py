"""Answers given a moment ago, so that a form sent again after a lost answer gets the same one."""

from collections import OrderedDict
from dataclasses import dataclass, field

REMEMBERED = 5000  # forms; in memory only, and gone with the next ones


@dataclass(slots=True)
class Recent:
    """From the token of a form to the answer it got."""

    answers: OrderedDict[str, str] = field(default_factory=OrderedDict)

    def remember(self, token: str, answer: str) -> None:
        """Keep an answer for its token."""
        if not token:
            return
        self.answers[token] = answer
        while len(self.answers) > REMEMBERED:
            self.answers.popitem(last=False)

    def answer_to(self, token: str) -> str:
        """The answer that the form got, or nothing."""
        return self.answers.get(token, "") if token else ""
