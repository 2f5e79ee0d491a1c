"""A rehearsal whose every write is recorded, with what was promised to whom and when."""

import asyncio
import random
from collections.abc import Awaitable
from dataclasses import dataclass, field
from pathlib import Path

from disk_trace import Recorder, Step
from hall_over_http import Served, given_members, run, serve

from kiosk.domain.lifecycle import State

POLLS = ("first", "second")
NEVER = 2**63  # nobody was told that it is done
EMPTYING = 4  # of a commit's syncs: the emptied journal, when the ballots are in the file already


@dataclass(slots=True)
class Promise:
    """Something asked for at ``asked`` and answered at ``told``: lengths of the trace."""

    asked: int
    told: int = NEVER


@dataclass(slots=True)
class CastBallot(Promise):
    """A ballot, told from all others by its mark."""

    poll: str = ""
    code: str = ""
    mark: int = 0


@dataclass(slots=True)
class CameIn(Promise):
    """A member who got a card."""

    number: str = ""
    code: str = ""


@dataclass(slots=True)
class Moved(Promise):
    """A step of the chair."""

    poll: str = ""
    state: State = State.DRAFT


@dataclass(slots=True)
class Meeting:
    """What was done to the disk, and what was promised."""

    recorder: Recorder
    data: Path
    steps: tuple[Step, ...] = ()
    casts: list[CastBallot] = field(default_factory=list)
    arrivals: list[CameIn] = field(default_factory=list)
    moves: list[Moved] = field(default_factory=list)
    loaded: Promise = field(default_factory=lambda: Promise(0))
    copied: Promise = field(default_factory=lambda: Promise(0))
    pin: str = ""

    def steps_on(self, root: Path) -> tuple[Step, ...]:
        """What was done to one medium."""
        return tuple(step for step in self.steps if Path(step.path).is_relative_to(root))

    def there(self, root: Path) -> Promise:
        """Since when the meeting lies on that medium."""
        return self.loaded if root == self.data else self.copied

    async def keep(self, promise: Promise, done: Awaitable[object]) -> object:
        """Note when something was asked for, and when its answer was there."""
        promise.asked = self.recorder.length()
        answer = await done
        promise.told = self.recorder.length()
        return answer

    async def move(self, served: Served, poll: str, step: str, state: State) -> None:
        """The chair does a step."""
        moved = Moved(0, poll=poll, state=state)
        self.moves.append(moved)
        await self.keep(moved, served.chair(poll, step))
        if state is not State.CLOSED:
            assert await served.state(poll) == state.value

    async def arrive(self, served: Served, number: str) -> None:
        """A member signs in."""
        came = CameIn(0, number=number)
        self.arrivals.append(came)
        came.code = str(await self.keep(came, served.sign_in(number)))

    async def cast(self, served: Served, ballot: CastBallot) -> None:
        """A member casts, and sends again what got no answer."""
        first = ballot.asked or self.recorder.length()
        self.casts += [ballot] * (ballot not in self.casts)
        status = await self.keep(ballot, served.cast(ballot.poll, ballot.code, ballot.mark))
        ballot.asked = first
        assert status in {200, 409}, status


async def recorded_meeting(
    recorder: Recorder,
    folder: Path,
    *,
    members: int,
    killed_at: int = EMPTYING,
) -> Meeting:
    """Load, sign in, vote twice, with a kill -9 and a start in the middle of the second vote.

    A second root is the medium of the second copy: everybody waits until that is whole.
    ``killed_at``: instead of which sync of a commit of the box.
    """
    people = {str(1000 + n): f"Member Number{n}" for n in range(members)}
    for root in recorder.roots:
        root.mkdir(parents=True)
    data, log = recorder.roots[0], folder / "said.txt"
    environment = dict(recorder.environment)
    if recorder.roots[1:]:
        environment["KIOSK_COPY"] = str(recorder.roots[1])
    source = given_members(folder / "source", people, POLLS)
    meeting = Meeting(recorder, data)
    load = run("load", str(source), "--data", str(data), environment=environment)
    await meeting.keep(meeting.loaded, load)
    chance = random.Random(7)

    served = await serve(data, log, environment=environment)
    meeting.pin = served.pin
    await meeting.keep(meeting.copied, served.until_copied())
    half = members // 2
    for number in list(people)[:half]:
        await meeting.arrive(served, number)
    await meeting.move(served, "first", "open", State.OPEN)
    await _arrive_and_cast(meeting, served, list(people)[half:], "first", chance)
    await meeting.move(served, "first", "pause", State.PAUSED)
    await meeting.move(served, "first", "resume", State.OPEN)
    await _cast_all(meeting, served, "first", chance)
    await meeting.move(served, "first", "close", State.CLOSED)
    published = Moved(0, poll="first", state=State.PUBLISHED)
    meeting.moves.append(published)
    await meeting.keep(published, served.publish("first"))
    await meeting.move(served, "second", "open", State.OPEN)
    await _cast_all(meeting, served, "second", chance, leave=half)
    left = _ballots_left(meeting, "second", chance)
    recorder.kill.write_text(str(killed_at), encoding="ascii")
    await asyncio.gather(
        *(meeting.cast(served, one) for one in left[: half // 2]), return_exceptions=True
    )
    await served.died()

    served = await serve(data, log, environment=environment, pin=meeting.pin)
    await served.until_copied()
    for ballot in [one for one in meeting.casts if one.told == NEVER]:
        await meeting.cast(served, ballot)
    await _cast_all(meeting, served, "second", chance)
    await served.stop()
    meeting.steps = recorder.steps()
    return meeting


def _ballots_left(meeting: Meeting, poll: str, chance: random.Random) -> list[CastBallot]:
    has_cast = {one.code for one in meeting.casts if one.poll == poll}
    marks = {one.mark for one in meeting.casts}
    free = chance.sample([n for n in range(100_000, 200_000) if n not in marks], 500)
    left = [one for one in meeting.arrivals if one.code and one.code not in has_cast]
    chance.shuffle(left)
    return [
        CastBallot(0, poll=poll, code=one.code, mark=mark)
        for one, mark in zip(left, free, strict=False)
    ]


async def _cast_all(
    meeting: Meeting, served: Served, poll: str, chance: random.Random, *, leave: int = 0
) -> None:
    """One alone, then a few at once, and so on, until so many are left."""
    left = _ballots_left(meeting, poll, chance)
    while len(left) > leave:
        number = chance.choice((1, 1, 1, 3))
        together = [left.pop() for _ in range(min(number, len(left) - leave))]
        await asyncio.gather(*(meeting.cast(served, one) for one in together))


async def _arrive_and_cast(
    meeting: Meeting, served: Served, numbers: list[str], poll: str, chance: random.Random
) -> None:
    """People still come in while others vote."""
    for number in numbers:
        ballot = _ballots_left(meeting, poll, chance)[0]
        await asyncio.gather(meeting.arrive(served, number), meeting.cast(served, ballot))
