"""The chair is warned where so few vote, or so few are of a group, that a result tells on them."""

from journey import PIN, Running, given_a_quorum

POLL = "young-voters"


async def chairs_page(demo: Running) -> str:
    await demo.post("/chair/enter", ("pin", PIN))
    _, page = await demo.get(f"/chair/poll/{POLL}")
    return page


async def test_before_opening_the_chair_reads_that_few_can_vote(demo: Running) -> None:
    for number in range(101, 105):
        await demo.card(str(number))
    four = await chairs_page(demo)

    await demo.card("105")
    five = await chairs_page(demo)

    assert "Fewer than 5 people can vote. The result may expose them." in four
    assert "Fewer than 5 people can vote" not in five


async def test_before_opening_the_chair_reads_which_groups_are_small(demo: Running) -> None:
    await demo.card("101")

    page = await chairs_page(demo)

    assert "Fewer than 5 people are here from: " in page
    assert "Announce no numbers by group." in page


async def test_before_publishing_the_chair_reads_that_few_have_voted(demo: Running) -> None:
    first, *others = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    await demo.post(f"/card/{first}/poll/{POLL}", ("motion", "yes"), ("step", "cast"))
    await demo.chair(POLL, "close")
    warned = await chairs_page(demo)

    assert len(others) == 14
    assert "Fewer than 5 ballots: the result may show who chose what." in warned
