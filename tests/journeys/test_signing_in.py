"""At the desk: present once, one card each, and the roster can never be browsed."""

import asyncio
import re
from pathlib import Path

from journey import Running, load, start_kiosk, until
from small_meeting import MEETING

SMALL = (
    "META\nkey;value\nbudget;9\nvote_type;approval\nPROJECTS\nproject_id;cost\na;5\nb;4\n"
    "VOTES\nvoter_id;vote\n"
)
CODE = re.compile(r"(?:<span>[2-9CDFGHJKNPRTVX]{4,5}</span> ?){3}")
TAKE = re.compile(r'action="(/desk/card/[^"]+/have)"')


async def take(running: Running, page: str) -> None:
    """The person says that they have the card that is shown."""
    await running.post(TAKE.findall(page)[0])


async def test_signing_in_gives_a_card_on_screen_and_on_paper(demo: Running) -> None:
    _, page = await demo.post("/desk/sign-in", ("number", "101"), ("once", "a"))

    groups = re.findall(r">(\w+)<", CODE.findall(page)[0])
    await take(demo, page)
    assert demo.kiosk.hall.sitting.box.has_card("".join(groups))
    assert demo.kiosk.demo is not None
    await until(lambda: bool(demo.kiosk.demo and demo.kiosk.demo.printer.pictures))
    assert len(demo.kiosk.demo.printer.pictures) == 1
    assert "printed" in page.lower()


async def test_the_same_form_sent_twice_gives_the_same_card(demo: Running) -> None:
    _, first = await demo.post("/desk/sign-in", ("number", "101"), ("once", "a"))
    _, again = await demo.post("/desk/sign-in", ("number", "101"), ("once", "a"))

    assert CODE.findall(first) == CODE.findall(again)
    assert len(demo.kiosk.hall.sitting.untaken.cards) == 1


async def test_a_person_is_marked_present_once(demo: Running) -> None:
    _, first = await demo.post("/desk/sign-in", ("number", "101"), ("once", "a"))
    await take(demo, first)

    status, page = await demo.post("/desk/sign-in", ("number", "101"), ("once", "b"))
    _, answer = await demo.get("/api/v1/assembly")

    assert status == 409
    assert "Please see the greeter." in page
    assert '"present": 1' in answer
    assert demo.kiosk.hall.sitting.box.cards_number == 1


async def test_a_blank_beside_the_number_makes_no_card_that_nobody_holds(demo: Running) -> None:
    status, page = await demo.post("/desk/sign-in", ("number", " 101"), ("once", "a"))
    await take(demo, page)
    again, _ = await demo.post("/api/v1/desk/arrivals", ("number", "101\t"), ("once", "b"))
    cards = demo.kiosk.hall.sitting.box.cards_number
    gone, _ = await demo.post("/desk/leave/out", ("number", "101 "))

    assert CODE.search(page)
    assert (status, again, gone) == (200, 409, 200)
    assert cards == 1


async def test_not_on_the_list_and_already_here_read_the_same(demo: Running) -> None:
    _, first = await demo.post("/desk/sign-in", ("number", "101"), ("once", "a"))
    await take(demo, first)

    _, here = await demo.post("/desk/sign-in", ("number", "101"), ("once", "b"))
    _, unknown = await demo.post("/desk/sign-in", ("number", "999"), ("once", "c"))

    def without_token(page: str) -> str:
        return re.sub(r'name="once" value="[^"]+"', "", page)

    assert without_token(here) == without_token(unknown)


async def test_two_letters_find_nobody_and_many_matches_show_only_their_number(
    demo: Running,
) -> None:
    for typed in ("ab", "%%", "a*", "_", "  a "):
        _, page = await demo.post("/desk", ("typed", typed))
        assert "Who are you?" not in page
    members = (await demo.get("/api/v1/assembly"))[1]
    assert "Aaliyah" not in members


async def test_three_letters_find_a_person_without_the_full_surname(demo: Running) -> None:
    _, page = await demo.post("/desk", ("typed", "aaliy"))

    assert "Aaliyah B. · Riverbank" in page
    assert "Brooks" not in page


async def test_who_leaves_and_returns_keeps_the_card(demo: Running) -> None:
    _, first = await demo.post("/desk/sign-in", ("number", "101"), ("once", "a"))
    await take(demo, first)
    await demo.post("/desk/leave/out", ("number", "101"))
    _, gone = await demo.get("/api/v1/assembly")

    _, back = await demo.post("/desk/sign-in", ("number", "101"), ("once", "b"))

    assert '"present": 0' in gone
    assert "Welcome back. Your voting card still works." in back
    assert demo.kiosk.hall.sitting.box.cards_number == 1


async def test_a_guest_is_counted_once_and_gets_no_card(demo: Running) -> None:
    await demo.post("/desk/guest", ("once", "g"))
    _, page = await demo.post("/desk/guest", ("once", "g"))

    assert "Welcome, guest" in page
    _, desk = await demo.get("/desk")
    assert "Guests 1 " in " ".join(re.sub(r"<[^>]+>", " ", desk).split())
    assert demo.kiosk.hall.sitting.box.cards_number == 0


async def test_without_paper_the_card_is_on_the_screen_to_write_down(demo: Running) -> None:
    assert demo.kiosk.demo is not None
    demo.kiosk.demo.printer.no_paper()

    _, page = await demo.post("/desk/sign-in", ("number", "101"), ("once", "a"))

    assert CODE.search(page)
    assert "The printer has no paper." in page
    assert "Write the code down or take a photo." in page


async def test_a_scanned_voting_card_is_not_taken_for_a_member(demo: Running) -> None:
    code = await demo.card("101")

    _, page = await demo.post("/desk", ("typed", f"http://10.42.0.1/card/{code}"))

    assert "This is a voting card." in page


async def test_a_double_tap_gives_one_card_to_both_answers(demo: Running) -> None:
    answers = await asyncio.gather(
        *(demo.post("/desk/sign-in", ("number", "101"), ("once", "a")) for _ in range(8))
    )

    assert {status for status, _ in answers} == {200}
    assert len({tuple(CODE.findall(page)) for _, page in answers}) == 1
    assert len(demo.kiosk.hall.sitting.untaken.cards) == 1


async def test_a_double_tap_at_an_open_door_counts_one_person(tmp_path: Path) -> None:
    data = tmp_path / "data"
    small = tmp_path / "small.pb"
    small.write_text(SMALL, encoding="utf-8")
    await load(data, small)
    running = await start_kiosk(data)

    await asyncio.gather(*(running.post("/desk/sign-in", ("once", "a")) for _ in range(8)))
    _, agenda = await running.get("/api/v1/assembly")
    await running.stop()

    assert len(running.kiosk.hall.sitting.untaken.cards) == 1
    assert '"present": 1' in agenda


async def test_where_cards_are_drawn_only_those_with_a_vote_draw_one(tmp_path: Path) -> None:
    folder = tmp_path / "meeting"
    folder.mkdir()
    (folder / "assembly.toml").write_text(MEETING, encoding="utf-8")
    (folder / "roster.csv").write_text(
        "number,name,entitled\n1,Ana Pérez,yes\n2,Ben Ode,no\n", encoding="utf-8"
    )
    data = tmp_path / "data"
    await load(data, folder)
    running = await start_kiosk(data)

    _, member = await running.post("/desk/sign-in", ("number", "1"), ("once", "a"))
    again, _ = await running.post("/desk/sign-in", ("number", "1"), ("once", "a"))
    _, visitor = await running.post("/desk/sign-in", ("number", "2"), ("once", "b"))
    await running.stop()

    assert "Now draw a card from the bowl." in member
    assert again == 200
    assert "Now draw a card from the bowl." not in visitor
    assert "You have no vote in this meeting" in visitor


async def test_a_form_sent_again_prints_no_second_card(demo: Running) -> None:
    assert demo.kiosk.demo is not None
    for _ in range(3):
        _, first = await demo.post("/desk/sign-in", ("number", "101"), ("once", "a"))
    await until(lambda: bool(demo.kiosk.demo and demo.kiosk.demo.printer.pictures))
    await take(demo, first)
    printed = len(demo.kiosk.demo.printer.pictures)

    await demo.post("/desk/leave/out", ("number", "101"))
    _, page = await demo.post("/desk/sign-in", ("number", "101"), ("once", "a"))

    assert printed == 1
    assert not CODE.search(page)


async def test_each_page_of_the_desk_says_how_many_are_present_now(demo: Running) -> None:
    seen = []
    for number in ("101", "102", "103"):
        _, page = await demo.post("/desk/sign-in", ("number", number), ("once", number))
        seen.append(re.findall(r"Present (\d+)", page))
    _, after = await demo.get("/desk")
    _, spanish = await demo.get("/desk?language=es")

    assert seen == [["1"], ["2"], ["3"]]
    assert "Present 3" in after
    assert "Presentes: 3" in spanish
