"""A commit that is in the file and says that it failed: still one card and one vote for each."""

import sqlite3

import pytest
from journey import Running, given_a_quorum
from test_a_card_made_void import vote
from test_a_card_that_never_came_out import at, code_on, sign_in
from test_a_slip_whose_person_went_on import went_on

POLL = "young-voters"


@pytest.fixture
async def hall(demo: Running) -> Running:
    """A poll is open, and the next person is about to sign in."""
    await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    return demo


def let_the_next_commit_lie(demo: Running) -> None:
    """The box's next COMMIT reaches the file, and the disk reports a fault all the same."""
    writer = demo.kiosk.hall.sitting.box.file.database.writer
    execute, lies = writer.execute, [True]

    async def told(sql: str, *more: object) -> object:
        done = await execute(sql, *more)  # type: ignore[arg-type]
        if sql == "COMMIT" and lies:
            lies.clear()
            raise sqlite3.OperationalError("disk I/O error")
        return done

    writer.execute = told  # type: ignore[method-assign,assignment]


async def cards_in_the_file(demo: Running) -> tuple[int, int]:
    """How many rows hold a card, and how many different cards there are."""
    database = await demo.kiosk.hall.sitting.box.sure_file()
    ((rows, different),) = await database.read.execute_fetchall(
        "SELECT count(*), count(DISTINCT body) FROM card WHERE body <> zeroblob(length(body))"
    )
    return int(rows), int(different)


async def test_a_card_given_up_after_a_doubtful_commit_never_votes(hall: Running) -> None:
    page = await sign_in(hall, "120")
    let_the_next_commit_lie(hall)
    doubtful, _ = await hall.post(f"{at(page)}/have")

    _, second = await hall.post(f"{at(page)}/another")
    await hall.post(f"{at(second)}/have")
    votes = [await vote(hall, code_on(page)), await vote(hall, code_on(second))]

    assert doubtful == 503
    assert votes == [404, 200]
    assert hall.kiosk.hall.sitting.box.cast_number(POLL) == 1


async def test_pressed_again_after_a_doubtful_commit_the_card_is_there_once(hall: Running) -> None:
    page = await sign_in(hall, "120")
    let_the_next_commit_lie(hall)
    await hall.post(f"{at(page)}/have")

    again, _ = await hall.post(f"{at(page)}/have")
    rows, different = await cards_in_the_file(hall)

    assert again == 200
    assert rows == different == hall.kiosk.hall.sitting.box.cards_number
    assert await vote(hall, code_on(page)) == 200


async def test_a_doubtful_void_is_a_void(hall: Running) -> None:
    page = await went_on(hall, "120")
    await sign_in(hall, "120", "back")
    let_the_next_commit_lie(hall)
    first, _ = await hall.post(f"{at(page)}/another")
    _, second = await hall.post(f"{at(page)}/another")
    await hall.post(f"{at(second)}/have")

    votes = [await vote(hall, code_on(page)), await vote(hall, code_on(second))]

    assert first in {200, 503}
    assert votes == [404, 200]


async def test_another_desks_form_is_still_known_after_a_card_was_given_up(demo: Running) -> None:
    page = await sign_in(demo, "101", "a")
    await demo.post("/desk/guest", ("once", "g"))
    await sign_in(demo, "102", "b")
    await demo.post(f"{at(page)}/another")

    again = await sign_in(demo, "102", "b")
    _, meeting = await demo.get("/api/v1/assembly")

    assert code_on(again)
    assert '"present": 2' in meeting
