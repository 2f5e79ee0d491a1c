"""For programs: records come in, and everything that is published goes out as JSON."""

import asyncio
import logging
from collections.abc import AsyncIterator

import msgspec
from aiohttp import web

from kiosk.central.inbox import accept
from kiosk.central.pages import asked_closing, asked_outcome
from kiosk.central.published import Meeting, Outcome, meetings
from kiosk.central.reading import Incoming, NotABatch
from kiosk.central.site import CENTRAL
from kiosk.central.store import Store
from kiosk.domain.count.as_json import outcome_json
from kiosk.domain.errors import TooBusy
from kiosk.domain.sentence import Amount
from kiosk.prepared import Make, give
from kiosk.proof.signature import fingerprint, is_public_key
from kiosk.sync.assembly import poll_payload
from kiosk.sync.batch import MOST_BYTES, Answer, Held, write_answer, write_held

log = logging.getLogger(__name__)

JSON = "application/json"
READING = web.AppKey("READING", Incoming)
BUSY = "Too much at once. Please send again."
NOT_A_BATCH = "This is no batch of records that this server can read."


async def take_records(request: web.Request) -> web.Response:
    """A batch of one log: 200 where all of it is held now, 422 where a record is refused.

    The answer comes after the records are safe on disk, and always says up to where the log is
    held, so that any failure is mended by sending again.
    """
    central = request.app[CENTRAL]
    try:
        async with (
            request.app[READING].batch(request, MOST_BYTES) as batch,
            central.turns.taken(batch.address, batch.weight),
        ):
            records = await batch.begin()
            accepted = await accept(central.store, records, received=central.clock())
    except NotABatch:
        return _answer(Answer(have=0, refused=NOT_A_BATCH), 400)
    except TooBusy:
        return _answer(Answer(have=0, refused=BUSY), 503)
    phrases = central.phrases(request)
    refused = " ".join(phrases.say(why, {}, _plain) for why in accepted.refused)
    device = records[0].device
    if refused:
        log.warning("refused a record of %s: %r", fingerprint(device), refused)
    return _answer(Answer(have=accepted.have, refused=refused), 422 if refused else 200)


async def show_device(request: web.Request) -> web.StreamResponse:
    """How far the logs of a device are held."""
    device = request.match_info["device"]
    if not is_public_key(device):
        raise web.HTTPNotFound
    return await _give_pieces(request, _device_in_pieces(request.app[CENTRAL].store, device))


async def _device_in_pieces(store: Store, device: str) -> AsyncIterator[bytes]:
    whole = {"device": device, "fingerprint": fingerprint(device), "logs": {}}
    yield msgspec.json.encode(whole).removesuffix(b"}}")
    after, comma = "", b""
    while few := await store.logs(device, after=after):
        yield comma + msgspec.json.encode(dict(few))[1:-1]
        after, comma = few[-1][0], b","
    yield b"}}"


async def show_log(request: web.Request) -> web.Response:
    """How far one log is held, and the digest of its last record: where a kiosk goes on."""
    device, name = request.match_info["device"], request.match_info["log"]
    if not is_public_key(device):
        raise web.HTTPNotFound
    last = await request.app[CENTRAL].store.last(device, name)  # no log has a gap
    held = Held(have=last.seq, head=last.digest) if last else Held(have=0, head="")
    return web.Response(body=write_held(held), content_type=JSON)


async def list_assemblies(request: web.Request) -> web.StreamResponse:
    """Every assembly with its polls and where their files lie."""
    return await _give_pieces(request, _assemblies_in_pieces(request.app[CENTRAL].store))


async def _assemblies_in_pieces(store: Store) -> AsyncIterator[bytes]:
    yield b'{"assemblies":['
    comma = b""
    async for found in meetings(store):
        yield comma + msgspec.json.encode(_meeting(found))
        comma = b","
    yield b"]}"


def _meeting(found: Meeting) -> dict[str, object]:
    return {
        "device": found.device,
        "log": found.log,
        "fingerprint": fingerprint(found.device),
        "title": dict(found.assembly.title.versions),
        "place": found.assembly.place,
        "date": found.assembly.date,
        "address": found.address,
        "polls": [
            {"id": poll.id, "title": dict(poll.title.versions), "state": found.state(poll.id)}
            for poll in found.assembly.polls
        ],
    }


async def show_record(request: web.Request) -> web.StreamResponse:
    """The signed record that closed a published poll, as it was received."""

    async def make() -> bytes:
        return (await asked_outcome(request)).record.encode()

    return await _give(request, make, "record.json")


async def show_ballots(request: web.Request) -> web.StreamResponse:
    """All ballots of a published poll with what they answer, ready to be counted elsewhere.

    Where few voted and a pattern could be looked for, each question stands for itself, and those
    that have patterns of their own are only in the result.
    """

    async def make() -> bytes:
        return await asyncio.to_thread(_ballots, await asked_outcome(request))

    return await _give(request, make, "ballots.json")


def _ballots(counted: Outcome) -> bytes:
    content = {
        "poll": poll_payload(counted.poll),
        "present": counted.closing.present,
        "members": counted.closing.members,
        "seed": counted.closing.seed,
        **_held(counted),
        "results": {question: outcome_json(result) for question, result in counted.results},
    }
    return msgspec.json.encode(content)


def _held(counted: Outcome) -> dict[str, object]:
    closing = counted.closing
    if closing.withheld:
        tables = {"tables": closing.wishes} if closing.wishes else {}
        return {"withheld": True, "questions": dict(closing.tallies), **tables}
    return {
        "ballots": [
            {"number": copies, "choices": msgspec.Raw(text.encode())}
            for text, copies in closing.ballots
        ]
    }


async def healthz(request: web.Request) -> web.Response:
    """200 if the database answers."""
    await request.app[CENTRAL].store.logs("")
    return _json({"status": "ok"})


def _plain(amount: Amount) -> str:
    return str(amount)


def _answer(answer: Answer, status: int) -> web.Response:
    return web.Response(body=write_answer(answer), status=status, content_type=JSON)


def _json(content: object) -> web.Response:
    return web.Response(body=msgspec.json.encode(content), content_type=JSON)


async def _give_pieces(request: web.Request, pieces: AsyncIterator[bytes]) -> web.StreamResponse:
    """JSON as it is found: neither the server nor a slow reader holds more than a piece."""
    answer = web.StreamResponse()
    answer.content_type = JSON
    await answer.prepare(request)
    if request.method != "HEAD":
        async for piece in pieces:
            await answer.write(piece)
    await answer.write_eof()
    return answer


async def _give(request: web.Request, make: Make, file: str) -> web.StreamResponse:
    """A file about a published poll: made once for each closing, whoever asks."""
    asked = (await asked_closing(request), request.match_info["poll"], file)
    body = await request.app[CENTRAL].prepared.made(asked, None, make)
    return await give(request, body, file=file)
