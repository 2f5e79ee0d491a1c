"""A worker beside the kiosk: pages come first, and where memory runs out it goes first."""

import contextlib
import os
import signal
from pathlib import Path

POLITENESS = 5  # of nice: pages come first where the board has one core to spare
FIRST_TO_GO = "500"  # of 1,000


def stand_back() -> None:
    """Let the kiosk have the processor and the memory; what the system forbids is left."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the kiosk, which ends this
    with contextlib.suppress(OSError):
        os.nice(POLITENESS)
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(FIRST_TO_GO, encoding="ascii")
