"""Where the openings are published, no page says that receipt words keep a choice secret."""

import shutil
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from journey import Running, given_a_quorum, load, start_kiosk

from kiosk.shipped import demo_file

POLL = "young-voters"
HIDES = "not how you voted."
TELLS = "After the count, these words show anybody what your ballot says."


async def given_trackers(kind: str, folder: Path) -> Running:
    """The demonstration's assembly with trackers of that kind."""
    shutil.copytree(demo_file().parent, folder / "files")
    main = folder / "files" / demo_file().name
    main.write_text(f'trackers = "{kind}"\n' + main.read_text("utf-8"), encoding="utf-8")
    await load(folder / "data", main)
    return await start_kiosk(folder / "data")


@pytest.mark.parametrize(
    ("kind", "said", "unsaid"), [("closed", HIDES, TELLS), ("open", TELLS, HIDES)]
)
async def test_the_end_of_a_vote_and_the_search_say_what_the_words_show(
    tmp_path: Path, stopping: AsyncExitStack, kind: str, said: str, unsaid: str
) -> None:
    running = await given_trackers(kind, tmp_path)
    stopping.push_async_callback(running.stop)
    code, *_ = await given_a_quorum(running)
    await running.chair(POLL, "open")

    _, done = await running.post(f"/card/{code}/poll/{POLL}", ("motion", "yes"), ("step", "cast"))
    _, search = await running.get("/tracker")

    assert said in done
    assert said in search
    assert unsaid not in done
    assert unsaid not in search
