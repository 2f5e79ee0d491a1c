"""Making and checking the records of a log: each is signed and names the one before it."""

from collections.abc import Mapping
from dataclasses import replace

from kiosk.domain.count.contract import Json
from kiosk.domain.record import BEFORE_THE_FIRST, Record, RecordRefused
from kiosk.domain.sentence import say
from kiosk.proof.canonical import canonical
from kiosk.proof.digest import digest
from kiosk.proof.signature import Key, sign, verify

SIGNATURE_TAG = "kiosk record signature 1"
DIGEST_TAG = "kiosk record 1"


def make_record(
    key: Key, seq: int, *, log: str, prev: str, kind: str, payload: Mapping[str, Json]
) -> Record:
    """The next record of a log of the key's device; ``prev`` is ``digest_of`` the one before.

    The first record (``seq`` 1) has BEFORE_THE_FIRST. Raises ValueError for a payload without a
    canonical form.
    """
    unsigned = Record(
        device=key.public, log=log, seq=seq, prev=prev, kind=kind, payload=payload, signature=""
    )
    return replace(unsigned, signature=sign(key, SIGNATURE_TAG, signed_bytes(unsigned)).hex())


def signed_bytes(record: Record) -> bytes:
    """What the signature stands under: everything but the signature, in canonical form."""
    return canonical(
        {
            "device": record.device,
            "log": record.log,
            "seq": record.seq,
            "prev": record.prev,
            "kind": record.kind,
            "payload": dict(record.payload),
        }
    )


def digest_of(record: Record) -> str:
    """The digest that the next record names, over the record and its signature, hexadecimal."""
    return digest(DIGEST_TAG, signed_bytes(record), bytes.fromhex(record.signature)).hex()


def check_record(record: Record, prev: str) -> Record:
    """The record itself, if its device signed it and it follows the one with digest ``prev``.

    Raises RecordRefused.
    """
    if not is_signed(record):
        raise RecordRefused(
            say("The signature under record %(seq)s is not this kiosk's.", seq=record.seq)
        )
    if record.prev != prev or (record.seq == 1) != (prev == BEFORE_THE_FIRST):
        raise RecordRefused(
            say("Record %(seq)s does not follow the one before it.", seq=record.seq)
        )
    return record


def is_signed(record: Record) -> bool:
    """Whether the device that the record names signed it as it stands."""
    try:
        signature = bytes.fromhex(record.signature)
        message = signed_bytes(record)
    except ValueError:
        return False
    return verify(record.device, SIGNATURE_TAG, message, signature)
