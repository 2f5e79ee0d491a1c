"""What the benches of the hall stand on works: a kiosk is served, opened, and takes votes."""

import subprocess
import sys
from pathlib import Path

BENCHES = Path(__file__).resolve().parents[1] / "bench"
# In a program of its own, which keeps to one processor.
BEGIN = """
import pathlib, sys
from bench_casts import cast_of, connections, see_ballots
from loaded_hall import a_kiosk, assembly, ballots_in, prepare
from phones import play
data = pathlib.Path(sys.argv[1]) / "data"
codes = prepare(data, assembly(), 4)
with a_kiosk(data) as kiosk:
    kiosk.chair("open")
    see_ballots(kiosk, codes, 2)
    print(play(kiosk.port, connections(2, map(cast_of, codes))).statuses)
print(ballots_in(data))
"""


def test_a_bench_opens_a_vote_and_its_phones_cast(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", BEGIN, tmp_path],
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": f"{BENCHES}:{BENCHES.parents[1]}"},
        capture_output=True,
        text=True,
        check=False,
        timeout=90,
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.split("\n")[:2] == ["{303: 4}", "4"]
