"""Three big buttons: a colour always means that choice, the second press of the same casts."""

import re

import pytest
from journey import PIN, Running, given_a_quorum, until

from kiosk.domain.colour import Colour

POLL = "young-voters"


async def given_a_voter_at_the_booth(demo: Running) -> None:
    code, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    await demo.post("/booth", ("code", code))
    await demo.get(f"/booth/poll/{POLL}")


def later(demo: Running, seconds: float) -> None:
    demo.kiosk.booths.own.session.pressed_at -= seconds


async def press(demo: Running, colour: str) -> None:
    await demo.post("/panel/press", ("button", colour))


async def test_one_press_chooses_and_says_how_to_cast(demo: Running) -> None:
    await given_a_voter_at_the_booth(demo)

    await press(demo, "no")
    await until(lambda: demo.kiosk.booths.own.session.pressed is Colour.RED)
    _, page = await demo.get(f"/booth/poll/{POLL}")

    assert "Your choice: No." in page
    assert "To cast it, press No again." in page
    assert demo.kiosk.hall.sitting.box.cast_number(POLL) == 0


async def test_the_second_press_after_a_second_casts(demo: Running) -> None:
    await given_a_voter_at_the_booth(demo)
    await press(demo, "no")
    await until(lambda: demo.kiosk.booths.own.session.pressed is Colour.RED)
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
    await until(lambda: demo.kiosk.booths.own.session.pressed is Colour.GREEN)
    later(demo, 5.0)

    await press(demo, "abstain")
    await until(lambda: demo.kiosk.booths.own.session.pressed is Colour.WHITE)

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
    await until(lambda: demo.kiosk.booths.own.session.pressed is Colour.GREEN)

    await demo.post("/booth/leave")
    _, page = await demo.get(f"/booth/poll/{POLL}")

    assert "Hold your voting card under the scanner" in page
    assert "Your choice" not in page
    assert demo.kiosk.booths.own.session.code == ""


async def test_a_booth_voter_casts_in_one_poll_and_then_in_the_next(demo: Running) -> None:
    code, *_ = await given_a_quorum(demo)
    for poll in (POLL, "coordinator"):
        await demo.chair(poll, "open")
    await demo.post("/booth", ("code", code))
    _, first = await demo.at_booth(POLL, ("motion", "yes"), ("step", "cast"))

    _, second = await demo.get("/booth/poll/coordinator")
    again, _ = await demo.get(f"/booth/poll/{POLL}")

    assert "Your vote is cast" in first
    assert "Your vote is cast" not in second
    assert "Who shall lead our board this year?" in second
    assert again == 200


async def test_a_press_for_one_ballot_never_casts_another(demo: Running) -> None:
    await given_a_voter_at_the_booth(demo)
    await press(demo, "yes")
    await until(lambda: demo.kiosk.booths.own.session.pressed is Colour.GREEN)

    await demo.get("/booth/card")
    await demo.get(f"/booth/poll/{POLL}")
    await press(demo, "yes")

    assert demo.kiosk.hall.sitting.box.cast_number(POLL) == 0


async def test_a_touch_between_two_presses_begins_anew(demo: Running) -> None:
    await given_a_voter_at_the_booth(demo)
    await press(demo, "yes")
    await until(lambda: demo.kiosk.booths.own.session.pressed is Colour.GREEN)
    later(demo, 5.0)

    await demo.at_booth(POLL, ("motion", "no"), ("asked", "motion"), ("step", "review"))
    await press(demo, "yes")

    assert demo.kiosk.hall.sitting.box.cast_number(POLL) == 0


async def test_a_cast_that_ends_late_leaves_no_trace_for_the_next_person(demo: Running) -> None:
    first, second, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    booth = demo.kiosk.booths.own
    await demo.post("/booth", ("code", first))
    slow = booth.session

    await demo.post("/booth", ("code", second))
    slow.trackers[POLL] = "river-lamp-47-stone-cloud"
    _, page = await demo.get(f"/booth/poll/{POLL}")

    assert "Your vote is cast" not in page


async def test_a_scanned_card_goes_straight_to_the_only_open_ballot(demo: Running) -> None:
    code, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    await demo.post("/panel/scan", ("code", f"http://10.42.0.1/card/{code}"))

    _, page = await demo.get("/booth")
    await press(demo, "yes")
    await until(lambda: demo.kiosk.booths.own.session.pressed is Colour.GREEN)

    assert "Shall people of 16 and 17 vote here too?" in page


async def test_who_asks_for_help_at_the_booth_reads_that_it_comes(demo: Running) -> None:
    await given_a_voter_at_the_booth(demo)

    _, page = await demo.at_booth(POLL, ("asked", "motion"), ("step", "help"))
    _, start = await demo.post("/booth", ("step", "help"))

    assert "Help is called." in page
    assert start


async def test_the_blue_button_says_that_help_comes_and_the_choice_stays(demo: Running) -> None:
    await given_a_voter_at_the_booth(demo)
    await press(demo, "no")
    await until(lambda: demo.kiosk.booths.own.session.pressed is Colour.RED)

    await press(demo, "help")
    await until(lambda: bool(demo.kiosk.hall.help_calls))
    _, page = await demo.get(f"/booth/poll/{POLL}")
    _, check = await demo.get(f"/booth/poll/{POLL}?question=review")

    assert "Help is called." in page
    assert "Your choice: No." in page
    assert "Help is called." in check


async def test_help_that_came_is_no_longer_promised(demo: Running) -> None:
    await given_a_voter_at_the_booth(demo)
    await press(demo, "help")
    await until(lambda: bool(demo.kiosk.hall.help_calls))

    demo.kiosk.hall.help_calls.clear()
    _, page = await demo.get(f"/booth/poll/{POLL}")

    assert "Help is called." not in page
    assert "Help is coming." not in page


@pytest.mark.parametrize("asks", ["ballot", "button", "card", "start"])
async def test_help_is_promised_only_once_somebody_is_on_the_way(demo: Running, asks: str) -> None:
    await given_a_voter_at_the_booth(demo)
    where = f"/booth/poll/{POLL}?called=1"
    if asks == "ballot":
        await demo.at_booth(POLL, ("asked", "motion"), ("step", "help"))
    elif asks == "button":
        where = f"/booth/poll/{POLL}"
        await press(demo, "help")
        await until(lambda: bool(demo.kiosk.hall.help_calls))
    elif asks == "card":
        where = "/booth/card?called=1"
        await demo.chair("coordinator", "open")
        await demo.post("/booth/look", ("step", "help"))
    else:
        where = "/booth?called=1"
        await demo.post("/booth/leave")
        await demo.post("/booth", ("step", "help"))
    said = []
    for step in ("", "coming", "done"):
        if step:
            call = demo.kiosk.hall.help_calls[0].id
            await demo.post("/chair/enter", ("pin", PIN))
            await demo.post(f"/chair/help/{call}/{step}")
        _, page = await demo.get(where)
        said.append(("Help is called." in page, "Help is coming." in page))

    assert said == [(True, False), (False, True), (False, False)]


async def test_a_card_that_is_scanned_while_another_is_in_use_is_told_plainly(
    demo: Running,
) -> None:
    first, second, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    await demo.post("/panel/scan", ("code", first))
    _, before = await demo.get(f"/booth/poll/{POLL}")

    await demo.post("/panel/scan", ("code", second))
    _, after = await demo.get(f"/booth/poll/{POLL}")
    _, checked = await demo.at_booth(POLL, ("asked", "motion"), ("step", "review"))

    assert "Another card was scanned." not in before
    assert "Another card was scanned. This page is for that card now." in after
    assert "Another card was scanned." not in checked


async def test_a_form_of_one_person_is_never_cast_with_the_next_ones_card(demo: Running) -> None:
    first, second, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    await demo.post("/booth", ("code", first))
    visit = demo.kiosk.booths.own.session.visit

    await demo.post("/booth", ("code", second))
    await demo.post(f"/booth/poll/{POLL}", ("visit", visit), ("motion", "yes"), ("step", "cast"))

    assert demo.kiosk.hall.sitting.box.cast_number(POLL) == 0


async def test_a_page_that_stood_too_long_ends_nobody_elses_visit(demo: Running) -> None:
    first, second, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    await demo.post("/booth", ("code", first))
    _, done = await demo.at_booth(POLL, ("motion", "yes"), ("step", "cast"))
    leaves = set(re.findall(r'/booth/leave[^";]*', done))
    await demo.post("/booth", ("code", second))

    for address in leaves:
        _, page = await demo.get(address)

    assert len(leaves) == 1
    assert "Your voting card" in page
    assert demo.kiosk.booths.own.session.code == second
    assert 'data-stream="/live/booth"' in done  # another card's page comes by itself
