"""Reading one row so that nothing of the look is left open."""

from collections.abc import Iterable
from typing import Any

import aiosqlite


async def one_row(
    read: aiosqlite.Connection, sql: str, parameters: Iterable[Any] = ()
) -> tuple[Any, ...] | None:
    """The first row, or None; the whole answer is fetched in the same step.

    All readers share one connection. A statement whose rows are fetched later would hold that
    connection at the moment it began, and whoever looks meanwhile would miss newer commits.
    """
    return next((tuple(row) for row in await read.execute_fetchall(sql, parameters)), None)
