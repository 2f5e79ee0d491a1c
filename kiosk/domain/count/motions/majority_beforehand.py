"""What a motion needs, told to people before they vote."""

from fractions import Fraction

from kiosk.domain.count.motions.majority_condition import Condition
from kiosk.domain.sentence import Sentence, Value, say, say_many

IN_WORDS = {
    Fraction(1, 2): say("half"),
    Fraction(1, 3): say("one third"),
    Fraction(2, 3): say("two thirds"),
    Fraction(1, 4): say("one quarter"),
    Fraction(3, 4): say("three quarters"),
    Fraction(1, 5): say("one fifth"),
    Fraction(2, 5): say("two fifths"),
    Fraction(3, 5): say("three fifths"),
    Fraction(4, 5): say("four fifths"),
    Fraction(1, 10): say("one tenth"),
}
"""How people say a share of which they write ``of the votes`` behind."""

ALL = {
    "cast": say("To pass, somebody must say yes and nobody no."),
    "ballots": say("To pass, every ballot must say yes."),
    "present": say("To pass, everybody present must say yes."),
    "members": say("To pass, every member must say yes."),
}


def needed(condition: Condition) -> Sentence:
    """How many of whom must say yes; who is not among them changes nothing."""
    if condition.share == 1:
        return ALL[condition.base]
    share: Value = IN_WORDS.get(condition.share, condition.share)
    if condition.at_least:
        return _at_least(share, condition.base)
    if condition.share == Fraction(1, 2) and condition.base == "cast":
        return say("To pass, more people must say yes than no.")
    return _more_than(share, condition.base)


def _at_least(share: Value, base: str) -> Sentence:
    match base:
        case "cast":
            return say(
                "To pass, at least %(share)s of the yes and no votes must be yes.", share=share
            )
        case "ballots":
            return say("To pass, at least %(share)s of all ballots must say yes.", share=share)
        case "present":
            return say("To pass, at least %(share)s of all present must say yes.", share=share)
        case _:
            return say("To pass, at least %(share)s of all members must say yes.", share=share)


def _more_than(share: Value, base: str) -> Sentence:
    match base:
        case "cast":
            return say(
                "To pass, more than %(share)s of the yes and no votes must be yes.", share=share
            )
        case "ballots":
            return say("To pass, more than %(share)s of all ballots must say yes.", share=share)
        case "present":
            return say("To pass, more than %(share)s of all present must say yes.", share=share)
        case _:
            return say("To pass, more than %(share)s of all members must say yes.", share=share)


def quorum_needed(quorum: int, base: str) -> Sentence:
    """How many must take part for the motion to be decided at all."""
    if base == "ballots":
        return say_many(
            "To pass, at least %(number)s person must vote.",
            "To pass, at least %(number)s people must vote.",
            quorum,
        )
    return say_many(
        "To pass, at least %(number)s person must be present.",
        "To pass, at least %(number)s people must be present.",
        quorum,
    )
