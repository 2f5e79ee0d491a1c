"""The pages of a budget in a real browser: nothing for axe to find, nothing too wide."""

from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from browser import CHROMIUM, chromium
from budget_hall import LAST, POLL, fields_of, given_a_city, given_budgets
from test_every_page_is_accessible import Hall

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's Chromium is not installed")
SIZES = ((320, 640), (390, 844), (800, 480), (1280, 800))


async def test_the_ballot_the_check_and_the_result(tmp_path: Path) -> None:
    async with AsyncExitStack() as stack:
        running = await given_a_city(tmp_path, stack)
        browser = await stack.enter_async_context(chromium())
        code = await running.card("")
        hall = Hall(running, [code], browser)
        pages = [await hall.page(*size) for size in SIZES]
        ballot = f"/card/{code}/poll/{POLL}"
        for page in pages:
            await hall.look_at(page, ballot)
        await running.post(ballot, *fields_of(LAST | {"parks": 24}), ("step", "stay"))
        for page in pages:
            await hall.look_at(page, ballot)
            await hall.look_at(page, f"{ballot}?language=es")
            await hall.look_at(page, f"{ballot}?question=review")
        await given_budgets(running, 21)
        await running.chair(POLL, "publish")
        for page in pages:
            await hall.look_at(page, f"/results/{POLL}")
            await hall.look_at(page, "/screen")

        assert hall.complaints == []
