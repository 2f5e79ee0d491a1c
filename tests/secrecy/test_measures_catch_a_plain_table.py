"""The measures find the order in every table that a program would make without thinking of it."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from order_measures import Measure, measures, places_of

ROWID = "CREATE TABLE ballot (body TEXT)"
RANDOM_KEY = "CREATE TABLE ballot (id BLOB PRIMARY KEY, body TEXT)"
NO_ROWID = "CREATE TABLE ballot (id BLOB PRIMARY KEY, body TEXT) WITHOUT ROWID"


def ballots(number: int, chance: random.Random) -> list[bytes]:
    """That many different ballots, in the order in which they are cast."""
    marks = chance.sample(range(100_000, 900_000), number)
    return [b'[["garden",[["left",%d]]]]' % mark for mark in marks]


def files_with(folder: Path, cast: list[bytes], *, table: str, journal: str = "DELETE") -> bytes:
    """Every byte of a database to which the ballots were written one by one."""
    chance, file = random.Random(1), folder / "plain.sqlite"
    with closing(sqlite3.connect(file, isolation_level=None)) as box:
        box.execute(f"PRAGMA journal_mode = {journal}")
        box.execute("PRAGMA synchronous = OFF")
        box.execute(table)
        for text in cast:
            values = {"id": chance.randbytes(16), "body": text.decode()}
            if "id " in table:
                box.execute("INSERT INTO ballot VALUES (:id, :body)", values)
            else:
                box.execute("INSERT INTO ballot VALUES (:body)", values)
        return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


def measured(content: bytes, cast: list[bytes]) -> list[Measure]:
    """What the places of the ballots tell of their order."""
    return measures(places_of(content, cast), cast)


@pytest.mark.parametrize("number", [60, 600])
@pytest.mark.parametrize("table", [ROWID, RANDOM_KEY, NO_ROWID])
def test_a_plain_table_tells_the_order(tmp_path: Path, table: str, number: int) -> None:
    cast = ballots(number, random.Random(number))

    content = files_with(tmp_path, cast, table=table)

    assert any(measure.is_leak for measure in measured(content, cast))


@pytest.mark.parametrize("number", [60, 600])
def test_a_log_of_changes_tells_the_order(tmp_path: Path, number: int) -> None:
    cast = ballots(number, random.Random(number))

    content = files_with(tmp_path, cast, table=NO_ROWID, journal="WAL")

    assert any(measure.is_leak for measure in measured(content, cast))


@pytest.mark.parametrize("number", [60, 600])
def test_a_random_order_is_no_leak(number: int) -> None:
    chance = random.Random(number)
    cast = ballots(number, chance)

    content = b"".join(text.ljust(256) for text in chance.sample(cast, number))

    assert not any(measure.is_leak for measure in measured(content, cast))
