"""From a strict form to the JSON object in a record, and back."""

from collections.abc import Mapping
from typing import TypeVar

import msgspec

from kiosk.domain.count.contract import Json

Form = TypeVar("Form", bound=msgspec.Struct)


def payload_of(form: msgspec.Struct) -> dict[str, Json]:
    """The form as plain JSON values."""
    payload: dict[str, Json] = msgspec.json.decode(msgspec.json.encode(form))
    return payload


def read_payload(payload: Mapping[str, Json], form: type[Form]) -> Form:
    """The form in a payload, every field in it and no other; raises ValueError."""
    try:
        return msgspec.convert(dict(payload), form)
    except msgspec.ValidationError as fault:
        raise ValueError(str(fault)) from fault
