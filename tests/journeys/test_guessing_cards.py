"""Wrong codes are few, however many places send them; honest phones pass in between."""

import asyncio
import contextlib
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable

import pytest
from journey import Running, start_kiosk, until

from kiosk.actions.recognise_card import recognise_card
from kiosk.domain.cards import ALPHABET, RANDOM_LENGTH, card_code
from kiosk.domain.errors import NoSuchCard, TooBusy, TooManyTries
from kiosk.meeting.doors import FREE_TRIES
from kiosk.meeting.turnstile import MOST_WAITING, WRONG_AT_ONCE, WRONG_PER_SECOND, Rank, Turnstile
from kiosk.proof.card_key import card_key
from kiosk.store import card_keys
from kiosk.store.card_keys import THREADS


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


async def use_up(gate: Turnstile, *places: str) -> None:
    """Try as many wrong codes as are allowed at once."""
    await asyncio.gather(*(gate.look(places[n % len(places)], wrong) for n in range(WRONG_AT_ONCE)))


@contextlib.asynccontextmanager
async def flood(looks: Iterable[Awaitable[object]]) -> AsyncIterator[list[asyncio.Task[object]]]:
    """Many who ask at once and stand in line, as long as the block lasts."""
    tasks = [asyncio.ensure_future(one) for one in looks]
    await asyncio.sleep(0)
    try:
        yield tasks
    finally:
        for one in tasks:
            one.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def looked_at(tasks: Iterable[asyncio.Task[object]]) -> int:
    """How many had their turn."""
    return sum(one.done() and not one.exception() for one in tasks)


@pytest.mark.parametrize("places", [1, 50, 1500])
async def test_wrong_codes_are_bounded_from_one_place_and_from_many(places: int) -> None:
    gate = given_a_turnstile()
    looks = (gate.look(f"10.0.{n % places}", wrong) for n in range(1800))

    began = time.monotonic()
    async with flood(looks) as tasks:
        await until(lambda: looked_at(tasks) >= WRONG_AT_ONCE + WRONG_PER_SECOND, seconds=30)
        allowed = WRONG_AT_ONCE + (time.monotonic() - began) * WRONG_PER_SECOND

        assert looked_at(tasks) <= allowed + 1


async def test_right_codes_cost_nothing() -> None:
    gate = given_a_turnstile()

    answers = await asyncio.gather(
        *(gate.look(f"10.0.0.{n}", right) for n in range(MOST_WAITING[Rank.NEW]))
    )
    began = time.monotonic()
    await use_up(gate, "guesser")

    assert all(answers)
    if_they_cost = WRONG_AT_ONCE / WRONG_PER_SECOND
    assert time.monotonic() - began < if_they_cost / 2


@pytest.mark.parametrize(("rank", "before"), [(Rank.TRUSTED, 0), (Rank.NEW, 40)])
async def test_an_honest_phone_passes_through_a_flood(rank: Rank, before: int) -> None:
    """Of each of forty places at most one wrong code is looked at before it, or none."""
    gate = given_a_turnstile({"honest": rank})
    places = [f"10.0.0.{n}" for n in range(40)]
    await use_up(gate, *places)

    async with flood(gate.look(places[n % 40], wrong) for n in range(1500)) as guesses:
        await until(lambda: looked_at(guesses) > 0)
        looked = looked_at(guesses)
        assert await gate.look("honest", right)

        assert looked_at(guesses) - looked <= before + THREADS


async def test_who_guesses_comes_last_and_pushes_nobody_out() -> None:
    ranks: dict[str, Rank] = {}
    gate = given_a_turnstile(ranks)
    await use_up(gate, "guesser")
    ranks["guesser"] = Rank.GUESSING

    async with flood(gate.look("guesser", wrong) for _ in range(3000)) as guesses:
        refused = [one for one in guesses if one.done() and one.exception()]
        assert {type(one.exception()) for one in refused} == {TooBusy}
        assert 0 <= 3000 - len(refused) - MOST_WAITING[Rank.GUESSING] <= THREADS

        passed: list[int] = []

        async def look(phone: int) -> bool:
            answer = await gate.look(f"phone {phone}", right)
            passed.append(looked_at(guesses))
            return answer

        assert all(await asyncio.gather(*map(look, range(50))))
        assert passed[-1] <= MOST_WAITING[Rank.GUESSING] // 5  # a few while the phones came


async def test_whoever_sends_most_gives_way_where_too_many_wait() -> None:
    gate = given_a_turnstile()
    await use_up(gate, "crowd")

    async with flood(gate.look("crowd", wrong) for _ in range(MOST_WAITING[Rank.NEW])) as crowd:
        looked = looked_at(crowd)
        assert await gate.look("one phone", right)

        assert looked_at(crowd) - looked <= 1 + THREADS


@pytest.mark.parametrize("moment", ["waiting", "looking"])
async def test_a_phone_that_hangs_up_takes_no_turn_with_it(moment: str) -> None:
    gate = given_a_turnstile()
    stop = asyncio.Event()

    async def long() -> bool:
        await stop.wait()
        return True

    looking = [asyncio.create_task(gate.look("a", long)) for _ in range(THREADS)]
    await asyncio.sleep(0)
    waiting = asyncio.create_task(gate.look("b", right))
    await asyncio.sleep(0)
    leaves = [waiting] if moment == "waiting" else looking
    for one in leaves:
        one.cancel()
    await asyncio.gather(*leaves, return_exceptions=True)
    stop.set()
    await asyncio.gather(*looking, waiting, return_exceptions=True)
    together = asyncio.Barrier(THREADS)

    async def all_at_once() -> bool:
        await together.wait()
        return True

    async with asyncio.timeout(30):  # for ever, if one turn less were left
        looks = (gate.look(f"c{n}", all_at_once) for n in range(THREADS))
        assert all(await asyncio.gather(*looks))


@contextlib.asynccontextmanager
async def after_a_start(demo: Running) -> AsyncIterator[Running]:
    """The kiosk has just started again: it knows no card until somebody shows it."""
    await demo.stop()
    again = await start_kiosk(demo.data)
    try:
        yield again
    finally:
        await again.stop()


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
    hidden, *others = some_codes(WRONG_AT_ONCE + 100)
    await demo.kiosk.hall.sitting.box.add_cards([hidden])
    async with after_a_start(demo) as again:
        hall = again.kiosk.hall
        for _ in range(FREE_TRIES + 3):
            hall.doors.was_wrong("card 10.9.9.9")

        tries = (guess(again, code, f"10.0.{n % 256}.{n // 256}") for n, code in enumerate(others))
        async with flood(tries) as guesses:
            assert await recognise_card(hall, hidden, place="10.9.9.9") == hidden

            assert looked_at(guesses) >= len(others) - THREADS


async def test_slips_of_honest_people_cost_no_work(
    demo: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = await demo.card("101")
    slow: list[str] = []

    def noted(code: str, salt: bytes) -> bytes:
        slow.append(code)
        return bytes(32)

    monkeypatch.setattr(card_keys, "card_key", noted)
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


async def test_a_card_after_a_restart_is_recognised_once_by_any_page(
    demo: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = await demo.card("101")
    at_work: list[str] = []

    def noted(code: str, salt: bytes) -> bytes:
        at_work.append(code)
        return card_key(code, salt)

    monkeypatch.setattr(card_keys, "card_key", noted)

    async with after_a_start(demo) as again:
        statuses = [(await again.get(f"/card/{code}"))[0] for _ in range(2)]
        spoken, _ = await again.post("/", ("code", f" {code[:5].lower()}-{code[5:]} "))

    assert (statuses, spoken) == ([200, 200], 200)
    assert at_work == [code]


async def test_a_thousand_honest_phones_at_once_are_all_let_in(demo: Running) -> None:
    codes = some_codes(1000, seed=3)
    await demo.kiosk.hall.sitting.box.add_cards(codes)

    async with after_a_start(demo) as again:
        seen = await asyncio.gather(
            *(
                recognise_card(again.kiosk.hall, code, place=f"10.0.{n // 200}.{n % 200}")
                for n, code in enumerate(codes)
            )
        )

    assert seen == codes
