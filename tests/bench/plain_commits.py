"""For comparison: one commit per ballot, a plain table, straight from a script.

    python tests/bench/plain_commits.py FOLDER SECONDS

Prints how many ballots a second were inserted, each with its own commit, synchronous=FULL.
"""

import secrets
import sqlite3
import sys
import time
from pathlib import Path


def main(folder: Path, seconds: float) -> None:
    with sqlite3.connect(folder / "plain.sqlite", isolation_level=None) as table:
        table.execute("PRAGMA synchronous = FULL")
        table.execute("CREATE TABLE ballot (card TEXT PRIMARY KEY, body BLOB)")
        began = time.perf_counter()
        number = 0
        while time.perf_counter() - began < seconds:
            table.execute("BEGIN IMMEDIATE")
            table.execute("INSERT INTO ballot VALUES (?, ?)", (secrets.token_hex(8), bytes(128)))
            table.execute("COMMIT")
            number += 1
        print(round(number / (time.perf_counter() - began)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]))
