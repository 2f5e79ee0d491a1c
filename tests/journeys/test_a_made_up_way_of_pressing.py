"""A new way to press is one file and a line in the README."""

from pathlib import Path

import pytest
from dropped_in import copied, told_cost

LINE = "Also `pedals:/dev/ttyUSB0`, for the buttons.\n\n"


@pytest.mark.timeout(300)
async def test_a_way_to_press_that_is_dropped_in_casts_votes(tmp_path: Path) -> None:
    copy = copied(tmp_path)
    copy.add("foot_switch.py", "kiosk/devices/buttons")
    copy.insert("README.md", LINE, before="## A real box")

    await copy.play("play_pressing.py", "test_configuration.py")

    assert copy.say_cost("A way to press") == told_cost("a way to press")
