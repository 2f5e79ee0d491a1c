"""Can phones reach this kiosk at the address that they are given? Tried as a phone would."""

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from urllib.parse import urlsplit

import aiohttp

from kiosk.addresses import is_home

NAMED_WITHIN = 1.5  # seconds
_NAMES = ThreadPoolExecutor(1, thread_name_prefix="names")  # one that hangs holds up no other work
TIMEOUT = aiohttp.ClientTimeout(total=1.5)
ALIVE = b"ok\n"  # what /healthz says


async def is_known_here_alone(address: str) -> bool:
    """Whether the name in an address means this machine to itself, and nothing to a phone."""
    found = await addresses_of(urlsplit(address).hostname or "")
    return bool(found) and all(map(is_home, found))


async def addresses_of(host: str) -> tuple[str, ...]:
    """The addresses that the system knows for a name; none if it knows none in time."""
    find = partial(socket.getaddrinfo, host, None, type=socket.SOCK_STREAM)
    looking = asyncio.get_running_loop().run_in_executor(_NAMES, find)
    try:
        found = await asyncio.wait_for(looking, NAMED_WITHIN)
    except (TimeoutError, OSError, UnicodeError):
        return ()
    return tuple(str(place[0]) for *_, place in found)


async def answers(address: str) -> bool:
    """Whether the kiosk answers at an address such as ``http://10.42.0.1:8080``."""
    try:
        async with (
            aiohttp.ClientSession(timeout=TIMEOUT) as phone,
            phone.get(f"{address}/healthz", allow_redirects=False) as answer,
        ):
            return await answer.content.read(len(ALIVE) + 1) == ALIVE
    except (TimeoutError, aiohttp.ClientError, OSError, ValueError):
        return False
