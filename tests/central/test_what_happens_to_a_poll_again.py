"""Whatever happens to a poll, and however often, is taken in; what ends it is taken in once."""

import sqlite3
from contextlib import closing

import pytest
from given_a_kiosk import MOTION, Kiosk, batch_of, closing_of, yes
from given_an_archive import happens

from kiosk.central.inbox import Accepted, accept
from kiosk.central.open_store import open_store
from kiosk.central.schema import steps
from kiosk.domain.happening import Happening

OPENED, DRAWN, COUNTED, PAUSED = (
    Happening.POLL_OPENED,
    Happening.LOT_DRAWN,
    Happening.CARDS_COUNTED,
    Happening.POLL_PAUSED,
)


@pytest.mark.parametrize(
    "before",
    [
        (OPENED, DRAWN),
        (OPENED, COUNTED, DRAWN),
        (OPENED, PAUSED, PAUSED, COUNTED),
        (OPENED, DRAWN, DRAWN),
        (COUNTED, COUNTED, COUNTED),
        (OPENED, OPENED),
    ],
    ids=str,
)
@pytest.mark.parametrize("in_parts", [False, True])
async def test_a_log_in_which_things_happen_again_is_held_whole(central, before, in_parts):
    kiosk = Kiosk(log="again")
    kiosk.prepares()
    for what in before:
        facts = (("lot", "3 1 4"),) if what is DRAWN else ()
        happens(kiosk, what, poll=MOTION.id, facts=facts)
    seed = "3 1 4" if DRAWN in before else ""
    kiosk.closes(closing_of(MOTION, yes(3, no=2), seed=seed))
    kiosk.publishes(MOTION.id)
    happens(kiosk, COUNTED, poll=MOTION.id)

    parts = [[one] for one in kiosk.records] if in_parts else [kiosk.records]
    for part in parts:
        answer = await central.post("/api/v1/records", data=batch_of(*part))
    told = await answer.json()

    assert told == {"have": len(kiosk.records), "refused": ""}


async def test_a_server_of_before_takes_it_in_too(tmp_path):
    file = tmp_path / "older.sqlite"
    ((number, script), *_) = steps(0)
    with closing(sqlite3.connect(file)) as older:
        older.executescript(f"{script}; PRAGMA user_version = {number}")
    kiosk = Kiosk(log="again")
    kiosk.prepares()
    for what in (OPENED, COUNTED, COUNTED):
        happens(kiosk, what, poll=MOTION.id)

    store = await open_store(f"sqlite:///{file}")
    told = await accept(store, kiosk.records, received=0)
    await store.close()

    assert told == Accepted(4)
