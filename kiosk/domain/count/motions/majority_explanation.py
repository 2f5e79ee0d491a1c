"""A motion told in sentences: every comparison with its numbers, and what was missing."""

from collections.abc import Iterator

from kiosk.domain.count.contract import Contest
from kiosk.domain.count.motions.majority_condition import Comparison
from kiosk.domain.sentence import Name, Sentence, say, say_many


def explained(
    contest: Contest, votes: dict[str, int], comparisons: tuple[Comparison, ...]
) -> Iterator[Sentence]:
    """The votes of every option, then each comparison with its base, numbers and margin."""
    for option in contest.ids:
        yield say_many(
            "%(option)s: %(number)s vote.",
            "%(option)s: %(number)s votes.",
            votes[option],
            option=Name(option),
        )
    for comparison in comparisons:
        yield _base_sentence(comparison)
        yield _threshold_sentence(comparison)
        yield _compared(comparison)
        yield _margin(comparison)


def _base_sentence(comparison: Comparison) -> Sentence:
    basis = comparison.basis
    match comparison.condition.base:
        case "cast":
            return say("The base is the votes for yes or no: %(basis)s.", basis=basis)
        case "ballots":
            return say("The base is all valid ballots: %(basis)s.", basis=basis)
        case "present":
            return say(
                "The base is all who were present while voting was open: %(basis)s.", basis=basis
            )
        case _:
            return say("The base is all members: %(basis)s.", basis=basis)


def _threshold_sentence(comparison: Comparison) -> Sentence:
    share, needed = comparison.condition.share, comparison.needed
    if comparison.condition.at_least:
        return say(
            "At least %(share)s of it must say yes: %(needed)s or more.",
            share=share,
            needed=needed,
        )
    return say(
        "More than %(share)s of it must say yes: %(needed)s or more.", share=share, needed=needed
    )


def _compared(comparison: Comparison) -> Sentence:
    """The whole numbers that were compared, with what they are, and which is more."""
    left, right, share = comparison.left, comparison.right, comparison.condition.share
    numbers = {"times": share.denominator, "left": left, "part": share.numerator, "right": right}
    if left > right:
        return say(
            "Without rounding: %(times)s × yes is %(left)s; "
            "%(part)s × the base is %(right)s, which is less.",
            **numbers,
        )
    if left < right:
        return say(
            "Without rounding: %(times)s × yes is %(left)s; "
            "%(part)s × the base is %(right)s, which is more.",
            **numbers,
        )
    return say(
        "Without rounding: %(times)s × yes is %(left)s; "
        "%(part)s × the base is %(right)s, just the same.",
        **numbers,
    )


def _margin(comparison: Comparison) -> Sentence:
    if not comparison.basis:
        return say("The base is empty, so nothing can pass.")
    if comparison.missing > 0:
        return _missing(comparison)
    return say_many(
        "It had %(number)s more than needed.",
        "It had %(number)s more than needed.",
        -comparison.missing,
    )


def _missing(comparison: Comparison) -> Sentence:
    """How many more yes would have been enough, and from whom: the basis stays what it is."""
    missing = comparison.missing
    match comparison.condition.base:
        case "cast":
            return say_many(
                "It needed %(number)s more yes in place of no.",
                "It needed %(number)s more yes in place of no.",
                missing,
            )
        case "ballots":
            return say_many(
                "It needed %(number)s more yes among these ballots.",
                "It needed %(number)s more yes among these ballots.",
                missing,
            )
        case "present":
            return say_many(
                "It needed %(number)s more yes from those present.",
                "It needed %(number)s more yes from those present.",
                missing,
            )
        case _:
            return say_many(
                "It needed %(number)s more yes from the members.",
                "It needed %(number)s more yes from the members.",
                missing,
            )


def reason(comparisons: tuple[Comparison, ...], quorum: int, there: int) -> Sentence:
    """What stood in its way first: the quorum, else the condition that missed most."""
    if there < quorum:
        return say_many(
            "The quorum missed %(number)s person.",
            "The quorum missed %(number)s people.",
            quorum - there,
        )
    unmet = [comparison for comparison in comparisons if not comparison.met]
    return _margin(max(unmet, key=lambda comparison: comparison.missing))
