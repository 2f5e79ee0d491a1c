"""The short names of polls, questions and options: in addresses, form fields and records."""

import re
import unicodedata
from collections.abc import Container

LONGEST_ID = 40
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
NOT_ID = re.compile(r"[^a-z0-9]+", re.ASCII)


def is_id(text: str) -> bool:
    """Whether it is lower-case letters, digits and single hyphens, and not too long."""
    return len(text) <= LONGEST_ID and ID.fullmatch(text) is not None


def id_from(title: str) -> str:
    """An id that resembles the title; empty for a title without Latin letters or digits."""
    bare = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return NOT_ID.sub("-", bare)[:LONGEST_ID].strip("-")


def fresh_id(wanted: str, taken: Container[str]) -> str:
    """The wanted id, with a number behind it when it is taken."""
    found, number = wanted, 1
    while found in taken:
        number += 1
        found = f"{wanted[: LONGEST_ID - 5].rstrip('-')}-{number}"
    return found
