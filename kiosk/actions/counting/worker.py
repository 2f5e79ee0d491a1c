"""The process that counts for the kiosk: ``python -m``, ballots in, progress and the result out.

It opens no file and keeps nothing. It ends with the kiosk, however that ends, and is the first
to go where memory runs out: the kiosk then says so and can count again.
"""

import os
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import chain, repeat
from typing import BinaryIO

from kiosk.actions.background.stand_back import stand_back
from kiosk.actions.counting.talk import (
    PART,
    Done,
    Figures,
    Job,
    Message,
    Promises,
    Texts,
    next_message,
    no_of,
    packed,
)
from kiosk.domain.assembly import Poll
from kiosk.domain.ballot import Ballot
from kiosk.domain.count.contract import Result
from kiosk.domain.count.lot import drawn_from
from kiosk.domain.errors import Refused
from kiosk.domain.tally import count_question
from kiosk.meeting.counts import Progress
from kiosk.proof.ballots import read_ballot_text
from kiosk.proof.commitment import commitment
from kiosk.proof.merkle import root
from kiosk.proof.tracker import tracker

Tell = Callable[[Message], None]


def count_questions(
    poll: Poll, texts: Mapping[str, int], figures: Figures, begin: Callable[[int], None]
) -> dict[str, Result]:
    """Count every question of the poll from its ballot texts; raises LotNeeded.

    ``begin`` hears the place of each question, from 1, when its count begins.
    """
    ballots = [(read_ballot_text(text), number) for text, number in texts.items()]
    results = {}
    for place, question in enumerate(poll.questions, start=1):
        begin(place)
        ids = [option.id for option in question.options]
        results[question.id] = count_question(
            question,
            _each(ballots),
            present=figures.present,
            members=figures.members,
            lot=drawn_from(figures.seed, ids) if figures.seed else (),
        )
    return results


def _each(ballots: list[tuple[Ballot, int]]) -> Iterator[Ballot]:
    return chain.from_iterable(repeat(ballot, number) for ballot, number in ballots)


def count_job(read: Callable[[], Message], tell: Tell) -> None:
    """Read a job and its ballots, and tell how it goes and what it yields."""
    job = read()
    assert isinstance(job, Job)
    questions = len(job.poll.questions)
    texts: Counter[str] = Counter()
    promises: list[bytes] = []
    while len(promises) < job.ballots:
        part = read()
        assert isinstance(part, tuple)
        texts.update(text.decode() for text, _ in part)
        promises += [commitment(job.poll.id, text, opening) for text, opening in part]
        tell(Progress(ballots=len(promises), of=job.ballots, questions=questions))
    threading.Thread(target=_end_with_the_kiosk, daemon=True).start()

    def begin(place: int) -> None:
        tell(Progress(ballots=job.ballots, of=job.ballots, question=place, questions=questions))

    try:
        results = count_questions(job.poll, texts, job.figures, begin)
    except Refused as refusal:
        tell(no_of(refusal))
        return
    promises.sort()
    merged = sorted(texts.items())
    for at in range(0, len(merged), PART):
        tell(Texts(tuple(merged[at : at + PART])))
    for at in range(0, len(promises), PART):
        tell(Promises(tuple((one, tracker(one)) for one in promises[at : at + PART])))
    tell(Done(results, root(promises)))


def _end_with_the_kiosk() -> None:
    """The kiosk sends nothing more: when this pipe ends, nobody waits for the result."""
    os.read(sys.stdin.fileno(), 1)
    os._exit(1)


def _main(asked: BinaryIO, out: BinaryIO) -> None:
    def tell(message: Message) -> None:
        out.write(packed(message))
        out.flush()

    stand_back()
    count_job(lambda: next_message(asked), tell)


if __name__ == "__main__":
    try:
        _main(sys.stdin.buffer, sys.stdout.buffer)
    except BaseException:  # whatever it is: a trace could show a ballot, so the code is all
        os._exit(1)
    os._exit(0)
