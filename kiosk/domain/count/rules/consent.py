"""Consent: a proposal passes unless somebody blocks it, however many more agree.

Source: Seeds for Change, A Consensus Handbook (2013): agreement, standing aside, reservations and
the block; sociocratic consent, where a reasoned objection blocks too, is the setting
``objections``.
"""

from collections.abc import Iterator

from kiosk.domain.count.contract import (
    Ballots,
    Contest,
    Result,
    Rule,
    Setting,
    Settings,
    Shape,
)
from kiosk.domain.count.scores import votes_for
from kiosk.domain.count.settings import BadSetting
from kiosk.domain.sentence import Name, Sentence, say, say_many, wording

AGREE, STAND_ASIDE, OBJECT, BLOCK = "agree", "stand-aside", "object", "block"
WITH_REASON = f"{BLOCK}-"  # and a number: a block for one of the reasons that the meeting lists
ANY = "any"


def count(contest: Contest, ballots: Ballots, settings: Settings) -> Result:
    """Say whether the proposal has consent; raises BadSetting if it lacks an option for that."""
    _need(contest, AGREE, "The rule consent")
    _need(contest, BLOCK, "The rule consent")
    if settings["objections"] == BLOCK:
        _need(contest, OBJECT, "objections = block")
    if settings["most-aside"] != ANY:
        _need(contest, STAND_ASIDE, "most-aside")
    votes = votes_for(contest, ballots)
    hindrances = tuple(_hindrances(votes, settings))
    sentences = tuple(
        say_many(
            "%(option)s: %(number)s vote.",
            "%(option)s: %(number)s votes.",
            votes[option],
            option=Name(option),
        )
        for option in contest.ids
    )
    closing = say("Nothing stands against it: consent.")
    return Result(
        rule=RULE.name,
        settings=tuple(settings.items()),
        counted=ballots.total,
        blank=ballots.blank,
        rejected=ballots.rejected,
        winners=() if hindrances else (AGREE,),
        passed=not hindrances,
        scores=tuple(votes.items()),
        explanation=(*sentences, *(hindrances or (closing,))),
        reasons=((AGREE, hindrances[0]),) if hindrances else (),
    )


def _need(contest: Contest, option: str, by: str) -> None:
    if option not in contest.ids:
        raise BadSetting(f"{by} needs an option with the id {option}.")


def _blocks(option: str) -> bool:
    reason = option.removeprefix(WITH_REASON)
    return option == BLOCK or (reason != option and reason.isdecimal())


def _hindrances(votes: dict[str, int], settings: Settings) -> Iterator[Sentence]:
    """Everything that stands against consent, the weightiest first."""
    blocks = sum(number for option, number in votes.items() if _blocks(option))
    objections = votes.get(OBJECT, 0)
    if blocks:
        yield say_many(
            "%(number)s person blocks it, and one is enough.",
            "%(number)s people block it, and one is enough.",
            blocks,
        )
    if objections and settings["objections"] == BLOCK:
        yield say_many(
            "%(number)s person objects, and here an objection blocks.",
            "%(number)s people object, and here an objection blocks.",
            objections,
        )
    if settings["most-aside"] != ANY:
        over = votes.get(STAND_ASIDE, 0) - int(settings["most-aside"])
        if over > 0:
            yield say_many(
                "%(number)s person too many stands aside.",
                "%(number)s people too many stand aside.",
                over,
            )
    if not votes[AGREE]:
        yield say("Nobody agrees to it.")


def decides(contest: Contest, settings: Settings) -> tuple[Sentence, ...]:
    """When an option wins, as people are told before they vote."""
    if settings["objections"] == BLOCK:
        sentences = (say("To pass, nobody may object or block, and somebody must agree."),)
    else:
        sentences = (say("To pass, nobody may block it, and somebody must agree."),)
    if settings["most-aside"] == ANY:
        return sentences
    return (
        *sentences,
        say_many(
            "To pass, at most %(number)s person may stand aside.",
            "To pass, at most %(number)s people may stand aside.",
            int(settings["most-aside"]),
        ),
    )


RULE = Rule(
    name="consent",
    title=wording("Consent"),
    shapes=frozenset({Shape.ONE}),
    source="Seeds for Change, A Consensus Handbook, 2013",
    count=count,
    decides=decides,
    settings=(
        Setting(
            "objections",
            "recorded",
            "whether an objection is only written down or blocks like a block",
            ("recorded", BLOCK),
        ),
        Setting(
            "most-aside",
            ANY,
            "how many may stand aside before the proposal goes back",
            (ANY,),
            form="integer",
        ),
    ),
)
