"""What a figure is a share of: for a motion the base of its rule, else the ballots."""

from dataclasses import dataclass

from kiosk.domain.count.contract import Result
from kiosk.domain.count.motions.majority_condition import Comparison
from kiosk.domain.questions import KINDS
from kiosk.domain.sentence import Amount
from kiosk.presentation.result_words import ResultWords

YES_OR_NO = {"yes", "no"}  # an abstention is no part of the votes for yes or no


@dataclass(frozen=True, slots=True)
class _Base:
    name: str
    number: int


def figure(words: ResultWords, result: Result, option: str, score: Amount) -> str:
    """The score, with its share where that says something."""
    number, base = words.phrases.number(score), _base(words, result)
    if not base.number or (base.name == "cast" and option not in YES_OR_NO):
        return number
    return f"{number} · {words.phrases.percent(score, base.number)}"


def note(words: ResultWords, result: Result) -> str:
    """Of what the shares are; empty where there are none, or where one vote is all there is."""
    base, phrases = _base(words, result), words.phrases
    if base.number < 2:
        return ""
    match base.name:
        case "cast":
            said = phrases.gettext("Percent of %(num)s votes for yes or no.")
        case "present":
            said = phrases.gettext("Percent of %(num)s present.")
        case "members":
            said = phrases.gettext("Percent of %(num)s members.")
        case _:
            said = phrases.gettext("Percent of %(num)s ballots.")
    return said % {"num": phrases.number(base.number)}


def _base(words: ResultWords, result: Result) -> _Base:
    if not KINDS[words.question.kind].shares:
        return _Base("", 0)
    match result.rounds:
        case (Comparison() as first, *_):
            return _Base(first.condition.base, first.basis)
        case _:
            return _Base("ballots", result.counted)
