"""A new format of ballot files is one file and its name in the README."""

from pathlib import Path

import pytest
from dropped_in import copied, told_cost


@pytest.mark.timeout(300)
async def test_a_format_that_is_dropped_in_is_counted_and_rehearsed(tmp_path: Path) -> None:
    copy = copied(tmp_path)
    copy.add("ticks.py", "kiosk/formats/ballot_files")
    copy.insert("README.md", "`.ticks`, ", before="`.blt`, each also")

    await copy.play("play_format.py", "test_ballot_formats.py")

    assert copy.say_cost("A format of ballot files") == told_cost("a format of ballot files")
