"""A ballot as the one text that is committed to, published and counted again."""

from collections import Counter
from collections.abc import Collection, Iterable

import msgspec

from kiosk.domain.ballot import Ballot, Choice, Marks, in_order

Choices = tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
Tallies = tuple[tuple[str, tuple[tuple[Marks, int], ...]], ...]


def ballot_text(ballot: Ballot) -> str:
    """Canonical JSON: for each question its id and its marks, ``[["board",[["ana",1]]]]``."""
    # What ``canonical`` gives for it, in a tenth of the time: every cast waits for this.
    return msgspec.json.encode([(one.question, one.marks) for one in ballot.choices]).decode()


def read_ballot_text(text: str) -> Ballot:
    """The ballot that has exactly this text; raises ValueError if none has."""
    try:
        choices = msgspec.json.decode(text, type=Choices)
    except (msgspec.DecodeError, RecursionError) as fault:
        raise ValueError("this is not a ballot") from fault
    ballot = Ballot(tuple(Choice(question, in_order(marks)) for question, marks in choices))
    if ballot_text(ballot) != text:
        raise ValueError("this is not a ballot in its one form")
    return ballot


def answers_apart(ballots: Iterable[tuple[str, int]], questions: Collection[str]) -> Tallies:
    """The marks of each of these questions with how many gave them, sorted; no ballot is left."""
    found: dict[str, Counter[Marks]] = {question: Counter() for question in questions}
    for text, number in ballots:
        for choice in read_ballot_text(text).choices:
            if choice.question in found:
                found[choice.question][choice.marks] += number
    return tuple((question, tuple(sorted(counted.items()))) for question, counted in found.items())


def blank_ballots(ballots: Iterable[tuple[str, int]]) -> int:
    """How many of these ballots choose nothing at all."""
    return sum(number for text, number in ballots if read_ballot_text(text).blank)
