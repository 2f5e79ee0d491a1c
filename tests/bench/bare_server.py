"""The yardstick: aiohttp alone, which echoes a form or answers with a page held in memory.

    python tests/bench/bare_server.py PORT

``POST /`` sends its body back; ``GET /page/N`` answers with N bytes of HTML.
"""

import sys

from aiohttp import web

PAGES: dict[int, bytes] = {}


async def echo(request: web.Request) -> web.Response:
    return web.Response(body=await request.read())


async def page(request: web.Request) -> web.Response:
    size = int(request.match_info["size"])
    body = PAGES.setdefault(size, b"x" * size)
    return web.Response(body=body, content_type="text/html", charset="utf-8")


def main() -> None:
    app = web.Application()
    app.add_routes([web.post("/", echo), web.get("/page/{size}", page)])
    web.run_app(
        app, host="127.0.0.1", port=int(sys.argv[1]), access_log=None, print=None, backlog=1024
    )


if __name__ == "__main__":
    main()
