"""Needs come before money: the budget opens after the published vote on needs, or for a reason."""

import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from budget_hall import BUDGET, MEETING, POLL
from journey import PIN, Running, load, start_kiosk

from kiosk.domain.errors import BadFile
from kiosk.domain.happening import Happening
from kiosk.formats import assembly_toml
from kiosk.store import records

WAITS = "Needs come first: publish the vote on them before this one."
NEEDS = """
[[poll]]
id = "needs"
title = "What we need most"
[[poll.question]]
id = "needs"
title = "Which needs come first?"
kind = "points"
rule = "points"
points = 10
seats = 2
options = ["A clinic at night", "Safe homes", "A late bus"]
"""


@pytest.fixture
async def city(tmp_path: Path) -> AsyncIterator[Running]:
    """A kiosk with both votes, none of them open; the chair is in."""
    file = tmp_path / "assembly.toml"
    budget = MEETING.format(rule="most-backed", top="").partition("[[poll]]")
    money = f'[[poll]]\nneeds = "needs"\n{budget[2]}'
    file.write_text(budget[0] + NEEDS + money, encoding="utf-8")
    (tmp_path / "budget.csv").write_text(BUDGET, encoding="utf-8")
    await load(tmp_path / "data", file)
    async with AsyncExitStack() as stack:
        running = await start_kiosk(tmp_path / "data")
        stack.push_async_callback(running.stop)
        await running.post("/chair/enter", ("pin", PIN))
        yield running


def taking(city: Running) -> bool:
    return city.kiosk.hall.sitting.box.taking(POLL)


async def vote_on_needs(city: Running) -> None:
    await city.chair("needs", "open")
    for more in ("safe-homes", "safe-homes", "a-late-bus"):
        fields = (("needs." + more, "6"), ("needs.a-clinic-at-night", "1"))
        code = await city.card("")
        await city.post(f"/card/{code}/poll/needs", *fields, ("step", "cast"))
    await city.chair("needs", "close")
    await city.chair("needs", "publish")


async def test_the_budget_waits_until_the_needs_are_published(city: Running) -> None:
    _, page = await city.get(f"/chair/poll/{POLL}")
    assert WAITS in page
    status, refused = await city.chair(POLL, "open")
    assert status == 409
    assert WAITS in refused
    assert not taking(city)

    await vote_on_needs(city)
    await city.chair(POLL, "open")

    assert taking(city)


async def test_needs_that_came_first_stand_above_the_budget(city: Running) -> None:
    await vote_on_needs(city)
    await city.chair(POLL, "open")

    for extra in ("", "?check=1"):
        _, page = await city.get(f"/card/{await city.card('')}/poll/{POLL}{extra}")
        assert "What we need most" in page
        assert page.index("Safe homes") < page.index("A late bus") < page.index("Keep last year")


async def test_the_budget_opens_before_only_for_a_reason_that_stays_in_the_log(
    city: Running,
) -> None:
    status, page = await city.post(f"/chair/poll/{POLL}/needs", ("reason", "  "))
    assert status == 409
    assert "Write why. Everybody can read it later." in page

    await city.post(f"/chair/poll/{POLL}/needs", ("reason", "The  hall closes at nine"))
    await city.chair(POLL, "open")

    assert taking(city)
    texts = [text for _, text in await records.after(city.kiosk.hall.sitting.roll.read, 0)]
    told = [one["payload"] for one in map(json.loads, texts) if one["kind"] == "event"]
    assert [one["facts"] for one in told if one["what"] == Happening.NEEDS_SET_ASIDE] == [
        [["reason", "The hall closes at nine"]]
    ]


async def test_the_reason_still_holds_after_the_power_was_gone(city: Running) -> None:
    await city.post(f"/chair/poll/{POLL}/needs", ("reason", "Late"))
    await city.stop()

    async with AsyncExitStack() as stack:
        again = await start_kiosk(city.data)
        stack.push_async_callback(again.stop)
        await again.chair(POLL, "open")
        assert taking(again)


@pytest.mark.parametrize("needs", ["budget", "other", "later"])
def test_needs_names_a_poll_that_stands_above(needs: str) -> None:
    before, _, money = MEETING.format(rule="most-backed", top="").partition("[[poll]]")
    text = f'{before}[[poll]]\nneeds = "{needs}"\n{money}' + NEEDS.replace(
        'id = "needs"\ntitle = "What', 'id = "later"\ntitle = "What'
    )
    with pytest.raises(BadFile) as caught:
        assembly_toml.read(text, file="a.toml", beside={"budget.csv": BUDGET.encode()})

    assert f"needs is '{needs}', which is no poll above this one" in str(caught.value)
