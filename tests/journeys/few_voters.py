"""A meeting in which few vote on what could be recognised, each with a pattern of their own."""

from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

from journey import Running, load, start_kiosk

OPTIONS = ("amara", "bela", "chen", "dora")
MEETING = """
title = "Small meeting"
cards = "printed"
{top}

[[poll]]
id = "order"
title = "Who leads"
[[poll.question]]
id = "lead"
title = "In which order?"
kind = "rank"
rule = "irv"
{options}

[[poll]]
id = "both"
title = "Two things"
[[poll.question]]
id = "motion"
title = "Shall we?"
kind = "yes_no"
rule = "majority"
[[poll.question]]
id = "points"
title = "How much for each?"
kind = "points"
rule = "points"
points = 10
{options}

[[poll]]
id = "plain"
title = "One thing"
[[poll.question]]
id = "plant"
title = "Shall we plant it?"
kind = "yes_no"
rule = "majority"
"""


def order_of(number: int) -> tuple[str, ...]:
    """The order of options that this voter alone has: for 24 voters all are different."""
    left, found, rest = list(OPTIONS), [], number
    for size in range(len(OPTIONS), 0, -1):
        found.append(left.pop(rest % size))
        rest //= size
    return tuple(found)


async def given_a_small_meeting(
    folder: Path,
    stack: AsyncExitStack,
    *,
    cast: int,
    top: str = "",
    opened: Callable[[Running, str], Awaitable[None]] | None = None,
) -> Running:
    """So many vote in each of the three polls; all are closed, counted and not yet published.

    ``opened``: what is done when the chair has opened a poll, such as showing its slip.
    """
    options = "\n".join(
        f'[[poll.question.options]]\nid = "{one}"\ntitle = "{one.title()}"' for one in OPTIONS
    )
    file = folder / "assembly.toml"
    file.write_text(MEETING.format(top=top, options=options), encoding="utf-8")
    await load(folder / "data", file)
    running = await start_kiosk(folder / "data")
    stack.push_async_callback(running.stop)
    codes = [await running.card("") for _ in range(cast)]
    for poll in ("order", "both", "plain"):
        await running.chair(poll, "open")
        if opened:
            await opened(running, poll)
        for number, code in enumerate(codes):
            status, page = await running.post(
                f"/card/{code}/poll/{poll}", *fields_of(poll, number), ("step", "cast")
            )
            assert status == 200, page
        status, page = await running.chair(poll, "close", ("lot", "3 1 6 6 2 4 1 5 2 6"))
        assert poll in running.kiosk.hall.sitting.results, page
    return running


def fields_of(poll: str, number: int) -> tuple[tuple[str, str], ...]:
    """What this voter types in that poll."""
    order = order_of(number)
    if poll == "order":
        return tuple((f"lead.{place}", one) for place, one in enumerate(order, start=1))
    if poll == "both":
        marks = tuple(
            (f"points.{one}", str(worth)) for one, worth in zip(order, "4321", strict=True)
        )
        return (("motion", "yes" if number % 3 else "no"), *marks)
    return (("plant", "yes" if number % 3 else "no"),)
