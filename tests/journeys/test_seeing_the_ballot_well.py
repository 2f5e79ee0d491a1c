"""At the touch screen letters and colours change at a press, no choice is lost, and all resets."""

import re

from journey import Running, given_a_quorum

POLL = "young-voters"
YES = ("motion", "yes")
HERE = ("asked", "motion")


async def given_a_voter_at_the_booth(demo: Running) -> str:
    code, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    await demo.post("/booth", ("code", code))
    return f"/booth/poll/{POLL}"


async def test_larger_letters_and_other_colours_keep_the_choice(demo: Running) -> None:
    await given_a_voter_at_the_booth(demo)

    await demo.at_booth(POLL, YES, HERE, ("step", "text:l"))
    _, page = await demo.at_booth(POLL, YES, HERE, ("step", "theme:night"))

    assert 'class="place-booth theme-night text-l"' in page
    assert re.search(r'value="yes"[^>]* checked', page)
    assert 'value="text:xl"' in page


async def test_the_card_page_has_switches_that_work_and_does_not_wait_for_ever(
    demo: Running,
) -> None:
    await given_a_voter_at_the_booth(demo)

    _, page = await demo.post("/booth/look", ("step", "language:es"))

    assert '<html lang="es"' in page
    assert '<form id="ballot" method="post" action="/booth/look">' in page
    assert 'data-behaviour="idle"' in page


async def test_the_next_person_finds_the_usual_letters_colours_and_language(demo: Running) -> None:
    ballot = await given_a_voter_at_the_booth(demo)
    await demo.at_booth(POLL, HERE, ("step", "text:xl"))
    await demo.at_booth(POLL, HERE, ("step", "theme:contrast"))
    await demo.at_booth(POLL, HERE, ("step", "language:es"))
    other = await demo.card("120")

    await demo.post("/booth/leave")
    await demo.post("/booth", ("code", other))
    _, page = await demo.get(ballot)

    assert '<html lang="en"' in page
    assert 'class="place-booth theme-paper text-m"' in page


async def test_a_look_that_does_not_exist_changes_nothing(demo: Running) -> None:
    ballot = await given_a_voter_at_the_booth(demo)

    await demo.at_booth(POLL, HERE, ("step", 'text:"><script>'))
    _, page = await demo.get(ballot)

    assert 'class="place-booth theme-paper text-m"' in page
