"""A made-up format of ballot files is counted, refused with its place, and rehearsed."""

import gzip
import json
import signal
from pathlib import Path

from program import answering, run, start

BOWL = """Games
chess: Chess
darts: Darts
2 chess darts
1 chess
1 darts
2 chess
"""
MEETING = """
title = "A made-up evening"
cards = "printed"
publish-from = 0
[[poll]]
id = "games"
title = "Games"
[[poll.question]]
id = "q"
title = "Which games?"
kind = "approve"
rule = "approval"
options = [{ id = "chess", title = "Chess" }, { id = "darts", title = "Darts" }]
"""


async def test_a_made_up_format_is_counted_and_rehearsed(
    tmp_path: Path, unused_tcp_port: int
) -> None:
    file = tmp_path / "bowl.ticks"
    file.write_text(BOWL)
    (tmp_path / "bowl.ticks.gz").write_bytes(gzip.compress(BOWL.encode()))
    for name in (file, tmp_path / "bowl.ticks.gz"):
        code, told, said = await run("count", str(name), "--rule", "approval", "--json")
        assert code == 0, said
        assert json.loads(told)["scores"] == {"chess": 5, "darts": 3}
        assert json.loads(told)["winners"] == ["chess"]
    assert ".ticks" in (await run("count", "--help"))[1]
    code, _, said = await run("count", str(file), "--rule", "irv")
    assert code == 2
    assert "bowl.ticks has some" in said

    (tmp_path / "wrong.ticks").write_text(f"{BOWL}many darts\n1 cards\n")
    code, _, said = await run("count", str(tmp_path / "wrong.ticks"), "--rule", "approval")
    assert code == 1
    assert "wrong.ticks, line 8: It begins with 'many'." in said
    assert "wrong.ticks, line 9: 'cards' is no option." in said

    meeting, data = tmp_path / "assembly.toml", tmp_path / "data"
    meeting.write_text(MEETING)
    url = f"http://127.0.0.1:{unused_tcp_port}"
    kiosk = await start("demo", str(meeting), "--port", str(unused_tcp_port), "--data", str(data))
    await answering(url)
    code, told, said = await run("rehearse", str(file), "--url", url, "--json")
    kiosk.send_signal(signal.SIGTERM)
    await kiosk.communicate()
    assert code == 0, said
    report = json.loads(told)
    assert report["cast"] == 6
    assert report["equal"] is True
