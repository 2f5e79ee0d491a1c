"""A kiosk's log, made as a kiosk makes it, for tests that send it or spoil it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from aiohttp.test_utils import TestClient

from kiosk.domain.assembly import Assembly, Option, Poll, Question
from kiosk.domain.ballot import Ballot, Choice
from kiosk.domain.count.as_json import outcome_json
from kiosk.domain.count.contract import Json
from kiosk.domain.count.lot import drawn_from
from kiosk.domain.questions.yes_no import OPTIONS
from kiosk.domain.record import BEFORE_THE_FIRST, Record
from kiosk.domain.secrecy import always_shown, whole_shown
from kiosk.domain.tally import count_question
from kiosk.domain.text import plain, translated
from kiosk.proof.ballots import answers_apart, ballot_text
from kiosk.proof.chain import digest_of, make_record
from kiosk.proof.commitment import commitment
from kiosk.proof.merkle import root
from kiosk.proof.signature import Key, new_key
from kiosk.sync.assembly import assembly_payload
from kiosk.sync.batch import write_batch, write_record
from kiosk.sync.closing import Closing, closed_payload, merged_texts, published_payload

MOTION = Poll(
    "motion",
    translated({"en": "A community garden", "es": "Un huerto"}),
    (
        Question(
            id="garden",
            title=translated({"en": "Shall we plant it?", "es": "¿Lo plantamos?"}),
            kind="yes_no",
            rule="majority",
            options=OPTIONS,
        ),
    ),
)
BOARD = Poll(
    "board",
    plain("The board"),
    (
        Question(
            id="chair",
            title=plain("Who shall chair?"),
            kind="approve",
            rule="approval",
            options=(Option("ana", plain("Ana")), Option("ben", plain("Ben <b>"))),
        ),
    ),
)
ASSEMBLY = Assembly(
    title=plain("Spring assembly"),
    place="School hall",
    date="2026-11-24",
    languages=("en", "es"),
    publish_from=0,
    polls=(MOTION, BOARD),
)


def opening(number: int) -> bytes:
    """32 bytes that a kiosk would draw at random."""
    return hashlib.sha256(f"opening {number}".encode()).digest()


def yes(times: int, *, no: int = 0) -> tuple[Ballot, ...]:
    """Ballots of the motion."""
    return (Ballot((Choice("garden", (("yes", 1),)),)),) * times + (
        Ballot((Choice("garden", (("no", 1),)),)),
    ) * no


def closing_of(
    poll: Poll, ballots: tuple[Ballot, ...], *, seed: str = "", publish_from: int = 0
) -> Closing:
    """What an honest kiosk states of these ballots."""
    whole = whole_shown(poll, len(ballots), publish_from=publish_from)
    texts = [ballot_text(ballot) for ballot in ballots]
    promises = sorted(
        commitment(poll.id, text.encode(), opening(number)) for number, text in enumerate(texts)
    )
    results = [
        count_question(
            question,
            ballots,
            present=len(ballots),
            members=60,
            lot=drawn_from(seed, [option.id for option in question.options]) if seed else (),
        )
        for question in poll.questions
    ]
    return Closing(
        poll=poll.id,
        members=60,
        present=len(ballots),
        cards_spent=len(ballots),
        ballots=merged_texts(texts) if whole else (),
        commitments=tuple(promise.hex() for promise in promises),
        root=root(promises).hex(),
        seed=seed,
        results=tuple(
            (question.id, outcome_json(result))
            for question, result in zip(poll.questions, results, strict=True)
        ),
        withheld=not whole,
        tallies=() if whole else answers_apart(merged_texts(texts), sorted(always_shown(poll))),
        blank=0 if whole else sum(ballot.blank for ballot in ballots),
    )


@dataclass(slots=True)
class Kiosk:
    """A device with one log; every method adds a record to it."""

    key: Key = field(default_factory=lambda: new_key(bytes(range(32))))
    log: str = "spring"
    records: list[Record] = field(default_factory=list)

    def states(self, kind: str, payload: Mapping[str, Json]) -> Record:
        """Add any record."""
        prev = digest_of(self.records[-1]) if self.records else BEFORE_THE_FIRST
        record = make_record(
            self.key, len(self.records) + 1, log=self.log, prev=prev, kind=kind, payload=payload
        )
        self.records.append(record)
        return record

    def prepares(self, assembly: Assembly = ASSEMBLY) -> Record:
        """State the assembly."""
        return self.states("assembly", assembly_payload(assembly))

    def closes(self, closing: Closing) -> Record:
        """State a closed poll."""
        return self.states("poll-closed", closed_payload(closing))

    def publishes(self, poll_id: str) -> Record:
        """State a published poll."""
        return self.states("poll-published", published_payload(poll_id))

    def batch(self) -> bytes:
        """Everything, as it is sent."""
        return batch_of(*self.records)


def batch_of(*records: Record) -> bytes:
    """These records, as they are sent."""
    return write_batch(map(write_record, records))


def a_day() -> Kiosk:
    """A kiosk after an assembly with one published motion: three records."""
    kiosk = Kiosk()
    kiosk.prepares()
    kiosk.closes(closing_of(MOTION, yes(5, no=2)))
    kiosk.publishes("motion")
    return kiosk


def a_stranger() -> Kiosk:
    """A kiosk with another key."""
    return Kiosk(key=new_key(bytes(32)))


def spoiled(closing: Closing, **changed: Any) -> Closing:
    """The closing with something else in it."""
    fields = {name: getattr(closing, name) for name in closing.__struct_fields__}
    return Closing(**fields | changed)


def altered(record: Record, **changed: Any) -> Record:
    """The record with something else in it, under its old signature."""
    return replace(record, **changed)


async def refusal(central: TestClient[Any, Any], body: bytes) -> tuple[int, int, str]:
    """Status, number held and sentence of the server's answer."""
    response = await central.post("/api/v1/records", data=body)
    answer = await response.json()
    return response.status, answer["have"], answer["refused"]
