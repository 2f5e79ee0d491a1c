"""A new way to ask is one file and one template: dropped into a copy, it goes the whole way."""

from pathlib import Path

import pytest
from dropped_in import copied, told_cost

SPANISH = {
    "Give degrees": "Dar grados",
    "%(option)s is too hot.": "%(option)s está demasiado caliente.",
    "%(option)s at %(number)s degrees": "%(option)s a %(number)s grados",
    "Warm them up, to %(most)s at most.": "Caliéntelas, hasta %(most)s.",
}
LINES = {"en": "degrees for each option", "es": "grados para cada opción"}


@pytest.mark.timeout(300)
async def test_a_kind_that_is_dropped_in_is_asked_counted_printed_and_verified(
    tmp_path: Path,
) -> None:
    copy = copied(tmp_path)
    copy.add("thermometer.py", "kiosk/domain/questions")
    copy.add("thermometer.html", "web/templates/questions")
    copy.say_in_spanish(SPANISH)
    for language, line in LINES.items():
        copy.insert(
            f"web/help/{language}/organiser.html",
            f"<li><code>thermometer</code>: {line}</li>\n",
            before="<li><code>score</code>",
        )

    await copy.play("play_kind.py", "test_asking_for_kinds.py", "test_translations.py")

    assert copy.say_cost("A way to ask") == told_cost("a way to ask")
