"""A new way to ask is one file and one template: dropped into a copy, it goes the whole way."""

import asyncio
import os
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
MADE_UP = Path(__file__).parent / "made_up"


async def test_a_kind_that_is_dropped_in_is_asked_counted_printed_and_verified(
    tmp_path: Path,
) -> None:
    for part in ("kiosk", "web"):
        shutil.copytree(
            ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__", "_web")
        )
    shutil.copy(MADE_UP / "thermometer.py", tmp_path / "kiosk/domain/questions")
    shutil.copy(MADE_UP / "thermometer.html", tmp_path / "web/templates/questions")

    played = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"),
        *("--basetemp", str(tmp_path / "evening"), str(MADE_UP / "play.py")),
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await played.communicate()

    assert played.returncode == 0, said.decode()
    assert "1 passed" in said.decode()
