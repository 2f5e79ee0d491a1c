"""No uploaded file silently takes another's place, and packed ones are unpacked off the loop."""

import gzip
import threading
import unicodedata
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from journey import PIN, Running
from program import run

from kiosk.formats.named_sheet import faults_of_names
from kiosk.pages.web import uploads
from kiosk.shipped import demo_file

ROSTER = b"number,name\n1,Ana Bell\n"
MEETING = b'title = "Small"\nquorum = 0\n[[poll]]\ntitle = "P"\n[[poll.question]]\n' + (
    b'title = "Q"\nkind = "yes_no"\nrule = "majority"\n'
)
ALIKE = [
    ("roster.csv", "roster.csv"),
    ("roster.csv", "Roster.CSV"),
    ("roster.csv", "roster.csv.gz"),
    ("roster.csv.gz", "roster.csv"),
    ("roster.csv.gz", "ROSTER.csv.GZ"),
    ("mitglieder ä.csv", unicodedata.normalize("NFD", "mitglieder ä.csv")),
    ("Å.csv", "\u212b.csv"),  # the sign of a unit, and the letter
    ("ﬁle.csv", "file.csv"),
    ("ﾒﾝﾊﾞｰ.csv", "メンバー.csv"),
    ("ΣΊΣΥΦΟΣ.csv", "σίσυφος.csv"),
    ("STRASSE.csv", "straße.csv"),
    ("a/roster.csv", "b\\roster.csv"),
    ("roster.csv", "ros\u200bter.csv"),
    ("roster.csv", "roster.csv."),
    ("roster.csv", "roster.csv "),
    ("my roster.csv", "my\u00a0roster.csv"),
    ("assembly.toml", "Assembly.toml"),
    ("assembly.toml", "assembly.toml.gz"),
]
NO_NAMES = ["..gz", "...gz", ".gz", "a/..gz", "..\\..gz", ".GZ", " .gz", "... .gz", "\u3000.gz"]
NO_NAMES += ["....gz", "...", " ", "\u3000", "tab\t.csv.gz", "x" * 300 + ".gz"]


def content(name: str) -> bytes:
    whole = MEETING if ".toml" in name.lower() else ROSTER
    return gzip.compress(whole) if name.lower().endswith(".gz") else whole


async def upload(running: Running, *files: tuple[str, bytes]) -> tuple[int, str]:
    await running.post("/organiser/enter", ("pin", PIN))
    form = aiohttp.FormData(quote_fields=False)
    for name, body in files:
        form.add_field("files", body, filename=name)
    async with running.browser.post(f"{running.url}/organiser/load", data=form) as answer:
        return answer.status, await answer.text()


@pytest.mark.parametrize(("first", "second"), ALIKE, ids=ascii)
async def test_two_files_of_one_name_are_refused_by_name(
    demo: Running, first: str, second: str
) -> None:
    before = sorted(demo.data.rglob("*"))
    files = [(name, content(name)) for name in (first, second)]
    if "toml" not in first:
        files.append(("assembly.toml", MEETING))

    status, page = await upload(demo, *files)

    assert status == 422
    assert page.count("has the same name") == 1
    assert first.replace("\\", "/").rsplit("/", 1)[-1].split(".")[0] in page
    assert sorted(demo.data.rglob("*")) == before


async def test_each_file_that_has_anothers_name_is_named(demo: Running) -> None:
    names = ["a.csv", "A.csv", "a.csv.gz", "b.csv", "B.CSV", "c.csv"]
    status, page = await upload(demo, *((name, content(name)) for name in names))

    assert status == 422
    assert page.count("has the same name") == 3


@pytest.mark.parametrize("name", NO_NAMES, ids=ascii)
async def test_a_name_that_is_none_once_it_is_unpacked_is_refused(demo: Running, name: str) -> None:
    before = sorted(demo.data.rglob("*"))
    status, page = await upload(demo, ("assembly.toml", MEETING), (name, gzip.compress(ROSTER)))

    assert status == 422
    assert "This is no name of a file" in page
    assert sorted(demo.data.rglob("*")) == before


def test_names_that_differ_are_told_apart() -> None:
    names = ["roster.csv", "roster.csv.csv", "roster.tsv", "roster", ".csv", "roster2.csv"]
    names += [
        "róster.csv",
        "r.oster.csv",
        "roster .tsv",
        "مجلس.csv",
        "मत.csv",
        "मति.csv",
        "x.gz.csv",
    ]

    assert faults_of_names(names) == ()


@pytest.mark.parametrize("ending", [".gz", ".GZ", ".Gz"])
async def test_packed_files_are_unpacked_off_the_loop(
    demo: Running, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    threads: set[threading.Thread] = set()
    really = gzip.open

    def opened(*words: Any, **how: Any) -> Any:
        threads.add(threading.current_thread())
        return really(*words, **how)

    monkeypatch.setattr(gzip, "open", opened)
    folder = demo_file().parent
    files = [
        (file.name + ending, gzip.compress(file.read_bytes()))
        for file in sorted(folder.glob("*.*"))
        if file.suffix in {".toml", ".csv"}
    ]
    status, page = await upload(demo, *files)

    assert status == 200
    assert "Nothing changed." in page
    assert threads
    assert threading.main_thread() not in threads


@pytest.mark.parametrize(
    ("named", "sent"),
    [
        ("roster.csv", "roster.csv.gz"),
        ("roster.csv.gz", "roster.csv.gz"),
        ("roster.csv.GZ", "roster.csv.gz"),
        ("roster.csv.gz", "roster.csv"),
        ("roster.csv", "roster.csv.GZ"),
    ],
)
async def test_a_packed_file_is_found_by_either_name(demo: Running, named: str, sent: str) -> None:
    meeting = MEETING.replace(b"quorum", f'roster = "{named}"\nquorum'.encode(), 1)

    status, page = await upload(demo, ("assembly.toml", meeting), (sent, content(sent)))

    assert status == 200, page
    assert "The meeting is loaded." in page
    assert demo.kiosk.hall.sitting.assembly.title.in_language("en") == "Small"


@pytest.mark.parametrize(
    "packed",
    [
        b"plain",
        gzip.compress(ROSTER, mtime=0)[:-9],
        gzip.compress(ROSTER, mtime=0)[:4],
        gzip.compress(ROSTER, mtime=0)[:-8] + bytes(8),
        b"",
    ],
)
async def test_a_packed_file_that_is_damaged_is_named(demo: Running, packed: bytes) -> None:
    status, page = await upload(demo, ("assembly.toml", MEETING), ("roster.csv.gz", packed))

    assert status == (422 if packed else 200), page
    assert not packed or ("roster.csv.gz" in page and "This file is damaged" in page)


@pytest.mark.parametrize("number", [1, 3, 40])
async def test_packed_files_have_one_bound_together(
    demo: Running, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(uploads, "LARGEST_UPLOAD", 2**20)
    packed = gzip.compress(bytes(2**20 // number + 1))
    status, page = await upload(
        demo,
        ("assembly.toml", MEETING),
        *((f"projects{place}.csv.gz", packed) for place in range(number)),
    )

    assert status == 413
    assert "The files are too large together." in page


@pytest.mark.parametrize(("first", "second"), [("a.csv", "A.csv"), ("a.csv", "a.csv.gz")])
async def test_the_command_refuses_them_too(tmp_path: Path, first: str, second: str) -> None:
    question = '[[poll.question]]\ntitle = "Q"\nkind = "budget"\nrule = "greedy"\nbudget = 9\n'
    text = f'title = "S"\nroster = "{first}"\n[[poll]]\ntitle = "P"\n{question}'
    (tmp_path / "assembly.toml").write_text(f'{text}projects = "{second}"\n', "utf-8")
    for name in (first, second):
        (tmp_path / name).write_bytes(content(name))

    code, _, errors = await run("load", str(tmp_path), "--data", str(tmp_path / "data"))

    assert code == 1
    assert "has the same name" in errors
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("name", ["..gz", "...gz", ".gz", " .gz"])
async def test_the_command_takes_no_file_without_a_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(gzip.compress(MEETING))

    code, _, errors = await run("load", str(tmp_path / name), "--data", str(tmp_path / "data"))

    assert code == 1
    assert "This is no name of a file" in errors
    assert "Traceback" not in errors
