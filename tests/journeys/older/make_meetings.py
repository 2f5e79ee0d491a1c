"""Make the two meetings: only in a checkout of commit 5e33d9b, as README.md beside this says."""

import asyncio
import json
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from journey import Running, load, start_kiosk

from kiosk.actions.log.write_archive import write_archive
from kiosk.kiosk_app import device_key
from kiosk.proof.seal import key_words

MEETING = """
title = "Older meeting"
quorum = "1/4"
cards = "printed"
roster = "roster.csv"
{top}

[[poll]]
id = "leader"
title = "Who leads"
[[poll.question]]
id = "lead"
title = "In which order?"
kind = "rank"
rule = "irv"
options = [
  {{ id = "amara", title = "Amara" }},
  {{ id = "bela", title = "Bela" }},
  {{ id = "chen", title = "Chen" }},
]

[[poll]]
id = "budget"
title = "Our budget"
[[poll.question]]
id = "projects"
title = "Which projects?"
kind = "budget"
rule = "equal-shares"
settings = {{ completion = "add1" }}
projects = "projects.csv"
budget = 900
[[poll.question]]
id = "rest"
title = "Do we save the rest?"
kind = "yes_no"
rule = "majority"
settings = {{ base = "present" }}

[[poll]]
id = "rules"
title = "Our rules"
[[poll.question]]
id = "motion"
title = "Shall we change them?"
kind = "yes_no"
rule = "majority"
settings = {{ threshold = "2/3", base = "present" }}
"""
ROSTER = """number,name,vote
1,Ana Østby,yes
2,Łukasz Đorđević,yes
3,Bo Li,yes
4,Zoë O'Neill,yes
5,José Peña,yes
6,Ida Blum,yes
7,Guest Seven,no
"""
PROJECTS = """Number,Title,Description,Cost
tree,Trees,Along the river,300
light,Lights,On the bridge,400
bench,Benches,At the school,250
"""
ORDERS = ("amara bela chen", "bela amara chen", "amara chen bela", "chen bela")

TREES = (("projects", "tree"), ("projects", "light"))


async def send(running: Running, code: str, poll: str, *fields: tuple[str, str]) -> None:
    status, page = await running.post(f"/card/{code}/poll/{poll}", *fields, ("step", "cast"))
    assert status == 200, page


async def open_poll(running: Running, poll: str) -> str:
    """Open a poll; the words of its key where it is sealed."""
    status, page = await running.chair(poll, "open")
    assert status == 200, page
    keys = running.kiosk.hall.sitting.keys
    if poll not in keys:
        return ""
    words = key_words(keys[poll].key)
    status, page = await running.chair(poll, "key", ("word", words[2]))
    assert status == 200, page
    return " ".join(words)


async def make(out: Path, top: str) -> None:
    work = out.with_name(f"{out.name}-work")
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    (work / "assembly.toml").write_text(MEETING.format(top=top), "utf-8")
    (work / "roster.csv").write_text(ROSTER, "utf-8")
    (work / "projects.csv").write_text(PROJECTS, "utf-8")
    data = work / "data"
    await load(data, work / "assembly.toml")
    running = await start_kiosk(data)
    cards = {str(number): await running.card(str(number)) for number in range(1, 6)}
    words = {"leader": await open_poll(running, "leader")}
    for number, order in enumerate(ORDERS, start=1):
        fields = [(f"lead.{place}", one) for place, one in enumerate(order.split(), start=1)]
        await send(running, cards[str(number)], "leader", *fields)
    for step in ("close", "publish"):
        status, page = await running.chair("leader", step, ("lot", "3 1 6 6 2 4 1 5 2 6"))
        assert status == 200, page
    words["budget"] = await open_poll(running, "budget")
    await send(running, cards["1"], "budget", *TREES, ("rest", "yes"))
    await send(running, cards["2"], "budget", ("projects", "bench"), ("rest", "yes"))
    await running.post("/desk/leave/out", ("number", "2"))
    await running.kiosk.hall.doors.keep()
    sitting = running.kiosk.hall.sitting
    assert sitting.folder is not None
    _, result = await running.get("/api/v1/polls/leader/result")
    await running.stop()
    await write_archive(sitting.folder, device_key(data), work / "older.archive")

    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)  # noqa: ASYNC240
    told = {"cards": cards, "words": words, "result": json.loads(result)}
    (out / "told.json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
    shutil.copy(work / "older.archive", out / "older.archive")
    for file in sorted(data.rglob("*")):
        kept = out / "data" / file.relative_to(data)
        if not file.is_file() or file.name == "lock" or file.suffix in {".png", ".sqlite-journal"}:
            continue
        kept.parent.mkdir(parents=True, exist_ok=True)
        if file.suffix == ".sqlite":
            kept.with_suffix(".sql").write_text(dumped(file), "utf-8")
        else:
            shutil.copy(file, kept)


def dumped(file: Path) -> str:
    """The file as SQL. Free slots are written short: they are all zeros."""
    with closing(sqlite3.connect(file)) as read:
        (version,) = read.execute("PRAGMA user_version").fetchone()
        lines = [short(line) for line in read.iterdump()]
    return "\n".join([*lines, f"PRAGMA user_version = {version};"]) + "\n"


def short(line: str) -> str:
    start, sign, rest = line.rpartition("X'")
    zeros = rest.removesuffix("');")
    if sign and zeros and not zeros.strip("0"):
        return f"{start}zeroblob({len(zeros) // 2}));"
    return line


async def main(folder: Path) -> None:
    await make(folder / "plain", "")
    await make(folder / "sealed", "sealed = true")


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
