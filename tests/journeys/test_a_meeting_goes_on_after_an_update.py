"""What is loaded keeps its meaning: a newer program that reads its files more strictly goes on."""

from pathlib import Path

import pytest
from journey import load, start_kiosk

from kiosk.shipped import demo_file


def spoil(data: Path, file: str, content: bytes) -> None:
    (kept,) = data.glob(f"*/**/{file}")
    kept.write_bytes(content)


@pytest.mark.parametrize(
    ("file", "spoilt"),
    [
        ("roster.csv", b"number,name\n1,Ana\n1,Ben\n"),
        ("roster.csv", b"\xff\xfe\xfd"),
        ("projects.csv", b"no,columns,at,all\n"),
        ("assembly.toml", b'title = "Two lines\\u202e"\nunknown = 1\n'),
    ],
)
async def test_files_that_would_be_refused_today_do_not_end_a_loaded_meeting(
    tmp_path: Path, file: str, spoilt: bytes
) -> None:
    await load(tmp_path, demo_file())
    before = await start_kiosk(tmp_path)
    card = await before.card("101")
    agenda = before.kiosk.hall.sitting.assembly
    await before.stop()
    spoil(tmp_path, file, spoilt)

    after = await start_kiosk(tmp_path)
    try:
        assert after.kiosk.hall.sitting.assembly == agenda
        assert await after.kiosk.hall.sitting.box.recognise(card)
    finally:
        await after.stop()
