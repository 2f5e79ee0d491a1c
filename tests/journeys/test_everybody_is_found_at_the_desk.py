"""Every member of a roster is found by what stands on their card of membership, and no other."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from journey import Running, load, start_kiosk
from small_meeting import MEETING

from kiosk.domain.cards import card_code

ROSTER = """number,name,group
1,Maria Garcia,Oak
2,Maria Gomez,Oak
3,Sean O'Brien,Oak
4,Łukasz Wróbel,Oak
5,Jørgen Sørensen,Elm
6,Xi Wu,Elm
8,王芳,Elm
12,Jürgen Groß,Elm
a17,Ana Bell,Elm
0042,Ida Müller,Elm
21,Lee Ray,Oak
22,Lee Ray,Oak
23,Lee Ray,Oak
24,Lee Ray,Oak
25,Lee Ray,Oak
26,Lee Ray,Oak
31,Rosalind,Elm
32,Suharto,Elm
33,Sukarno,Elm
34,Sukarna,Elm
35,李小龙,Elm
36,李小明,Elm
C7K2R-9XTFH-4DG7,Uma Rao,Oak
"""
NOBODYS = card_code(tuple(range(13)))
WHO = re.compile(r"data-personal>([^<]+)<")
BUTTON = re.compile(r'name="number" value="([^"]+)">([^<]+)<')


@pytest.fixture
async def hall(tmp_path: Path) -> AsyncIterator[Running]:
    folder = tmp_path / "meeting"
    folder.mkdir()
    (folder / "assembly.toml").write_text(MEETING, "utf-8")
    (folder / "roster.csv").write_text(ROSTER, "utf-8")
    await load(tmp_path / "data", folder / "assembly.toml")
    running = await start_kiosk(tmp_path / "data")
    yield running
    await running.stop()


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("OBRIEN", "3"),
        ("LUKASZ", "4"),
        ("JORGEN", "5"),
        ("SOERENSEN", "5"),
        ("XI WU", "6"),
        ("WU", "6"),
        ("王芳", "8"),
        ("JUERGEN", "12"),
        ("GROSS", "12"),
        ("MUELLER", "0042"),
    ],
)
async def test_a_name_finds_its_person(hall: Running, typed: str, number: str) -> None:
    _, page = await hall.post("/desk", ("typed", typed))

    assert [found for found, _ in BUTTON.findall(page)] == [number]


@pytest.mark.parametrize(("typed", "number"), [("A17", "a17"), ("42", "0042"), ("１", "1")])
async def test_a_number_finds_its_person(hall: Running, typed: str, number: str) -> None:
    _, page = await hall.post("/desk", ("typed", typed))

    assert "Is this you?" in page
    assert f'name="number" value="{number}"' in page


@pytest.mark.parametrize("path", ["/desk", "/desk/leave"])
@pytest.mark.parametrize("field", ["typed", "scan"])
@pytest.mark.parametrize("typed", ["C7K2R-9XTFH-4DG7", "c7k2r9xtfh4dg7", "C7K2R 9XTFH 4DG7"])
async def test_a_number_that_looks_like_a_card_finds_its_person_first(
    hall: Running, path: str, field: str, typed: str
) -> None:
    _, page = await hall.post(path, (field, typed))

    assert 'name="number" value="C7K2R-9XTFH-4DG7"' in page
    assert "This is a voting card." not in page


async def test_a_card_that_is_nobodys_number_is_known_as_a_card(hall: Running) -> None:
    _, page = await hall.post("/desk", ("typed", "C7K2R-9XTFH-4DG"), ("scan", NOBODYS))
    _, address = await hall.post("/desk", ("typed", f"http://10.42.0.1/card/{NOBODYS}"))

    assert "This is a voting card." in page
    assert "This is a voting card." in address


async def test_two_of_one_first_name_read_differently_until_the_end(hall: Running) -> None:
    _, page = await hall.post("/desk", ("typed", "maria"))
    labels = dict(BUTTON.findall(page))
    _, first = await hall.post("/desk/confirm", ("number", "1"))

    assert labels == {"1": "Maria Ga. · Oak", "2": "Maria Go. · Oak"}
    assert "Maria Ga. · Oak" in first


@pytest.mark.parametrize(
    "numbers", [("1", "2"), ("32", "33"), ("33", "34"), ("35", "36"), ("21", "26")]
)
async def test_is_this_you_never_reads_the_same_for_two(
    hall: Running, numbers: tuple[str, str]
) -> None:
    pages = [await hall.post("/desk/confirm", ("number", number)) for number in numbers]

    first, second = (WHO.findall(page) for _, page in pages)
    assert first
    assert first != second


async def test_more_people_of_one_name_than_fit_are_asked_for_their_number(hall: Running) -> None:
    _, page = await hall.post("/desk", ("typed", "LEE RAY"))
    _, alone = await hall.post("/desk", ("typed", "24"))

    assert "6 people have this name. Type your number." in page
    assert "Lee R. · Oak · 24" in alone


async def test_a_name_of_one_word_is_masked_too(hall: Running) -> None:
    _, page = await hall.post("/desk", ("typed", "rosalind"))

    assert BUTTON.findall(page) == [("31", "Ro… · Elm")]


@pytest.mark.parametrize("typed", ["M", "王", "R", "ZZ", "12345"])
async def test_a_letter_or_two_browse_nobody(hall: Running, typed: str) -> None:
    _, page = await hall.post("/desk", ("typed", typed))

    assert not BUTTON.findall(page)
