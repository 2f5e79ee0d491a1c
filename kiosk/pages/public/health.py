"""For a monitor: whether the program is alive, and how the box is."""

from aiohttp import web
from prometheus_client import (
    CONTENT_TYPE_PLAIN_0_0_4,
    CollectorRegistry,
    Gauge,
    generate_latest,
)

from kiosk.pages.web.kiosk import KIOSK


async def healthz(_request: web.Request) -> web.Response:
    """The program is alive."""
    return web.Response(text="ok\n")


async def metrics(request: web.Request) -> web.Response:
    """How the box is, for a monitor: no turnout, nothing of any voter.

    Not how many pages are open either: one less is a phone whose vote was cast that very moment.
    Nor what the library tells by itself of processor and memory, which rise with each cast: so the
    numbers are made anew for each answer, apart from those that the library keeps. One form for
    everybody: the library's choice by what a request accepts falls over a version that is none.
    """
    told = CollectorRegistry()
    cannot_save = Gauge("kiosk_cannot_save", "1 while the disk takes nothing.", registry=told)
    cannot_save.set(request.app[KIOSK].hall.sitting.seen_trouble)
    kind = {"Content-Type": CONTENT_TYPE_PLAIN_0_0_4}
    return web.Response(body=generate_latest(told), headers=kind)
