"""A worker beside the kiosk has the lower right to processor and memory, each by itself."""

import os
import subprocess
import sys
from pathlib import Path

STANDS_BACK = """
import os, sys
if sys.argv[1] == "no nice":
    def forbidden(by): raise PermissionError
    os.nice = forbidden
from kiosk.actions.background.stand_back import stand_back
stand_back()
print(os.getpriority(os.PRIO_PROCESS, 0), open("/proc/self/oom_score_adj").read().strip())
"""
UNIT = Path(__file__).resolve().parents[2] / "systemd/kiosk.service"


def rights(how: str) -> tuple[int, int]:
    """How politely it works, and how soon it goes where memory runs out."""
    said = subprocess.run(
        [sys.executable, "-c", STANDS_BACK, how], capture_output=True, text=True, check=True
    ).stdout
    nice, sooner = map(int, said.split())
    return nice, sooner


def test_a_worker_is_polite_and_goes_first() -> None:
    assert rights("as usual") == (os.getpriority(os.PRIO_PROCESS, 0) + 5, 500)


def test_where_politeness_is_forbidden_it_still_goes_first() -> None:
    assert rights("no nice") == (os.getpriority(os.PRIO_PROCESS, 0), 500)


def test_the_service_lets_its_workers_stand_back_and_outlives_them() -> None:
    lines = UNIT.read_text(encoding="utf-8").splitlines()
    filters = [line for line in lines if line.startswith("SystemCallFilter=")]

    assert "setpriority" in filters[-1].split("=")[1].split()  # what comes later counts
    assert "OOMPolicy=continue" in lines
