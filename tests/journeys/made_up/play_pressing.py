"""An evening with a made-up way to press: chosen by the setting, a vote cast by foot."""

import os
from functools import partial
from pathlib import Path

import pytest
from evening import evening, uploaded, verified
from journey import until
from play_printer import MEETING

from kiosk.config import read_config
from kiosk.devices.contract import Listening
from kiosk.domain.colour import Colour
from kiosk.domain.errors import BadFile
from kiosk.meeting.booth import BoothSession
from kiosk.store.box import Box


def is_red(session: BoothSession) -> bool:
    return session.pressed is Colour.RED


def has_cast(box: Box, number: int) -> bool:
    return box.cast_number("tea") == number


async def test_a_vote_is_cast_by_foot(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="pedals:/dev/ttyUSB0"):
        read_config(environment={"KIOSK_BUTTONS": "pedal"})
    line = tmp_path / "line"
    os.mkfifo(line)
    setting = read_config(environment={"KIOSK_BUTTONS": f"pedals:{line}"}).buttons

    async with evening(tmp_path, buttons=setting) as hall:
        foot = os.open(line, os.O_WRONLY | os.O_NONBLOCK)
        assert isinstance(hall.kiosk.buttons.state(), Listening)
        await uploaded(hall, MEETING)
        codes = [await hall.card(str(number)) for number in range(1, 6)]
        await hall.chair("tea", "open")
        box = hall.kiosk.hall.sitting.box

        for cast, code in enumerate(codes[:2]):
            await hall.post("/booth", ("code", code))
            await hall.get("/booth/poll/tea")
            session = hall.kiosk.booths.own.session
            os.write(foot, b"r")
            await until(partial(is_red, session))
            _, page = await hall.get("/booth/poll/tea")
            assert 'data-version="red"' in page
            session.pressed_at -= 2
            os.write(foot, b"r")
            await until(partial(has_cast, box, cast + 1))
            await hall.post("/booth/leave", ("visit", session.visit))
        os.close(foot)

        await hall.chair("tea", "close")
        await hall.chair("tea", "publish")
        assert "The motion fails." in (await hall.get("/results/tea"))[1]
        await verified(hall, tmp_path / "evening.kiosk")
