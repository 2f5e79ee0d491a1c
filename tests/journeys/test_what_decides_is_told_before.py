"""What decides is announced before anybody votes: to the organiser, the chair and the hall."""

from journey import PIN, Running, given_a_quorum

from kiosk.domain.deciding import sentences_of_rule

POLL, BUDGET = "young-voters", "budget"
TOLD = "To pass, "


async def test_the_organiser_reads_what_decides_each_question(demo: Running) -> None:
    await demo.post("/organiser/enter", ("pin", PIN))

    _, page = await demo.get("/organiser")

    assembly = demo.kiosk.hall.sitting.assembly
    motion = [q for poll in assembly.polls for q in poll.questions if q.rule == "majority"]
    assert motion
    assert page.count(TOLD) == sum(len(sentences_of_rule(q)) for q in motion)


async def test_the_chair_reads_it_before_opening_and_not_after_the_close(demo: Running) -> None:
    await given_a_quorum(demo)
    await demo.post("/chair/enter", ("pin", PIN))
    _, before = await demo.get(f"/chair/poll/{POLL}")

    _, opened = await demo.chair(POLL, "open")
    _, closed = await demo.chair(POLL, "close")

    assert [TOLD in page.split('class="steps"')[0] for page in (before, opened)] == [True, True]
    assert TOLD not in closed.split('class="steps"')[0]


async def test_the_hall_reads_it_while_it_votes(demo: Running) -> None:
    await given_a_quorum(demo)
    _, waiting = await demo.get("/screen")
    await demo.chair(POLL, "open")
    _, voting = await demo.get("/screen")
    await demo.chair(POLL, "close")
    _, closed = await demo.get("/screen")

    assert [TOLD in page for page in (waiting, voting, closed)] == [False, True, False]
