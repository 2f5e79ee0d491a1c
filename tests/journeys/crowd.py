"""A crowd that asks for one page at once, as a program of its own: ``crowd.py PORT PATH NUMBER``.

Prints how long the longest look at ``/healthz`` took meanwhile, in seconds.
"""

import asyncio
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

BETWEEN = 0.02  # seconds between two looks


def line(port: int, path: str) -> socket.socket:
    made = socket.create_connection(("127.0.0.1", port), timeout=60)
    head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
    made.sendall(head.encode())
    return made


def whole(asked: socket.socket) -> bytes:
    said = b""
    with asked:
        while part := asked.recv(2**20):
            said += part
    return said


def longest_look(port: int, path: str, number: int) -> float:
    looks: list[float] = []
    over = threading.Event()

    def look() -> None:
        while not over.is_set() or not looks:
            began = time.monotonic()
            whole(line(port, "/healthz"))
            looks.append(time.monotonic() - began)
            time.sleep(BETWEEN)

    watching = threading.Thread(target=look)
    watching.start()
    for asked in [line(port, path) for _ in range(number)]:
        assert whole(asked).startswith(b"HTTP/1.1 200 ")
    over.set()
    watching.join()
    return max(looks)


async def longest_wait(url: str, path: str, number: int) -> float:
    """The same, seen from a program of its own: here the kiosk itself is at work."""
    port = url.rpartition(":")[2]
    asking = (sys.executable, str(Path(__file__)), port, path, str(number))
    said = await asyncio.to_thread(subprocess.run, asking, capture_output=True, check=True)
    return float(said.stdout)


if __name__ == "__main__":
    print(longest_look(int(sys.argv[1]), sys.argv[2], int(sys.argv[3])))
