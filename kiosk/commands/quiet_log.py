"""A log that tells what kind of thing failed, and nothing that anybody sent."""

import logging

LIBRARIES = ("aiohttp.server", "aiohttp.web", "asyncio")
"""Their messages quote requests, which hold card codes and choices."""

SAME_AGAIN = 1.0  # seconds in which the same failure is said once: a log can fill a disk


class TypeOnly(logging.Filter):
    """Keeps the type of a failure and drops its message, traceback and address."""

    def __init__(self) -> None:
        super().__init__()
        self._last: dict[str, float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether to say it, after taking out everything but its type."""
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else "notice"
        record.msg, record.args = f"a connection failed: {kind}", ()
        record.exc_info = record.exc_text = record.stack_info = None
        before = self._last.get(kind, float("-inf"))
        self._last[kind] = record.created
        return record.created - before > SAME_AGAIN


def set_up_log() -> None:
    """Log to stderr; the libraries that speak HTTP tell the type of a failure only."""
    # force: the printing library sets up logging for itself when it is imported.
    logging.basicConfig(
        level=logging.INFO, format="%(levelname)s %(name)s: %(message)s", force=True
    )
    for name in LIBRARIES:
        logging.getLogger(name).addFilter(TypeOnly())
