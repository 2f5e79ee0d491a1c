"""The one byte form of a JSON value, so that equal facts have equal digests everywhere.

Keys sorted by code point, no spaces, UTF-8, characters as they are. Numbers are integers only:
anything else is written as a string, because programs round floats differently.
"""

import json

from kiosk.domain.count.contract import Json

_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical(value: Json) -> bytes:
    """The canonical bytes; raises ValueError for a float, a key or a text that has no such form."""
    _check(value)
    return written(value)


def written(value: Json) -> bytes:
    """The same for a value of known types: what this is called with cannot be anything else.

    A lone surrogate has no UTF-8 form: UnicodeEncodeError, a ValueError.
    """
    return _ENCODER.encode(value).encode()


def read_canonical(text: bytes) -> Json:
    """The value of canonical bytes; raises ValueError where they are not exactly that."""
    try:
        value: Json = json.loads(text)
    except RecursionError as fault:
        raise ValueError("this is nested too deep") from fault
    if canonical(value) != text:
        raise ValueError("this is not the canonical form")
    return value


def _check(value: object) -> None:
    match value:
        case dict():
            for key in value:
                _check_key(key)
            for inner in value.values():
                _check(inner)
        case list():
            for inner in value:
                _check(inner)
        case None | bool() | int() | str():
            pass
        case _:
            raise ValueError(f"{type(value).__name__} has no canonical form")


def _check_key(key: object) -> None:
    match key:
        case str():
            pass
        case _:
            raise ValueError("a key is a text")  # json would quietly turn 1 into "1"
