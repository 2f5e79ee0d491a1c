"""What shows other programs that a ballot is in the box: its way to the root, its opening."""

from aiohttp import web

from kiosk.actions.read_closing import read_closing
from kiosk.domain.errors import NoSuchTracker, ResultNotReady
from kiosk.domain.secrecy import whole_shown
from kiosk.pages.forms import form_of
from kiosk.pages.keys import KIOSK
from kiosk.pages.results import LONGEST_WORDS, published_poll
from kiosk.proof.canonical import read_canonical
from kiosk.proof.merkle import inclusion_path
from kiosk.proof.tracker import read_tracker, tracker


async def inclusion(request: web.Request) -> web.Response:
    """The way from a ballot's commitment up to the signed root (RFC 6962, 2.1.1), by its words.

    Form field ``words``, sent by POST: an address would keep them. Says nothing of what was
    chosen. Raises NoSuchTracker, ResultNotReady, CountUnderWay.
    """
    poll = await published_poll(request)
    words = read_tracker(form_of(request).get("words", "")[:LONGEST_WORDS])
    closing = await read_closing(request.app[KIOSK].hall.sitting, poll.id)
    leaves = [bytes.fromhex(promise) for promise in closing.commitments]
    place = next((at for at, leaf in enumerate(leaves) if tracker(leaf) == words), None)
    if place is None:
        raise NoSuchTracker
    return web.json_response(
        {
            "poll": poll.id,
            "tracker": words,
            "commitment": closing.commitments[place],
            "index": place,
            "size": len(leaves),
            "path": [step.hex() for step in inclusion_path(leaves, place)],
            "root": closing.root,
        },
        headers={"Content-Disposition": 'attachment; filename="proof.json"'},
    )


async def openings(request: web.Request) -> web.Response:
    """Every tracker with its ballot and opening, in the order of the commitments.

    Only where the meeting publishes them and enough voted; else raises ResultNotReady, as
    before publishing.
    """
    poll = await published_poll(request)
    closing = await read_closing(request.app[KIOSK].hall.sitting, poll.id)
    if not closing.openings or not whole_shown(poll, len(closing.openings)):
        raise ResultNotReady
    pairs = zip(closing.commitments, closing.openings, strict=True)
    return web.json_response(
        {
            "poll": poll.id,
            "ballots": [
                {
                    "tracker": tracker(bytes.fromhex(promise)),
                    "commitment": promise,
                    "opening": opening,
                    "choices": read_canonical(text.encode()),
                }
                for promise, (text, opening) in pairs
            ],
        }
    )
