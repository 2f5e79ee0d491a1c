"""The states of a poll and the steps between them: one pure table."""

from enum import StrEnum

from kiosk.domain.errors import StepNotPossible


class State(StrEnum):
    """Where a poll stands."""

    DRAFT = "draft"
    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"
    PUBLISHED = "published"


class Step(StrEnum):
    """What the chair can do to a poll."""

    OPEN = "open"
    PAUSE = "pause"
    RESUME = "resume"
    CLOSE = "close"
    PUBLISH = "publish"


AFTER: dict[tuple[State, Step], State] = {
    (State.DRAFT, Step.OPEN): State.OPEN,
    (State.OPEN, Step.PAUSE): State.PAUSED,
    (State.PAUSED, Step.RESUME): State.OPEN,
    (State.OPEN, Step.CLOSE): State.CLOSED,
    (State.PAUSED, Step.CLOSE): State.CLOSED,
    (State.CLOSED, Step.PUBLISH): State.PUBLISHED,
}
"""There is no way back from closed: a closed poll is never reopened."""


def after(state: State, step: Step) -> State:
    """The state that the step leads to; raises StepNotPossible."""
    try:
        return AFTER[state, step]
    except KeyError:
        raise StepNotPossible(state.value, step.value) from None


def steps_from(state: State) -> tuple[Step, ...]:
    """What the chair can do now, in the order of the table."""
    return tuple(step for origin, step in AFTER if origin is state)
