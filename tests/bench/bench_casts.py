"""How many ballots a second the kiosk takes, beside bare aiohttp and one commit per ballot.

    python tests/bench/bench_casts.py [--seconds 3] [--connections 64]

One run: server on one core, client on the other. A cast is the real form sent to the real
``kiosk serve``: read, checked, one ballot per card, on disk before the answer. The yardstick is
aiohttp echoing a form of 79 bytes on the same core. Every card's ballot was opened before, as
phones do. Again with 8 ms for every sync, as a memory card takes (``slowsync.c``). At the end every
confirmed ballot must lie in the box.

The first durable cast depends on this machine's disk: with 64 connections four syncs of 0.2 ms
cost a tenth of a round, four of 4 ms twice as much as all the rest. ``TMPDIR=/dev/shm`` shows the
program without the disk.
"""

import argparse
import itertools
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from loaded_hall import (
    POLL,
    ROOT,
    SERVER_CORE,
    Server,
    a_kiosk,
    assembly,
    ballots_in,
    prepare,
    slowsync,
    the_bare_server,
)
from phones import Next, Phone, Played, get, play, post

CHOICES = b"q1=o1&q1=o4&q1=o5&q1=o9&q1=o11"
ECHO = b"x" * 79
MOST_A_SECOND = 9_000  # so many cards are made for each second of the bench


def cast_of(code: str) -> bytes:
    """The form that casts a card's ballot, as the check page sends it."""
    form = b"asked=review&token=" + code.encode() + b"Wm3u1kQxJ0Zc&" + CHOICES + b"&step=cast"
    return post(f"/card/{code}/poll/{POLL}", form)


def connections(number: int, requests: Iterator[bytes | Next]) -> list[Phone]:
    """So many lasting connections that share the requests."""
    return [Phone(requests) for _ in range(number)]


def line(name: str, played: Played, extra: str = "") -> float:
    """Print one measurement; answers a second."""
    rate = played.answers / played.lasted
    latency = f"p50 {played.share(50):6.1f} ms  p99 {played.share(99):6.1f} ms"
    print(f"{name:<44} {rate:>8,.0f}/s  {latency}  client {played.busy:4.0%}  {extra}")
    return rate


def all_steps(played: Played) -> Played:
    """The latencies of all steps together."""
    played.seconds = {0: list(itertools.chain.from_iterable(played.seconds.values()))}
    return played


def bare(args: argparse.Namespace, size: int) -> tuple[float, float]:
    """The yardsticks: forms echoed and pages sent from memory, a second."""
    with the_bare_server() as server:
        echo = itertools.repeat(post("/", ECHO))
        page = itertools.repeat(get(f"/page/{size}"))
        play(server.port, connections(args.connections, echo), until=1)
        rates = [
            line(
                name,
                all_steps(
                    play(server.port, connections(args.connections, what), until=args.seconds)
                ),
            )
            for name, what in (
                ("bare aiohttp, POST of 79 bytes echoed", echo),
                (f"bare aiohttp, page of {size:,} bytes", page),
            )
        ]
    return rates[0], rates[1]


def casts(
    args: argparse.Namespace, folder: Path, environment: dict[str, str]
) -> tuple[Played, str]:
    """Cast for some seconds; every confirmed ballot is looked for in the file afterwards."""
    data = folder / f"data{len(environment)}"
    codes = prepare(data, assembly(), MOST_A_SECOND * args.seconds)
    with a_kiosk(data, environment) as kiosk:
        kiosk.chair("open")
        see_ballots(kiosk, codes, args.connections)
        forms = map(cast_of, codes)
        played = play(kiosk.port, connections(args.connections, forms), until=args.seconds)
        again = play(kiosk.port, connections(args.connections, iter([cast_of(codes[0])] * 200)))
        memory = kiosk.peak_memory()
    confirmed = sum(n for status, n in played.statuses.items() if status in {200, 303})
    kept = ballots_in(data)
    assert kept >= confirmed, f"{confirmed} confirmed, {kept} in the box"
    assert set(again.statuses) == {409}, f"a spent card was answered with {again.statuses}"
    told = f"{confirmed:,} confirmed, {kept:,} in the box, {memory} MB"
    if played.broken or set(played.statuses) - {200, 303}:
        told += f"  NOT ALL WELL: {played.statuses}, {played.broken} broken"
    return all_steps(played), told


def see_ballots(kiosk: Server, codes: list[str], number: int) -> None:
    """Every phone opens its ballot before: the slow work for its card's key is done by then."""
    asked = (get(f"/card/{code}/poll/{POLL}") for code in codes)
    seen = play(kiosk.port, connections(number, asked))
    assert set(seen.statuses) == {200}, seen.statuses
    kiosk.at_rest()


def pages(args: argparse.Namespace, folder: Path) -> tuple[Played, int]:
    """Ask for the ballot page for some seconds; its size."""
    data = folder / "pages"
    codes = prepare(data, assembly(), 2000)
    with a_kiosk(data) as kiosk:
        kiosk.chair("open")
        see_ballots(kiosk, codes, args.connections)
        asked = itertools.cycle([get(f"/card/{code}/poll/{POLL}") for code in codes])
        size = len(kiosk.ask(f"/card/{codes[0]}/poll/{POLL}")[1].encode())
        played = play(kiosk.port, connections(args.connections, asked), until=args.seconds)
    assert set(played.statuses) == {200}, played.statuses
    return all_steps(played), size


def one_commit_each(folder: Path, seconds: int, environment: dict[str, str]) -> int:
    """A plain table, one commit per ballot, on the server's core."""
    inside = folder / f"plain{len(environment)}"
    inside.mkdir()
    told = subprocess.run(
        [
            "taskset",
            "-c",
            str(SERVER_CORE),
            sys.executable,
            ROOT / "tests/bench/plain_commits.py",
            inside,
            str(seconds),
        ],
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        check=True,
    )
    return int(told.stdout)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seconds", type=int, default=3)
    parser.add_argument("--connections", type=int, default=64)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        slow = {"LD_PRELOAD": str(slowsync(folder)), "SLOWSYNC_MS": "8"}
        played, size = pages(args, folder)
        echo, from_memory = bare(args, size)
        page_rate = line("ballot page of the kiosk", played)
        fast, told = casts(args, folder, {})
        fast_rate = line("durable cast", fast, told)
        slowly, told = casts(args, folder, slow)
        slow_rate = line("durable cast, 8 ms for every sync", slowly, told)
        each = one_commit_each(folder, args.seconds, {})
        each_slow = one_commit_each(folder, args.seconds, slow)
        print(f"{'one commit per ballot, a script':<44} {each:>8,}/s")
        print(f"{'one commit per ballot, 8 ms for every sync':<44} {each_slow:>8,}/s\n")
        print(f"durable cast / bare POST       {fast_rate / echo:5.2f}   at least 0.25, aim 0.35")
        print(f"p99 of a durable cast          {fast.share(99):5.0f} ms   at most 40 ms")
        print(f"casts with 8 ms per sync       {slow_rate:5.0f}/s  at least 1,250/s")
        print(f"p99 with 8 ms per sync         {slowly.share(99):5.0f} ms   at most 150 ms")
        print(f"ballot page / page from memory {page_rate / from_memory:5.2f}   at least 0.40")
        print(f"group commit / one each, 8 ms  {slow_rate / each_slow:5.1f}")


if __name__ == "__main__":
    main()
