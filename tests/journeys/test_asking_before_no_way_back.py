"""What cannot be undone is asked first: publishing a result, ending a trial."""

import re

from journey import PIN, Running, given_a_quorum

POLL = "young-voters"
PUBLISH, END = f"/chair/poll/{POLL}/publish", "/organiser/trial/end"


def forms(page: str) -> list[str]:
    return re.findall(r'<form[^>]*action="([^"]+)"', page)


async def given_a_counted_vote(demo: Running, voters: int) -> str:
    """The chair's page after the count."""
    codes = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    for code in codes[:voters]:
        await demo.post(f"/card/{code}/poll/{POLL}", ("motion", "yes"), ("step", "cast"))
    _, page = await demo.chair(POLL, "close")
    return page


async def test_the_chairs_page_asks_before_it_publishes(demo: Running) -> None:
    page = await given_a_counted_vote(demo, 8)

    _, asked = await demo.get(PUBLISH)
    before, _ = await demo.get(f"/results/{POLL}")
    await demo.post(forms(asked)[0])
    after, _ = await demo.get(f"/results/{POLL}")

    assert PUBLISH not in forms(page)
    assert f'href="{PUBLISH}"' in page
    assert forms(asked) == [PUBLISH]
    assert "The motion passes." in asked
    assert "A published result cannot be taken back." in asked
    assert (before, after) == (404, 200)


async def test_the_question_reminds_of_the_dice_and_of_small_numbers(demo: Running) -> None:
    await given_a_counted_vote(demo, 4)

    _, asked = await demo.get(PUBLISH)

    assert "No ballot was opened by dice yet." in asked
    assert "Fewer than 5 ballots" in asked


async def test_before_the_count_there_is_nothing_to_publish(demo: Running) -> None:
    await demo.post("/chair/enter", ("pin", PIN))

    _, asked = await demo.get(PUBLISH)

    assert "There is no result to publish yet." in asked
    assert "<button" not in asked


async def test_without_the_pin_nothing_is_asked(demo: Running) -> None:
    for path in (PUBLISH, END):
        _, page = await demo.get(path)
        assert 'name="pin"' in page, path


async def test_the_organisers_page_asks_before_it_deletes_a_trial(demo: Running) -> None:
    await demo.post("/organiser/enter", ("pin", PIN))
    _, page = await demo.post("/organiser/trial")

    _, asked = await demo.get(END)
    held = demo.kiosk.hall.sitting.trial_mark
    await demo.post(forms(asked)[0])

    assert END not in forms(page)
    assert f'href="{END}"' in page
    assert forms(asked) == [END]
    assert "Its cards, votes and results are deleted." in asked
    assert (held, demo.kiosk.hall.sitting.trial_mark) == ("TRIAL. NOTHING COUNTS", "")
