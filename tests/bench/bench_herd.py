"""A hall's phones all at once, phones that stall, and a kiosk that is killed, in one run.

    python tests/bench/bench_herd.py [--runs 3]

Each phone has a connection of its own and opens its card, opens the ballot, casts and reads its
words: 500 and 1,000 phones within one second, the kiosk on one core, the phones on the other.
The yardstick is bare aiohttp answering as many requests with pages of the same sizes. Then 100
honest phones beside 300 that send half a request and nothing more; then a kiosk killed in the
middle of a herd. The median of the runs is printed.
"""

import argparse
import contextlib
import socket
import statistics
import tempfile
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench_casts import ECHO, cast_of
from loaded_hall import POLL, Server, a_kiosk, assembly, ballots_in, prepare, the_bare_server
from phones import Phone, Played, get, play, post, redirected

CAST = 2  # the place of the cast in what a phone does
WELL = {200, 303}


def voters(codes: Sequence[str]) -> list[Phone]:
    """Phones that vote with these cards, all within one second."""
    return [
        Phone(
            iter(
                (get(f"/card/{code}"), get(f"/card/{code}/poll/{POLL}"), cast_of(code), redirected)
            ),
            start=place / len(codes),
        )
        for place, code in enumerate(codes)
    ]


def yardstick(number: int, sizes: tuple[int, int, int]) -> list[Phone]:
    """As many phones that ask bare aiohttp for pages of these sizes: card, ballot, receipt."""
    card, ballot, receipt = (get(f"/page/{size}") for size in sizes)
    return [
        Phone(iter((card, ballot, post("/", ECHO), receipt)), start=place / number)
        for place in range(number)
    ]


def sizes_of(kiosk: Server, code: str) -> tuple[int, int, int]:
    """How many bytes the card, the ballot and the receipt have; casts with the card."""
    card = f"/card/{code}"
    ballot = f"{card}/poll/{POLL}"
    read = [kiosk.ask(path)[1] for path in (card, ballot)]
    read.append(kiosk.ask(ballot, q1="o1", token="sizes", step="cast")[1])
    card_size, ballot_size, receipt_size = (len(page.encode()) for page in read)
    return card_size, ballot_size, receipt_size


def check(played: Played, confirmed: int) -> None:
    """Everybody was answered well; raises AssertionError."""
    assert played.broken == 0, f"{played.broken} connections broke"
    assert set(played.statuses) == WELL, played.statuses
    assert played.statuses[303] == confirmed, played.statuses


def herd(folder: Path, number: int, runs: int) -> None:
    """So many phones in one second, several times, beside bare aiohttp."""
    data = folder / f"herd{number}"
    codes = prepare(data, assembly(), number * runs + 1)
    lasted, bare_lasted, casts, bare_casts, busy = [], [], [], [], []
    with a_kiosk(data) as kiosk:
        kiosk.chair("open")
        sizes = sizes_of(kiosk, codes[-1])
        for run in range(runs):
            mine = codes[run * number : (run + 1) * number]
            played = play(kiosk.port, voters(mine))
            check(played, number)
            again = play(kiosk.port, [Phone(iter((cast_of(code),))) for code in mine])
            assert set(again.statuses) == {409}, again.statuses
            lasted.append(played.lasted)
            casts.append(played.share(99, CAST))
            busy.append(played.busy)
    assert ballots_in(data) == number * runs + 1
    with the_bare_server() as bare:
        for _ in range(runs):
            played = play(bare.port, yardstick(number, sizes))
            bare_lasted.append(played.lasted)
            bare_casts.append(played.share(99, CAST))
    ratio = statistics.median(lasted) / statistics.median(bare_lasted)
    print(
        f"{number:>5} phones in a second: all done after {statistics.median(lasted):.2f} s,"
        f" bare aiohttp {statistics.median(bare_lasted):.2f} s, ratio {ratio:.2f};"
        f" cast p99 {statistics.median(casts):.0f} ms, bare {statistics.median(bare_casts):.0f} ms;"
        f" no error, {number * runs:,} ballots there, spent cards refused; client {max(busy):.0%}"
    )


@contextlib.contextmanager
def stalled(port: int, number: int) -> Iterator[None]:
    """Connections that send half a request and then nothing, half of them in its body."""
    begun = (b"GET /card/AAAA", post("/", b"code=" + b"x" * 500)[:-400])
    with contextlib.ExitStack() as lines:
        for place in range(number):
            line = lines.enter_context(socket.create_connection(("127.0.0.1", port)))
            line.sendall(begun[place % 2])
        yield


def beside_stalled(folder: Path, runs: int, honest: int = 100, number: int = 300) -> None:
    """Honest phones with and without stalled ones."""
    data = folder / "stalled"
    codes = prepare(data, assembly(), honest * runs * 2)
    alone, beside = [], []
    with a_kiosk(data) as kiosk:
        kiosk.chair("open")
        for run in range(runs):
            start = run * honest * 2
            played = play(kiosk.port, voters(codes[start : start + honest]))
            check(played, honest)
            alone.append(played.share(99, CAST))
            with stalled(kiosk.port, number):
                played = play(kiosk.port, voters(codes[start + honest : start + 2 * honest]))
            check(played, honest)
            beside.append(played.share(99, CAST))
    assert ballots_in(data) == honest * runs * 2
    before, after = statistics.median(alone), statistics.median(beside)
    print(
        f"{number:>5} stalled connections: 0 errors of {honest} honest phones,"
        f" cast p99 {after:.1f} ms, without them {before:.1f} ms, ratio {after / before:.2f}"
    )


def killed(folder: Path, number: int = 1000) -> None:
    """A kiosk killed in the middle of a herd: each confirmed ballot is there."""
    data = folder / "killed"
    codes = prepare(data, assembly(), number)
    with a_kiosk(data) as kiosk:
        kiosk.chair("open")
        timer = threading.Timer(0.6, kiosk.process.kill)
        timer.start()
        played = play(kiosk.port, voters(codes))
        timer.join()
    confirmed, kept = played.statuses.get(303, 0), ballots_in(data)
    assert 0 < confirmed <= kept < number, (confirmed, kept)
    print(f"      killed in the middle of a herd: {confirmed} confirmed, {kept} in the box")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for number in (500, 1000):
            herd(folder, number, runs)
        beside_stalled(folder, runs)
        killed(folder)
    print(
        "\nneeded: 500 phones 1.5 times bare aiohttp, cast p99 200 ms; 1,000 phones 2 times,"
        " 600 ms; stalled ones at most 2 times the p99; no error anywhere"
    )


if __name__ == "__main__":
    main()
