"""Reading a roster in tests: the members with what was noted, or why it was refused."""

import pytest

from kiosk.domain.assembly import Member
from kiosk.domain.errors import BadFile
from kiosk.formats import roster


def people(content: bytes, sheet: str = "") -> tuple[tuple[Member, ...], str]:
    notes: list[str] = []
    members = roster.read(content, file="r.csv", sheet=sheet, notes=notes)
    return members, "\n".join(notes)


def refusal(content: bytes, sheet: str = "") -> str:
    with pytest.raises(BadFile) as caught:
        roster.read(content, file="r.csv", sheet=sheet)
    return "\n".join(map(str, caught.value.faults))
