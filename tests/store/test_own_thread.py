"""Work on a thread of its own comes back with its answer or its error, never as hanging."""

from functools import partial

import pytest

from kiosk.own_thread import OwnThread


async def test_work_that_is_done_never_counts_as_hanging():
    thread = OwnThread("test")

    done = [await thread.run(partial(int, number), 5) for number in range(300)]

    assert done == list(range(300))


async def test_what_goes_wrong_on_the_thread_is_raised_where_it_is_awaited():
    thread = OwnThread("test")

    with pytest.raises(ZeroDivisionError):
        await thread.run(lambda: 1 // 0, 5)
    assert await thread.run(lambda: "again", 5) == "again"
