"""The projector shows what is being decided now, and the result that was published last."""

import re

import pytest
from journey import PIN, Running, given_a_quorum

from kiosk.actions.background.tell_turnout import look_at_turnout

MOTION, BOARD, BUDGET, STEPS = "young-voters", "coordinator", "budget", "next-steps"


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


async def screen(demo: Running) -> str:
    return words((await demo.get("/screen"))[1])


async def test_before_anything_is_open_it_says_how_to_join(demo: Running) -> None:
    shown = await screen(demo)

    assert "Scan this" in shown
    assert "Voting has not started." in shown


NOT_YET = "Voting has not started. Please sign in."
OPEN, PAUSED = "Voting is open", "Voting is paused"
STANDINGS = [
    ((), NOT_YET),
    ((MOTION, "open"), OPEN),
    ((MOTION, "open", "pause"), PAUSED),
    ((MOTION, "open", "pause", "resume"), OPEN),
    ((MOTION, "open", "close"), ""),
    ((MOTION, "open", "close", "publish"), ""),
    ((MOTION, "open", BOARD, "open"), OPEN),
    ((MOTION, "open", "pause", BOARD, "open"), OPEN),
    ((MOTION, "open", BOARD, "open", "pause"), OPEN),
    ((MOTION, "open", "close", BOARD, "open"), OPEN),
    ((MOTION, "open", "close", BOARD, "open", "pause"), PAUSED),
    ((MOTION, "open", "close", "publish", BOARD, "open"), OPEN),
    ((MOTION, "open", "close", BOARD, "open", "close"), ""),
]


@pytest.mark.parametrize(("steps", "said"), STANDINGS, ids=lambda one: " ".join(one) or None)
async def test_how_to_join_says_how_voting_stands(
    demo: Running, steps: tuple[str, ...], said: str
) -> None:
    await given_a_quorum(demo)
    poll = ""
    for one in steps:
        if one in {MOTION, BOARD}:
            poll = one
        else:
            await demo.chair(poll, one, ("lot", "3 1 6"))

    await demo.post("/chair/enter", ("pin", PIN))
    await demo.post("/chair/projector", ("scene", "join"))
    shown = await screen(demo)

    assert "Scan this" in shown
    assert [one for one in (NOT_YET, OPEN, PAUSED, "Voting is closed") if one in shown] == (
        [said] if said else []
    )


async def test_an_open_vote_comes_before_a_closed_one(demo: Running) -> None:
    await given_a_quorum(demo)
    await demo.chair(MOTION, "open")
    await demo.chair(MOTION, "close")
    closed = await screen(demo)

    await demo.chair(BOARD, "open")
    shown = await screen(demo)

    assert "Voting is closed" in closed
    assert "Who shall lead our board this year?" in shown
    assert "Voting is open" in shown


async def test_a_turnout_below_five_is_never_a_number(demo: Running) -> None:
    codes = await given_a_quorum(demo)
    await demo.chair(MOTION, "open")
    for code in codes[:3]:
        await demo.post(f"/card/{code}/poll/{MOTION}", ("motion", "yes"), ("step", "cast"))
    while_open = await screen(demo)
    await demo.chair(MOTION, "pause")
    while_paused = await screen(demo)

    for shown in (while_open, while_paused):
        assert "Fewer than 5 have voted" in shown
        assert "3 of 15" not in shown


async def test_the_result_published_last_is_shown_and_then_its_next_question(
    demo: Running,
) -> None:
    codes = await given_a_quorum(demo)
    for poll in (STEPS, MOTION):
        await demo.chair(poll, "open")
    for code in codes[:6]:
        await demo.post(f"/card/{code}/poll/{MOTION}", ("motion", "yes"), ("step", "cast"))
        await demo.post(
            f"/card/{code}/poll/{STEPS}", ("day", "friday"), ("teams", "music"), ("step", "cast")
        )
    for poll in (MOTION, STEPS):
        await demo.chair(poll, "close", ("lot", "3 1 6"))
        await demo.chair(poll, "publish")
    first = await screen(demo)

    for _ in range(2):
        await demo.post("/chair/projector", ("scene", "result"), ("poll", STEPS))
    second = await screen(demo)
    await demo.post("/chair/projector", ("scene", "result"), ("poll", MOTION))
    motion = await screen(demo)

    assert "When do we meet next time?" in first
    assert "Which teams shall we start?" in second
    assert "The motion passes." in motion


async def test_a_new_vote_takes_the_place_of_an_old_result(demo: Running) -> None:
    await given_a_quorum(demo)
    await demo.chair(MOTION, "open")
    await demo.chair(MOTION, "close")
    await demo.chair(MOTION, "publish")
    await demo.post("/chair/projector", ("scene", "result"), ("poll", MOTION))

    await demo.chair(BOARD, "open")

    assert "Who shall lead our board this year?" in await screen(demo)


async def test_after_the_close_the_turnout_is_of_those_who_were_there(demo: Running) -> None:
    codes = await given_a_quorum(demo)
    await demo.chair(MOTION, "open")
    for code in codes[:6]:
        await demo.post(f"/card/{code}/poll/{MOTION}", ("motion", "yes"), ("step", "cast"))
    await demo.chair(MOTION, "close")
    look_at_turnout(demo.kiosk.hall)

    for number in range(101, 111):
        await demo.post("/desk/leave/out", ("number", str(number)))

    assert "of 15 have voted" in await screen(demo)


async def test_a_blank_scene_shows_nothing_of_the_vote(demo: Running) -> None:
    await given_a_quorum(demo)
    await demo.chair(MOTION, "open")

    await demo.post("/chair/projector", ("scene", "blank"))

    assert "Voting is open" not in await screen(demo)


async def test_of_two_open_votes_the_chairs_choice_is_shown(demo: Running) -> None:
    await given_a_quorum(demo)
    for poll in (MOTION, BOARD):
        await demo.chair(poll, "open")
    first = await screen(demo)

    await demo.post("/chair/projector", ("scene", "question"), ("poll", BOARD))
    chosen = await screen(demo)
    await demo.chair(BOARD, "close")

    assert "Shall people of 16 and 17 vote here too?" in first
    assert "Who shall lead our board this year?" in chosen
    assert "Shall people of 16 and 17 vote here too?" in await screen(demo)


async def test_a_paused_vote_comes_before_a_closed_one(demo: Running) -> None:
    await given_a_quorum(demo)
    for step in ("open", "close"):
        await demo.chair(MOTION, step)
    for step in ("open", "pause"):
        await demo.chair(BOARD, step)

    shown = await screen(demo)

    assert "Voting is paused" in shown
    assert "Who shall lead our board this year?" in shown


async def test_result_pressed_beside_a_vote_without_one_keeps_the_last_published(
    demo: Running,
) -> None:
    await given_a_quorum(demo)
    for poll in (STEPS, MOTION):
        for step in ("open", "close", "publish"):
            await demo.chair(poll, step, ("lot", "3 1 6"))

    await demo.post("/chair/projector", ("scene", "result"), ("poll", BOARD))

    assert "The motion" in await screen(demo)


async def test_a_result_of_several_questions_says_which_one_and_offers_the_next(
    demo: Running,
) -> None:
    await given_a_quorum(demo)
    for step in ("open", "close", "publish"):
        await demo.chair(STEPS, step, ("lot", "3 1 6"))
    _, before = await demo.get(f"/chair/poll/{STEPS}")

    await demo.post("/chair/projector", ("scene", "result"), ("poll", STEPS))
    _, chair = await demo.get(f"/chair/poll/{STEPS}")
    shown = await screen(demo)

    assert "Question 1 of 3" in shown
    assert 'id="scene-next"' in chair
    assert 'id="scene-next"' not in before


async def test_next_leads_through_the_pictures_of_one_question_and_back(demo: Running) -> None:
    codes = await given_a_quorum(demo)
    await demo.chair(BUDGET, "open")
    for code in codes[:15]:
        await demo.post(
            f"/card/{code}/poll/{BUDGET}",
            ("projects", "home-nurse"),
            ("projects", "rent-help"),
            ("step", "cast"),
        )
    for step in ("close", "publish"):
        await demo.chair(BUDGET, step, ("lot", "3 1 6"))

    await demo.post("/chair/projector", ("scene", "result"), ("poll", BUDGET))
    _, chair = await demo.get(f"/chair/poll/{BUDGET}")
    seen = [await screen(demo)]
    while seen.count(seen[0]) == 1:
        await demo.post("/chair/projector", ("scene", "result"), ("poll", BUDGET))
        seen.append(await screen(demo))

    assert 'id="scene-next"' in chair
    assert len(set(seen)) > 2
    assert "Effective support" in "".join(seen)


async def test_a_few_are_not_counted_in_public_after_the_close_either(demo: Running) -> None:
    codes = await given_a_quorum(demo)
    await demo.chair(MOTION, "open")
    for code in codes[:3]:
        await demo.post(f"/card/{code}/poll/{MOTION}", ("motion", "yes"), ("step", "cast"))
    await demo.chair(MOTION, "close")

    shown = await screen(demo)

    assert "Voting is closed" in shown
    assert "Fewer than 5 have voted" in shown
    assert "3 of 15" not in shown


async def test_the_turnout_alone_has_no_code_to_scan(demo: Running) -> None:
    await given_a_quorum(demo)
    await demo.chair(MOTION, "open")
    _, question = await demo.get("/screen")

    await demo.post("/chair/projector", ("scene", "turnout"), ("poll", MOTION))
    _, turnout = await demo.get("/screen")

    assert 'class="qr"' in question
    assert 'class="qr"' not in turnout
    assert "scene-large" in turnout


async def test_a_published_result_that_could_not_be_counted_again_is_a_sentence(
    demo: Running,
) -> None:
    await given_a_quorum(demo)
    for step in ("open", "close", "publish"):
        await demo.chair(MOTION, step)
    demo.kiosk.hall.sitting.results.pop(MOTION)

    status, page = await demo.get(f"/results/{MOTION}")
    on_screen, _ = await demo.get("/screen")

    assert status == 404
    assert "The result is not published yet." in words(page)
    assert on_screen == 200
