"""Addresses of devices: how they are compared, and how people read them."""

import ipaddress
from functools import lru_cache

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

HOME = "127.0.0.1"  # answers wherever a server listens everywhere
ONE_NETWORK = 64  # bits of IPv6 that a device cannot choose; the rest it takes as it likes
BEFORE_IPV4 = 96  # bits of ::ffff:0:0/96, where an IPv6 socket shows devices with IPv4


MOST = 4096  # addresses that are remembered as they were read: every request asks several times


@lru_cache(maxsize=MOST)
def read_address(text: str) -> Address | None:
    """The address that is meant, one of IPv4 in IPv6's writing as itself; None for a name."""
    try:
        address = ipaddress.ip_address(text.removeprefix("[").removesuffix("]"))
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def read_network(text: str) -> Network:
    """The same for a network; raises ValueError."""
    network = ipaddress.ip_network(text)
    if isinstance(network, ipaddress.IPv6Network) and network.prefixlen >= BEFORE_IPV4:
        within = network.network_address.ipv4_mapped
        if within is not None:
            return ipaddress.ip_network((within, network.prefixlen - BEFORE_IPV4))
    return network


@lru_cache(maxsize=MOST)
def place_at(text: str) -> str:
    """What stands for one device, or one home, however many addresses it has."""
    address = read_address(text)
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((int(address), ONE_NETWORK), strict=False))
    return str(address or "")


def is_everywhere(host: str) -> bool:
    """Whether a server with this host listens on all addresses of the machine."""
    address = read_address(host)
    return not host or (address is not None and address.is_unspecified)


def is_home(host: str) -> bool:
    """Whether only this machine reaches a server with this host."""
    address = read_address(host)
    return address is not None and address.is_loopback


def shown_at(host: str, port: int) -> str:
    """The web address of a server, as a browser on this machine opens it."""
    if is_everywhere(host):
        host = HOME
    bare = host.removeprefix("[").removesuffix("]")
    return f"http://[{bare}]:{port}" if ":" in bare else f"http://{bare}:{port}"
