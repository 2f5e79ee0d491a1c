"""No paper, an open cover, a pulled plug: the vote stands, and everybody knows what to do."""

import pytest
from journey import PIN, Running, given_a_quorum

POLL = "young-voters"


async def given_a_vote_cast_at_the_booth(demo: Running) -> str:
    code, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    await demo.post("/booth", ("code", code))
    _, page = await demo.post(f"/booth/poll/{POLL}", ("motion", "yes"), ("step", "cast"))
    return page


async def test_a_receipt_is_printed_when_it_is_asked_for(demo: Running) -> None:
    await given_a_vote_cast_at_the_booth(demo)
    assert demo.kiosk.demo is not None
    before = len(demo.kiosk.demo.printer.pictures)

    _, page = await demo.post(f"/booth/print/{POLL}")

    assert len(demo.kiosk.demo.printer.pictures) == before + 1
    assert "Your receipt is printing." in page


@pytest.mark.parametrize(
    ("lever", "chair_reads"),
    [
        ("no_paper", "The printer has no paper. Put in a new roll."),
        ("cover_open", "The printer is open. Close its cover."),
        ("unplugged", "The printer does not answer. Check its cable."),
    ],
)
async def test_without_paper_the_vote_stands_and_the_words_are_shown(
    demo: Running, lever: str, chair_reads: str
) -> None:
    done = await given_a_vote_cast_at_the_booth(demo)
    words = done.split('translate="no">')[1].split("<")[0]
    await demo.post("/panel/printer", ("lever", lever))

    _, page = await demo.post(f"/booth/print/{POLL}")
    await demo.post("/chair/enter", ("pin", PIN))
    _, chair = await demo.get("/chair")

    assert "No paper came. Write the words down. Your vote counts." in page
    assert words in page
    assert chair_reads in chair
    assert demo.kiosk.hall.sitting.box.cast_number(POLL) == 1


async def test_the_receipt_does_not_wait_for_the_choice_to_be_told(demo: Running) -> None:
    done = await given_a_vote_cast_at_the_booth(demo)

    assert ">Yes<" not in done
    assert "not how you voted" in done
