"""At the booth a card that can vote in nothing is told so in one sentence, and never shown."""

from journey import Running, given_a_quorum

from kiosk.domain.cards import spoken

POLL = "young-voters"


async def test_a_card_that_has_voted_is_told_so_and_not_shown(demo: Running) -> None:
    code, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    await demo.post("/booth", ("code", code))
    await demo.at_booth(POLL, ("motion", "yes"), ("step", "cast"))
    await demo.post("/booth/leave")

    _, page = await demo.post("/booth", ("code", code))

    assert "This card has voted. One ballot is in the box." in page
    assert spoken(code) not in page
    assert 'content="15;url=/booth"' in page
    assert demo.kiosk.booths.own.session.code == ""


async def test_a_card_shown_while_the_vote_is_paused_or_not_open_is_told_so(demo: Running) -> None:
    code, *_ = await given_a_quorum(demo)
    _, before = await demo.post("/booth", ("code", code))
    await demo.chair(POLL, "open")
    await demo.chair(POLL, "pause")
    _, paused = await demo.post("/booth", ("code", code))
    _, checked = await demo.post("/tracker", ("words", "river-lamp-47-stone-cloud"))
    demo.kiosk.hall.scene = "join"
    _, projector = await demo.get("/screen")

    assert "Voting has not started." in before
    assert "Voting is paused." in paused
    assert spoken(code) not in before + paused
    assert "Voting is paused" in projector
    assert "tell a teller" not in checked
