"""One assembly as one file that anyone can check: written, read, and its signatures looked at.

``kiosk/ARCHIVE.md`` describes the file byte by byte. Every byte of it stands under a
signature of the kiosk or is fixed by the one canonical form, so that no change goes unnoticed.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from kiosk.domain.count.contract import Json
from kiosk.domain.errors import Refused
from kiosk.domain.record import BEFORE_THE_FIRST, Record
from kiosk.domain.sentence import Sentence, say
from kiosk.proof.canonical import canonical
from kiosk.proof.chain import digest_of, is_signed
from kiosk.proof.record_form import Hexadecimal, LogName, RecordForm, Signature
from kiosk.proof.signature import Key, sign, verify

FORMAT = "assembly-kiosk archive 1"
SIGNATURE_TAG = "kiosk archive signature 1"
MOST_BYTES = 128 * 2**20
MOST_PARTS = 8_000_000  # texts, commas and opening brackets: each takes memory when it is read
MOST_RECORDS = 10_000

# A text, also one that never ends, so that each byte is read once; or what a value follows.
PART = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)|[,\[{]', re.DOTALL)


class ArchiveRefused(Refused):
    """A file cannot be read as an archive. Carries why, as a sentence."""

    def __init__(self, why: Sentence) -> None:
        super().__init__(why.wording)
        self.why = why


class ArchiveForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An archive as JSON."""

    format: Literal["assembly-kiosk archive 1"]
    device: Hexadecimal
    log: LogName
    records: Annotated[tuple[RecordForm, ...], Meta(min_length=1, max_length=MOST_RECORDS)]
    head: Hexadecimal
    signature: Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """A log as its device wrote it down. ``head``: the digest of the last record."""

    device: str
    log: str
    records: tuple[Record, ...]
    head: str
    signature: str


def write_archive(key: Key, records: Sequence[Record]) -> bytes:
    """The archive of a whole log of the key's device; the same records give the same bytes.

    Raises ArchiveRefused where nobody could read it again: no records, or too many.
    """
    if not records:
        raise ArchiveRefused(say("There is no record to archive."))
    log, head = records[0].log, digest_of(records[-1])
    signature = sign(key, SIGNATURE_TAG, _signed(key.public, log, len(records), head=head))
    content = canonical(
        {
            "format": FORMAT,
            "device": key.public,
            "log": log,
            "records": [_written(record) for record in records],
            "head": head,
            "signature": signature.hex(),
        }
    )
    read_archive(content)
    return content


def read_archive(content: bytes) -> Archive:
    """The archive in these bytes, no signature looked at; raises ArchiveRefused.

    Time and memory are bounded, whatever the bytes are.
    """
    if len(content) > MOST_BYTES or _parts(content) > MOST_PARTS:
        raise ArchiveRefused(say("This file is too large for an archive."))
    try:
        value = json.loads(content)
    except (ValueError, RecursionError) as fault:
        raise ArchiveRefused(say("This is no archive, or it is cut off or damaged.")) from fault
    if not _is_canonical(value, content):
        raise ArchiveRefused(say("The archive is not in its one written form. It was changed."))
    try:
        form = msgspec.convert(value, ArchiveForm)
    except msgspec.ValidationError as fault:
        raise ArchiveRefused(
            say("This is no archive, or something in it is missing or too much.")
        ) from fault
    return Archive(
        device=form.device,
        log=form.log,
        records=tuple(record.record() for record in form.records),
        head=form.head,
        signature=form.signature,
    )


def whole_faults(archive: Archive) -> Iterator[Sentence]:
    """What the signature under the whole archive says against it."""
    last = archive.records[-1]
    number = len(archive.records)
    signed = _signed(archive.device, archive.log, number, head=archive.head)
    if archive.head != digest_of(last):
        yield say("The archive does not end with the record that was signed as its last.")
    if not verify(archive.device, SIGNATURE_TAG, signed, bytes.fromhex(archive.signature)):
        yield say("The signature under the whole archive is not this kiosk's.")


def signature_faults(archive: Archive) -> Iterator[Sentence]:
    """Each record that the archive's own device did not sign."""
    for record in archive.records:
        if (record.device, record.log) != (archive.device, archive.log):
            yield say("Record %(seq)s belongs to another kiosk's log.", seq=record.seq)
        elif not is_signed(record):
            yield say("The signature under record %(seq)s is not this kiosk's.", seq=record.seq)


def order_faults(archive: Archive) -> Iterator[Sentence]:
    """Each place where a record is missing, stands elsewhere, or names another one before it."""
    expected, prev = 1, BEFORE_THE_FIRST
    for record in archive.records:
        if record.seq < expected:
            yield say("Record %(seq)s stands in the wrong place.", seq=record.seq)
        elif record.seq > expected:
            yield say("Record %(missing)s is missing.", missing=expected)
        elif record.prev != prev:
            yield say("Record %(seq)s does not follow the one before it.", seq=record.seq)
        expected, prev = max(expected, record.seq) + 1, digest_of(record)


def _signed(device: str, log: str, number: int, *, head: str) -> bytes:
    return canonical(
        {"format": FORMAT, "device": device, "log": log, "records": number, "head": head}
    )


def _written(record: Record) -> dict[str, Json]:
    return {
        "device": record.device,
        "log": record.log,
        "seq": record.seq,
        "prev": record.prev,
        "kind": record.kind,
        "payload": dict(record.payload),
        "signature": record.signature,
    }


def _parts(content: bytes) -> int:
    """How many parts the text has; of too many one more than that."""
    return sum(1 for _ in islice(PART.finditer(content), MOST_PARTS + 1))


def _is_canonical(value: Any, content: bytes) -> bool:
    try:
        return canonical(value) == content
    except (ValueError, RecursionError):
        return False
