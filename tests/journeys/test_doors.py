"""Doors: guessing is slow however it is sent, and locks out nobody but the one who guesses."""

import asyncio
import time
from pathlib import Path

import pytest
from journey import PIN, Running

from kiosk.domain.cards import RANDOM_LENGTH, card_code
from kiosk.domain.errors import CannotSave, TooManyTries, WrongPin
from kiosk.meeting.doors import (
    FREE_TOGETHER,
    FREE_TRIES,
    LONGEST_TOGETHER,
    MOST_PLACES,
    NEW_PIN_LENGTH,
    OWN_SCREEN,
    Doors,
    Role,
)

WRONG = card_code((0,) * RANDOM_LENGTH)


def given_doors(folder: Path) -> Doors:
    doors = Doors(folder / "doors.json", time.monotonic)
    for role in Role:
        doors.give_first_pin(role, PIN)
    return doors


def test_a_pin_is_digested_as_slowly_as_owasp_asks(tmp_path: Path) -> None:
    for kept in given_doors(tmp_path).pins.values():
        assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


async def test_pins_guessed_at_the_same_time_are_slowed_like_those_one_after_another(
    demo: Running,
) -> None:
    guesses = [demo.post("/chair/enter", ("pin", f"{number:06}")) for number in range(60)]

    statuses = [status for status, _ in await asyncio.gather(*guesses)]

    assert statuses.count(403) <= FREE_TRIES + 1
    assert statuses.count(429) == len(statuses) - statuses.count(403)


async def test_wrong_cards_do_not_lock_the_chair_out(demo: Running) -> None:
    for _ in range(3 * FREE_TRIES):
        await demo.get(f"/card/{WRONG}")
        demo.kiosk.hall.doors.was_wrong("card own screen")

    status, _ = await demo.post("/chair/enter", ("pin", PIN))

    assert status == 200


async def test_a_right_card_never_waits_for_somebody_elses_guesses(demo: Running) -> None:
    code = await demo.card("101")
    for _ in range(FREE_TRIES + 3):
        demo.kiosk.hall.doors.was_wrong("card own screen")

    right, _ = await demo.post("/", ("code", code))
    wrong, _ = await demo.post("/", ("code", WRONG))

    assert right == 200
    assert wrong == 429


async def test_each_purpose_has_a_patience_of_its_own(tmp_path: Path) -> None:
    doors = given_doors(tmp_path)
    for _ in range(FREE_TRIES + 1):
        with pytest.raises(WrongPin):
            await doors.pair("000000", place="here")

    with pytest.raises(TooManyTries):
        await doors.pair("000000", place="here")
    with pytest.raises(WrongPin):
        await doors.pair("000000", place="elsewhere")
    assert await doors.enter(Role.ORGANISER, PIN, place="here")
    assert await doors.enter(Role.CHAIR, PIN, place="here")


async def test_wrong_pairing_codes_from_fifty_addresses_cost_the_right_one_nothing(
    tmp_path: Path,
) -> None:
    doors = given_doors(tmp_path)
    code = doors.offer_pairing()
    for number in range(50):
        for _ in range(FREE_TRIES + 1):
            with pytest.raises(WrongPin):
                await doors.pair("nothing", place=f"10.0.0.{number}")
        with pytest.raises(TooManyTries):
            await doors.pair("nothing", place=f"10.0.0.{number}")

    token = await doors.pair(code, place="10.0.1.1")
    assert doors.is_paired(token, place="10.0.1.1")
    assert not doors.is_paired(token, place="10.0.0.7")
    with pytest.raises(WrongPin):
        await doors.pair(code, place="10.0.1.2")  # it pairs one screen
    assert len(code) == NEW_PIN_LENGTH


async def test_pins_guessed_from_many_places_are_slowed_together(tmp_path: Path) -> None:
    now = [0.0]
    doors = given_doors(tmp_path)
    doors.monotonic = lambda: now[0]

    async def looked_at(seconds: int) -> int:
        """How many guesses are looked at, of fifty places that try each second."""
        wrong = 0
        for _ in range(seconds):
            now[0] += 1
            for number in range(50):
                try:
                    await doors.enter(Role.CHAIR, "000000", place=f"10.0.0.{number}")
                except WrongPin:
                    wrong += 1
                except TooManyTries:
                    pass
        return wrong

    assert await looked_at(6) <= 50 * (FREE_TRIES + 1)
    assert await looked_at(60) <= 60 / LONGEST_TOGETHER + 2
    # A device that is new here and types the right PIN comes in at once, also after a slip.
    with pytest.raises(WrongPin):
        await doors.enter(Role.CHAIR, "000000", place="new here")
    assert await doors.enter(Role.CHAIR, PIN, place="new here")


@pytest.mark.parametrize("place", ["the chair", OWN_SCREEN])
async def test_a_flood_of_guesses_does_not_shut_out_the_chair(tmp_path: Path, place: str) -> None:
    doors = given_doors(tmp_path)
    await doors.enter(Role.CHAIR, PIN, place="the chair")
    for number in range(FREE_TOGETHER + 1):
        with pytest.raises(WrongPin):
            await doors.enter(Role.CHAIR, "000000", place=f"10.0.0.{number}")

    assert await doors.enter(Role.CHAIR, PIN, place=place)


@pytest.mark.parametrize("place", ["the chair", OWN_SCREEN])
async def test_who_is_known_does_not_wait_behind_strangers(tmp_path: Path, place: str) -> None:
    doors = given_doors(tmp_path)
    await doors.enter(Role.CHAIR, PIN, place="the chair")
    strangers = [
        asyncio.create_task(doors.enter(Role.CHAIR, "000000", place=f"10.0.{number}.1"))
        for number in range(30)
    ]
    await asyncio.sleep(0)

    assert await doors.enter(Role.CHAIR, PIN, place=place)

    assert sum(one.done() for one in strangers) <= 3
    await asyncio.gather(*strangers, return_exceptions=True)


async def test_who_must_wait_anyway_is_told_so_at_once(tmp_path: Path) -> None:
    doors = given_doors(tmp_path)
    for _ in range(FREE_TRIES + 1):
        doors.was_wrong("chair here")
        doors.was_wrong("pair here")

    async with doors.knocking, asyncio.timeout(1):
        with pytest.raises(TooManyTries):
            await doors.enter(Role.CHAIR, PIN, place="here")
        with pytest.raises(TooManyTries):
            await doors.pair("000000", place="here")


async def test_only_so_many_places_are_remembered(tmp_path: Path) -> None:
    doors = given_doors(tmp_path)

    for number in range(MOST_PLACES + 3):
        doors.was_wrong(f"card {number}")

    assert len(doors.patience) == MOST_PLACES
    assert "card 0" not in doors.patience
    assert f"card {MOST_PLACES + 2}" in doors.patience


async def test_a_new_pin_does_not_make_the_others_wait(tmp_path: Path) -> None:
    doors = given_doors(tmp_path)
    changing = asyncio.create_task(doors.set_pin(Role.CHAIR, "13579135"))

    turns = 0
    while not changing.done():
        turns += 1
        await asyncio.sleep(0)

    assert turns > 5
    with pytest.raises(WrongPin):
        await doors.enter(Role.CHAIR, PIN, place="here")
    assert await doors.enter(Role.CHAIR, "13579135", place="here")


async def test_a_pin_that_cannot_be_saved_leaves_the_old_one(tmp_path: Path) -> None:
    doors = given_doors(tmp_path)
    (tmp_path / "doors.json.new").mkdir()

    with pytest.raises(CannotSave):
        await doors.set_pin(Role.CHAIR, "13579135")

    assert await doors.enter(Role.CHAIR, PIN, place="here")


async def test_a_name_that_points_here_by_a_trick_presses_nothing(demo: Running) -> None:
    trick = {"Host": "evil.example:8080", "Origin": "http://evil.example:8080"}
    async with demo.browser.post(
        f"{demo.url}/desk/sign-in", data={"number": "101"}, headers=trick
    ) as answer:
        status = answer.status
    async with demo.browser.get(f"{demo.url}/booth", headers=trick) as answer:
        portal = await answer.text()

    assert status == 403
    assert demo.kiosk.hall.sitting.box.cards_number == 0
    assert "You are connected" in portal
    assert 'name="code"' not in portal


async def test_another_sites_form_presses_nothing(demo: Running) -> None:
    for origin in ("http://evil.example", "null"):
        async with demo.browser.post(
            f"{demo.url}/desk/sign-in", data={"number": "101"}, headers={"Origin": origin}
        ) as answer:
            assert answer.status == 403

    assert demo.kiosk.hall.sitting.box.cards_number == 0


async def test_who_comes_through_a_server_on_this_machine_is_not_its_own_screen(
    demo: Running,
) -> None:
    for path in ("/desk", "/booth", "/panel"):
        async with demo.browser.get(
            demo.url + path, headers={"X-Forwarded-For": "10.42.0.77"}
        ) as answer:
            assert answer.status == 403
