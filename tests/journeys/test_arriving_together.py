"""Whoever comes to the desk at one moment shares the commit, and nobody shares anything else."""

import asyncio
import sqlite3
from pathlib import Path

import pytest
from journey import Running, load, start_kiosk, until
from small_meeting import MEETING
from test_a_card_that_never_came_out import at, code_on, sign_in
from test_a_slip_whose_person_went_on import after_a_cut

from kiosk.actions.attendance import attendance
from kiosk.store import people

TOGETHER = [str(number) for number in range(101, 121)]


def commits_of_the_roll(demo: Running, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is committed from now on, a line for each commit."""
    return _commits(demo.kiosk.hall.sitting.roll.writer, monkeypatch)


def _commits(writer: object, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    made: list[str] = []
    execute = writer.execute  # type: ignore[attr-defined]

    def seen(sql: str, *more: object) -> object:
        made.extend([sql] if sql == "COMMIT" else [])
        return execute(sql, *more)

    monkeypatch.setattr(writer, "execute", seen)
    return made


async def is_known_as_it_is(demo: Running) -> bool:
    """Whether memory has the very numbers of the file."""
    hall = demo.kiosk.hall
    return await attendance(hall) == await attendance(hall, hall.sitting.roll.read)


async def come(demo: Running, *numbers: str) -> list[tuple[int, str]]:
    forms = [(("number", number), ("once", f"of {number}")) for number in numbers]
    return await asyncio.gather(*(demo.post("/desk/sign-in", *form) for form in forms))


async def test_arrivals_that_come_together_share_commits(
    demo: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = commits_of_the_roll(demo, monkeypatch)

    answers = await come(demo, *TOGETHER)
    there = await people.at_door(demo.kiosk.hall.sitting.roll.read, TOGETHER)

    assert [status for status, _ in answers] == [200] * 20
    assert all(there[number].present for number in TOGETHER)
    assert len(made) < 20


async def test_each_of_those_who_come_together_has_a_card_of_their_own(demo: Running) -> None:
    await come(demo, *TOGETHER)

    cards = demo.kiosk.hall.sitting.untaken.cards.values()

    assert sorted(card.member for card in cards) == TOGETHER
    assert len({card.code for card in cards}) == 20


async def test_one_person_at_two_screens_at_once_comes_in_once(demo: Running) -> None:
    forms = [(("number", " 101 "), ("once", f"form {n}")) for n in range(6)]

    await asyncio.gather(*(demo.post("/desk/sign-in", *form) for form in forms))

    assert len(demo.kiosk.hall.sitting.untaken.cards) == 1
    assert (await attendance(demo.kiosk.hall)).present == 1
    assert await is_known_as_it_is(demo)


async def test_a_stranger_among_those_who_come_together_is_refused_alone(demo: Running) -> None:
    answers = await come(demo, "101", "nobody", "102")

    assert [status for status, _ in answers] == [200, 409, 200]
    assert await is_known_as_it_is(demo)


async def test_a_commit_that_fails_lets_nobody_in(
    demo: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    await demo.card("120")
    assert (await attendance(demo.kiosk.hall)).present == 1
    writer = demo.kiosk.hall.sitting.roll.writer
    execute = writer.execute

    def full(sql: str, *more: object) -> object:
        if sql == "COMMIT":
            raise sqlite3.OperationalError("database or disk is full")
        return execute(sql, *more)  # type: ignore[arg-type]

    with monkeypatch.context() as broken:
        broken.setattr(writer, "execute", full)
        answers = await come(demo, "101", "102", "103")

    assert [status for status, _ in answers] == [503] * 3
    assert (await attendance(demo.kiosk.hall)).present == 1
    assert await is_known_as_it_is(demo)
    assert not any(card.code for card in demo.kiosk.hall.sitting.untaken.cards.values())
    assert [status for status, _ in await come(demo, "101", "102")] == [200, 200]


async def test_a_commit_that_fails_and_is_in_the_file_is_counted(
    demo: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    await attendance(demo.kiosk.hall)
    writer = demo.kiosk.hall.sitting.roll.writer
    execute = writer.execute

    async def lies(sql: str, *more: object) -> object:
        done = await execute(sql, *more)  # type: ignore[arg-type]
        if sql == "COMMIT":
            raise sqlite3.OperationalError("disk I/O error")
        return done

    with monkeypatch.context() as broken:
        broken.setattr(writer, "execute", lies)
        await come(demo, "101")

    assert (await attendance(demo.kiosk.hall)).present == 1
    assert await is_known_as_it_is(demo)


async def test_memory_knows_who_is_inside_after_everything_that_moves_somebody(
    demo: Running,
) -> None:
    steps: list[tuple[str, tuple[tuple[str, str], ...]]] = [
        (
            "/desk/sign-in",
            (
                ("number", "101"),
                ("once", "a"),
            ),
        ),
        (
            "/desk/sign-in",
            (
                ("number", "101"),
                ("once", "a"),
            ),
        ),
        (
            "/desk/sign-in",
            (
                ("number", "102"),
                ("once", "b"),
            ),
        ),
        ("/desk/guest", (("once", "g"),)),
        ("/desk/guest", (("once", "g"),)),
        ("/desk/leave/out", (("number", "101"),)),
        ("/desk/leave/out", (("number", "101"),)),
        ("/desk/leave/out", (("number", "nobody"),)),
        ("/desk/guest-left", (("once", "l"),)),
        ("/desk/guest-left", (("once", "m"),)),
        (
            "/desk/sign-in",
            (
                ("number", "101"),
                ("once", "c"),
            ),
        ),
    ]
    for path, form in steps:
        await demo.post(path, *form)
        assert await is_known_as_it_is(demo), (path, form)
    assert (await attendance(demo.kiosk.hall)).present == 2


async def test_a_card_given_up_and_a_restart_leave_the_numbers_right(demo: Running) -> None:
    page = await sign_in(demo, "101")
    await demo.post(f"{at(page)}/another")
    assert await is_known_as_it_is(demo)

    async with after_a_cut(demo) as again:
        assert (await attendance(again.kiosk.hall)).present == 1
        assert await is_known_as_it_is(again)


async def test_at_an_open_door_everybody_who_comes_together_is_counted_once(
    tmp_path: Path,
) -> None:
    file = tmp_path / "a.pb"
    file.write_text(
        "META\nkey;value\nbudget;9\nvote_type;approval\nPROJECTS\nproject_id;cost\na;5\nb;4\n"
        "VOTES\nvoter_id;vote\n",
        encoding="utf-8",
    )
    await load(tmp_path / "data", file)
    running = await start_kiosk(tmp_path / "data", printer="none")
    try:
        forms = [(("once", f"form {n // 2}"),) for n in range(20)]  # each is sent twice
        await asyncio.gather(*(running.post("/desk/sign-in", *form) for form in forms))

        assert (await attendance(running.kiosk.hall)).present == 10
        assert len(running.kiosk.hall.sitting.untaken.cards) == 10
        assert await is_known_as_it_is(running)
    finally:
        await running.stop()


async def test_without_a_vote_nobody_is_counted_as_a_member(tmp_path: Path) -> None:
    folder = tmp_path / "meeting"
    folder.mkdir()
    (folder / "assembly.toml").write_text(MEETING, encoding="utf-8")
    (folder / "roster.csv").write_text(
        "number,name,group,vote\n1,Ada Bright,,yes\n2,Bo Carter,,no\n", encoding="utf-8"
    )
    await load(tmp_path / "data", folder)
    running = await start_kiosk(tmp_path / "data", printer="none")
    try:
        await running.get("/desk")
        await come(running, "1", "2")
        assert (await attendance(running.kiosk.hall)).present == 1
        await running.post("/desk/leave/out", ("number", "2"))
        assert (await attendance(running.kiosk.hall)).present == 1
        assert await is_known_as_it_is(running)
    finally:
        await running.stop()


async def test_cards_that_become_valid_together_share_a_commit_of_the_box(
    demo: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall = demo.kiosk.hall
    await come(demo, *TOGETHER)
    await until(lambda: all(card.job for card in hall.sitting.untaken.cards.values()))
    tickets = list(hall.sitting.untaken.cards)
    made = _commits(hall.sitting.box.file.database.writer, monkeypatch)

    await asyncio.gather(*(demo.post(f"/desk/card/{ticket}/have") for ticket in tickets))

    assert hall.sitting.box.cards_number == 20
    assert len(made) < 20
    assert not hall.sitting.marked


@pytest.mark.parametrize("in_the_file", [False, True])
async def test_the_power_amid_cards_made_valid_together_gives_nobody_two_and_nobody_none(
    demo: Running, monkeypatch: pytest.MonkeyPatch, in_the_file: bool
) -> None:
    numbers = TOGETHER[:5]
    await come(demo, *numbers)
    hall = demo.kiosk.hall
    codes = {card.member: card.code for card in hall.sitting.untaken.cards.values()}
    tickets = list(hall.sitting.untaken.cards)
    writer = hall.sitting.box.file.database.writer
    execute, cuts = writer.execute, []

    async def cut(sql: str, *more: object) -> object:
        if sql != "COMMIT":
            return await execute(sql, *more)  # type: ignore[arg-type]
        cuts.append(sql)
        if in_the_file:
            await execute(sql)
        raise sqlite3.OperationalError("disk I/O error")

    with monkeypatch.context() as broken:
        broken.setattr(writer, "execute", cut)
        forms = (demo.post(f"/desk/card/{ticket}/have") for ticket in tickets)
        await asyncio.gather(*forms)
        await until(lambda: hall.behind.empty() and not hall.doors.desk.locked())

        async with after_a_cut(demo) as again:
            old = [(await again.get(f"/card/{codes[number]}"))[0] for number in numbers]
            second = [(await again.post("/desk/sign-in", ("number", n)))[0] for n in numbers]

    assert cuts
    for shown, another in zip(old, second, strict=True):
        assert (shown, another) in {(200, 409), (404, 200)}
    assert len(code_on(await sign_in(demo, TOGETHER[-1]))) == 14
