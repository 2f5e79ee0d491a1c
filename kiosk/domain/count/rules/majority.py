"""A motion: whether enough of a stated base said yes.

Source: Robert's Rules of Order (12th ed.), 44: majority is more than half of the votes cast,
abstentions left out; two thirds means at least two thirds. Only of a half must there be more:
whoever names another share means that it is enough. Other bases as the assembly decides before
the vote. Records keep ``at-least`` as it was meant; older ones without it mean more than.
"""

from collections.abc import Iterator
from fractions import Fraction

from kiosk.domain.assembly import Option
from kiosk.domain.count.contract import (
    Ballots,
    Contest,
    Result,
    Rule,
    Setting,
    Settings,
    Shape,
)
from kiosk.domain.count.motions.majority_beforehand import needed, quorum_needed
from kiosk.domain.count.motions.majority_condition import Comparison, Condition
from kiosk.domain.count.motions.majority_explanation import explained, reason
from kiosk.domain.count.scores import votes_for
from kiosk.domain.count.settings import BadSetting, read_fraction
from kiosk.domain.sentence import Sentence, say, wording

YES, NO = "yes", "no"
BASES = ("cast", "ballots", "present", "members")
HALF = Fraction(1, 2)


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
    explanation = tuple(explained(contest, votes, comparisons))
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
        rounds=comparisons,
        explanation=(*explanation, closing),
        reasons=() if passed else ((YES, reason(comparisons, quorum, there)),),
    )


def _conditions(settings: Settings) -> Iterator[Condition]:
    """The main condition and those that must be met too; raises BadSetting."""
    at_least = settings["at-least"] == "yes"
    yield _condition(settings["threshold"], at_least, settings["base"])
    for part in filter(None, (part.strip() for part in settings["also"].split(","))):
        share, colon, base = part.lstrip(">=").partition(":")
        if not colon or base not in BASES:
            raise BadSetting("Write also like >=1/4:members or 1/2:cast.")
        yield _condition(share, part.startswith(">="), base)


def _condition(text: str, at_least: bool, base: str) -> Condition:
    share = read_fraction(text)
    if share is None:
        raise BadSetting(f"A threshold is a fraction like 2/3, not {text[:20]!r}.")
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


def bases_of(settings: Settings) -> frozenset[str]:
    """The bases that the shares and the quorum are of; raises BadSetting."""
    quorum = () if settings["quorum"] == "0" else (settings["quorum-base"],)
    return frozenset((*(condition.base for condition in _conditions(settings)), *quorum))


def spells(given: Settings, options: tuple[Option, ...]) -> Settings:
    """What a share means that says neither more nor at least: of a half more, else at least."""
    written = dict(given)
    share = read_fraction(given.get("threshold", "1/2"))
    if share is None:
        return written  # the count refuses it
    if share != HALF:
        written.setdefault("at-least", "yes")
    if "%" in given.get("threshold", ""):
        written["threshold"] = str(share)  # older programs read no percent
    if given.get("also"):
        written["also"] = ",".join(_spelled(part.strip()) for part in given["also"].split(","))
    return written


def _spelled(part: str) -> str:
    share, colon, base = part.lstrip(">=").partition(":")
    read = read_fraction(share.strip())
    if read is None or (part.startswith(">") and not part.startswith(">=")):
        return part.removeprefix(">")
    enough = part.startswith(">=") or read != HALF
    return f"{'>=' if enough else ''}{read if '%' in share else share.strip()}{colon}{base}"


def decides(contest: Contest, settings: Settings) -> tuple[Sentence, ...]:
    """When an option wins, as people are told before they vote."""
    sentences = tuple(needed(condition) for condition in _conditions(settings))
    quorum = int(settings["quorum"])
    return (*sentences, quorum_needed(quorum, settings["quorum-base"])) if quorum else sentences


RULE = Rule(
    name="majority",
    title=wording("Majority for a motion"),
    shapes=frozenset({Shape.ONE}),
    options=(YES, NO),
    source="Robert's Rules of Order, 12th edition, section 44",
    count=count,
    decides=decides,
    spells=spells,
    settings=(
        Setting("threshold", "1/2", "the share of the base that must say yes", form="fraction"),
        Setting(
            "at-least",
            "no",
            "the share itself is enough; so for every threshold but 1/2",
            form="flag",
        ),
        Setting(
            "more-than",
            "no",
            "more than the share is needed; so for 1/2",
            form="flag",
            stands_for=("at-least", "no"),
        ),
        Setting(
            "base", "cast", "whose share: votes for yes or no, ballots, present, members", BASES
        ),
        Setting(
            "also",
            "",
            "further shares that must be met: >=1/4:members,>1/2:cast; a half without sign is"
            " more than, another share at least",
            form="list",
        ),
        Setting("quorum", "0", "how many must take part; 0: no quorum", form="integer"),
        Setting("quorum-base", "present", "who counts towards the quorum", ("present", "ballots")),
    ),
)
