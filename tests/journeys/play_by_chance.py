"""A play by chance from the first card to the archive."""

from collections import Counter
from pathlib import Path

from chance_moves import POLLS, Play
from hall_by_chance import STEPS, HallByChance, Person
from journey import PIN, load, start_kiosk

from kiosk.actions.log.write_archive import write_archive
from kiosk.actions.make_cards import make_cards
from kiosk.actions.new_code import new_code
from kiosk.audit.examination import examine
from kiosk.domain.assembly import Cards
from kiosk.kiosk_app import device_key
from kiosk.proof.archive import read_archive
from kiosk.store import polls
from kiosk.store.meeting_folder import current

QUESTION = """
[[poll]]
id = "{poll}"
title = "Poll {poll}"
[[poll.question]]
id = "{poll}-motion"
title = "Shall we?"
kind = "yes_no"
rule = "majority"
"""


async def played(play: Play, folder: Path) -> None:
    """Play it to the end; raises AssertionError at the first law that is broken."""
    hall = await _begun(play, folder)
    try:
        await hall.post("/chair/enter", pin=PIN)
        for move in play.moves:
            await hall.play(move)
        await _end(hall, [hall.people[place] for place in play.leavers])
    finally:
        await hall.running.stop()


async def _begun(play: Play, folder: Path) -> HallByChance:
    files = folder / "meeting"
    files.mkdir(parents=True)
    head = f'title = "Members"\nroster = "roster.csv"\ncards = "{play.cards}"\n'
    text = head + "".join(QUESTION.format(poll=poll) for poll in POLLS)
    (files / "assembly.toml").write_text(text, encoding="utf-8")
    everybody = [Person(str(100 + place), place != 1) for place in range(play.members)]
    rows = "".join(
        f"{one.number},Name {one.number},{'yes' if one.entitled else 'no'}\n" for one in everybody
    )
    (files / "roster.csv").write_text(f"number,name,vote\n{rows}", encoding="utf-8")
    await load(folder / "data", files)
    running = await start_kiosk(folder / "data")
    sitting = running.kiosk.hall.sitting
    printed = sitting.assembly.cards is Cards.PRINTED
    bowl = [] if printed else [new_code() for _ in everybody]
    if bowl:
        await make_cards(sitting, running.kiosk.hall.key, bowl)
    return HallByChance(folder, running, printed, everybody, list(bowl))


async def _end(hall: HallByChance, leavers: list[Person]) -> None:
    """Everybody comes and votes in what is not over yet; all is counted, told and checked.

    Some go home before the chair closes, and count in what they were there for.
    """
    await hall.post("/panel/printer", lever="mend")
    for person in hall.people:
        if not person.here or (hall.printed and person.entitled and not person.card):
            await hall.arrive(person)
            await hall.have(person)
        assert bool(person.card) == person.entitled, "somebody is left without a card"
    for poll in POLLS:
        await _all_vote(hall, poll)
    for person in leavers:
        await hall.leave(person)
    for poll in POLLS:
        for step in ("close", "publish"):
            if (hall.states[poll], step) in STEPS:
                await hall.chair(poll, step)
    await hall.laws()
    sitting = hall.running.kiosk.hall.sitting
    for poll in POLLS:
        marks = Counter(mark for (one, _), mark in hall.cast.items() if one == poll)
        kept = Counter(
            "yes" if '"yes"' in text.decode() else "no"
            for text, _ in await sitting.box.ballots(poll)
        )
        assert kept == marks, f"the count has {kept}, cast were {marks}"
        closed = await polls.closed(sitting.roll.read, poll)
        assert closed is not None
        assert closed.members is not None
        inside = len(hall.counted[poll])
        assert marks.total() <= closed.present <= closed.members
        assert closed.present == inside, f"base {closed.present}, inside {inside}"
    await _archive(hall)


async def _all_vote(hall: HallByChance, poll: str) -> None:
    for state, step in (("draft", "open"), ("paused", "resume")):
        if hall.states[poll] == state:
            await hall.chair(poll, step)
    for person in hall.people:
        await hall.vote(person, poll, phones=2)
        await hall.vote(person, poll)


async def _archive(hall: HallByChance) -> None:
    data = hall.running.data
    meeting, file = current(data), hall.folder / "archive.zip"
    assert meeting is not None
    await write_archive(meeting, device_key(data), file)
    wrong = [
        check.sentence for check in examine(read_archive(file.read_bytes())) if not check.holds
    ]
    assert not wrong, wrong
