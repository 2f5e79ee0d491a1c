"""Whoever changes the published tables of a budget is found by both verifiers."""

import json
from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
from budget_hall import archive_of, given_a_city, given_budgets, second_verdict, wrong_in

from kiosk.audit import in_parts
from kiosk.domain.record import BEFORE_THE_FIRST, Fact, Record
from kiosk.kiosk_app import device_key
from kiosk.proof.archive import Archive, read_archive, write_archive
from kiosk.proof.chain import digest_of, make_record
from kiosk.proof.signature import Key

RULE_NAMES = ("most-backed", "average", "shares")


def forged_by(archive: Archive, key: Key, change: Callable[[dict[str, Any]], object]) -> bytes:
    """The archive after somebody who has the key changed the closing and signed all anew."""
    records: list[Record] = []
    for record in archive.records:
        payload = json.loads(json.dumps(dict(record.payload)))
        if record.kind == Fact.POLL_CLOSED:
            change(payload)
        prev = digest_of(records[-1]) if records else BEFORE_THE_FIRST
        anew = {"log": record.log, "kind": record.kind, "payload": payload}
        records.append(make_record(key, record.seq, prev=prev, **anew))
    return write_archive(key, records)


FORGED: dict[str, Callable[[dict[str, Any]], object]] = {
    "an amount": lambda closing: closing["wishes"]["lines"][0][1][0].__setitem__(0, 59),
    "a number": lambda closing: closing["wishes"]["lines"][1][1][0].__setitem__(1, 1),
    "the order": lambda closing: closing["wishes"]["lines"].reverse(),
    "the totals": lambda closing: closing["wishes"]["totals"].pop(),
    "no tables": lambda closing: closing.pop("wishes"),
    "the result": lambda closing: closing["results"][0][1]["scores"].update(roads=61),
    "blanks": lambda closing: closing.update(blank=2),
}


@pytest.mark.parametrize("rule", RULE_NAMES)
async def test_tables_that_were_changed_are_found_by_both_verifiers(
    tmp_path: Path, rule: str
) -> None:
    async with AsyncExitStack() as stack:
        running = await given_a_city(tmp_path, stack, rule=rule)
        await given_budgets(running, 21)
        out = await archive_of(running, tmp_path)
        archive, key = read_archive(out.read_bytes()), device_key(running.data)

        found = {}
        for what, change in FORGED.items():
            out.write_bytes(forged_by(archive, key, change))
            found[what] = (wrong_in(out), second_verdict(out).returncode)

        assert {what for what, (wrong, second) in found.items() if not wrong or not second} == set()


def with_scores(**amounts: int) -> Callable[[dict[str, Any]], object]:
    return lambda closing: closing["results"][0][1]["scores"].update(amounts)


STATED: dict[str, Callable[[dict[str, Any]], object]] = {
    "unbalanced": with_scores(roads=79),
    "above a ceiling": with_scores(roads=101, tax=121),
    "a line less": lambda closing: closing["results"][0][1]["scores"].pop("roads"),
    "tables of few": lambda closing: closing.update(wishes={"lines": [], "totals": []}),
}


async def test_a_budget_of_few_that_no_ballots_can_give_is_found_by_both_verifiers(
    tmp_path: Path,
) -> None:
    async with AsyncExitStack() as stack:
        running = await given_a_city(tmp_path, stack)
        await given_budgets(running, 6)
        out = await archive_of(running, tmp_path)
        archive, key = read_archive(out.read_bytes()), device_key(running.data)
        assert (wrong_in(out), second_verdict(out).returncode) == ([], 0)

        for what, change in STATED.items():
            out.write_bytes(forged_by(archive, key, change))
            assert wrong_in(out), what
            assert second_verdict(out).returncode == 1, what


async def test_more_wishes_than_memory_takes_are_not_counted_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with AsyncExitStack() as stack:
        running = await given_a_city(tmp_path, stack)
        await given_budgets(running, 21)
        out = await archive_of(running, tmp_path)
        monkeypatch.setattr(in_parts, "MOST_WISHES", 21 * 5 - 1)

        (wrong,) = wrong_in(out)

        assert wrong.wording == "%(poll)s holds too many ballots to count them again."
