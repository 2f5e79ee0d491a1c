"""A made-up export is offered with a published result, and with no other."""

from pathlib import Path

import aiohttp
from evening import cast_on_a_phone, evening, uploaded
from play_printer import MEETING


async def test_a_made_up_export_is_offered_with_what_is_published(tmp_path: Path) -> None:
    meeting = MEETING.replace('roster = "', 'languages = ["en", "es"]\nroster = "', 1)
    async with evening(tmp_path) as hall, aiohttp.ClientSession() as phone:
        await uploaded(hall, meeting)
        codes = [await hall.card(str(number)) for number in range(1, 6)]
        await hall.chair("tea", "open")
        for code, chosen in zip(codes, ("yes", "yes", "no"), strict=False):
            await cast_on_a_phone(hall, f"/card/{code}/poll/tea", ("q", chosen))
        await hall.chair("tea", "close")
        async with phone.get(f"{hall.url}/results/tea/txt") as answer:
            assert answer.status == 404
            assert "Shall we have tea?" not in await answer.text()
        await hall.chair("tea", "publish")

        async with phone.get(f"{hall.url}/results/tea") as answer:
            page = await answer.text()
        assert 'href="/results/tea/txt"' in page
        assert "For the minutes" in page
        async with phone.get(f"{hall.url}/results/tea/txt") as answer:
            assert await answer.text() == "Shall we have tea? Yes 2, No 1, Abstain 0"
            assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
            assert answer.headers["Content-Disposition"] == 'attachment; filename="results.txt"'
        async with phone.get(f"{hall.url}/results/tea?language=es") as answer:
            assert "Para el acta" in await answer.text()
        async with phone.get(f"{hall.url}/results/tea/txt?language=es") as answer:
            assert "Sí 2" in await answer.text()
        async with phone.get(f"{hall.url}/results/tea/csv") as answer:
            assert "q,Shall we have tea?,yes,Yes,,2,1" in await answer.text()
        async with phone.get(f"{hall.url}/results/tea/exe") as answer:
            assert answer.status == 404
