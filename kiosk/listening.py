"""Where a server listens: on one address, or on all of the machine, IPv4 and IPv6 alike."""

import errno
import socket

from aiohttp import web

from kiosk.addresses import is_everywhere, read_address

BACKLOG = 1024  # connections that wait to be taken: a hall's phones all at once


def take_address(host: str, port: int) -> socket.socket | None:
    """A socket there; None for a name, which may mean several addresses.

    Port 0 is any that is free. Raises OSError.
    """
    if is_everywhere(host) and host != "0.0.0.0":  # noqa: S104 - whoever writes that means IPv4
        return _everywhere(port)
    if read_address(host) is None:
        return None
    bare = host.removeprefix("[").removesuffix("]")
    family = socket.AF_INET6 if ":" in bare else socket.AF_INET
    return socket.create_server((bare, port), family=family, backlog=BACKLOG)


def _everywhere(port: int) -> socket.socket:
    """One socket for both kinds of addresses, of IPv4 alone where the machine has no other."""
    if socket.has_dualstack_ipv6():
        try:
            return socket.create_server(
                ("::", port), family=socket.AF_INET6, backlog=BACKLOG, dualstack_ipv6=True
            )
        except OSError as trouble:
            if trouble.errno not in {errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT}:
                raise
    return socket.create_server(("0.0.0.0", port), backlog=BACKLOG)  # noqa: S104


async def listen(
    runner: web.AppRunner, host: str, port: int, taken: socket.socket | None = None
) -> None:
    """Answer there, at the socket that was taken before or a new one; raises OSError."""
    taken = taken or take_address(host, port)
    if taken is not None:
        await web.SockSite(runner, taken, backlog=BACKLOG).start()
    else:
        await web.TCPSite(runner, host, port, backlog=BACKLOG).start()
