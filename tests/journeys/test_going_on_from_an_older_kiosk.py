"""What an older kiosk began, the kiosk of today goes on with: its files, its cards, its records."""

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from journey import Running, counting_over, start_kiosk
from program import run

from kiosk.domain.cards import OLDER_LENGTH, check_letter
from kiosk.proof.seal import key_words

OLDER = Path(__file__).with_name("older")
SECOND = Path(__file__).resolve().parents[1] / "proof" / "second_verifier.py"
MEETINGS = ("plain", "sealed")
BALLOT = (("projects", "tree"), ("rest", "yes"))


@dataclass(slots=True)
class Older:
    """A meeting of an older kiosk, and the kiosk of today that works with it."""

    running: Running
    cards: dict[str, str] = field(repr=False)
    words: dict[str, str] = field(repr=False)
    result: dict[str, Any]

    async def votes(self, number: str, poll: str = "budget") -> tuple[int, str]:
        """A member casts a ballot on a phone."""
        fields = BALLOT if poll == "budget" else (("motion", "yes"),)
        return await self.running.post(
            f"/card/{self.cards[number]}/poll/{poll}", *fields, ("step", "cast")
        )

    async def goes_on(self, poll: str) -> None:
        """The poll under way goes on: an open box at once, a sealed one with its key."""
        if self.words[poll]:
            await self.has_key(poll)
            status, page = await self.running.chair(poll, "resume")
            assert status == 200, page

    async def has_key(self, poll: str) -> None:
        """Somebody brings the slip with the key."""
        status, page = await self.running.chair(poll, "unlock", ("words", self.words[poll]))
        assert status == 200, page
        await counting_over(self.running)


def unpacked(meeting: str, folder: Path) -> Path:
    """The data folder as the older kiosk left it."""
    data = folder / "data"
    shutil.copytree(OLDER / meeting / "data", data)
    for text in data.glob("*/*.sql"):
        with closing(sqlite3.connect(text.with_suffix(".sqlite"))) as file:
            file.executescript(text.read_text("utf-8"))
        text.unlink()
    return data


@pytest.fixture(params=MEETINGS)
async def older(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Older]:
    told = json.loads((OLDER / request.param / "told.json").read_text("utf-8"))
    running = await start_kiosk(unpacked(request.param, tmp_path))
    await counting_over(running)
    yield Older(running, told["cards"], told["words"], told["result"])
    await running.stop()


async def must_hold(archive: Path) -> None:
    """The program and the verifier that shares no line with it find nothing wrong."""
    code, said, errors = await run("verify", str(archive))
    assert code == 0, said + errors
    second = subprocess.run(  # noqa: ASYNC221 - nothing else happens meanwhile
        [sys.executable, SECOND, archive], capture_output=True, text=True, check=False
    )
    assert second.returncode == 0, second.stdout


async def result_of(older: Older, poll: str) -> dict[str, Any]:
    status, text = await older.running.get(f"/api/v1/polls/{poll}/result")
    assert status == 200, text
    answer: dict[str, Any] = json.loads(text)
    return answer


@pytest.mark.parametrize("meeting", MEETINGS)
async def test_an_archive_of_an_older_kiosk_holds(meeting: str) -> None:
    await must_hold(OLDER / meeting / "older.archive")


async def test_the_poll_under_way_goes_on_and_the_archive_of_all_holds(
    older: Older, tmp_path: Path
) -> None:
    await older.goes_on("budget")
    assert [(await older.votes(number))[0] for number in "345"] == [200] * 3
    for step in ("close", "publish"):
        status, page = await older.running.chair("budget", step, ("lot", "3 1 6 6 2 4 1 5 2 6"))
        assert status == 200, page
    found = (await result_of(older, "budget"))["questions"]
    out = tmp_path / "meeting.archive"
    code, _, errors = await run("archive", "--data", str(older.running.data), "--out", str(out))

    assert code == 0, errors
    assert found["projects"]["winners"] == ["tree", "bench"]
    assert found["projects"]["counted"] == 5
    # of six members one voted and left before the update: nobody is present less often than votes
    assert (found["rest"]["scores"], found["rest"]["passed"]) == (
        {"yes": 5, "no": 0, "abstain": 0},
        True,
    )
    await must_hold(out)


async def test_what_was_published_stays_as_it_was(older: Older) -> None:
    assert await result_of(older, "leader") == older.result  # the record has its ballots
    if older.words["leader"]:
        await older.has_key("leader")

    assert await result_of(older, "leader") == older.result
    assert older.running.kiosk.hall.sitting.altered == set()


async def test_who_voted_before_cannot_vote_again(older: Older) -> None:
    await older.goes_on("budget")

    answers = [await older.votes(number) for number in "12"]

    assert [status for status, _ in answers] == [409, 409]
    assert all("This card has voted" in page for _, page in answers)
    assert older.running.kiosk.hall.sitting.box.cast_number("budget") == 2


async def test_an_older_card_works_however_it_is_shown(older: Older) -> None:
    card = older.cards["3"]
    running = older.running
    ways = [
        await running.get(f"/card/{card}"),
        await running.post("/", ("code", f" {card[:5].lower()}-{card[5:]} ")),
        await running.post("/booth", ("code", f"HTTP-//10.42.0.1-CARD-{card}")),
        await running.post("/booth", ("code", f"]Q3{card}")),
    ]

    assert len(card) == OLDER_LENGTH
    assert [status for status, _ in ways] == [200] * 4


async def test_a_slip_in_an_older_code_and_a_card_of_nobody_are_refused_in_words(
    older: Older,
) -> None:
    card = older.cards["3"]
    another = "".join(sorted(card[:-1]))
    answers = [
        await older.running.post("/", ("code", code))
        for code in (card[1] + card[0] + card[2:], another + check_letter(another), card[:-1])
    ]

    assert [status for status, _ in answers] == [404] * 3
    assert all("This is not a voting card of this meeting." in page for _, page in answers)


async def test_the_next_poll_counts_old_cards_and_new_ones(older: Older) -> None:
    running = older.running
    older.cards["6"] = await running.card("6")
    await running.post("/desk/sign-in", ("number", "2"), ("once", "back"))  # with an older card
    await older.goes_on("budget")
    assert (await older.votes("6"))[0] == 200
    await running.chair("budget", "close")
    status, page = await running.chair("rules", "open")
    assert status == 200, page
    if older.words["budget"]:
        words = running.kiosk.hall.sitting.keys["rules"].key
        await running.chair("rules", "key", ("word", key_words(words)[2]))
    votes = [(await older.votes(number, "rules"))[0] for number in "123456"]
    for step in ("close", "publish"):
        await running.chair("rules", step)
    found = (await result_of(older, "rules"))["questions"]["motion"]

    assert votes == [200] * 6
    assert (found["counted"], found["passed"]) == (6, True)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("OSTBY", "Ana"),
        ("LUKASZ", "Łukasz"),
        ("DORDEVIC", "Łukasz"),
        ("DJORDJEVIC", "Łukasz"),
        ("ØSTBY", "Ana"),
        ("BO", "Bo"),
        ("BO LI", "Bo"),
        ("ONEILL", "Zoë"),
        ("PENA", "José"),
        ("006", "Ida"),
    ],
)
async def test_everybody_on_an_older_roster_is_found(tmp_path: Path, typed: str, name: str) -> None:
    running = await start_kiosk(unpacked("plain", tmp_path))
    try:
        status, page = await running.post("/desk", ("typed", typed))
    finally:
        await running.stop()

    assert status == 200
    assert f">{name} " in page


async def test_the_files_are_kept_as_they_were_and_start_again(tmp_path: Path) -> None:
    data = unpacked("plain", tmp_path)
    (roll, box) = (file for name in ("roll", "box") for file in data.glob(f"*/{name}.sqlite"))
    before = [dumped(roll), dumped(box)]

    for _ in range(2):
        await (await start_kiosk(data)).stop()

    assert dumped(roll.with_name("roll.sqlite.before-2")) == before[0]
    assert dumped(box.with_name("box.sqlite.before-3")) == before[1]


def dumped(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as read:
        return list(read.iterdump())
