"""Count a closed poll, again if need be: the same ballots and the same lot give the same result."""

import asyncio
import logging
from dataclasses import dataclass

from kiosk.actions.hall import Hall, Sitting
from kiosk.actions.keep_record import keep_record
from kiosk.domain.assembly import Poll
from kiosk.domain.ballot import Ballot
from kiosk.domain.count.as_json import outcome_json
from kiosk.domain.count.contract import Result
from kiosk.domain.count.lot import drawn_from
from kiosk.domain.errors import LotNeeded, Refused
from kiosk.domain.lifecycle import State
from kiosk.domain.tally import count_question
from kiosk.proof.ballots import read_ballot_text
from kiosk.proof.commitment import commitment
from kiosk.proof.merkle import root
from kiosk.proof.tracker import tracker
from kiosk.store import polls
from kiosk.sync.closing import Closing, closed_payload, merged_texts

log = logging.getLogger(__name__)

COUNTED = {State.CLOSED, State.PUBLISHED}


@dataclass(frozen=True, slots=True)
class Figures:
    """What the rules count with beside the ballots. None: nobody keeps that list."""

    present: int | None
    members: int | None
    seed: str


@dataclass(frozen=True, slots=True)
class Counted:
    """Everything that a closed box yields."""

    results: dict[str, Result]
    commitments: tuple[bytes, ...]
    texts: tuple[str, ...]


def count_box(poll: Poll, box: tuple[tuple[bytes, bytes], ...], figures: Figures) -> Counted:
    """Count every question from the ballots and openings in a box; raises LotNeeded."""
    texts = tuple(text.decode() for text, _ in box)
    ballots: tuple[Ballot, ...] = tuple(read_ballot_text(text) for text in texts)
    results = {
        question.id: count_question(
            question,
            ballots,
            present=figures.present,
            members=figures.members,
            lot=drawn_from(figures.seed, [option.id for option in question.options])
            if figures.seed
            else (),
        )
        for question in poll.questions
    }
    commitments = sorted(commitment(poll.id, text, opening) for text, opening in box)
    return Counted(results, tuple(commitments), texts)


async def count_poll(hall: Hall, poll_id: str) -> None:
    """Count and keep the signed fact of it, once; a tie that needs a lot is kept as such.

    Whoever calls holds ``doors.chair``, so that no poll is counted twice at a time.
    """
    sitting = hall.sitting
    outcome = await polls.outcome(sitting.roll.read, poll_id)
    if outcome is None or poll_id in sitting.results:
        return
    figures = Figures(outcome["present"], outcome["members"], outcome["seed"])
    box = await sitting.box.ballots(poll_id)
    try:
        counted = await asyncio.to_thread(count_box, sitting.poll(poll_id), box, figures)
    except LotNeeded as tie:
        async with sitting.roll.write() as tx:
            await polls.keep_outcome(tx, poll_id, {**outcome, "tied": list(tie.options)})
        return
    found = root(counted.commitments).hex()
    if outcome.get("recorded", found) != found:
        # The box is not the one that was counted and signed: no result is better than a wrong one.
        sitting.altered.add(poll_id)
        log.error("the ballots of a poll do not match its signed record")
        return
    if "recorded" not in outcome:
        closing = _closing(poll_id, counted, figures, spent=sitting.box.cast_number(poll_id))
        async with sitting.roll.write() as tx:
            await keep_record(tx, hall.key, "poll-closed", closed_payload(closing))
            await polls.keep_outcome(tx, poll_id, {**outcome, "tied": [], "recorded": found})
    sitting.trackers[poll_id] = frozenset(tracker(promise) for promise in counted.commitments)
    sitting.results[poll_id] = counted.results


def _closing(poll_id: str, counted: Counted, figures: Figures, *, spent: int) -> Closing:
    return Closing(
        poll=poll_id,
        members=figures.members,
        present=figures.present,
        cards_spent=spent,
        ballots=merged_texts(counted.texts),
        commitments=tuple(promise.hex() for promise in counted.commitments),
        root=root(counted.commitments).hex(),
        seed=figures.seed,
        results=tuple(
            (question, outcome_json(result)) for question, result in counted.results.items()
        ),
    )


async def count_again_what_is_closed(hall: Hall) -> None:
    """After a start: results are not stored, they are counted anew from the box."""
    sitting: Sitting = hall.sitting
    for poll_id, state in (await polls.states(sitting.roll.read)).items():
        if state not in COUNTED or poll_id in sitting.results:
            continue
        try:
            await count_poll(hall, poll_id)
        except Refused as refusal:
            # The kiosk starts all the same; the chair sees a poll that waits to be counted.
            log.warning("a closed poll was not counted: %s", type(refusal).__name__)
