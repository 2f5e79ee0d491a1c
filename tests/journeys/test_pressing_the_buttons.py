"""Three big buttons: a colour always means that choice, the second press of the same casts."""

from journey import Running, given_a_quorum, until

from kiosk.devices.contract import Colour

POLL = "young-voters"


async def given_a_voter_at_the_booth(demo: Running) -> None:
    code, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    await demo.post("/booth", ("code", code))
    await demo.get(f"/booth/poll/{POLL}")


def later(demo: Running, seconds: float) -> None:
    demo.kiosk.booths.own.pressed_at -= seconds


async def press(demo: Running, colour: str) -> None:
    await demo.post("/panel/press", ("button", colour))


async def test_one_press_chooses_and_says_how_to_cast(demo: Running) -> None:
    await given_a_voter_at_the_booth(demo)

    await press(demo, "no")
    await until(lambda: demo.kiosk.booths.own.pressed is Colour.RED)
    _, page = await demo.get(f"/booth/poll/{POLL}")

    assert "Your choice: No." in page
    assert "To cast it, press No again." in page
    assert demo.kiosk.hall.sitting.box.cast_number(POLL) == 0


async def test_the_second_press_after_a_second_casts(demo: Running) -> None:
    await given_a_voter_at_the_booth(demo)
    await press(demo, "no")
    await until(lambda: demo.kiosk.booths.own.pressed is Colour.RED)
    later(demo, 1.0)

    await press(demo, "no")
    await until(lambda: demo.kiosk.hall.sitting.box.cast_number(POLL) == 1)
    _, page = await demo.get(f"/booth/poll/{POLL}")

    assert "Your vote is cast" in page
    (text, _), *_ = await demo.kiosk.hall.sitting.box.ballots(POLL)
    assert text.decode() == '[["motion",[["no",1]]]]'


async def test_a_second_press_within_a_second_casts_nothing(demo: Running) -> None:
    await given_a_voter_at_the_booth(demo)

    await press(demo, "yes")
    await press(demo, "yes")

    assert demo.kiosk.hall.sitting.box.cast_number(POLL) == 0


async def test_another_colour_changes_the_choice_and_casts_nothing(demo: Running) -> None:
    await given_a_voter_at_the_booth(demo)
    await press(demo, "yes")
    await until(lambda: demo.kiosk.booths.own.pressed is Colour.GREEN)
    later(demo, 5.0)

    await press(demo, "abstain")
    await until(lambda: demo.kiosk.booths.own.pressed is Colour.WHITE)

    assert demo.kiosk.hall.sitting.box.cast_number(POLL) == 0


async def test_a_button_without_a_card_does_nothing(demo: Running) -> None:
    await given_a_quorum(demo)
    await demo.chair(POLL, "open")

    await press(demo, "yes")
    later(demo, 5.0)
    await press(demo, "yes")

    assert demo.kiosk.hall.sitting.box.cast_number(POLL) == 0


async def test_blue_calls_a_person_whom_the_chair_sees(demo: Running) -> None:
    await press(demo, "help")
    await until(lambda: bool(demo.kiosk.hall.help_calls))

    await demo.post("/chair/enter", ("pin", "246810"))
    _, page = await demo.get("/chair")

    assert "On my way" in page


async def test_the_next_person_finds_nothing_of_the_one_before(demo: Running) -> None:
    await given_a_voter_at_the_booth(demo)
    await press(demo, "yes")
    await until(lambda: demo.kiosk.booths.own.pressed is Colour.GREEN)

    await demo.post("/booth/leave")
    status, page = await demo.get(f"/booth/poll/{POLL}")

    assert status == 404
    assert "Your choice" not in page
    assert demo.kiosk.booths.own.code == ""
