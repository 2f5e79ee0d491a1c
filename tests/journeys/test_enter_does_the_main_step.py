"""Enter, and "Go" on a phone, press a form's first button: it must be the page's main step."""

import re
from html.parser import HTMLParser

import pytest
from journey import Running, given_a_quorum


class Buttons(HTMLParser):
    """The buttons that send the form ``ballot``, in the order of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.steps: list[str] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "form":
            self.inside = found.get("id") == "ballot"
        ours = found.get("form") == "ballot" or (self.inside and "form" not in found)
        if tag == "button" and ours and found.get("type", "submit") == "submit":
            self.steps.append(found.get("value") or "")


@pytest.mark.parametrize("place", ["booth", "phone"])
@pytest.mark.parametrize("poll", ["young-voters", "coordinator", "budget"])
async def test_enter_in_a_ballot_goes_on(demo: Running, place: str, poll: str) -> None:
    code, *_ = await given_a_quorum(demo)
    if poll not in {one.id for one in demo.kiosk.hall.sitting.assembly.polls}:
        pytest.skip("the demo has no such poll")
    await demo.chair(poll, "open")
    await demo.post("/booth", ("code", code))
    path = f"/booth/poll/{poll}" if place == "booth" else f"/card/{code}/poll/{poll}"

    _, page = await demo.get(path)
    buttons = Buttons()
    buttons.feed(page)

    assert re.search('<form[^>]*id="ballot"', page)
    assert buttons.steps[0] in {"next", "review"}
