"""An evening with a made-up printer: chosen by the setting, its troubles told, its slips typed."""

from pathlib import Path

import pytest
from evening import evening, token_in, uploaded, verified
from journey import PIN, until

from kiosk.actions.print_slip import note_printer
from kiosk.config import read_config
from kiosk.domain.errors import BadFile

MEETING = """
title = "A made-up evening"
roster = "roster.csv"
cards = "printed"
publish-from = 0
[[poll]]
id = "tea"
title = "Tea"
[[poll.question]]
id = "q"
title = "Shall we have tea?"
kind = "yes_no"
rule = "majority"
"""


async def test_a_made_up_printer_prints_and_says_what_it_lacks(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="typewriter:/FOLDER"):
        read_config(environment={"KIOSK_PRINTER": "typewriter"})
    machine = tmp_path / "machine"
    setting = read_config(environment={"KIOSK_PRINTER": f"typewriter:{machine}"}).printer

    async with evening(tmp_path, printer=setting) as hall:

        async def asked() -> str:
            """The printer is asked again, and the chair looks."""
            note_printer(hall.kiosk.hall, await hall.kiosk.hall.printer.state())
            await hall.post("/chair/enter", ("pin", PIN))
            return (await hall.get("/chair"))[1]

        def typed() -> str:
            file = machine / "typed"
            return file.read_text("utf-8") if file.exists() else ""

        assert "The meeting is loaded." in await uploaded(hall, MEETING)
        assert "The printer does not answer. Check its cable." in await asked()
        machine.mkdir()
        assert "The printer has no paper. Put in a new roll." in await asked()
        arrival = {"number": "1", "once": "a"}
        async with hall.browser.post(f"{hall.url}/desk/sign-in", data=arrival) as answer:
            card = answer.url.path
        assert card.startswith("/desk/card/")
        desk = ""
        while "The printer has no paper. Put in a new roll." not in desk:
            _, desk = await hall.get(card)
        (machine / "tray").touch()
        assert "The printer is ready." in await asked()
        await hall.post(f"{card}/print")
        await until(lambda: "Voting card" in typed())
        for number in range(2, 6):
            code = await hall.card(str(number))
        await hall.chair("tea", "open")
        await until(lambda: "Tea" in typed())  # the zero report
        await hall.post("/booth", ("code", code))
        await hall.get("/booth/poll/tea")
        _, review = await hall.at_booth("tea", ("q", "yes"), ("asked", "q"), ("step", "review"))
        await hall.at_booth("tea", ("q", "yes"), ("token", token_in(review)), ("step", "cast"))
        (machine / "tray").unlink()
        visit = hall.kiosk.booths.own.session.visit
        await hall.post("/booth/print/tea", ("visit", visit))
        receipt = hall.kiosk.booths.own.session.receipts["tea"]
        await until(lambda: receipt.state is not None)
        _, page = await hall.get("/booth/poll/tea")
        assert "No paper came. Write the words down. Your vote counts." in page
        (machine / "tray").touch()
        await hall.post("/booth/print/tea", ("visit", visit))
        await until(lambda: "Your ballot is in the box." in typed())

        await hall.chair("tea", "close")
        await hall.chair("tea", "publish")
        await verified(hall, tmp_path / "evening.kiosk")
