"""The chair: a PIN, a quorum, draft to published, and no tally while a poll is open."""

import asyncio
import json

from journey import PIN, Running, counting_over, given_a_quorum, start_kiosk, take_a_ballot_out

from kiosk.actions.background.tell_turnout import look_at_turnout
from kiosk.actions.load_assembly import load_into
from kiosk.store import records
from kiosk.store.meeting_folder import Kept

POLL = "young-voters"
SMALL = (
    b"META\nkey;value\nbudget;9\nvote_type;approval\nPROJECTS\nproject_id;cost\na;5\nb;4\n"
    b"VOTES\nvoter_id;vote\n"
)


async def cast(demo: Running, code: str, choice: str) -> None:
    status, page = await demo.post(
        f"/card/{code}/poll/{POLL}", ("motion", choice), ("step", "cast")
    )
    assert status == 200, page


async def test_the_chair_needs_a_pin(demo: Running) -> None:
    _, page = await demo.get("/chair")
    status, _ = await demo.post(f"/chair/poll/{POLL}/open")
    wrong, _ = await demo.post("/chair/enter", ("pin", "000000"))

    assert 'name="pin"' in page
    assert status == 403
    assert wrong == 403


async def test_guessing_the_pin_must_wait(demo: Running) -> None:
    for _ in range(7):
        status, page = await demo.post("/chair/enter", ("pin", "000000"))

    assert status == 429
    assert "Wait" in page or "wait" in page


async def test_a_poll_does_not_open_without_a_quorum(demo: Running) -> None:
    status, page = await demo.chair(POLL, "open")

    assert status == 409
    assert "0 members are here. Voting needs 15." in page


async def test_a_motion_goes_from_draft_to_published(demo: Running) -> None:
    codes = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    for code in codes[:12]:
        await cast(demo, code, "yes")
    for code in codes[12:]:
        await cast(demo, code, "no")

    await demo.chair(POLL, "close")
    early, _ = await demo.get(f"/results/{POLL}")
    await demo.chair(POLL, "publish")
    status, page = await demo.get(f"/results/{POLL}")
    _, ballots = await demo.get(f"/api/v1/polls/{POLL}/ballots")

    assert early == 404
    assert status == 200
    assert "The motion passes." in page
    assert json.loads(ballots)["ballots"] == [
        [[["motion", [["no", 1]]]], 3],
        [[["motion", [["yes", 1]]]], 12],
    ]


async def test_nobody_sees_a_tally_while_a_poll_is_open(demo: Running) -> None:
    codes = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    for code in codes[:7]:
        await cast(demo, code, "yes")
    look_at_turnout(demo.kiosk.hall)
    _, before = await demo.get(f"/chair/poll/{POLL}")

    for path in (f"/results/{POLL}", f"/api/v1/polls/{POLL}/result"):
        assert (await demo.get(path))[0] == 404
    assert "chart" not in before
    assert "Cast: at least 5 of 15" in before


async def test_a_paused_poll_takes_nothing_and_goes_on(demo: Running) -> None:
    code, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    await demo.chair(POLL, "pause")
    status, page = await demo.post(f"/card/{code}/poll/{POLL}", ("motion", "yes"), ("step", "cast"))

    await demo.chair(POLL, "resume")
    await cast(demo, code, "yes")

    assert status == 409
    assert "Nothing was cast" in page


async def test_a_closed_poll_is_never_opened_again(demo: Running) -> None:
    await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    await demo.chair(POLL, "close")

    status, page = await demo.chair(POLL, "open")

    assert status == 409
    assert "This step is not possible now." in page


async def test_a_tie_waits_for_the_lot_that_the_tellers_draw(demo: Running) -> None:
    first, second, *_ = await given_a_quorum(demo)
    await demo.chair("coordinator", "open")
    for code, choice in ((first, "benito"), (second, "dinh")):
        await demo.post(
            f"/card/{code}/poll/coordinator", ("coordinator.1", choice), ("step", "cast")
        )

    _, waiting = await demo.chair("coordinator", "close")
    await demo.chair("coordinator", "count", ("lot", "4 2 6 1"))
    await demo.chair("coordinator", "publish")
    _, page = await demo.get("/results/coordinator")

    assert "Count again" in waiting
    assert "The drawn lot decided." in page


async def test_the_chair_sees_how_many_have_begun_and_not_cast(demo: Running) -> None:
    code, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    await demo.post(
        f"/card/{code}/poll/{POLL}", ("motion", "yes"), ("asked", "motion"), ("step", "review")
    )

    look_at_turnout(demo.kiosk.hall)
    _, page = await demo.get(f"/chair/poll/{POLL}/close")

    assert "A few people have begun to vote and not cast." in page


async def test_a_receipt_word_is_found_after_the_close_and_shows_no_choice(demo: Running) -> None:
    code, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    _, done = await demo.post(f"/card/{code}/poll/{POLL}", ("motion", "yes"), ("step", "cast"))
    words = done.split('class="words" translate="no">')[1].split("<")[0]
    _, open_page = await demo.post("/tracker", ("words", words))

    await demo.chair(POLL, "close")
    status, page = await demo.post("/tracker", ("words", words.replace("-", " ")))

    assert "not in a closed box" in open_page
    assert status == 200
    assert "Your ballot is in the box" in page
    assert ">Yes<" not in page


async def test_counting_at_the_same_time_records_the_close_once(demo: Running) -> None:
    code, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    await cast(demo, code, "yes")

    closing = asyncio.create_task(demo.chair(POLL, "close"))
    await asyncio.gather(closing, *(demo.chair(POLL, "count") for _ in range(4)))

    texts = [text for _, text in await records.after(demo.kiosk.hall.sitting.roll.read, 0)]
    kinds = [json.loads(text)["kind"] for text in texts]
    assert [kind for kind in kinds if kind != "event"] == ["assembly", "poll-closed"]


async def test_a_press_of_a_forgotten_chair_asks_for_the_pin(demo: Running) -> None:
    await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    demo.kiosk.hall.doors.sessions.clear()

    status, page = await demo.post(f"/chair/poll/{POLL}/pause")

    assert status == 403
    assert 'name="pin"' in page


async def test_after_a_restart_the_chair_reads_that_nothing_was_lost(demo: Running) -> None:
    code, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    await cast(demo, code, "yes")
    await demo.stop()

    again = await start_kiosk(demo.data)
    await again.post("/chair/enter", ("pin", PIN))
    _, page = await again.get("/chair")
    number = again.kiosk.hall.sitting.box.cast_number(POLL)
    still, _ = await again.post(f"/card/{code}/poll/{POLL}", ("motion", "no"), ("step", "cast"))
    await again.stop()

    assert "The kiosk was restarted. No cast vote was lost." in page
    assert number == 1
    assert still == 409


async def test_a_box_that_was_changed_after_the_count_shows_no_result(demo: Running) -> None:
    codes = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    for code in codes:
        await cast(demo, code, "yes")
    await demo.chair(POLL, "close")
    await demo.chair(POLL, "publish")
    await demo.stop()
    take_a_ballot_out(demo.data)

    again = await start_kiosk(demo.data)
    await counting_over(again)
    status, _ = await again.get(f"/api/v1/polls/{POLL}/result")
    page, _ = await again.get(f"/results/{POLL}")
    await again.post("/chair/enter", ("pin", PIN))
    _, chair = await again.get("/chair")
    await again.stop()

    assert (status, page) == (404, 404)
    assert "The box was changed after the count." in chair


async def test_after_the_close_the_count_says_how_many_and_no_step_of_the_turnout(
    demo: Running,
) -> None:
    code, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    await demo.post(f"/card/{code}/poll/{POLL}", ("motion", "yes"), ("step", "cast"))

    _, closed = await demo.chair(POLL, "close")
    await demo.chair(POLL, "publish")
    _, published = await demo.get(f"/chair/poll/{POLL}")

    assert "Fewer than 5 have voted" not in closed
    assert "Ballots counted" in closed
    assert "Cast 1 of" in published


async def test_another_meeting_takes_nothing_of_the_one_before_to_the_projector(
    demo: Running,
) -> None:
    hall = demo.kiosk.hall
    await demo.post("/chair/enter", ("pin", PIN))
    await demo.post("/chair/projector", ("scene", "question"), ("poll", POLL))
    chosen = hall.shown_poll

    await load_into(hall, Kept({"small.pb": SMALL}, "small.pb"), anyway=True)

    assert chosen == POLL
    assert (hall.shown_poll, hall.revealed) == ("", ("", 0))
