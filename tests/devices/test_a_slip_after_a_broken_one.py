"""A slip that broke off leaves nothing on the next one, wherever it broke."""

import pytest
from printer_stand_in import DEADLINES, SLIP, WELL, StandIn, a_printer, on_a_pipe, on_the_network

from kiosk.devices.escpos_bytes import Head, clean_start, encoded
from kiosk.devices.escpos_picture import decoded
from kiosk.devices.raster import pictures
from kiosk.domain.printer_state import Printed, Unreachable

BYTES = encoded(pictures(SLIP, 384), Head())
WHOLE = decoded(BYTES)[0].tobytes()


@pytest.mark.parametrize("taken", [*range(1, 16), 500, 4096, 8191, 11000, 11540, 15000, -9, -1])
def test_wherever_a_slip_broke_the_next_one_is_whole(taken: int) -> None:
    stream = BYTES[:taken] + clean_start(Head(), cut=True) + BYTES

    assert decoded(stream)[-1].tobytes() == WHOLE


def test_a_whole_slip_before_leaves_no_paper_more() -> None:
    assert len(decoded(BYTES + clean_start(Head(), cut=False) + BYTES)) == 2


@pytest.mark.parametrize("line", [on_the_network, on_a_pipe])
@pytest.mark.parametrize("takes", [100, 2000, 4096, 6000])
async def test_a_printer_that_takes_data_again_prints_a_whole_slip(line, takes) -> None:
    mind = StandIn({} if line is on_a_pipe else WELL, takes=takes)
    async with line(mind) as wire:
        printer = a_printer(wire)
        broken = await printer.print(SLIP)
    torn = mind.got
    mind.got, mind.takes = b"", 10**9
    async with line(mind) as wire:
        printer._open_wire = wire
        again = await printer.print(SLIP)

    assert isinstance(broken, Unreachable)
    assert again == Printed()
    assert DEADLINES.taking < 10
    assert decoded(torn + mind.got)[-1].tobytes() == WHOLE
