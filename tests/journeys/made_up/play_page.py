"""A made-up page is asked for by phones, in both languages, before and after a vote."""

from pathlib import Path

from browser import CHROMIUM, chromium, page_of
from evening import cast_on_a_phone, evening, uploaded
from play_printer import MEETING

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


async def test_a_made_up_page_is_there_for_everybody(tmp_path: Path) -> None:
    meeting = MEETING.replace('roster = "', 'languages = ["en", "es"]\nroster = "', 1)
    async with evening(tmp_path) as hall:
        await uploaded(hall, meeting)
        codes = [await hall.card(str(number)) for number in range(1, 6)]
        assert "1 votes are left." in (await hall.get("/decided"))[1]
        await hall.chair("tea", "open")
        await cast_on_a_phone(hall, f"/card/{codes[0]}/poll/tea", ("q", "yes"))
        await hall.chair("tea", "close")
        await hall.chair("tea", "publish")

        async with hall.browser.get(f"{hall.url}/decided") as answer:
            page = await answer.text()
            policy = answer.headers["Content-Security-Policy"]
        assert "0 votes are left." in page
        assert '<li class="sheet">Tea</li>' in page
        assert policy.startswith("default-src 'none'")
        assert "Decidido hasta ahora" in (await hall.get("/decided?language=es"))[1]
        async with hall.browser.post(f"{hall.url}/decided") as answer:
            assert answer.status == 405

        if CHROMIUM.exists():
            async with chromium() as browser:
                faults: list[str] = []
                phone = await page_of(browser, 320, 640, faults=faults)
                await phone.goto(f"{hall.url}/decided?language=en")
                assert await phone.title() == "Decided so far"
                assert await phone.evaluate(SIDEWAYS) == 0
                assert faults == []
