"""A monitor reads how each box is, and nothing that moves with a vote."""

from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from journey import Running, load, start_kiosk
from prometheus_client import REGISTRY
from prometheus_client.parser import text_string_to_metric_families

from kiosk.shipped import demo_file


async def read(running: Running, accept: str = "") -> dict[str, float]:
    """Each number by its name, as a scraper reads it."""
    head = {"Accept": accept}
    async with running.browser.get(f"{running.url}/metrics", headers=head) as answer:
        assert answer.status == 200
        assert answer.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
        families = text_string_to_metric_families(await answer.text())
        return {sample.name: sample.value for family in families for sample in family.samples}


async def test_a_monitor_reads_whether_the_disk_takes_anything_and_no_more(demo: Running) -> None:
    assert await read(demo) == {"kiosk_cannot_save": 0}

    demo.kiosk.hall.sitting.seen_trouble = True

    assert await read(demo) == {"kiosk_cannot_save": 1}


async def test_two_kiosks_in_one_program_tell_each_of_itself(
    demo: Running, tmp_path: Path, stopping: AsyncExitStack
) -> None:
    await load(tmp_path / "other", demo_file())
    other = await start_kiosk(tmp_path / "other")
    stopping.push_async_callback(other.stop)

    demo.kiosk.hall.sitting.seen_trouble = True

    assert await read(other) == {"kiosk_cannot_save": 0}
    assert await read(demo) == {"kiosk_cannot_save": 1}
    assert not [one for one in REGISTRY.collect() if one.name.startswith("kiosk")]


@pytest.mark.parametrize(
    "accept", ["application/openmetrics-text; version=banana", "*/*", ";;=,", "text/html;q=x"]
)
async def test_whatever_a_stranger_accepts_the_answer_is_the_same(
    demo: Running, accept: str
) -> None:
    assert await read(demo, accept) == {"kiosk_cannot_save": 0}
