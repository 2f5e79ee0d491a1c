"""Where the system chooses the port, every address that people read names it."""

import asyncio
import re

import aiohttp
from program import start


async def test_the_projector_names_the_port_that_was_chosen() -> None:
    demo = await start("demo", "--port", "0")
    try:
        assert demo.stdout is not None
        greeting = ""
        async with asyncio.timeout(60):
            while not (found := re.search(r"http://127\.0\.0\.1:(\d+)/", greeting)):
                line = await demo.stdout.readline()
                assert line, "the kiosk ended"
                greeting += line.decode()
        port = found[1]
        screen = f"http://127.0.0.1:{port}/screen"
        async with aiohttp.ClientSession() as phone, phone.get(screen) as answer:
            page = await answer.text()
    finally:
        demo.terminate()
        await demo.communicate()

    assert port != "0"
    assert f"127.0.0.1:{port}<" in page
