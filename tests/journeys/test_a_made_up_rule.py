"""A new way to count is one file, its section of the handbook, and its words in Spanish."""

from pathlib import Path

import pytest
from dropped_in import copied, told_cost

SPANISH = {
    "Well liked": "Gusta bastante",
    "%(option)s is well liked by %(score)s.": "%(option)s gusta a %(score)s.",
    "Too few like it.": "A pocos les gusta.",
    "Whatever %(share)s of all ballots like wins.": "Gana lo que gusta en %(share)s de todas.",
}
SECTIONS = {
    "en": "<p>Whatever a share of all ballots names wins. <code>share</code>: how much.</p>",
    "es": "<p>Gana lo que nombra una parte de las papeletas. <code>share</code>: cuánto.</p>",
}


@pytest.mark.timeout(300)
async def test_a_rule_that_is_dropped_in_counts_explains_and_is_verified(tmp_path: Path) -> None:
    copy = copied(tmp_path)
    copy.add("well_liked.py", "kiosk/domain/count/rules")
    copy.say_in_spanish(SPANISH)
    for language, section in SECTIONS.items():
        copy.insert(
            f"web/help/{language}/counting.html",
            f'<h2 id="well-liked">well-liked</h2>\n{section}\n\n',
            before='<h2 id="points">',
        )

    await copy.play("play_rule.py", "test_help_on_counting.py", "test_translations.py")

    assert copy.say_cost("A way to count") == told_cost("a way to count")
