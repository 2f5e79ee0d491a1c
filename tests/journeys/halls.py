"""A whole kiosk for each journey: real files, real HTTP on a free port."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from journey import Running, load, start_kiosk

from kiosk.shipped import demo_file


@pytest.fixture
async def demo(tmp_path: Path) -> AsyncIterator[Running]:
    """The demonstration's assembly, not opened yet, with its quorum of fifteen signed in."""
    data = tmp_path / "data"
    await load(data, demo_file())
    running = await start_kiosk(data)
    yield running
    await running.stop()


@pytest.fixture
async def stopping() -> AsyncIterator[AsyncExitStack]:
    """What a test starts itself and must stop, however it ends."""
    async with AsyncExitStack() as stack:
        yield stack
