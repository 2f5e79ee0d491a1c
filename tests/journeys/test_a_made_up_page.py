"""A new page is a handler, a template, its line among the addresses, and its words in Spanish."""

from pathlib import Path

import pytest
from dropped_in import copied, told_cost

SPANISH = {
    "Decided so far": "Decidido hasta ahora",
    "%(num)s votes are left.": "Quedan %(num)s votaciones.",
}
ROUTES = "kiosk/pages/routes.py"


@pytest.mark.timeout(300)
async def test_a_page_that_is_dropped_in_is_served(tmp_path: Path) -> None:
    copy = copied(tmp_path)
    copy.add("decided.py", "kiosk/pages/public")
    copy.add("decided.html", "web/templates")
    there = "from kiosk.pages.public import decided\n"
    copy.insert(ROUTES, there, before="from kiosk.pages.voter import")
    line = '    web.get("/decided", decided.show),\n'
    copy.insert(ROUTES, line, before='    web.get("/tracker", results')
    copy.say_in_spanish(SPANISH)

    await copy.play("play_page.py", "test_translations.py", "test_house_pages.py")

    assert copy.say_cost("A page") == told_cost("a page")
