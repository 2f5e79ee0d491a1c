"""What a demonstration and the desk's interface leave behind opens nothing and tells nothing."""

from pathlib import Path

import pytest
from argon2.exceptions import VerificationError
from journey import Running

from kiosk.kiosk_app import open_doors
from kiosk.meeting.doors import DEMO_PIN


async def test_a_meeting_in_a_demos_folder_gets_pins_of_its_own(tmp_path: Path) -> None:
    demo, _ = open_doors(tmp_path, demo=True)
    await demo.keep()

    doors, made = open_doors(tmp_path, demo=False)

    assert set(made) == {"chair", "organiser"}
    for hashed in doors.pins.values():
        with pytest.raises(VerificationError):
            doors.hasher.verify(hashed, DEMO_PIN)


async def test_a_program_at_the_desk_learns_no_more_than_a_person_there(demo: Running) -> None:
    await demo.post("/api/v1/desk/arrivals", ("number", "101"), ("once", "a"))
    twice = await demo.post("/api/v1/desk/arrivals", ("number", "101"), ("once", "b"))

    for number in ("nobody", "999999", "", "101 ", "٣"):
        answer = await demo.post("/api/v1/desk/arrivals", ("number", number), ("once", "c"))
        assert answer == twice
