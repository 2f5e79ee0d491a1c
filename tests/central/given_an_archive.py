"""An archive with every kind of record in it, and people who change it, with and without a key."""

import importlib.util
import json
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from given_a_kiosk import (
    ASSEMBLY,
    BOARD,
    MOTION,
    Kiosk,
    closing_of,
    opening,
    spoiled,
    yes,
)

from kiosk.audit.examination import examine
from kiosk.domain.assembly import Option, Poll, Question, Trackers
from kiosk.domain.ballot import Ballot, Choice
from kiosk.domain.happening import ClockQuality, Happening
from kiosk.domain.record import Record
from kiosk.domain.text import plain
from kiosk.proof.archive import ArchiveRefused, read_archive, write_archive
from kiosk.proof.ballots import ballot_text
from kiosk.proof.canonical import canonical
from kiosk.proof.chain import digest_of
from kiosk.proof.commitment import commitment
from kiosk.proof.sample import most_sampled, sample
from kiosk.proof.signature import Key
from kiosk.sync.closing import Closing, Opened, opened_payload
from kiosk.sync.event import event, event_payload

SECOND = Path(__file__).resolve().parents[1] / "proof" / "second_verifier.py"

_spec = importlib.util.spec_from_file_location("second_verifier", SECOND)
assert _spec is not None
assert _spec.loader is not None
second = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(second)

BUDGET = Poll(
    "budget",
    plain("Budget"),
    (
        Question(
            id="money",
            title=plain("What shall we pay for?"),
            kind="budget",
            rule="equal-shares",
            budget=100,
            options=(
                Option("path", plain("Path"), cost=60),
                Option("bench", plain("Bench"), cost=Fraction(45, 2)),
                Option("trees", plain("Trees"), cost=40),
            ),
        ),
        Question(
            id="leader",
            title=plain("Who shall lead?"),
            kind="rank",
            rule="irv",
            options=tuple(Option(name, plain(name.title())) for name in ("ana", "ben", "eva")),
        ),
    ),
)
DICE = "3 1 6 6 2 4 1 5 2 6"


def budgets(number: int) -> tuple[Ballot, ...]:
    """Some ballots of the budget, not all alike, the last one blank."""
    projects, people = ("bench", "path", "trees"), ("ana", "ben", "eva")
    marked = (
        Ballot(
            (
                Choice("money", tuple((p, 1) for p in projects if (n * 7 + len(p)) % 3)),
                Choice("leader", ((people[n % 3], 1), (people[(n + 1 + n % 2) % 3], 2))),
            )
        )
        for n in range(number - 1)
    )
    return (*marked, Ballot((Choice("money"), Choice("leader"))))


def openings_of(poll: Poll, ballots: tuple[Ballot, ...]) -> tuple[tuple[str, str], ...]:
    """Text and opening of each ballot, in the order of the commitments."""
    found = [
        (commitment(poll.id, text.encode(), opening(number)), text, opening(number).hex())
        for number, text in enumerate(ballot_text(ballot) for ballot in ballots)
    ]
    return tuple((text, shown) for _, text, shown in sorted(found))


def opened_of(closing: Closing, poll: Poll, ballots: tuple[Ballot, ...]) -> Opened:
    """The sample that the dice choose, as an honest kiosk opens it."""
    shown, size = openings_of(poll, ballots), len(ballots)
    places = sample(DICE, bytes.fromhex(closing.root), size=size, number=most_sampled(size))
    return Opened(poll=poll.id, dice=DICE, openings=tuple((at, *shown[at]) for at in places))


def a_full_day() -> Kiosk:
    """Three polls, all openings shown, a sample opened, four events."""
    kiosk = Kiosk()
    kiosk.prepares(replace(ASSEMBLY, trackers=Trackers.OPEN, polls=(MOTION, BOARD, BUDGET)))
    happens(kiosk, Happening.STARTED)
    loaded = (("assembly", digest_of(kiosk.records[0])),)
    happens(kiosk, Happening.POLL_OPENED, poll=MOTION.id, facts=loaded)
    happens(kiosk, Happening.LOT_DRAWN, poll=MOTION.id, facts=(("lot", "3 3 1"),))
    tied = tuple(Ballot((Choice("chair", ((option, 1),)),)) for option in ("ana", "ben") * 2)
    for poll, ballots, seed in (
        (MOTION, yes(5, no=4), "3 3 1"),
        (BOARD, tied, "6 1 4"),
        (BUDGET, budgets(9), "2 2 5"),
    ):
        closing = closing_of(poll, ballots, seed=seed)
        kiosk.closes(spoiled(closing, openings=openings_of(poll, ballots)))
    kiosk.states("ballots-opened", opened_payload(_sample_of_the_motion()))
    for poll in (MOTION, BOARD, BUDGET):
        kiosk.publishes(poll.id)
    happens(kiosk, Happening.KEY_FORGOTTEN)
    return kiosk


def _sample_of_the_motion() -> Opened:
    ballots = yes(5, no=4)
    return opened_of(closing_of(MOTION, ballots), MOTION, ballots)


def happens(
    kiosk: Kiosk, what: Happening, *, poll: str = "", facts: tuple[tuple[str, str | int], ...] = ()
) -> Record:
    """Add an event."""
    moment, clock = "2026-11-24 18:30", ClockQuality.PLAUSIBLE
    happened = event(what, moment=moment, clock=clock, poll=poll, facts=facts)
    return kiosk.states("event", event_payload(happened))


def archive_of(kiosk: Kiosk) -> bytes:
    """The archive that the kiosk itself writes."""
    return write_archive(kiosk.key, kiosk.records)


Tamper = Callable[[list[dict[str, Any]]], object]
"""Changes the records of an archive, as JSON objects, in place."""


def changed(content: bytes, tamper: Tamper) -> bytes:
    """The archive as somebody changes it who has no key."""
    archive = json.loads(content)
    tamper(archive["records"])
    return canonical(archive)


def signed_anew(content: bytes, tamper: Tamper, key: Key) -> bytes:
    """The archive as somebody changes it who signs everything again with that key."""
    told = json.loads(content)["records"]
    tamper(told)
    kiosk = Kiosk(key=key)
    for record in told:
        kiosk.states(record["kind"], record["payload"])
    return archive_of(kiosk)


def closing_in(records: list[dict[str, Any]], poll: str) -> dict[str, Any]:
    """The closing of a poll among the records."""
    found = [r for r in records if r["kind"] == "poll-closed" and r["payload"]["poll"] == poll]
    payload: dict[str, Any] = found[0]["payload"]
    return payload


def wrong(content: bytes) -> list[str]:
    """The wordings of all that kiosk verify finds wrong."""
    try:
        archive = read_archive(content)
    except ArchiveRefused as refusal:
        return [refusal.why.wording]
    return [check.sentence.wording for check in examine(archive) if not check.holds]


def wrong_says_the_second(content: bytes) -> list[str]:
    """All that the second verifier finds wrong."""
    return [line for line in second.findings(content) if not line.startswith(" ")]
