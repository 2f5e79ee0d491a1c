"""A single transferable vote count told stage by stage, and why those not elected were not."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kiosk.domain.count.contract import Contest, Settings
from kiosk.domain.count.rankings.stv_stage import Action, Settled, Stage, short
from kiosk.domain.sentence import Name, Sentence, say, say_many

NOBODY = say("Nobody chose any option, so none wins.")


def decides(contest: Contest, settings: Settings) -> tuple[Sentence, ...]:
    """When an option wins, as people are told before they vote."""
    if contest.seats == 1:
        return (say("One is elected; votes that cannot help move to the next choice."),)
    return (
        say(
            "%(seats)s are elected; votes that cannot help move to the next choice.",
            seats=contest.seats,
        ),
    )


def explained(stages: Sequence[Stage], seats: int) -> Iterator[Sentence]:
    """The stages told in order."""
    first = stages[0]
    yield say_many(
        "%(ballots)s valid ballots fill %(number)s seat.",
        "%(ballots)s valid ballots fill %(number)s seats.",
        seats,
        ballots=short(first.total, first.places),
    )
    yield say(
        "The quota, the votes that are enough, is %(quota)s.",
        quota=short(first.quota, first.places),
    )
    for before, stage in zip([None, *stages[:-1]], stages, strict=True):
        if before is not None:
            yield from _moved(before, stage)
        yield from _elected(stage)


def _moved(before: Stage, stage: Stage) -> Iterator[Sentence]:
    if stage.action is Action.TRANSFER:
        yield say("Stage %(stage)s: votes over the quota pass on.", stage=stage.number)
        return
    option = Name(stage.option or "")
    had = dict(before.votes)[stage.option or ""]
    if stage.action is Action.SURPLUS:
        yield say(
            "Stage %(stage)s: %(option)s passes on what exceeds the quota: %(votes)s.",
            stage=stage.number,
            option=option,
            votes=short(had - before.quota, stage.places),
        )
    else:
        yield say(
            "Stage %(stage)s: %(option)s is last, with %(votes)s, and goes out.",
            stage=stage.number,
            option=option,
            votes=short(had, stage.places),
        )
    match stage.settled:
        case Settled.EARLIER:
            yield say("It was tied; the votes at an earlier stage decided.")
        case Settled.LOT:
            yield say("It was tied; the lot decided.")
        case Settled.NO_DIFFERENCE:
            yield say("It was tied; the order could change nothing.")
        case _:
            pass


def _elected(stage: Stage) -> Iterator[Sentence]:
    votes = dict(stage.votes)
    for option in stage.elected:
        if votes[option] >= stage.quota:
            yield say(
                "%(option)s reaches the quota with %(votes)s and is elected.",
                option=Name(option),
                votes=short(votes[option], stage.places),
            )
        else:
            yield say("%(option)s takes a seat that nobody else is left for.", option=Name(option))


def reasons(stages: Sequence[Stage]) -> Iterator[tuple[str, Sentence]]:
    """For every option not elected, why: when it went out, or what it missed at the end."""
    last = stages[-1]
    elected = {option for stage in stages for option in stage.elected}
    out = {stage.option for stage in stages if stage.action is Action.EXCLUSION}
    for before, stage in pairwise(stages):
        if stage.action is Action.EXCLUSION and stage.option is not None:
            gone = {s.option for s in stages[: stage.number] if s.action is Action.EXCLUSION}
            sure = {option for s in stages[: stage.number - 1] for option in s.elected}
            rivals = [o for o, _ in before.votes if o not in gone and o not in sure]
            yield stage.option, _last_of(before, stage, rivals)
    for option, votes in last.votes:
        if option not in elected and option not in out:
            yield (
                option,
                say(
                    "It was %(votes)s short of the quota when the seats were full.",
                    votes=short(last.quota - votes, last.places),
                ),
            )


def _last_of(before: Stage, stage: Stage, rivals: Sequence[str]) -> Sentence:
    votes = dict(before.votes)
    rival = min(rivals, key=votes.__getitem__)
    behind = votes[rival] - votes[stage.option or ""]
    name = Name(rival)
    if behind:
        return say(
            "At stage %(stage)s it had %(votes)s fewer than %(option)s.",
            stage=before.number,
            votes=short(behind, stage.places),
            option=name,
        )
    if stage.settled is Settled.EARLIER:
        return say("It was tied with %(option)s, which had more before.", option=name)
    if stage.settled is Settled.LOT:
        return say("It was tied with %(option)s, and the lot decided.", option=name)
    return say("It had no votes.")
