"""10,000,000 choices put through the real casting path and counted: a long run.

    python tests/bench/ten_million.py [--ballots 100000]

One poll of 20 questions, ten options each; every ballot ticks five in each question, drawn from
a printed seed: 100 choices a ballot, sent as plain forms to the real ``kiosk serve`` and counted
when the chair closes the poll. Every sum that the kiosk publishes is compared with what was
sent. Neither side keeps the choices: forms are made as they are sent, only sums stay. Needs
about 1 GB on the disk and takes several minutes; ``--ballots 2000`` tries it in seconds.
"""

import argparse
import json
import random
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from loaded_hall import POLL, Server, a_kiosk, assembly, ballots_in, prepare
from phones import Phone, milliseconds, play, post

QUESTIONS, OPTIONS, TICKED = 20, 10, 5
CONNECTIONS = 64
LONGEST_COUNT = 3600  # seconds

Sums = Counter[tuple[str, str]]


def forms(codes: list[str], seed: str, sums: Sums) -> Iterator[bytes]:
    """The forms that cast a ballot for each card; what they choose is added up on the way."""
    chance = random.Random(seed)
    options = [f"o{number}" for number in range(1, OPTIONS + 1)]
    for code in codes:
        parts = [f"asked=review&token={code}ten"]
        for number in range(1, QUESTIONS + 1):
            for option in chance.sample(options, TICKED):
                parts.append(f"q{number}={option}")
                sums[f"q{number}", option] += 1
        parts.append("step=cast")
        yield post(f"/card/{code}/poll/{POLL}", "&".join(parts).encode())


class Memory:
    """The most memory that the kiosk, and whatever it started, had at any moment; in MB."""

    def __init__(self, kiosk: Server) -> None:
        self.kiosk = kiosk
        self.started = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def _watch(self) -> None:
        while not self._over.wait(0.2):
            self.started = max(self.started, sum(map(_resident, _children(self.kiosk.process.pid))))

    def end(self) -> None:
        self._over.set()
        self._thread.join()


def _children(process: int) -> list[int]:
    try:
        tasks = list(Path(f"/proc/{process}/task").iterdir())
        return [int(n) for task in tasks for n in (task / "children").read_text("ascii").split()]
    except OSError:
        return []


def _resident(process: int) -> int:
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
        return int(status.split("VmRSS:")[1].split()[0]) // 1024
    except (OSError, IndexError):
        return 0


def published(kiosk: Server) -> Sums:
    """Every sum in the published result."""
    status, text = kiosk.ask(f"/api/v1/polls/{POLL}/result")
    assert status == 200, text
    return Counter(
        {
            (question, option): int(score)
            for question, result in json.loads(text)["questions"].items()
            for option, score in result["scores"].items()
        }
    )


def until_published(kiosk: Server) -> None:
    """Publish as soon as the count is over."""
    end = time.monotonic() + LONGEST_COUNT
    while time.monotonic() < end:
        if kiosk.ask(f"/chair/poll/{POLL}/publish", step="publish")[0] == 200:
            return
        time.sleep(0.5)
    raise SystemExit("the count did not end")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--ballots", type=int, default=100_000)
    parser.add_argument("--seed", default="ten million")
    args = parser.parse_args()
    sums: Sums = Counter()
    with tempfile.TemporaryDirectory() as temporary:
        data = Path(temporary) / "data"
        began = time.monotonic()
        codes = prepare(data, assembly(QUESTIONS, OPTIONS), args.ballots)
        print(f"{len(codes):,} cards made in {time.monotonic() - began:.0f} s, seed {args.seed!r}")
        with a_kiosk(data) as kiosk:
            memory = Memory(kiosk)
            try:
                began = time.monotonic()
                kiosk.chair("open")
                print(f"opened in {time.monotonic() - began:.1f} s")
                sent = forms(codes, args.seed, sums)
                played = play(kiosk.port, [Phone(sent) for _ in range(CONNECTIONS)])
                seconds = [one for each in played.seconds.values() for one in each]
                print(
                    f"{played.answers:,} ballots in {played.lasted:.1f} s:"
                    f" {played.answers / played.lasted:,.0f}/s, p99 {milliseconds(seconds, 99):.0f}"
                    f" ms, client {played.busy:.0%}, kiosk {kiosk.peak_memory()} MB"
                )
                began = time.monotonic()
                kiosk.chair("close")
                until_published(kiosk)
                counted = published(kiosk)
                print(
                    f"closed, counted and published in {time.monotonic() - began:.1f} s:"
                    f" kiosk at most {kiosk.peak_memory()} MB, the count {memory.started} MB"
                )
            finally:
                memory.end()
        kept = ballots_in(data)
    wrong = sum(1 for place in sums | counted if sums[place] != counted[place])
    print(
        f"{sums.total():,} choices sent, {counted.total():,} counted, {kept:,} ballots kept,"
        f" {wrong} of {len(sums)} sums differ, answers {played.statuses}, {played.broken} broken"
    )
    assert played.statuses == {303: args.ballots}
    assert not played.broken
    assert kept == args.ballots
    assert not wrong


if __name__ == "__main__":
    main()
