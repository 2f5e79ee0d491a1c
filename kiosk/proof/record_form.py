"""A signed record as JSON, strict: the one form that batches and archives hold."""

from typing import Annotated, Any

from msgspec import Meta, Struct

from kiosk.domain.record import Record

Hexadecimal = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
Signature = Annotated[str, Meta(pattern=r"^[0-9a-f]{128}\Z")]
LogName = Annotated[str, Meta(pattern=r"^[0-9a-z-]{1,64}\Z")]


class RecordForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A record as JSON."""

    device: Hexadecimal
    log: LogName
    seq: Annotated[int, Meta(ge=1, le=2**53)]
    prev: Hexadecimal
    kind: Annotated[str, Meta(pattern=r"^[a-z-]{1,40}\Z")]
    payload: dict[str, Any]
    signature: Signature

    def record(self) -> Record:
        """What it says. Its signature is not looked at."""
        return Record(
            device=self.device,
            log=self.log,
            seq=self.seq,
            prev=self.prev,
            kind=self.kind,
            payload=self.payload,
            signature=self.signature,
        )
