"""The audit log: everything that happens to the meeting, in its order, whatever the clock says."""

import json
import re
from pathlib import Path

from journey import (
    PIN,
    Running,
    counting_over,
    given_a_quorum,
    start_kiosk,
    take_a_ballot_out,
    until,
)
from program import run

from kiosk.actions.background.watch_saving import tell_trouble
from kiosk.domain.happening import ClockQuality, Happening
from kiosk.store import polls, records
from kiosk.store.database import Database, open_roll
from kiosk.sync.event import Event, read_event_payload

POLL = "young-voters"


async def events_in(roll: Database) -> list[Event]:
    found = [json.loads(text) for _, text in await records.after(roll.read, 0)]
    return [read_event_payload(one["payload"]) for one in found if one["kind"] == "event"]


async def told(demo: Running) -> list[str]:
    """What happened, but for the printing of reports, which waits for nobody."""
    found = await events_in(demo.kiosk.hall.sitting.roll)
    return [one.what for one in found if one.what != Happening.REPORT_PRINTED]


async def test_every_step_of_the_chair_is_in_the_log_in_its_order(demo: Running) -> None:
    await given_a_quorum(demo)
    for step in ("open", "pause", "resume", "close"):
        await demo.chair(POLL, step)

    assert await told(demo) == [
        Happening.STARTED,
        Happening.POLL_OPENED,
        Happening.POLL_PAUSED,
        Happening.POLL_RESUMED,
        Happening.CARDS_COUNTED,
    ]


async def test_a_step_that_is_refused_is_not_in_the_log(demo: Running) -> None:
    await demo.chair(POLL, "open")  # without a quorum

    assert await told(demo) == [Happening.STARTED]


async def test_pins_and_screens_are_in_the_log_without_their_secrets(demo: Running) -> None:
    await demo.post("/organiser/enter", ("pin", PIN))
    await demo.post("/organiser/pin", ("who", "chair"), ("pin", "135791"), ("again", "135791"))
    await demo.post("/organiser/pair", ("place", "desk"))
    await demo.post("/pair", ("code", demo.kiosk.hall.doors.pairing[0]))
    (screen,) = demo.kiosk.hall.doors.screens
    await demo.post(f"/organiser/screens/{screen[:16]}/forget")

    found = await events_in(demo.kiosk.hall.sitting.roll)

    assert [one.what for one in found[1:]] == [
        Happening.PIN_CHANGED,
        Happening.SCREEN_PAIRED,
        Happening.SCREEN_UNPAIRED,
    ]
    assert "135791" not in str(found)


async def test_a_lot_that_was_drawn_is_in_the_log(demo: Running) -> None:
    first, second, *_ = await given_a_quorum(demo)
    await demo.chair("coordinator", "open")
    for code, choice in ((first, "benito"), (second, "dinh")):
        await demo.post(
            f"/card/{code}/poll/coordinator", ("coordinator.1", choice), ("step", "cast")
        )
    await demo.chair("coordinator", "close")
    await demo.chair("coordinator", "count", ("lot", "4\u200b 2, 6\u2060 1"))

    found = await events_in(demo.kiosk.hall.sitting.roll)

    assert [one.facts for one in found if one.what == Happening.LOT_DRAWN] == [
        (("lot", "4 2 6 1"),)
    ]


async def test_the_lot_of_a_signed_result_stands_also_where_its_second_count_was_stopped(
    demo: Running,
) -> None:
    await given_a_quorum(demo)
    await demo.chair("coordinator", "open")
    await demo.chair("coordinator", "close", ("lot", "4 2 6"))
    sitting = demo.kiosk.hall.sitting
    await until(lambda: "coordinator" in sitting.results)
    signed = await polls.closed(sitting.roll.read, "coordinator")
    sitting.results.clear()

    status, _ = await demo.post("/chair/poll/coordinator/count", ("lot", "9 9 9"))

    found = await events_in(sitting.roll)
    assert status == 409
    assert await polls.closed(sitting.roll.read, "coordinator") == signed
    assert [one.facts for one in found if one.what == Happening.LOT_DRAWN] == [(("lot", "4 2 6"),)]


async def test_a_box_that_was_changed_is_in_the_log_after_the_restart(demo: Running) -> None:
    code, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    await demo.post(f"/card/{code}/poll/{POLL}", ("motion", "yes"), ("step", "cast"))
    await demo.chair(POLL, "close")
    await demo.stop()
    take_a_ballot_out(demo.data)

    again = await start_kiosk(demo.data)
    await counting_over(again)
    found = await told(again)
    await again.stop()

    assert found[-2:] == [Happening.STARTED, Happening.BOX_ALTERED]


async def test_trouble_of_the_disk_is_told_once(demo: Running) -> None:
    hall = demo.kiosk.hall
    hall.sitting.box.trouble = "disk full"

    said = await tell_trouble(hall, "")
    said = await tell_trouble(hall, said)
    hall.sitting.box.trouble = ""
    said = await tell_trouble(hall, said)

    assert said == ""
    assert await told(demo) == [Happening.STARTED, Happening.SAVING_FAILED]


async def test_cards_made_ahead_are_in_the_log_with_the_digest_of_all(tmp_path: Path) -> None:
    files, data = tmp_path / "files", tmp_path / "data"
    files.mkdir()
    (files / "assembly.toml").write_text(
        'title = "Small"\nroster = "roster.csv"\n[[poll]]\ntitle = "Lot"\n[[poll.question]]\n'
        'title = "Buy it?"\nkind = "yes_no"\nrule = "majority"\n',
        encoding="utf-8",
    )
    (files / "roster.csv").write_text("number,name\n1,Ana\n", encoding="utf-8")

    await run("load", str(files), "--data", str(data))
    code, _, errors = await run(
        "cards", "--data", str(data), "--number", "7", "--out", str(tmp_path / "cards.pdf")
    )
    roll = await open_roll(next(data.glob("*/roll.sqlite")))
    found = await events_in(roll)
    await roll.close()

    assert code == 0, errors
    assert [(one.what, dict(one.facts)["cards"]) for one in found] == [(Happening.CARDS_MADE, 7)]


async def test_no_event_tells_the_minute(demo: Running) -> None:
    await given_a_quorum(demo)
    await demo.chair(POLL, "open")

    for one in await events_in(demo.kiosk.hall.sitting.roll):
        assert one.clock in set(ClockQuality)
        assert not one.moment or re.search(r":(00|15|30|45) UTC", one.moment)
