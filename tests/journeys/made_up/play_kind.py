"""The evening of a made-up kind, from the meeting's file to both verifiers; run on a copy."""

from pathlib import Path

from evening import cast_on_a_phone, evening, token_in, uploaded, verified
from journey import Running, until

from kiosk.devices.printers.virtual import VirtualPrinter
from kiosk.domain.colour import Colour

OPTIONS = ", ".join(f'{{ id = "o{n}", title = "Option {n}" }}' for n in range(1, 61))
MEETING = f"""
title = "A made-up evening"
roster = "roster.csv"
cards = "printed"
publish-from = 0
[[poll]]
id = "warm"
title = "Warmth"
[[poll.question]]
id = "q"
title = "How warm?"
kind = "thermometer"
kind_settings = {{ hottest = 100 }}
rule = "points"
options = [{OPTIONS}]
"""
ALL = [(f"q.o{n}", "100") for n in range(1, 61)]


async def test_a_made_up_kind_goes_the_whole_way(tmp_path: Path) -> None:
    async with evening(tmp_path) as hall:
        await play(hall, tmp_path)


async def play(hall: Running, tmp_path: Path) -> None:
    wrong = await uploaded(hall, MEETING.replace("hottest = 100", "hottest = 101"))
    assert "The setting hottest of thermometer is a whole number from 1 to 100" in wrong
    page = await uploaded(hall, MEETING)
    assert "The meeting is loaded." in page
    assert "Give degrees" in page

    codes = [await hall.card(str(number)) for number in range(1, 6)]
    await hall.chair("warm", "open")
    box = hall.kiosk.hall.sitting.box

    phone = f"/card/{codes[0]}/poll/warm"
    assert "Warm them up, to 100 at most." in (await hall.get(phone))[1]
    review = await cast_on_a_phone(hall, phone, *ALL)
    assert "Option 60 at 100 degrees" in review
    _, faulty = await hall.post(
        f"/card/{codes[1]}/poll/warm", ("q.o7", "101"), ("asked", "q"), ("step", "review")
    )
    assert "Option 7 is too hot." in faulty
    await cast_on_a_phone(hall, f"/card/{codes[1]}/poll/warm", ("q.o2", "40"))

    await hall.post("/booth", ("code", codes[2]))
    await hall.get("/booth/poll/warm")
    _, review = await hall.at_booth("warm", ("q.o3", "5"), ("asked", "q"), ("step", "review"))
    assert "Option 3 at 5 degrees" in review
    await hall.at_booth("warm", ("q.o3", "5"), ("token", token_in(review)), ("step", "cast"))
    assert box.cast_number("warm") == 3
    await hall.post("/booth/print/warm", ("visit", hall.kiosk.booths.own.session.visit))
    printer = hall.kiosk.hall.printer
    assert isinstance(printer, VirtualPrinter)
    await until(lambda: any("Warmth" in "\n".join(one.text) for one in printer.pictures))
    await hall.post("/booth/leave", ("visit", hall.kiosk.booths.own.session.visit))

    await hall.post("/booth", ("code", codes[3]))
    await hall.get("/booth/poll/warm")
    await hall.post("/panel/press", ("button", "no"))
    await until(lambda: hall.kiosk.booths.own.session.pressed is Colour.RED)
    _, page = await hall.get("/booth/poll/warm")
    assert "Pressed: Option 60 at 100 degrees" in page
    hall.kiosk.booths.own.session.pressed_at -= 2
    await hall.post("/panel/press", ("button", "no"))
    await until(lambda: box.cast_number("warm") == 4)

    await hall.chair("warm", "close")
    _, sample = await hall.chair("warm", "sample", ("dice", "1234561234"))
    assert "degrees" in sample
    await hall.chair("warm", "publish")
    _, result = await hall.get("/results/warm")
    _, projector = await hall.get("/screen")
    _, open_data = await hall.get("/api/v1/polls/warm/result")
    for shown in (result, projector):
        assert "Option 60 is chosen." in shown
        assert "People could choose several" in shown
        assert "<svg" in shown
    assert '"winners": ["o60"]' in open_data

    await verified(hall, tmp_path / "evening.kiosk")
