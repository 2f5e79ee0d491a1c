"""A hall with a vote of every kind of question."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from journey import Running, load, start_kiosk

from kiosk.shipped import demo_file

POLLS = ("young-voters", "coordinator", "budget", "next-steps", "trees")
POINTS = """
[[poll]]
id = "trees"
title = "Trees"
[[poll.question]]
id = "points"
title = "How much for each tree?"
kind = "points"
rule = "points"
points = 10
options = [
  { id = "oak", title = "Oak" }, { id = "elm", title = "Elm" }, { id = "ash", title = "Ash" },
]
"""


@asynccontextmanager
async def every_question(folder: Path) -> AsyncIterator[Running]:
    """The demonstration, and points to give besides."""
    files = folder / "files"
    shutil.copytree(demo_file().parent, files)
    assembly = files / demo_file().name
    assembly.write_text(assembly.read_text("utf-8") + POINTS, "utf-8")
    await load(folder / "data", assembly)
    running = await start_kiosk(folder / "data")
    try:
        yield running
    finally:
        await running.stop()
