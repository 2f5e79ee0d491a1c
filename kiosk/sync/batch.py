"""Records on their way: as text one by one, in batches, and the answer to a batch."""

from collections.abc import Iterable
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta, Raw, Struct

from kiosk.domain.record import Record
from kiosk.proof.record_form import RecordForm

MOST_RECORDS = 500  # in one batch
MOST_BYTES = 64 * 2**20  # of one batch; the largest box there is takes about 20


Form = TypeVar("Form")


class BatchForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A batch as JSON: records of one log, in their order."""

    records: Annotated[tuple[RecordForm, ...], Meta(min_length=1, max_length=MOST_RECORDS)]


class RawBatch(Struct, frozen=True):
    """A batch whose records are texts already."""

    records: tuple[Raw, ...]


class Answer(Struct, frozen=True, kw_only=True):
    """What the server says to a batch.

    ``have``: it holds this log up to that number, safe on disk, without a gap. ``refused``: why
    the record with the next number is not taken, as a sentence; empty where all were taken.
    """

    have: Annotated[int, Meta(ge=0)]
    refused: str = ""


class Held(Struct, frozen=True, kw_only=True):
    """How far the server has a log: the last record's number and digest, 0 and "" for none."""

    have: Annotated[int, Meta(ge=0, le=2**53)]
    head: str


def write_record(record: Record) -> str:
    """The record as JSON text, for keeping and for a batch."""
    form = RecordForm(
        device=record.device,
        log=record.log,
        seq=record.seq,
        prev=record.prev,
        kind=record.kind,
        payload=dict(record.payload),
        signature=record.signature,
    )
    return msgspec.json.encode(form).decode()


def read_record(text: str | bytes) -> Record:
    """The record in a text; raises ValueError. Its signature is not looked at."""
    return _read(text, RecordForm).record()


def write_batch(texts: Iterable[str]) -> bytes:
    """A batch of records as ``write_record`` wrote them: at most MOST_RECORDS and MOST_BYTES."""
    return msgspec.json.encode(RawBatch(tuple(Raw(text.encode()) for text in texts)))


def read_batch(body: bytes | bytearray) -> tuple[Record, ...]:
    """The records of a batch; raises ValueError saying where it does not fit."""
    return tuple(form.record() for form in _read(body, BatchForm).records)


def write_answer(answer: Answer) -> bytes:
    """The answer as JSON."""
    return msgspec.json.encode(answer)


def write_held(held: Held) -> bytes:
    """How far a log is held, as JSON."""
    return msgspec.json.encode(held)


def read_held(body: bytes) -> Held:
    """How far a log is held; raises ValueError, as for another program's page."""
    return _read(body, Held)


def read_answer(body: bytes) -> Answer:
    """The answer in a body; raises ValueError, as for the log-in page of a guest network."""
    return _read(body, Answer)


def _read(text: str | bytes | bytearray, form: type[Form]) -> Form:
    try:
        return msgspec.json.decode(text, type=form)
    except (msgspec.DecodeError, RecursionError) as fault:
        raise ValueError(str(fault)) from fault
