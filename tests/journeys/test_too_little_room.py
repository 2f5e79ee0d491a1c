"""A poll that a full disk could end in the middle is not opened."""

from pathlib import Path

import pytest
from journey import Running, given_a_quorum

from kiosk.domain.errors import NoRoom
from kiosk.store import disk_room
from kiosk.store.disk_room import free_megabytes, need_room

POLL = "young-voters"


def test_a_folder_with_too_little_room_is_refused_with_its_figures(tmp_path: Path) -> None:
    free = free_megabytes(tmp_path)

    need_room(tmp_path, reserve=free // 2)
    with pytest.raises(NoRoom) as refused:
        need_room(tmp_path, reserve=2 * free + 1000)

    assert refused.value.needed == 2 * free + 1000


async def test_below_the_reserve_no_poll_opens_and_above_it_one_does(
    demo: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    await given_a_quorum(demo)

    with monkeypatch.context() as nearly_full:
        nearly_full.setattr(disk_room, "free_megabytes", lambda _: 63)
        refused, page = await demo.chair(POLL, "open")
        taking = demo.kiosk.hall.sitting.box.taking(POLL)
    opened, _ = await demo.chair(POLL, "open")

    assert (refused, taking) == (409, False)
    assert "Only 63 MB of disk are free. Opening needs 64 MB." in page
    assert opened == 200
    assert demo.kiosk.hall.sitting.box.taking(POLL)
