"""The projector shows what is being decided now, and the result that was published last."""

import re

from journey import Running, given_a_quorum

MOTION, BOARD, STEPS = "young-voters", "coordinator", "next-steps"


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


async def screen(demo: Running) -> str:
    return words((await demo.get("/screen"))[1])


async def test_before_anything_is_open_it_says_how_to_join(demo: Running) -> None:
    shown = await screen(demo)

    assert "Scan this" in shown
    assert "Voting has not started." in shown


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
        assert "A few have voted" in shown
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

    for number in range(101, 111):
        await demo.post("/desk/leave/out", ("number", str(number)))

    assert "of 15 have voted" in await screen(demo)


async def test_a_blank_scene_shows_nothing_of_the_vote(demo: Running) -> None:
    await given_a_quorum(demo)
    await demo.chair(MOTION, "open")

    await demo.post("/chair/projector", ("scene", "blank"))

    assert "Voting is open" not in await screen(demo)
