"""Each JSON answer of a running kiosk is what its OpenAPI document says, to the last field."""

import json
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
from journey import Running, counting_over, load, start_kiosk
from schema_fit import misfits

from kiosk.formats.rounds_json import FORMS, FreeForm
from kiosk.pages.public.openapi import OFFERS
from kiosk.pages.routes import ROUTES

MEETING = """
title = "Spring meeting"
cards = "printed"
trackers = "open"

[[poll]]
id = "garden"
title = "A garden"
[[poll.question]]
id = "plant"
title = "Shall we plant it?"
kind = "yes_no"
rule = "majority"

[[poll]]
id = "all"
title = "Everything"
"""
TREES = ("oak", "elm", "ash")
RANKED = """kind = "rank"
options = [
  { id = "oak", title = "Oak" }, { id = "elm", title = "Elm" }, { id = "ash", title = "Ash" },
]
"""
MONEY = """kind = "budget"
budget = 40
options = [
  { id = "trees", title = "Trees", cost = 20.50 },
  { id = "bench", title = "Bench", cost = 12 },
  { id = "lamp", title = "Lamp", cost = 25 },
]
"""
QUESTIONS = {
    "irv": RANKED,
    "scottish-stv": RANKED + "seats = 2\n",
    "meek-stv": RANKED + "seats = 2\n",
    "greedy": MONEY,
    "equal-shares": MONEY + 'settings = { completion = "greedy" }\n',
    "knapsack": MONEY,
}
FIRST = (0, 0, 0, 1, 1, 2)  # the tree that each voter ranks first: nothing is tied


def meeting() -> str:
    """A vote of one question, and one of a question for each family of rules."""
    return MEETING + "".join(
        f'[[poll.question]]\nid = "{rule}"\ntitle = "By {rule}"\nrule = "{rule}"\n{more}'
        for rule, more in QUESTIONS.items()
    )


def form(voter: int) -> list[tuple[str, str]]:
    """What a voter fills in of the second vote."""
    ranked = [
        (f"{rule}.{place + 1}", TREES[(FIRST[voter] + place) % 3])
        for rule, kind in QUESTIONS.items()
        if kind.startswith(RANKED)
        for place in range(3)
    ]
    chosen = ["bench", "trees" if voter % 3 else "lamp"]
    money = [rule for rule, kind in QUESTIONS.items() if kind.startswith(MONEY)]
    budgets = [(rule, one) for rule in money for one in chosen]
    return [*ranked, *budgets, ("rest", "yes"), ("step", "cast")]


async def published(folder: Path, stack: AsyncExitStack) -> Running:
    """A kiosk with two published votes; few voted, so not all ballots are told whole."""
    file = folder / "assembly.toml"
    file.write_text(meeting(), encoding="utf-8")
    await load(folder / "data", file)
    running = await start_kiosk(folder / "data")
    stack.push_async_callback(running.stop)
    codes = [await running.card("") for _ in FIRST]
    for poll in ("garden", "all"):
        await running.chair(poll, "open")
        for voter, code in enumerate(codes):
            plant = [("plant", "yes" if voter else "no"), ("step", "cast")]
            filled = plant if poll == "garden" else form(voter)
            status, page = await running.post(f"/card/{code}/poll/{poll}", *filled)
            assert status == 200, page
        await running.chair(poll, "close")
        await counting_over(running)
        await running.chair(poll, "publish")
    return running


async def document(running: Running) -> dict[str, Any]:
    """What the kiosk says of its interface."""
    _, text = await running.get("/api/openapi.json")
    told: dict[str, Any] = json.loads(text)
    return told


def unfit(told: dict[str, Any], path: str, method: str, status: int, text: str) -> list[str]:
    """Where an answer is not what the document says of that address."""
    answers = told["paths"][path][method]["responses"]
    [content] = answers.get(str(status), answers["default"])["content"].values()
    return misfits(json.loads(text), content["schema"], told["components"]["schemas"])


async def test_every_answer_fits_its_schema(tmp_path: Path, stopping: AsyncExitStack) -> None:
    running = await published(tmp_path, stopping)
    told = await document(running)
    _, openings = await running.get("/api/v1/polls/garden/openings")
    words = json.loads(openings)["ballots"][0]["tracker"]
    seen: set[str] = set()

    async def asked(path: str, poll: str = "", *fields: tuple[str, str]) -> dict[str, Any]:
        method = "post" if fields else "get"
        address = path.replace("{poll}", poll)
        status, text = await (running.post(address, *fields) if fields else running.get(address))
        assert status < 400, text
        assert unfit(told, path, method, status, text) == []
        seen.add(path)
        answer: dict[str, Any] = json.loads(text)
        return answer

    await asked("/api/v1/assembly")
    results = [await asked("/api/v1/polls/{poll}/result", poll) for poll in ("garden", "all")]
    whole, withheld = [await asked("/api/v1/polls/{poll}/ballots", p) for p in ("garden", "all")]
    await asked("/api/v1/polls/{poll}/openings", "garden")
    await asked("/api/v1/polls/{poll}/inclusion", "garden", ("words", words))
    await asked("/api/v1/desk/arrivals", "", ("number", ""), ("once", "a"))

    assert seen == told["paths"].keys()
    assert "ballots" in whole
    assert withheld["withheld"] is True
    rounds = [
        one for result in results for q in result["questions"].values() for one in q["rounds"]
    ]
    parts = told["components"]["schemas"]
    found = {
        form for form in FORMS for one in rounds if not misfits(one, parts[form.__name__], parts)
    }
    assert found == {*FORMS} - {FreeForm}  # no meeting's file has a project without a cost


async def test_every_refusal_fits_its_schema(demo: Running) -> None:
    told = await document(demo)
    path = "/api/v1/polls/{poll}/result"

    status, text = await demo.get(path.replace("{poll}", "nowhere"))

    assert status == 404
    assert unfit(told, path, "get", status, text) == []


def test_every_address_of_the_interface_is_in_its_document() -> None:
    known = {(offer.method.upper(), offer.path) for offer in OFFERS}

    assert known == {(one.method, one.path) for one in ROUTES if one.path.startswith("/api/v1/")}


@pytest.mark.parametrize(
    "answer",
    [
        {"card": "C7K2", "spoken": "C 7", "back": 0},
        {"card": "C7K2", "spoken": "C 7"},
        {"card": "C7K2", "spoken": "C 7", "back": False, "name": "Ana"},
    ],
)
async def test_an_answer_that_says_more_or_less_or_otherwise_does_not_fit(
    demo: Running, answer: dict[str, object]
) -> None:
    told = await document(demo)

    found = unfit(told, "/api/v1/desk/arrivals", "post", 201, json.dumps(answer))

    assert len(found) == 1
