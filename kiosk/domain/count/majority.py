"""A motion: whether enough of a stated base said yes.

Source: Robert's Rules of Order (12th ed.), 44: majority is more than half of the votes cast,
abstentions left out; other fractions and bases as the assembly decides before the vote.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from kiosk.domain.count.contract import (
    Ballots,
    Contest,
    Json,
    Result,
    Rule,
    Setting,
    Settings,
    Shape,
)
from kiosk.domain.count.scores import votes_for
from kiosk.domain.count.settings import BadSetting
from kiosk.domain.sentence import Name, Sentence, say, say_many, wording

YES, NO = "yes", "no"
BASES = ("cast", "ballots", "present", "members")


@dataclass(frozen=True, slots=True)
class Condition:
    """A share of a base that yes must exceed or, ``at_least``, reach."""

    share: Fraction
    at_least: bool
    base: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """A condition with its numbers: ``yes * denominator`` stands against ``numerator * basis``."""

    condition: Condition
    yes: int
    basis: int

    @property
    def left(self) -> int:
        """What yes weighs."""
        return self.yes * self.condition.share.denominator

    @property
    def right(self) -> int:
        """What must be exceeded or reached."""
        return self.condition.share.numerator * self.basis

    @property
    def needed(self) -> int:
        """The smallest number of yes votes that meets the condition on this basis."""
        whole, rest = divmod(self.right, self.condition.share.denominator)
        return whole + 1 if rest or not self.condition.at_least else whole

    @property
    def met(self) -> bool:
        """Whether yes is enough; on an empty base nothing is."""
        return self.basis > 0 and self.yes >= self.needed


def count(contest: Contest, ballots: Ballots, settings: Settings) -> Result:
    """Count a motion; raises BadSetting where a base is asked for that nobody has counted."""
    if YES not in contest.ids:
        raise BadSetting("The rule majority needs an option yes; name another rule.")
    votes = votes_for(contest, ballots)
    comparisons = tuple(
        Comparison(condition, votes[YES], _basis(condition, contest, ballots, votes))
        for condition in _conditions(settings)
    )
    quorum, there = int(settings["quorum"]), _there(contest, ballots, settings)
    passed = there >= quorum and all(comparison.met for comparison in comparisons)
    explanation = tuple(_explained(contest, votes, comparisons))
    if there < quorum:
        explanation += (say("The quorum is %(quorum)s; there were %(there)s.",
                            quorum=quorum, there=there),)  # fmt: skip
    closing = say("The motion passes.") if passed else say("The motion fails.")
    return Result(
        rule=RULE.name,
        settings=tuple(settings.items()),
        counted=ballots.total,
        blank=ballots.blank,
        rejected=ballots.rejected,
        winners=(YES,) if passed else (),
        passed=passed,
        scores=tuple(votes.items()),
        rounds=tuple(_data(comparison) for comparison in comparisons),
        explanation=(*explanation, closing),
        reasons=() if passed else ((YES, _reason(comparisons, quorum, there)),),
    )


def _conditions(settings: Settings) -> Iterator[Condition]:
    """The main condition and those that must be met too; raises BadSetting."""
    at_least = settings["at-least"] == "yes"
    yield _condition(settings["threshold"], at_least, settings["base"])
    for part in filter(None, (part.strip() for part in settings["also"].split(","))):
        share, colon, base = part.removeprefix(">=").partition(":")
        if not colon or base not in BASES:
            raise BadSetting("Write also like >=1/4:members or 1/2:cast.")
        yield _condition(share, part.startswith(">="), base)


def _condition(text: str, at_least: bool, base: str) -> Condition:
    try:
        share = Fraction(text)
    except (ValueError, ZeroDivisionError):
        raise BadSetting(f"A threshold is a fraction like 2/3, not {text!r}.") from None
    if not 0 < share <= 1 or (share == 1 and not at_least):
        raise BadSetting(f"Nobody can reach the threshold {text}; write a share such as 2/3.")
    return Condition(share, at_least, base)


def _basis(condition: Condition, contest: Contest, ballots: Ballots, votes: dict[str, int]) -> int:
    match condition.base:
        case "cast":
            return votes[YES] + votes.get(NO, 0)
        case "ballots":
            return ballots.total
        case "present":
            known = contest.present
        case _:
            known = contest.members
    if known is None:
        raise BadSetting(f"The base {condition.base} needs a number; give --{condition.base} N.")
    return known


def _there(contest: Contest, ballots: Ballots, settings: Settings) -> int:
    """How many count towards the quorum."""
    if settings["quorum-base"] == "ballots" or settings["quorum"] == "0":
        return ballots.total
    if contest.present is None:
        raise BadSetting("The quorum needs the number of present; give --present.")
    return contest.present


def _explained(
    contest: Contest, votes: dict[str, int], comparisons: tuple[Comparison, ...]
) -> Iterator[Sentence]:
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
        yield say(
            "Compared without rounding: %(left)s with %(right)s.",
            left=comparison.left,
            right=comparison.right,
        )
        yield _margin(comparison)


def _base_sentence(comparison: Comparison) -> Sentence:
    basis = comparison.basis
    match comparison.condition.base:
        case "cast":
            return say("The base is the votes for yes or no: %(basis)s.", basis=basis)
        case "ballots":
            return say("The base is all valid ballots: %(basis)s.", basis=basis)
        case "present":
            return say("The base is all who are present: %(basis)s.", basis=basis)
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


def _margin(comparison: Comparison) -> Sentence:
    if not comparison.basis:
        return say("The base is empty, so nothing can pass.")
    missing = comparison.needed - comparison.yes
    if missing > 0:
        return say_many("It needed %(number)s more.", "It needed %(number)s more.", missing)
    return say_many(
        "It had %(number)s more than needed.", "It had %(number)s more than needed.", -missing
    )


def _reason(comparisons: tuple[Comparison, ...], quorum: int, there: int) -> Sentence:
    """What was missing most: the widest unmet condition, else the quorum."""
    unmet = [comparison for comparison in comparisons if not comparison.met]
    if not unmet:
        return say_many(
            "The quorum missed %(number)s person.",
            "The quorum missed %(number)s people.",
            quorum - there,
        )
    return _margin(max(unmet, key=lambda comparison: comparison.needed - comparison.yes))


def _data(comparison: Comparison) -> dict[str, Json]:
    condition = comparison.condition
    return {
        "base": condition.base,
        "basis": comparison.basis,
        "threshold": str(condition.share),
        "at_least": condition.at_least,
        "yes": comparison.yes,
        "needed": comparison.needed,
        "left": comparison.left,
        "right": comparison.right,
        "met": comparison.met,
    }


RULE = Rule(
    name="majority",
    title=wording("Majority for a motion"),
    shapes=frozenset({Shape.ONE}),
    source="Robert's Rules of Order, 12th edition, section 44",
    count=count,
    settings=(
        Setting("threshold", "1/2", "the share of the base that must say yes", form="fraction"),
        Setting("at-least", "no", "the share itself is enough, not only more", form="flag"),
        Setting(
            "base", "cast", "whose share: votes for yes or no, ballots, present, members", BASES
        ),
        Setting("also", "", "further shares that must be met: >=1/4:members,1/2:cast", form="list"),
        Setting("quorum", "0", "how many must take part; 0: no quorum", form="integer"),
        Setting("quorum-base", "present", "who counts towards the quorum", ("present", "ballots")),
    ),
)
