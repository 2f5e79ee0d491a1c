"""What shows other programs that a ballot is in the box: its way to the root, its opening."""

import asyncio
from functools import partial

from aiohttp import web
from msgspec import to_builtins

from kiosk.actions.log.read_closing import read_closing
from kiosk.domain.assembly import Poll
from kiosk.domain.errors import NoSuchTracker, ResultNotReady
from kiosk.pages.public.api_answers import InclusionAnswer
from kiosk.pages.public.open_data import body_of
from kiosk.pages.public.results import LONGEST_WORDS, published_poll
from kiosk.pages.web.forms import form_of
from kiosk.pages.web.kiosk import KIOSK
from kiosk.prepared import give, listed_json
from kiosk.proof.merkle import inclusion_path
from kiosk.proof.tracker import read_tracker, tracker
from kiosk.sync.closing import Closing

DIGEST = 32  # bytes


async def inclusion(request: web.Request) -> web.Response:
    """The way from a ballot's commitment up to the signed root (RFC 6962, 2.1.1), by its words.

    Form field ``words``, sent by POST: an address would keep them. Says nothing of what was
    chosen. Raises NoSuchTracker, ResultNotReady, CountUnderWay.
    """
    kiosk = request.app[KIOSK]
    sitting = kiosk.hall.sitting
    poll = await published_poll(sitting, request.match_info["poll"])
    words = read_tracker(form_of(request).get("words", "")[:LONGEST_WORDS])

    async def make() -> bytes:
        return await asyncio.to_thread(_promises, await read_closing(sitting, poll.id))

    promises = await body_of(kiosk, poll, "promises", make)
    shown = await kiosk.open_data.in_turn(partial(_way, poll.id, words, promises))
    return web.json_response(
        to_builtins(shown), headers={"Content-Disposition": 'attachment; filename="proof.json"'}
    )


def _promises(closing: Closing) -> bytes:
    """The root, and all commitments behind it."""
    return bytes.fromhex("".join((closing.root, *closing.commitments)))


def _way(poll: str, words: str, promises: bytes) -> InclusionAnswer:
    root, *leaves = (promises[at : at + DIGEST] for at in range(0, len(promises), DIGEST))
    place = next((at for at, leaf in enumerate(leaves) if tracker(leaf) == words), None)
    if place is None:
        raise NoSuchTracker
    return InclusionAnswer(
        poll=poll,
        tracker=words,
        commitment=leaves[place].hex(),
        index=place,
        size=len(leaves),
        path=[step.hex() for step in inclusion_path(leaves, place)],
        root=root.hex(),
    )


async def openings(request: web.Request) -> web.StreamResponse:
    """Every tracker with its ballot and opening, in the order of the commitments.

    Only where the meeting publishes them and enough voted; else raises ResultNotReady, as
    before publishing.
    """
    kiosk = request.app[KIOSK]
    sitting = kiosk.hall.sitting
    poll = await published_poll(sitting, request.match_info["poll"])

    async def make() -> bytes:
        return await asyncio.to_thread(_openings, poll, await read_closing(sitting, poll.id))

    return await give(request, await body_of(kiosk, poll, "openings", make))


def _openings(poll: Poll, closing: Closing) -> bytes:
    if not closing.openings:
        raise ResultNotReady
    pairs = zip(closing.commitments, closing.openings, strict=True)
    found = (
        f'{{"tracker": "{tracker(bytes.fromhex(promise))}", "commitment": "{promise}", '
        f'"opening": "{opening}", "choices": {text}}}'
        for promise, (text, opening) in pairs
    )
    return listed_json({"poll": poll.id}, "ballots", found)
