"""A new sort of printer is one file and a line in the README."""

from pathlib import Path

import pytest
from dropped_in import copied, told_cost

LINE = "Also `typewriter:/FOLDER`, for the printer.\n\n"


@pytest.mark.timeout(300)
async def test_a_printer_that_is_dropped_in_prints_and_tells_its_troubles(tmp_path: Path) -> None:
    copy = copied(tmp_path)
    copy.add("typewriter.py", "kiosk/devices/printers")
    copy.insert("README.md", LINE, before="## A real box")

    await copy.play("play_printer.py", "test_configuration.py")

    assert copy.say_cost("A printer") == told_cost("a printer")
