"""What the public interface offers, for programs that read OpenAPI 3.1: schemas from its types."""

from dataclasses import dataclass
from functools import lru_cache

import msgspec
from aiohttp import web

from kiosk import __version__
from kiosk.formats.rounds_json import FORMS
from kiosk.pages.public import api_answers as answers
from kiosk.pages.public.api_answers import SCHEMAS, Answer

JSON = "application/json"
PROBLEM = "application/problem+json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An address and what it answers; where there are several types, one of them."""

    path: str
    summary: str
    answers: tuple[type[Answer], ...]
    method: str = "get"
    status: int = 200
    fields: tuple[str, ...] = ()
    """Of the form that is sent."""


OFFERS = (
    Offer(
        path="/api/v1/assembly",
        summary="The agenda with the state of every poll",
        answers=(answers.AssemblyAnswer,),
    ),
    Offer(
        path="/api/v1/polls/{poll}/result",
        summary="The results of a published poll",
        answers=(answers.ResultAnswer,),
    ),
    Offer(
        path="/api/v1/polls/{poll}/ballots",
        summary="The ballots of a published poll, sorted",
        answers=(answers.BallotsAnswer, answers.WithheldAnswer),
    ),
    Offer(
        path="/api/v1/polls/{poll}/openings",
        summary="Each receipt's ballot, where the meeting publishes them",
        answers=(answers.OpeningsAnswer,),
    ),
    Offer(
        path="/api/v1/polls/{poll}/inclusion",
        summary="The way from a receipt's commitment to the signed root, by its words",
        answers=(answers.InclusionAnswer,),
        method="post",
        fields=("words",),
    ),
    Offer(
        path="/api/v1/desk/arrivals",
        summary="Sign somebody in, from this machine or a paired screen",
        answers=(answers.ArrivalAnswer,),
        method="post",
        status=201,
        fields=("number", "once"),
    ),
)


async def openapi(_request: web.Request) -> web.Response:
    """The document."""
    return web.json_response(
        {
            "openapi": "3.1.0",
            "info": {"title": "Assembly Kiosk", "version": __version__},
            "paths": {offer.path: {offer.method: _operation(offer)} for offer in OFFERS},
            "components": {"schemas": _schemas()},
        }
    )


def _operation(offer: Offer) -> dict[str, object]:
    told: dict[str, object] = {"summary": offer.summary}
    if "{poll}" in offer.path:
        poll = {"name": "poll", "in": "path", "required": True, "schema": {"type": "string"}}
        told["parameters"] = [poll]
    if offer.fields:
        form = {"type": "object", "properties": {name: {"type": "string"} for name in offer.fields}}
        told["requestBody"] = {"content": {"application/x-www-form-urlencoded": {"schema": form}}}
    given = [{"$ref": SCHEMAS + one.__name__} for one in offer.answers]
    schema = given[0] if len(given) == 1 else {"anyOf": given}
    refusal = {"$ref": SCHEMAS + answers.RefusalAnswer.__name__}
    told["responses"] = {
        str(offer.status): {"description": "JSON", "content": {JSON: {"schema": schema}}},
        "default": {"description": "Why not", "content": {PROBLEM: {"schema": refusal}}},
    }
    return told


@lru_cache(maxsize=1)
def _schemas() -> dict[str, object]:
    types = [one for offer in OFFERS for one in offer.answers]
    _, found = msgspec.json.schema_components(
        [*types, answers.RefusalAnswer, *FORMS], ref_template=SCHEMAS + "{name}"
    )
    return dict(found)
