"""For programs: records come in, and everything that is published goes out as JSON."""

import asyncio
import logging

import msgspec
from aiohttp import web

from kiosk.central.inbox import accept
from kiosk.central.pages import asked_closing, asked_outcome, meeting_view
from kiosk.central.reading import NotABatch, Reading
from kiosk.central.shelf import Outcome, meetings
from kiosk.central.site import CENTRAL
from kiosk.domain.count.as_json import outcome_json
from kiosk.domain.errors import TooBusy
from kiosk.domain.sentence import Amount
from kiosk.prepared import Make, give
from kiosk.proof.signature import fingerprint, is_public_key
from kiosk.sync.assembly import poll_payload
from kiosk.sync.batch import MOST_BYTES, Answer, Held, write_answer, write_held

log = logging.getLogger(__name__)

JSON = "application/json"
READING = web.AppKey("READING", Reading)
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
    voice = central.voice(request)
    refused = " ".join(voice.say(why, {}, _plain) for why in accepted.refused)
    device = records[0].device
    if refused:
        log.warning("refused a record of %s: %r", fingerprint(device), refused)
    return _answer(Answer(have=accepted.have, refused=refused), 422 if refused else 200)


async def show_device(request: web.Request) -> web.Response:
    """How far the logs of a device are held."""
    device = request.match_info["device"]
    if not is_public_key(device):
        raise web.HTTPNotFound
    logs = dict(await request.app[CENTRAL].store.logs(device))
    return _json({"device": device, "fingerprint": fingerprint(device), "logs": logs})


async def show_log(request: web.Request) -> web.Response:
    """How far one log is held, and the digest of its last record: where a kiosk goes on."""
    device, name = request.match_info["device"], request.match_info["log"]
    if not is_public_key(device):
        raise web.HTTPNotFound
    entries = await request.app[CENTRAL].store.entries(device, name)
    held = Held(have=len(entries), head=entries[-1].digest if entries else "")
    return web.Response(body=write_held(held), content_type=JSON)


async def list_assemblies(request: web.Request) -> web.Response:
    """Every assembly with its polls and where their files lie."""
    central = request.app[CENTRAL]
    found = []
    for entry in await meetings(central.store):
        address = meeting_view(entry, central.voice(request)).address
        found.append(
            {
                "device": entry.device,
                "log": entry.log,
                "fingerprint": fingerprint(entry.device),
                "title": dict(entry.assembly.title.versions),
                "place": entry.assembly.place,
                "date": entry.assembly.date,
                "address": address,
                "polls": [
                    {
                        "id": poll.id,
                        "title": dict(poll.title.versions),
                        "state": entry.state(poll.id),
                    }
                    for poll in entry.assembly.polls
                ],
            }
        )
    return _json({"assemblies": found})


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
        return {"withheld": True, "questions": dict(closing.tallies)}
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


async def _give(request: web.Request, make: Make, file: str) -> web.StreamResponse:
    """A file about a published poll: made once for each closing, whoever asks."""
    asked = (await asked_closing(request), request.match_info["poll"], file)
    body = await request.app[CENTRAL].prepared.body(asked, None, make)
    return await give(request, body, file=file)
