"""Can phones reach this kiosk at the address that they are given? Tried as a phone would."""

import aiohttp

TIMEOUT = aiohttp.ClientTimeout(total=1.5)
ALIVE = b"ok\n"  # what /healthz says


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
