"""Zero report, closing report, sheet: printed by themselves, made from the log, copies marked."""

import asyncio
import json

import pytest
from journey import PIN, Running, given_a_quorum, start_kiosk, until

from kiosk.pages.chair import reports as report_pages
from kiosk.store import records

POLL = "young-voters"


def printed(demo: Running) -> list[str]:
    """What stands on the slips, newest first, each as one text."""
    assert demo.kiosk.demo is not None
    return ["\n".join(picture.text) for picture in demo.kiosk.demo.printer.pictures]


async def reports(demo: Running, beginning: str, number: int = 1) -> list[str]:
    """The slips of a report, once so many have come out."""

    def found() -> list[str]:
        return [text for text in printed(demo) if f"{beginning} report" in text]

    await until(lambda: len(found()) >= number)
    return found()


async def events(demo: Running) -> list[tuple[str, str, dict[str, int | str]]]:
    """What the log tells: kind, poll and facts of every event."""
    texts = [text for _, text in await records.after(demo.kiosk.hall.sitting.roll.read, 0)]
    payloads = [one["payload"] for one in map(json.loads, texts) if one["kind"] == "event"]
    return [(one["what"], one["poll"], dict(one["facts"])) for one in payloads]


async def given_a_closed_motion(demo: Running, *fields: tuple[str, str]) -> list[str]:
    codes = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    for code in codes[:13]:
        await demo.post(f"/card/{code}/poll/{POLL}", ("motion", "yes"), ("step", "cast"))
    await demo.chair(POLL, "close", *fields)
    return codes


async def test_opening_prints_that_the_box_is_empty(demo: Running) -> None:
    await given_a_quorum(demo)

    await demo.chair(POLL, "open")
    (report,) = await reports(demo, "Opening")
    told = [facts for what, _, facts in await events(demo) if what == "poll-opened"]

    assert "Ballots in the box: 0" in report
    assert "Present: 15" in report
    assert "First teller" in report
    assert [(facts["ballots"], facts["cards"]) for facts in told] == [(0, 15)]


async def test_without_paper_the_poll_opens_and_the_chair_reads_why(demo: Running) -> None:
    await given_a_quorum(demo)
    assert demo.kiosk.demo is not None
    demo.kiosk.demo.printer.no_paper()

    status, _ = await demo.chair(POLL, "open")
    await until(lambda: bool(demo.kiosk.hall.sitting.unprinted))
    _, page = await demo.get("/chair")

    assert status == 200
    assert demo.kiosk.hall.sitting.box.taking(POLL)
    assert "Ballots in the box: 0" in page
    assert page.count("The printer has no paper.") == 2
    assert "Printed 0 times" in page


async def told_of_paper(demo: Running, number: int) -> list[dict[str, int | str]]:
    """What the log tells of printed reports, once there are so many: it is kept after the paper."""
    async with asyncio.timeout(30):
        while True:
            told = [facts for what, _, facts in await events(demo) if what == "report-printed"]
            if len(told) >= number:
                return told
            await asyncio.sleep(0.02)


async def test_a_report_printed_again_is_marked_as_a_copy(demo: Running) -> None:
    await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    (first,) = await reports(demo, "Opening")
    await until(demo.kiosk.hall.due.empty)

    await demo.post(f"/chair/report/opening-{POLL}/print")
    copy, _ = await reports(demo, "Opening", 2)
    told = await told_of_paper(demo, 2)

    assert copy.startswith("Copy 2")
    assert copy.endswith(first)
    assert [facts["copy"] for facts in told] == [1, 2]


async def test_copies_of_a_report_do_not_fill_the_log(
    demo: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    most = 3
    monkeypatch.setattr(report_pages, "MOST_COPIES", most)
    await demo.post("/chair/enter", ("pin", PIN))

    many = [demo.post("/chair/report/sheet/print") for _ in range(most + 5)]
    answers = await asyncio.gather(*many)
    await until(lambda: not demo.kiosk.hall.asked, 60)

    assert len(await told_of_paper(demo, most)) == most
    assert [status for status, _ in answers].count(409) == 5
    assert any("There are enough copies of this report." in page for _, page in answers)


async def test_closing_prints_what_the_tellers_sign(demo: Running) -> None:
    await given_a_closed_motion(demo)

    (report,) = await reports(demo, "Closing")
    (opening,) = await reports(demo, "Opening")
    words = opening.split("List of cards\n")[1].split("\n")[0]

    assert "Ballots in the box: 13" in report
    assert "Cards spent: 13" in report
    assert "The cards add up." in report
    assert "Left in the bowl" not in report  # each card was printed for somebody at the desk
    assert f"List of cards\n{words}" in report
    assert "The list of cards is the same as at the opening." in report
    assert len(report.split("All ballots, in words\n")[1].split("\n")[0].split()) == 8


async def test_a_restart_keeps_every_report(demo: Running) -> None:
    await given_a_closed_motion(demo)
    await reports(demo, "Closing")
    await until(demo.kiosk.hall.due.empty)
    await demo.stop()

    again = await start_kiosk(demo.data)
    await again.post("/chair/enter", ("pin", PIN))
    _, page = await again.get("/chair")
    await again.stop()

    assert "Closing report: Open the meeting to young people" in page
    assert "Ballots in the box: 13" in page
    assert "Printed 1 time" in page


async def test_the_log_tells_what_happened_to_the_meeting_and_to_no_voter(demo: Running) -> None:
    codes = await given_a_closed_motion(demo)
    await reports(demo, "Closing")
    found = await events(demo)
    texts = [text for _, text in await records.after(demo.kiosk.hall.sitting.roll.read, 0)]

    assert [what for what, _, _ in found if what != "report-printed"] == [
        "started",
        "poll-opened",
        "cards-counted",
    ]
    assert not any(code in text for code in codes for text in texts)


async def test_the_chair_reads_what_this_box_can_know_before_the_first_vote(
    demo: Running,
) -> None:
    await demo.post("/chair/enter", ("pin", PIN))

    _, page = await demo.get("/chair")
    await demo.post("/chair/report/sheet/print")
    await until(lambda: bool(printed(demo)))

    assert "What this box can know" in page
    assert "No ballot carries a name, a time or a number." in page
    assert "No ballot carries a name, a time or a number." in printed(demo)[0]
