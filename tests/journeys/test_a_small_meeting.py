"""Below twenty votes nothing that anybody is shown holds a ballot that could be recognised."""

import json
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from few_voters import given_a_small_meeting
from journey import PIN

WHY = "Fewer than 20 voted. No whole ballot is opened or shown."
PATTERNS = ("order", "both")


@pytest.mark.parametrize("cast", [19, 20])
async def test_the_chair_is_told_why_no_dice_are_offered(tmp_path: Path, cast: int) -> None:
    async with AsyncExitStack() as stack:
        running = await given_a_small_meeting(tmp_path, stack, cast=cast)
        await running.post("/chair/enter", ("pin", PIN))
        for poll in (*PATTERNS, "plain"):
            _, page = await running.get(f"/chair/poll/{poll}")
            _, asked = await running.get(f"/chair/poll/{poll}/sample")
            withheld = cast < 20 and poll in PATTERNS

            assert (WHY in page) == withheld
            assert (WHY in asked) == withheld
            assert ('id="step-sample"' in page) == (not withheld)


@pytest.mark.parametrize("cast", [19, 20])
async def test_the_result_page_says_what_of_the_ballots_is_shown(tmp_path: Path, cast: int) -> None:
    async with AsyncExitStack() as stack:
        running = await given_a_small_meeting(tmp_path, stack, cast=cast, top='trackers = "open"')
        for poll in (*PATTERNS, "plain"):
            await running.chair(poll, "publish")
            _, page = await running.get(f"/results/{poll}")
            _, answer = await running.get(f"/api/v1/polls/{poll}/ballots")
            withheld = cast < 20 and poll in PATTERNS

            assert ("so whole ballots are not shown" in page) == withheld
            assert ("Anyone can count these ballots again." in page) == (not withheld)
            assert ("<span>Ballots</span>" in page) == (not withheld)
            assert ("<span>Single choices</span>" in page) == (withheld and poll == "both")
            assert (f"/polls/{poll}/openings" in page) == (not withheld)
            assert ("ballots" in json.loads(answer)) == (not withheld)
