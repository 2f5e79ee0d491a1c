"""How busy the machine is: what a claim about seconds is measured against."""

import time

WORK = 0.2  # seconds of a processor


def busy() -> float:
    """How many times longer than alone a piece of work takes now; 1 on a quiet machine."""
    since, worked = time.monotonic(), time.process_time()
    while time.process_time() - worked < WORK:
        sum(range(10_000))
    return max(1.0, (time.monotonic() - since) / WORK)
