"""However long a log is and however many there are: what is held is told in little memory."""

import json
import tracemalloc
from dataclasses import replace

import msgspec
import pytest
from given_a_kiosk import ASSEMBLY, BOARD, MOTION, Kiosk, a_day, closing_of, yes

from kiosk.central import store as contract
from kiosk.central.site import CENTRAL
from kiosk.central.store import IndexEntry, KeptRecord
from kiosk.domain.text import plain, translated
from kiosk.proof.chain import digest_of
from kiosk.proof.signature import fingerprint, new_key
from kiosk.sync.batch import Held, write_held, write_record

DEVICE = "ab" * 32
LITTLE = 2 * 2**20  # bytes


async def given_records(central, number, *, log):
    """So many records of the device; ``log``: what the name of a record's log is."""
    store = central.app[CENTRAL].store
    for first in range(0, number, 5_000):
        rows = []
        for place in range(first, min(first + 5_000, number)):
            name, seq = log(place)
            entry = IndexEntry(
                device=DEVICE,
                log=name,
                seq=seq,
                kind="event",
                poll="",
                digest=f"{place:064x}",
                received=1,
            )
            rows.append(KeptRecord(entry, "{}"))
        assert await store.keep(rows)


async def asked(central, path):
    """The answer, and how many bytes were taken while it was made and read."""
    async with central.get("/healthz") as warm:
        assert warm.status == 200
    tracemalloc.start()
    size, start = 0, b""
    async with central.get(path) as answer:
        assert answer.status == 200
        async for part in answer.content.iter_chunked(2**16):
            start, size = start or part, size + len(part)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return start, size, most


async def test_a_long_log_is_told_by_its_last_record_alone(central_on_sqlite):
    await given_records(central_on_sqlite, 30_000, log=lambda place: ("long", place + 1))

    told, _, most = await asked(central_on_sqlite, f"/api/v1/devices/{DEVICE}/logs/long")

    assert told == write_held(Held(have=30_000, head=f"{29_999:064x}"))
    assert most < LITTLE


async def test_many_logs_of_a_device_are_told_in_pieces(central_on_sqlite):
    await given_records(central_on_sqlite, 40_000, log=lambda place: (f"log-{place:058}", 1))

    _, size, most = await asked(central_on_sqlite, f"/api/v1/devices/{DEVICE}")

    assert size > LITTLE
    assert most < LITTLE


@pytest.mark.parametrize("number", [0, 1, 3, 4, 5, 8])
async def test_all_logs_of_a_device_are_told_as_ever(central, monkeypatch, number):
    for module in ("store_sqlite", "store_postgres"):
        monkeypatch.setattr(f"kiosk.central.{module}.FEW", 4)
    await given_records(central, number, log=lambda place: (f"log-{place}", place + 1))
    whole = {
        "device": DEVICE,
        "fingerprint": fingerprint(DEVICE),
        "logs": {f"log-{place}": place + 1 for place in range(number)},
    }

    async with central.get(f"/api/v1/devices/{DEVICE}") as answer:
        assert await answer.read() == msgspec.json.encode(whole)
        assert answer.headers["Content-Type"] == "application/json"
    assert contract.FEW > 4


@pytest.mark.parametrize("records", [0, 1, 2, 3])
async def test_a_log_is_told_by_number_and_digest(central, records):
    kiosk = a_day()
    await central.post("/api/v1/records", data=Kiosk(records=kiosk.records[:records]).batch())
    head = digest_of(kiosk.records[records - 1]) if records else ""

    path = f"/api/v1/devices/{kiosk.key.public}/logs/spring"
    async with central.get(path) as answer:
        assert await answer.read() == write_held(Held(have=records, head=head))
    async with central.get(path.replace("spring", "other")) as answer:
        assert await answer.read() == b'{"have":0,"head":""}'


def listed(kiosk, assembly, states):
    """What the list says of an assembly."""
    return {
        "device": kiosk.key.public,
        "log": kiosk.log,
        "fingerprint": fingerprint(kiosk.key.public),
        "title": dict(assembly.title.versions),
        "place": assembly.place,
        "date": assembly.date,
        "address": f"/assemblies/{kiosk.key.public}/{kiosk.log}",
        "polls": [
            {"id": poll.id, "title": dict(poll.title.versions), "state": state}
            for poll, state in zip(assembly.polls, states, strict=True)
        ],
    }


async def test_all_assemblies_are_told_as_ever(central):
    async with central.get("/api/v1/assemblies") as answer:
        assert await answer.read() == b'{"assemblies":[]}'
    said = []
    for number in range(5):
        kiosk = Kiosk(key=new_key(bytes([number + 1]) * 32), log=f"log-{number}")
        title = translated({"en": f"Äpfel {number}", "es": "Año"})
        assembly = replace(ASSEMBLY, title=title if number % 2 else plain("x"))
        kiosk.prepares(assembly)
        states = ["draft", "draft"]
        if number > 2:
            kiosk.closes(closing_of(MOTION, yes(3)))
            states[0] = "closed"
        await central.post("/api/v1/records", data=kiosk.batch())
        said.append(listed(kiosk, assembly, states))
    said.sort(key=lambda one: one["device"])  # all were heard of at one time

    async with central.get("/api/v1/assemblies") as answer:
        assert await answer.read() == msgspec.json.encode({"assemblies": said})


async def test_who_asks_for_the_head_only_gets_no_body(central_on_sqlite):
    for path in ("/api/v1/assemblies", f"/api/v1/devices/{DEVICE}"):
        async with central_on_sqlite.head(path) as answer:
            assert (answer.status, await answer.read()) == (200, b"")


async def test_many_large_assemblies_are_told_in_pieces(central_on_sqlite):
    store = central_on_sqlite.app[CENTRAL].store
    titles = {f"x{n}": "y" * 20_000 for n in range(10)}
    for number in range(40):
        kiosk = Kiosk(key=new_key(bytes([number + 1]) * 32))
        record = kiosk.prepares(
            replace(ASSEMBLY, polls=(replace(BOARD, title=translated(titles)),))
        )
        entry = IndexEntry(
            device=record.device,
            log=record.log,
            seq=1,
            kind="assembly",
            poll="",
            digest=digest_of(record),
            received=number,
        )
        assert await store.keep([KeptRecord(entry, write_record(record))])

    start, size, _ = await asked(central_on_sqlite, "/api/v1/assemblies")

    assert size > 8_000_000
    assert start.startswith(b'{"assemblies":[')
    async with central_on_sqlite.get("/api/v1/assemblies") as answer:
        assert "Content-Length" not in answer.headers  # nobody knew it when the first was sent
        assert len(json.loads(await answer.read())["assemblies"]) == 40
