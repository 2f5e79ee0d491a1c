"""A program that serves until somebody asks it to stop."""

import asyncio
import signal


def asked_to_stop() -> asyncio.Event:
    """What is set when somebody does so: a key, or the system."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop
