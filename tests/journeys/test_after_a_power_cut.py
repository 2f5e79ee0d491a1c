"""kill -9 in the middle of a rehearsal: every acknowledged ballot is there once, and it goes on."""

import contextlib
import json
import signal
import sqlite3
from pathlib import Path

from journey import until
from program import answering, start

CENTRES = ("garden", "clinic", "school", "bridge")
VOTERS = 400


def given_a_budget_file(folder: Path) -> Path:
    projects = "\n".join(f"{name};{1000 * place}" for place, name in enumerate(CENTRES, start=2))
    votes = "\n".join(
        f"v{number};{CENTRES[number % 4]},{CENTRES[(number + 1) % 4]}" for number in range(VOTERS)
    )
    file = folder / "small.pb"
    file.write_text(
        "META\nkey;value\ndescription;Small\nnum_projects;4\n"
        f"num_votes;{VOTERS}\nbudget;9000\nvote_type;approval\nrule;greedy\n"
        f"PROJECTS\nproject_id;cost\n{projects}\nVOTES\nvoter_id;vote\n{votes}\n",
        encoding="utf-8",
    )
    return file


def cast_in(box: Path) -> int:
    """Filled slots in the file, as its bytes are now: while the kiosk works, it lets nobody in.

    None are told while its pages are just being written: such a reading is torn.
    """
    unlocked = f"file:{box}?mode=ro&nolock=1"
    with contextlib.closing(sqlite3.connect(unlocked, uri=True)) as file:
        try:
            rows = file.execute("SELECT body FROM ballot").fetchall()
        except sqlite3.DatabaseError:
            return 0
    return sum(1 for (body,) in rows if any(body))


async def test_a_killed_kiosk_loses_nothing_and_the_rehearsal_goes_on(
    tmp_path: Path, unused_tcp_port: int
) -> None:
    file = given_a_budget_file(tmp_path)
    data = tmp_path / "data"
    url = f"http://127.0.0.1:{unused_tcp_port}"
    demo = ("demo", str(file), "--rule", "greedy", "--port", str(unused_tcp_port))
    kiosk = await start(*demo, "--data", str(data))
    await answering(url)
    rehearsal = await start("rehearse", str(file), "--url", url, "--phones", "16", "--json")
    box = await box_of(data)
    await until(lambda: cast_in(box) >= VOTERS // 4, seconds=60)

    kiosk.send_signal(signal.SIGKILL)
    await kiosk.communicate()
    kept = cast_in(box)
    kiosk = await start(*demo, "--data", str(data))
    output, errors = await rehearsal.communicate()
    kiosk.send_signal(signal.SIGTERM)
    await kiosk.communicate()

    assert rehearsal.returncode == 0, errors.decode()
    report = json.loads(output)
    assert VOTERS // 4 <= kept < VOTERS
    assert report["errors"] == 0
    assert report["cast"] + report["already_cast"] == VOTERS
    assert report["ballots_counted"] == VOTERS
    assert report["equal"] is True
    assert cast_in(box) == VOTERS


def boxes(data: Path) -> list[Path]:
    return list(data.glob("*/box.sqlite"))


async def box_of(data: Path) -> Path:
    await until(lambda: bool(boxes(data)))
    return boxes(data)[0]
