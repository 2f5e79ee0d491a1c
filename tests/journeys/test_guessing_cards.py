"""Wrong codes are few, however many places send them; honest phones pass in between."""

import asyncio
import random
from collections.abc import Awaitable, Callable

import pytest
from journey import Running

from kiosk.actions import turnstile
from kiosk.actions.doors import FREE_TRIES
from kiosk.actions.recognise_card import recognise_card
from kiosk.actions.turnstile import MOST_WAITING, WRONG_AT_ONCE, WRONG_PER_SECOND, Rank, Turnstile
from kiosk.domain.cards import ALPHABET, RANDOM_LENGTH, card_code
from kiosk.domain.errors import NoSuchCard, TooBusy, TooManyTries
from kiosk.store import card_keys


def some_codes(number: int, seed: int = 1) -> list[str]:
    chance = random.Random(seed)
    letters = range(len(ALPHABET))
    return [card_code(tuple(chance.choices(letters, k=RANDOM_LENGTH))) for _ in range(number)]


async def wrong() -> bool:
    await asyncio.sleep(0)
    return False


async def right() -> bool:
    await asyncio.sleep(0)
    return True


def given_a_turnstile(ranks: dict[str, Rank] | None = None) -> Turnstile:
    known = {} if ranks is None else ranks
    return Turnstile(lambda place: known.get(place, Rank.NEW))


async def tried_within(gate: Turnstile, places: list[str], seconds: float) -> int:
    """How many wrong codes got an answer."""
    answers = [asyncio.create_task(gate.look(place, wrong)) for place in places]
    await asyncio.wait(answers, timeout=seconds)
    done = [one for one in answers if one.done() and not one.exception()]
    for one in answers:
        one.cancel()
    await asyncio.gather(*answers, return_exceptions=True)
    return len(done)


@pytest.mark.parametrize("places", [1, 50, 1500])
async def test_wrong_codes_are_bounded_from_one_place_and_from_many(places: int) -> None:
    gate = given_a_turnstile()

    tried = await tried_within(gate, [f"10.0.{n % places}" for n in range(1800)], 2.0)

    assert WRONG_AT_ONCE <= tried <= WRONG_AT_ONCE + 3 * WRONG_PER_SECOND


async def test_right_codes_cost_nothing() -> None:
    gate = given_a_turnstile()

    answers = await asyncio.gather(
        *(gate.look(f"10.0.0.{n}", right) for n in range(MOST_WAITING[Rank.NEW]))
    )

    assert all(answers)
    assert gate._allowed > WRONG_AT_ONCE - 2


@pytest.mark.parametrize("rank", [Rank.NEW, Rank.TRUSTED])
async def test_an_honest_phone_passes_through_a_flood(rank: Rank) -> None:
    # given guessers at forty addresses, who have used up all that is allowed
    gate = given_a_turnstile({"honest": rank})
    await tried_within(gate, [f"10.0.0.{n % 40}" for n in range(1800)], 0.5)
    flood = [asyncio.create_task(gate.look(f"10.0.0.{n % 40}", wrong)) for n in range(1500)]
    await asyncio.sleep(0.05)

    async with asyncio.timeout(3):
        assert await gate.look("honest", right)

    for one in flood:
        one.cancel()
    await asyncio.gather(*flood, return_exceptions=True)


async def test_who_guesses_comes_last_and_pushes_nobody_out() -> None:
    ranks: dict[str, Rank] = {}
    gate = given_a_turnstile(ranks)
    await tried_within(gate, ["guesser"] * (WRONG_AT_ONCE + 100), 0.3)
    ranks["guesser"] = Rank.GUESSING
    flood = [asyncio.create_task(gate.look("guesser", wrong)) for _ in range(3000)]
    await asyncio.sleep(0)

    honest = [asyncio.create_task(gate.look(f"phone {n}", right)) for n in range(50)]
    done, _ = await asyncio.wait(honest, timeout=2)
    refused = [one for one in flood if one.done() and isinstance(one.exception(), TooBusy)]

    assert len(done) == 50
    assert len(refused) >= 3000 - MOST_WAITING[Rank.GUESSING] - WRONG_PER_SECOND * 3
    for one in flood:
        one.cancel()
    await asyncio.gather(*flood, return_exceptions=True)


async def test_whoever_sends_most_gives_way_where_too_many_wait() -> None:
    gate = given_a_turnstile()
    await tried_within(gate, ["crowd"] * (WRONG_AT_ONCE + 10), 0.3)
    crowd = [asyncio.create_task(gate.look("crowd", wrong)) for _ in range(MOST_WAITING[Rank.NEW])]
    await asyncio.sleep(0)

    async with asyncio.timeout(3):
        assert await gate.look("one phone", right)

    for one in crowd:
        one.cancel()
    await asyncio.gather(*crowd, return_exceptions=True)


@pytest.mark.parametrize("moment", ["waiting", "looking"])
async def test_a_phone_that_hangs_up_takes_no_turn_with_it(moment: str) -> None:
    gate = given_a_turnstile()
    stop = asyncio.Event()

    async def long() -> bool:
        await stop.wait()
        return True

    looking = [asyncio.create_task(gate.look("a", long)) for _ in range(turnstile.THREADS)]
    await asyncio.sleep(0)
    waiting = asyncio.create_task(gate.look("b", right))
    await asyncio.sleep(0)
    leaves = [waiting] if moment == "waiting" else looking
    for one in leaves:
        one.cancel()
    await asyncio.gather(*leaves, return_exceptions=True)
    stop.set()

    async with asyncio.timeout(2):
        assert await gate.look("c", right)
    await asyncio.gather(*looking, waiting, return_exceptions=True)
    assert gate._looking == 0


async def guess(demo: Running, code: str, place: str) -> type[Exception]:
    try:
        await recognise_card(demo.kiosk.hall, code, place=place)
    except (NoSuchCard, TooManyTries, TooBusy) as no:
        return type(no)
    raise AssertionError


async def test_a_right_code_not_seen_before_tells_a_guesser_nothing_sooner_than_a_wrong_one(
    demo: Running,
) -> None:
    """Given a place that has to wait, a card that nobody has shown is told in its turn."""
    hall = demo.kiosk.hall
    hidden, *others = some_codes(2000)
    await hall.sitting.box.add_cards([hidden])
    hall.sitting.box._keys._known.clear()  # as after a start
    flood = [
        asyncio.create_task(guess(demo, code, f"10.0.{n % 90}.1"))
        for n, code in enumerate(others[: WRONG_AT_ONCE + 200])
    ]
    await asyncio.sleep(0.2)
    for _ in range(FREE_TRIES + 3):
        hall.doors.was_wrong("card 10.9.9.9")

    mine = asyncio.create_task(recognise_card(hall, hidden, place="10.9.9.9"))
    done, _ = await asyncio.wait({mine}, timeout=0.3)

    assert not done
    mine.cancel()
    for one in flood:
        one.cancel()
    await asyncio.gather(mine, *flood, return_exceptions=True)


async def test_slips_of_honest_people_cost_no_work(
    demo: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = await demo.card("101")
    slow: list[str] = []
    monkeypatch.setattr(card_keys, "card_key", lambda code, salt: slow.append(code) or bytes(32))
    slips = [code[:n] + code[n + 1] + code[n] + code[n + 2 :] for n in range(len(code) - 1)]
    slips += [code[:-1], code + "2", code[:4] + "?" + code[5:], "", "C" * 80, "\ud800" * 14]
    slips += [code[:n] + ("3" if code[n] != "3" else "4") + code[n + 1 :] for n in range(14)]

    for slip in slips:
        if slip != code:
            assert await guess(demo, slip, "10.0.0.7") is NoSuchCard
    assert slow == []


Page = Callable[[Running, str], Awaitable[tuple[int, str]]]

WAYS: dict[str, Page] = {
    "address": lambda demo, code: demo.get(f"/card/{code}"),
    "ballot": lambda demo, code: demo.get(f"/card/{code}/poll/young-voters"),
    "welcome": lambda demo, code: demo.post("/", ("code", code)),
    "booth": lambda demo, code: demo.post("/booth", ("code", code)),
    "panel": lambda demo, code: demo.post("/panel/scan", ("code", code)),
    "cast": lambda demo, code: demo.post(
        f"/card/{code}/poll/young-voters", ("motion", "yes"), ("step", "cast")
    ),
    "draft": lambda demo, code: demo.post(
        f"/card/{code}/poll/young-voters", ("motion", "yes"), ("step", "review")
    ),
}


@pytest.mark.parametrize("way", WAYS)
async def test_no_way_in_works_for_a_wrong_code_outside_the_turns(
    demo: Running, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each wrong code is worked on once, never by the thread that serves the pages."""
    at_work: list[str] = []

    def noted(code: str, salt: bytes) -> bytes:
        with pytest.raises(RuntimeError):
            asyncio.get_running_loop()
        at_work.append(code)
        return bytes(32)

    monkeypatch.setattr(card_keys, "card_key", noted)
    code = some_codes(1, seed=7)[0]

    await WAYS[way](demo, code)

    assert at_work == [code]


async def test_a_card_after_a_restart_is_recognised_once_by_any_page(demo: Running) -> None:
    code = await demo.card("101")
    demo.kiosk.hall.sitting.box._keys._known.clear()

    statuses = [(await demo.get(f"/card/{code}"))[0] for _ in range(2)]
    spoken, _ = await demo.post("/", ("code", f" {code[:5].lower()}-{code[5:]} "))

    assert (statuses, spoken) == ([200, 200], 200)
    assert len(demo.kiosk.hall.sitting.box._keys._known) == 1


async def test_a_thousand_honest_phones_at_once_are_all_let_in(demo: Running) -> None:
    hall = demo.kiosk.hall
    codes = some_codes(1000, seed=3)
    await hall.sitting.box.add_cards(codes)
    hall.sitting.box._keys._known.clear()

    seen = await asyncio.gather(
        *(
            recognise_card(hall, code, place=f"10.0.{n // 200}.{n % 200}")
            for n, code in enumerate(codes)
        )
    )

    assert seen == codes
