"""How many people a second the desk signs in, beside bare aiohttp in the same run.

    python tests/bench/bench_sign_in.py [--seconds 3] [--connections 64] [--members 200 20000 50000]

Server on one core, client on the other; each connection is a paired screen of its own. With drawn
cards a sign-in is the form of "Is this you?" and the page that answers it. With printed cards it
is the form, and the page with the new card that it leads to; when the next person comes, the card
is made valid, and at the end as many must lie in the box as people were signed in, but for those
that are still on a screen. On a machine that others use, too, the share by processor time is the
steady one: it leaves out what waits. A meeting of 200 is over in a moment, so the sizes are
compared by bursts of 200 sign-ins.
"""

import argparse
import asyncio
import itertools
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench_casts import ECHO, all_steps, connections, line
from loaded_hall import a_kiosk, cards_in, prepare, the_bare_server
from phones import Next, Phone, Played, get, header, play, post

from kiosk.addresses import place_at
from kiosk.kiosk_app import open_doors

HERE = "127.0.0.1"
BURST = 200  # sign-ins
ROUNDS = 8  # bursts for each size
BEGINS = 3.0  # seconds after which the kiosk makes cards ready for those who come
SETTLED = 0.3  # seconds between a burst and the next one, for what goes on behind the pages

TEXT = """title = "A bench"
languages = ["en", "es"]
cards = "{cards}"
roster = "roster.csv"
quorum = {quorum}

[[poll]]
id = "budget"
title = "The budget"

[[poll.question]]
id = "q1"
title = "Shall we adopt it?"
kind = "yes_no"
rule = "majority"
"""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting that waits for its people. ``screens``: the cookies of its paired screens."""

    data: Path
    cards: str
    members: int
    screens: tuple[str, ...]


def meeting(folder: Path, cards: str, members: int, screens: int) -> Meeting:
    """Take the assembly in with so many members and screens."""
    folder.mkdir()
    names = ("Ada Bright", "Bo Carter", "Cleo Diaz", "Dan Evans")
    rows = "".join(f"{n},{names[n % 4]} {n},Ward {n % 9}\n" for n in range(1, members + 1))
    (folder / "roster.csv").write_text(f"number,name,group\n{rows}", encoding="utf-8")
    text = TEXT.format(cards=cards, quorum=members // 2)
    data = folder / "data"
    prepare(data, text, 0)
    return Meeting(data, cards, members, tuple(asyncio.run(_pair(data, screens))))


async def _pair(data: Path, screens: int) -> list[str]:
    doors, _ = open_doors(data, demo=False)
    place = place_at(HERE)
    return [await doors.pair(doors.offer_pairing(), place=place) for _ in range(screens)]


def sign_in(number: int, screen: str) -> bytes:
    """The form by which somebody says "Yes, that is me"."""
    body = f"number={number}&once=Wm3u1kQxJ0Zc{number}"
    return post("/desk/sign-in", body.encode(), cookie=f"kiosk_screen={screen}")


def at_screen(numbers: Iterator[int], screen: str, cards: str) -> Iterator[bytes | Next]:
    """What one screen asks for, person after person."""

    def card(answer: bytes) -> bytes:
        return get(header(answer, b"Location").decode(), cookie=f"kiosk_screen={screen}")

    for number in numbers:
        yield sign_in(number, screen)
        if cards == "printed":
            yield card


def people_come(port: int, held: Meeting, numbers: Iterator[int], until: float | None) -> Played:
    """Let people sign in at all screens; every answer must be what it should be."""
    phones = [Phone(at_screen(numbers, screen, held.cards)) for screen in held.screens]
    played = play(port, phones, until=until)
    wanted = {200, 303} if held.cards == "printed" else {200}
    assert set(played.statuses) == wanted, played.statuses
    assert not played.broken
    return played


def signed_in(played: Played, held: Meeting) -> int:
    """How many people came in."""
    return played.statuses[303 if held.cards == "printed" else 200]


def present_in(held: Meeting) -> int:
    """How many the file says are present."""
    (roll,) = held.data.glob("*/roll.sqlite")
    with sqlite3.connect(roll) as read:
        return int(read.execute("SELECT sum(present) FROM member").fetchone()[0])


@dataclass(frozen=True, slots=True)
class Came:
    """``bursts``: seconds for each 200 sign-ins; ``steady``: what came after them, for a while."""

    bursts: list[float]
    steady: Played | None
    worked: float  # seconds of processor time for each sign-in
    told: str


def come(held: Meeting, seconds: float, rounds: int) -> Came:
    """First in bursts, then as many as there are for some seconds; then the files are looked at."""
    numbers = iter(range(1, held.members + 1))
    with a_kiosk(held.data, {"KIOSK_OFFICIALS": "anywhere"}) as kiosk:
        kiosk.ask("/desk")
        time.sleep(BEGINS)
        kiosk.at_rest()  # what is made ahead is made
        bursts, came, steady = [], 0, None
        worked = kiosk.worked()
        for _ in range(rounds):
            played = people_come(kiosk.port, held, itertools.islice(numbers, BURST), None)
            came += signed_in(played, held)
            bursts.append(played.lasted)
            time.sleep(SETTLED)
        if seconds:
            steady = people_come(kiosk.port, held, numbers, seconds)
            came += signed_in(steady, held)
        worked = (kiosk.worked() - worked) / came
    present, valid = present_in(held), cards_in(held.data)
    assert present >= came, f"{came} signed in, {present} present in the file"
    told = f"{came:,} signed in, {present:,} present"
    if held.cards == "printed":
        told += f", {valid:,} cards valid"
        told += "" if valid >= came - 2 * len(held.screens) else "  THEY LAG BEHIND"
    return Came(bursts, steady, worked, told)


def bursts_of(folder: Path, cards: str, members: int, args: argparse.Namespace) -> Came:
    """Bursts at that size; a meeting that is over after one is held again and again."""
    if members >= BURST * (ROUNDS + 1):
        held = meeting(folder / f"{cards}{members}", cards, members, args.connections)
        return come(held, args.seconds, ROUNDS)
    every: list[Came] = []
    for n in range(ROUNDS):
        held = meeting(folder / f"{cards}{members}-{n}", cards, members, args.connections)
        every.append(come(held, 0, 1))
    bursts = [one for came in every for one in came.bursts]
    worked = statistics.mean(came.worked for came in every)
    return Came(bursts, None, worked, every[-1].told)


def bare(args: argparse.Namespace) -> tuple[float, float]:
    """The yardstick: forms echoed, a second, and seconds of processor time for each."""
    with the_bare_server() as server:
        echo = itertools.repeat(post("/", ECHO))
        play(server.port, connections(args.connections, echo), until=1)
        worked = server.worked()
        played = play(server.port, connections(args.connections, echo), until=args.seconds)
        worked = (server.worked() - worked) / played.answers
    return line("bare aiohttp, POST of 79 bytes echoed", all_steps(played)), worked


def show(came: Came, cards: str, *, first: float, bare: tuple[float, float]) -> None:
    """Print what came of one size beside the first one and bare aiohttp."""
    burst = statistics.median(came.bursts)
    rate = BURST / burst
    if came.steady is not None:
        rate = came.steady.statuses[303 if cards == "printed" else 200] / came.steady.lasted
        line("  answers", all_steps(came.steady))
    print(f"  {BURST} sign-ins {burst * 1000:6.0f} ms, {burst / first:.2f} of the smallest meeting")
    print(f"  {came.worked * 1e6:,.0f} us of processor time for each")
    shares = f"{rate / bare[0]:.3f} by the clock, {bare[1] / came.worked:.3f} by processor time"
    print(f"  sign-ins {rate:,.0f}/s, of bare POST {shares}   at least 0.10")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--members", type=int, nargs="+", default=[200, 20_000, 50_000])
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        for cards in ("drawn", "printed"):
            echo = bare(args)
            first = 0.0
            for members in args.members:
                came = bursts_of(Path(temporary), cards, members, args)
                first = first or statistics.median(came.bursts)
                print(f"{cards} cards, {members:,} members: {came.told}")
                show(came, cards, first=first, bare=echo)


if __name__ == "__main__":
    main()
