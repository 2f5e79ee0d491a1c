"""A new export of published results is one file and its words in Spanish."""

from pathlib import Path

import pytest
from dropped_in import copied, told_cost


@pytest.mark.timeout(300)
async def test_an_export_that_is_dropped_in_is_offered(tmp_path: Path) -> None:
    copy = copied(tmp_path)
    copy.add("minutes.py", "kiosk/formats/exports")
    copy.say_in_spanish({"For the minutes": "Para el acta"})

    await copy.play("play_export.py", "test_translations.py")

    assert copy.say_cost("An export") == told_cost("an export")
