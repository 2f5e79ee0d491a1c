"""Whoever opens the central server sees published results, and can check them."""

import json
from dataclasses import replace

import pytest
from given_a_kiosk import ASSEMBLY, BOARD, MOTION, Kiosk, a_day, closing_of, opening, yes
from given_an_archive import BUDGET, budgets

from kiosk.domain.ballot import Ballot, Choice
from kiosk.proof.chain import check_record
from kiosk.proof.commitment import commitment
from kiosk.proof.tracker import tracker
from kiosk.sync.batch import read_record

DAY = a_day()
ADDRESS = f"/assemblies/{DAY.key.public}/spring"
POLL = f"{ADDRESS}/polls/motion"


@pytest.fixture
async def server(central_on_sqlite):
    """The server after the day."""
    await central_on_sqlite.post("/api/v1/records", data=DAY.batch())
    return central_on_sqlite


async def page(server, address: str, **headers: str) -> str:
    response = await server.get(address, headers=headers)
    assert response.status == 200, address
    text: str = await response.text()
    return text


async def test_an_empty_server_says_so(central_on_sqlite):
    assert "No assembly has reported yet." in await page(central_on_sqlite, "/")


async def test_a_reader_gets_from_the_list_to_the_result(server):
    assert f'href="{ADDRESS}"' in await page(server, "/")
    assert f'href="{POLL}"' in await page(server, ADDRESS)

    result = await page(server, POLL)

    assert "A community garden" in result
    assert "The motion passes." in result
    assert "<svg" in result
    assert "How this came out" in result
    assert "Counted by: Majority" in result


async def test_the_figures_are_those_of_the_box(server):
    result = " ".join((await page(server, POLL)).split())

    assert "<dt>Ballots cast</dt><dd>7</dd>" in result
    assert "<dt>Members in all</dt><dd>60</dd>" in result
    assert '<td class="figures">5</td>' in result


async def test_before_publishing_no_number_leaves_the_server(central_on_sqlite):
    kiosk = Kiosk(log="hush")
    kiosk.prepares()
    kiosk.closes(closing_of(MOTION, yes(5, no=2)))
    await central_on_sqlite.post("/api/v1/records", data=kiosk.batch())
    address = f"/assemblies/{kiosk.key.public}/hush/polls/motion"

    shown = await page(central_on_sqlite, address)
    ballots = await central_on_sqlite.get(f"{address}/ballots.json")
    record = await central_on_sqlite.get(f"{address}/record.json")

    assert "is not published yet" in shown
    assert "<svg" not in shown
    assert (ballots.status, record.status) == (404, 404)


async def test_winners_come_first_and_titles_are_shown_as_text(central_on_sqlite):
    kiosk = Kiosk()
    kiosk.prepares()
    kiosk.closes(closing_of(BOARD, (Ballot((Choice("chair", (("ben", 1),)),)),)))
    kiosk.publishes("board")
    await central_on_sqlite.post("/api/v1/records", data=kiosk.batch())

    shown = await page(central_on_sqlite, f"{ADDRESS}/polls/board")

    assert "<b>" not in shown
    assert shown.index("Ben &lt;b&gt;") < shown.index("Ana")
    assert "Chosen" in shown


async def test_the_signed_record_can_be_downloaded_and_checked(server):
    response = await server.get(f"{POLL}/record.json")

    record = read_record(await response.read())

    assert record == DAY.records[1]
    assert check_record(record, record.prev) == record
    assert "attachment" in response.headers["Content-Disposition"]


async def test_the_ballots_can_be_downloaded_and_counted_by_anybody(server):
    content = json.loads(await page(server, f"{POLL}/ballots.json"))

    votes = {"yes": 0, "no": 0}
    for entry in content["ballots"]:
        for _, marks in entry["choices"]:
            for option, _ in marks:
                votes[option] += entry["number"]

    assert votes == {"yes": 5, "no": 2}
    assert content["poll"]["questions"][0]["rule"] == "majority"
    assert content["results"]["garden"]["passed"] is True


@pytest.mark.parametrize("number", [19, 20])
async def test_below_twenty_no_whole_ballot_can_be_downloaded(central_on_sqlite, number):
    kiosk = Kiosk()
    kiosk.prepares(replace(ASSEMBLY, polls=(BUDGET,), publish_from=20))
    kiosk.closes(closing_of(BUDGET, budgets(number), seed="2 2 5", publish_from=20))
    kiosk.publishes("budget")
    await central_on_sqlite.post("/api/v1/records", data=kiosk.batch())

    content = json.loads(await page(central_on_sqlite, f"{ADDRESS}/polls/budget/ballots.json"))
    shown = await page(central_on_sqlite, f"{ADDRESS}/polls/budget")

    if number < 20:
        assert content["withheld"] is True
        assert content["questions"] == {}
        assert "ballots" not in content
        assert "Few voted, so whole ballots are not shown." in shown
        assert "Few voted, so the record holds no whole ballot." in shown
    else:
        assert sum(entry["number"] for entry in content["ballots"]) == 20
        assert "All ballots, sorted" in shown


async def test_a_voter_finds_their_ballot_by_the_words_of_the_receipt(server):
    text = '[["garden",[["yes",1]]]]'
    words = tracker(commitment("motion", text.encode(), opening(0)))

    typed = words.upper().replace("-", " ")
    found = await server.post(f"{POLL}/tracker", data={"tracker": typed})
    strange = await server.post(f"{POLL}/tracker", data={"tracker": "no such words"})

    assert "is in the box and was counted" in await found.text()
    assert "Not found here" in await strange.text()


async def test_the_page_of_a_found_ballot_says_no_choice_of_it(server):
    text = '[["garden",[["no",1]]]]'
    words = tracker(commitment("motion", text.encode(), opening(6)))

    found = await (await server.post(f"{POLL}/tracker", data={"tracker": words})).text()
    plain_page = await page(server, POLL)

    said = f'<span class="words" translate="no">{words}</span> '
    said += "This ballot is in the box and was counted."
    assert said in found
    assert found.replace(f'<p class="answer" role="status">{said}</p>', "") == plain_page


async def test_programs_find_every_assembly_and_its_polls(server):
    content = json.loads(await page(server, "/api/v1/assemblies"))

    [found] = content["assemblies"]
    assert found["title"] == {"en": "Spring assembly"}
    assert found["address"] == ADDRESS
    assert [poll["state"] for poll in found["polls"]] == ["published", "draft"]


@pytest.mark.parametrize("address", ["/", "/check", ADDRESS, POLL, "/healthz", "/nothing"])
async def test_every_answer_forbids_foreign_scripts_and_frames(server, address):
    response = await server.get(address)

    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    text = await response.text()
    assert "<script" not in text
    assert "style=" not in text


@pytest.mark.parametrize(
    "address",
    [
        "/nothing",
        f"/assemblies/{'0' * 64}/spring",
        f"{ADDRESS}/polls/none",
        "/assemblies/../../etc/passwd",
    ],
)
async def test_what_is_not_there_is_a_plain_page(server, address):
    response = await server.get(address)

    assert response.status == 404
    assert "Nothing here" in await response.text()


async def test_a_page_comes_in_the_readers_language(server):
    assert '<html lang="en"' in await page(server, POLL)
    assert "¿Lo plantamos?" in await page(server, POLL, **{"Accept-Language": "es-MX,es;q=0.9"})
    spanish = await page(server, f"{POLL}?lang=es")
    assert f'href="{ADDRESS}?lang=es"' in spanish


async def test_a_key_that_is_none_is_not_found(server):
    assert (await server.get("/api/v1/devices/none")).status == 404


async def test_the_style_is_served(server):
    response = await server.get("/central.css")

    assert response.content_type == "text/css"
