"""A closed poll in a record: the box in sorted order, what binds it, and what was counted."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from msgspec import Meta, Struct

from kiosk.domain.count.contract import Json
from kiosk.sync.payload import payload_of, read_payload

Digest = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
Id = Annotated[str, Meta(min_length=1, max_length=100)]
Count = Annotated[int, Meta(ge=0, le=10**9)]
Copies = Annotated[int, Meta(ge=1, le=10**9)]
MOST_BALLOTS = 200_000
MarksForm = Annotated[tuple[tuple[Id, Copies], ...], Meta(max_length=5_000)]
Tally = Annotated[tuple[tuple[MarksForm, Copies], ...], Meta(max_length=MOST_BALLOTS)]


Amounts = Annotated[
    tuple[tuple[Annotated[int, Meta(ge=-(2**53), le=2**53)], Copies], ...],
    Meta(max_length=MOST_BALLOTS),
]


class Wishes(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the ballots of a budget wish for each line that is not locked, in the budget's order.

    Each table has its amounts in units, lowest first, with how many ballots ask for them: the
    order of the ballots is in none of them. ``totals``: what the ballots spend, of all lines.
    """

    lines: Annotated[tuple[tuple[Id, Amounts], ...], Meta(max_length=1_000)]
    totals: Amounts


class Closing(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the kiosk states when a poll is closed.

    ``members`` and ``present`` are those the rules count with, None where nobody keeps a list.
    ``ballots``: each text (``proof.ballots``) once with its number, sorted by text.
    ``commitments``: sorted, hexadecimal. ``root``: of the Merkle tree over their bytes in that
    order. ``seed``: what the lot was drawn from, or nothing. ``results``: question id and
    ``outcome_json``, in the poll's order. ``openings``: where the assembly publishes them, for
    each commitment in its order the ballot's text and the opening.

    ``withheld``: so few voted that ballots which could be recognised are not stated whole. Then
    ``ballots`` and ``openings`` are empty; ``tallies`` has for each question that tells of nobody
    its different marks, sorted, with how many gave them, and ``blank`` says how many ballots
    choose nothing at all. ``wishes``: of a budget of both sides, whose ballots are never stated
    whole, where enough voted.
    """

    poll: Id
    members: Count | None
    present: Count | None
    cards_spent: Count
    ballots: Annotated[tuple[tuple[str, Copies], ...], Meta(max_length=MOST_BALLOTS)]
    commitments: Annotated[tuple[Digest, ...], Meta(max_length=MOST_BALLOTS)]
    root: Digest
    seed: Annotated[str, Meta(max_length=1_000)]
    results: Annotated[tuple[tuple[Id, dict[str, Any]], ...], Meta(max_length=200)]
    openings: Annotated[tuple[tuple[str, Digest], ...], Meta(max_length=MOST_BALLOTS)] = ()
    withheld: bool = False
    tallies: Annotated[tuple[tuple[Id, Tally], ...], Meta(max_length=200)] = ()
    blank: Count = 0
    wishes: Wishes | None = None


class Opened(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The sample of a closed poll that the kiosk opened before everyone.

    ``dice``: what the tellers rolled after the close. ``openings``: place of the commitment in
    the closing from 0, the ballot's text, the opening; in the order of the places.
    """

    poll: Id
    dice: Annotated[str, Meta(min_length=1, max_length=1_000)]
    openings: Annotated[tuple[tuple[Count, str, Digest], ...], Meta(max_length=MOST_BALLOTS)]


class Published(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The chair published the result of a closed poll."""

    poll: Id


def merged_texts(texts: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Ballot texts as a closing carries them: equal ones merged, sorted, no order left."""
    return tuple(sorted(Counter(texts).items()))


def closed_payload(closing: Closing) -> dict[str, Json]:
    """The payload of a "poll-closed" record."""
    payload = payload_of(closing)
    newer = ["wishes"] if closing.withheld else ["withheld", "tallies", "blank", "wishes"]
    for name in newer:  # older programs know no such keys
        if not payload[name]:
            del payload[name]
    return payload


def read_closed_payload(payload: Mapping[str, Json]) -> Closing:
    """The closing in a payload; raises ValueError saying where it does not fit."""
    return read_payload(payload, Closing)


def published_payload(poll_id: str) -> dict[str, Json]:
    """The payload of a "poll-published" record."""
    return payload_of(Published(poll=poll_id))


def read_published_payload(payload: Mapping[str, Json]) -> str:
    """The id of the published poll; raises ValueError."""
    return read_payload(payload, Published).poll


def opened_payload(opened: Opened) -> dict[str, Json]:
    """The payload of a "ballots-opened" record."""
    return payload_of(opened)


def read_opened_payload(payload: Mapping[str, Json]) -> Opened:
    """The opened sample in a payload; raises ValueError."""
    return read_payload(payload, Opened)
