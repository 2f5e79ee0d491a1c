"""A voter's way through plain forms: draft, check, cast, and exactly one ballot."""

import asyncio
import re
import threading

from journey import Running, given_a_quorum

from kiosk.domain.cards import RANDOM_LENGTH, card_code, spoken

POLL = "young-voters"
YES = ("motion", "yes")


def ballot(code: str, poll: str = POLL) -> str:
    return f"/card/{code}/poll/{poll}"


async def given_an_open_poll(demo: Running, poll: str = POLL) -> list[str]:
    codes = await given_a_quorum(demo)
    status, page = await demo.chair(poll, "open")
    assert status == 200, page
    return codes


async def test_a_ballot_is_drafted_checked_and_cast(demo: Running) -> None:
    code, *_ = await given_an_open_poll(demo)

    _, card = await demo.get(f"/card/{code}")
    _, question = await demo.get(ballot(code))
    _, review = await demo.post(ballot(code), YES, ("asked", "motion"), ("step", "review"))
    token = re.findall(r'name="token" value="([^"]+)"', review)[0]
    status, done = await demo.post(ballot(code), YES, ("token", token), ("step", "cast"))

    assert "Vote now" in card
    assert spoken(code) in card
    assert "Not cast yet" in question
    assert "Check and cast your vote" in review
    assert status == 200
    assert "Your vote is cast" in done
    assert demo.kiosk.hall.sitting.box.cast_number(POLL) == 1


async def test_nothing_counts_before_the_cast(demo: Running) -> None:
    code, *_ = await given_an_open_poll(demo)

    await demo.post(ballot(code), YES, ("asked", "motion"), ("step", "review"))

    assert demo.kiosk.hall.sitting.box.cast_number(POLL) == 0
    _, card = await demo.get(f"/card/{code}")
    assert "You started, but your vote is not cast." in card


async def test_a_second_cast_gets_an_honest_page_and_counts_once(demo: Running) -> None:
    code, *_ = await given_an_open_poll(demo)
    await demo.post(ballot(code), YES, ("token", "first"), ("step", "cast"))

    status, page = await demo.post(ballot(code), ("motion", "no"), ("token", "b"), ("step", "cast"))

    assert status == 409
    assert "This card has voted" in page
    assert demo.kiosk.hall.sitting.box.cast_number(POLL) == 1


async def test_the_same_form_sent_again_shows_the_same_words(demo: Running) -> None:
    code, *_ = await given_an_open_poll(demo)
    _, done = await demo.post(ballot(code), YES, ("token", "once"), ("step", "cast"))
    words = re.findall(r'class="words"[^>]*>([^<]+)<', done)[0]

    status, page = await demo.post(ballot(code), YES, ("token", "once"), ("step", "cast"))

    assert status == 409
    assert words in page


async def test_the_end_can_be_read_again_and_sends_nothing_twice(demo: Running) -> None:
    code, other, *_ = await given_an_open_poll(demo)
    form = {"motion": "yes", "token": "once", "step": "cast"}

    async with demo.browser.post(
        demo.url + ballot(code), data=form, allow_redirects=False
    ) as answer:
        status, end = answer.status, answer.headers["Location"]
    pages = [await demo.get(end) for _ in range(2)]
    _, of_another = await demo.get(end.replace(code, other))

    words = [re.findall(r'class="words"[^>]*>([^<]+)<', page)[0] for _, page in pages]
    assert status == 303
    assert [status for status, _ in pages] == [200, 200]
    assert words[0] == words[1]
    assert words[0] not in of_another
    assert demo.kiosk.hall.sitting.box.cast_number(POLL) == 1


async def test_pages_that_are_drawn_once_name_only_the_card_that_asks(demo: Running) -> None:
    codes = await given_an_open_poll(demo)

    for code in codes[:3]:
        _, card = await demo.get(f"/card/{code}")
        _, question = await demo.get(f"{ballot(code)}?language=es")
        _, done = await demo.post(ballot(code), YES, ("step", "cast"))
        for page in (card, question, done):
            named = set(re.findall(r"/card/(\w+)", page))
            assert named == {code}
        assert spoken(code) in card
        assert f"{ballot(code)}?language=es" in question


async def test_a_card_page_follows_the_card_however_often_it_was_drawn(demo: Running) -> None:
    code, other, *_ = await given_an_open_poll(demo)
    await demo.get(f"/card/{other}")

    _, before = await demo.get(f"/card/{code}")
    await demo.post(ballot(code), YES, ("step", "cast"))
    _, after = await demo.get(f"/card/{code}")
    await demo.chair(POLL, "close")
    _, closed = await demo.get(f"/card/{other}")

    assert f'href="{ballot(code)}"' in before
    assert "You voted" in after
    assert f'href="{ballot(code)}"' not in after
    assert f'href="{ballot(other)}"' not in closed


async def test_a_hundred_casts_at_once_with_fifty_cards_keep_fifty(demo: Running) -> None:
    codes = [*await given_an_open_poll(demo)]
    codes += [await demo.card(str(number)) for number in range(116, 151)]

    async def cast(code: str) -> int:
        status, _ = await demo.post(ballot(code), YES, ("step", "cast"))
        return status

    answers = await asyncio.gather(*(cast(code) for code in codes * 2))

    assert len(codes) == 50
    assert answers.count(200) == 50
    assert answers.count(409) == 50
    assert len(await demo.kiosk.hall.sitting.box.ballots(POLL)) == 50


async def test_an_invalid_ballot_leaves_the_card_unspent(demo: Running) -> None:
    code, *_ = await given_an_open_poll(demo, "budget")
    options = demo.kiosk.hall.sitting.assembly.poll("budget").questions[0].options
    too_many = [("projects", option.id) for option in options]

    status, page = await demo.post(ballot(code, "budget"), *too_many, ("step", "cast"))

    assert status == 422
    assert "There is a problem" in page
    assert not demo.kiosk.hall.sitting.box.has_spent("budget", code)


async def test_a_blank_ballot_can_be_cast_and_counts_as_blank(demo: Running) -> None:
    code, *_ = await given_an_open_poll(demo)

    status, _ = await demo.post(ballot(code), ("step", "cast"))
    await demo.chair(POLL, "close")

    assert status == 200
    assert demo.kiosk.hall.sitting.results[POLL]["motion"].blank == 1


async def test_switching_the_language_keeps_the_choice(demo: Running) -> None:
    code, *_ = await given_an_open_poll(demo)

    _, page = await demo.post(ballot(code), YES, ("asked", "motion"), ("step", "language:es"))

    assert '<html lang="es"' in page
    assert "¿Votan aquí también las personas de 16 y 17 años?" in page
    assert re.search(r'value="yes"[^>]* checked', page)


async def test_every_kind_of_question_is_cast_without_scripts(demo: Running) -> None:
    code, *_ = await given_an_open_poll(demo, "next-steps")
    fields = [
        ("day", "friday"),
        ("teams", "elders"),
        ("teams", "music"),
        ("rights.health", "6"),
        ("rights.water", "4"),
    ]

    _, review = await demo.post(
        ballot(code, "next-steps"), *fields, ("asked", "rights"), ("step", "review")
    )
    status, _ = await demo.post(ballot(code, "next-steps"), *fields, ("step", "cast"))

    assert "Check and cast your vote" in review
    assert status == 200
    (text, _), *_ = await demo.kiosk.hall.sitting.box.ballots("next-steps")
    assert text.decode() == (
        '[["day",[["friday",1]]],["teams",[["elders",1],["music",1]]],'
        '["rights",[["water",4],["health",6]]]]'
    )


async def test_a_ranking_is_cast_by_lists_to_choose_from(demo: Running) -> None:
    code, *_ = await given_an_open_poll(demo, "coordinator")

    status, _ = await demo.post(
        ballot(code, "coordinator"),
        ("coordinator.1", "chloe"),
        ("coordinator.2", "dinh"),
        ("step", "cast"),
    )

    assert status == 200
    (text, _), *_ = await demo.kiosk.hall.sitting.box.ballots("coordinator")
    assert text.decode() == '[["coordinator",[["chloe",1],["dinh",2]]]]'


async def test_a_poll_that_is_not_open_takes_no_ballot_and_says_so(demo: Running) -> None:
    code, *_ = await given_a_quorum(demo)

    status, page = await demo.post(ballot(code), YES, ("step", "cast"))

    assert status == 409
    assert "Nothing was cast" in page


async def test_a_wrong_code_is_refused_and_guessing_is_slowed(demo: Running) -> None:
    wrong = [f"/card/{code}" for code in ("22222222225", card_code((5,) * RANDOM_LENGTH))]
    statuses = {(await demo.get(path))[0] for path in wrong}
    demo.kiosk.hall.doors.patience.clear()

    place = "card own screen"
    for _ in range(7):
        demo.kiosk.hall.doors.was_wrong(place)
    status, page = await demo.post("/", ("code", card_code((0,) * RANDOM_LENGTH)))

    assert statuses == {404}
    assert status in {404, 429}
    assert "voting card" in page or "wait" in page


async def test_an_option_that_is_not_there_is_refused_and_not_cast_as_blank(demo: Running) -> None:
    code, *_ = await given_an_open_poll(demo)

    status, _ = await demo.post(ballot(code), ("motion", "perhaps"), ("step", "cast"))

    assert status == 422
    assert not demo.kiosk.hall.sitting.box.has_spent(POLL, code)


async def test_no_page_says_voted_before_the_vote_is_on_disk(demo: Running) -> None:
    # given a voter whose cast waits for the disk
    code, *_ = await given_an_open_poll(demo)
    slow = threading.Event()
    writer = demo.kiosk.hall.sitting.box.file.database.writer
    disk = asyncio.create_task(writer._execute(slow.wait))
    cast = asyncio.create_task(demo.post(ballot(code), YES, ("step", "cast")))
    again = asyncio.create_task(demo.post(ballot(code), YES, ("step", "cast")))
    await asyncio.sleep(0.2)

    # when the pages are looked at again, before and after
    before = [await demo.get(path) for path in (ballot(code), f"/card/{code}")]
    answered = cast.done() or again.done()
    slow.set()
    told = sorted([(await cast)[0], (await again)[0]])
    await disk
    after = [await demo.get(path) for path in (ballot(code), f"/card/{code}")]

    # then they say it only after
    assert not answered
    assert [status for status, _ in before] == [200, 200]
    assert all("You voted" not in page and "has voted" not in page for _, page in before)
    assert told == [200, 409]
    assert after[0][0] == 409
    assert "has voted" in after[0][1]
    assert "You voted" in after[1][1]
