"""The settings of one device: defaults, then its file, then ``KIOSK_*``, then the command line."""

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from kiosk.addresses import Network, is_everywhere, is_home, read_address, read_network, shown_at
from kiosk.devices import buttons, printers
from kiosk.devices.drivers import Named, examples, named
from kiosk.domain.errors import BadFile, Fault
from kiosk.formats.faults import nearest, shown
from kiosk.formats.toml_table import TomlTable, read_toml

FILE = "/etc/kiosk/config.toml"
PREFIX = "KIOSK_"
RUNTIME = "RUNTIME_DIRECTORY"
TESTS = "KIOSK_TEST_"  # tells the tests where a database is, never the kiosk anything
WEB_ADDRESS = re.compile(r"https?://[^\s/?#]+/?", re.ASCII)
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{2,4})?", re.ASCII)
WHOLE = re.compile(r"\d{1,9}", re.ASCII)

OWN = "own"  # officials' pages: on the own screen only
ANYWHERE = "anywhere"  # for everybody who has a PIN or is paired, over whatever network
A_RELAY = (ipaddress.ip_address("127.0.0.1"), ipaddress.ip_address("::1"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """All settings, checked. Each name is the key in the file, and in ``KIOSK_`` capitals."""

    host: str = "127.0.0.1"  # where the server listens
    port: int = 8080
    address: str = ""  # what phones type, such as http://10.42.0.1; empty: host and port
    data: str = "/var/lib/kiosk"  # the folder with one folder for each assembly
    copy: str = ""  # a folder on another medium for a second copy; empty: none
    drafts: str = ""  # a folder in memory where begun ballots outlive a restart; empty: none
    wifi_name: str = ""
    wifi_password: str = ""
    printer: str = "none"  # a way to name one of devices/printers
    buttons: str = ""  # a way to name one of devices/buttons; empty: the machine's pins, if any
    printer_dots: int = 384  # across the paper: 384 for 58 mm, 576 for 80 mm
    pin_yes: int = 5  # GPIO number of the green button
    pin_no: int = 6  # red
    pin_abstain: int = 13  # white
    pin_help: int = 19  # blue
    central: str = ""  # address of the central server; empty: none
    officials: str = "own"  # who opens desk, chair and the like: own, anywhere, or networks
    sync_seconds: int = 60  # between two tries to reach it
    idle_seconds: int = 180  # until the booth asks whether somebody is there
    mm: int = 52  # tenths of a pixel in a millimetre of the own screen; 52: 7 inch, 800 x 480
    language: str = "en"  # of the kiosk's own screens before anybody chooses

    @property
    def official_networks(self) -> tuple[Network, ...]:
        """The networks, besides the own screen, where officials' pages open."""
        return () if self.officials in {OWN, ANYWHERE} else networks_in(self.officials)

    @property
    def reached_at(self) -> str:
        """The address that phones type, without a slash at its end."""
        return self.address.rstrip("/") or shown_at(self.host, self.port)

    @property
    def leads_phones_astray(self) -> bool:
        """Whether a phone that opens ``reached_at`` would ask itself, or nobody."""
        host = (urlsplit(self.reached_at).hostname or "").rstrip(".")
        if read_address(host) is None:
            return host in {"", "localhost"} or host.endswith(".localhost")
        return is_home(host) or is_everywhere(host)


def networks_in(text: str) -> tuple[Network, ...]:
    """Networks with a space or a comma between two; raises ValueError."""
    return tuple(read_network(word) for word in text.replace(",", " ").split())


BOUNDS = {
    "port": (0, 65535),
    "printer_dots": (200, 2000),
    "pin_yes": (0, 27),
    "pin_no": (0, 27),
    "pin_abstain": (0, 27),
    "pin_help": (0, 27),
    "sync_seconds": (1, 86_400),
    "idle_seconds": (20, 3_600),
    "mm": (10, 400),
}
"""The least and the most of each number. 20 s is what WCAG 2.2.1 asks for at least."""

SHAPES = {
    "address": (WEB_ADDRESS, "Write it like http://10.42.0.1"),
    "central": (WEB_ADDRESS, "Write it like https://central.example.org"),
    "language": (LANGUAGE, "Write a code such as en or es"),
}

DRIVERS: dict[str, tuple[Named, ...]] = {"printer": printers.DRIVERS, "buttons": buttons.DRIVERS}
"""What each of these settings names."""

PINS = ("pin_yes", "pin_no", "pin_abstain", "pin_help")


def read_config(
    *,
    file_text: str = "",
    environment: Mapping[str, str] | None = None,
    overrides: Mapping[str, str | int | None] | None = None,
    file: str = FILE,
) -> Config:
    """The settings from all four sources; raises BadFile with every fault.

    ``overrides`` come from the command line; None means that the option was not given.
    """
    found: list[Fault] = []
    values = _from_system(environment or {}) | _from_file(file_text, file, found)
    values |= _from_environment(environment or {}, found)
    values |= {name: value for name, value in (overrides or {}).items() if value is not None}
    found += [fault for name, value in values.items() for fault in _faults(name, value)]
    pins = [values.get(field.name, field.default) for field in fields(Config) if field.name in PINS]
    if len(set(pins)) < len(pins):
        found.append(Fault("pin_yes", 0, "Two buttons share a pin", "Give each its own pin"))
    found += _misfits(values)
    if found:
        raise BadFile(tuple(found))
    return Config(**values)


def _misfits(values: Mapping[str, Any]) -> list[Fault]:
    """Values that are well alone and do not work together, or not with the devices."""
    found: list[Fault] = []
    remedy = "Write what phones type, such as http://10.42.0.1"
    host = str(values.get("host", Config().host))
    if not values.get("address"):
        if is_everywhere(host):
            wrong = f"host {shown(host)} needs an address"
            found.append(Fault("address", 0, wrong, remedy))
        elif values.get("port") == 0 and not is_home(host):  # at home nobody types the port
            found.append(Fault("address", 0, "port 0 needs an address", remedy))
    copy = values.get("copy", "")
    if copy and Path(copy).resolve() == Path(values.get("data", Config().data)).resolve():
        found.append(Fault("copy", 0, "It is the data folder itself", "Name another medium's"))
    dots = values.get("printer_dots", 8)
    if isinstance(dots, int) and dots % 8:
        found.append(Fault("printer_dots", 0, "Printers count dots in eights", "Write 384 or 576"))
    return found


def _types() -> dict[str, type]:
    return {field.name: type(field.default) for field in fields(Config)}


def _from_file(text: str, file: str, found: list[Fault]) -> dict[str, Any]:
    try:
        table = read_toml(text, file=file)
    except BadFile as bad:
        found.extend(bad.faults)
        return {}
    values = {name: _typed(table, name, kind) for name, kind in _types().items() if table.has(name)}
    table.finish()
    found.extend(table.notes.faults.found)
    return values


def _typed(table: TomlTable, name: str, kind: type) -> str | int:
    return table.whole(name) if kind is int else table.text(name)


def _from_system(environment: Mapping[str, str]) -> dict[str, Any]:
    """What systemd tells of the folder in memory that it made for the service."""
    folder = environment.get(RUNTIME, "").partition(":")[0]
    return {"drafts": f"{folder}/drafts"} if folder else {}


def _from_environment(environment: Mapping[str, str], found: list[Fault]) -> dict[str, Any]:
    types = _types()
    known = {PREFIX + name.upper(): name for name in types}
    values: dict[str, Any] = {}
    for variable, written in sorted(environment.items()):
        if not variable.startswith(PREFIX) or variable.startswith(TESTS):
            continue
        name = known.get(variable)
        if name is None:
            found.append(Fault(variable, 0, "There is no such setting", nearest(variable, known)))
        elif types[name] is str:
            values[name] = written
        elif WHOLE.fullmatch(written.strip()):
            values[name] = int(written)
        else:
            wrong = f"It is {shown(written)}"
            found.append(Fault(variable, 0, wrong, "Write a whole number from 0 on"))
    return values


def _faults(name: str, value: str | int) -> list[Fault]:
    if name in BOUNDS and isinstance(value, int):
        least, most = BOUNDS[name]
        if not least <= value <= most:
            remedy = f"Write a number from {least} to {most}"
            return [Fault(name, 0, f"It is {value}", remedy)]
    if name == "officials" and isinstance(value, str):
        return _official_faults(value)
    if name in DRIVERS and isinstance(value, str) and value != getattr(Config(), name):
        drivers = DRIVERS[name]
        if named(drivers, value) is None:
            return [Fault(name, 0, f"It is {shown(value)}", f"Write {examples(drivers)}")]
    if name in SHAPES and isinstance(value, str) and value:
        shape, remedy = SHAPES[name]
        if not shape.fullmatch(value):
            return [Fault(name, 0, f"It is {shown(value)}", remedy)]
    return []


def _official_faults(value: str) -> list[Fault]:
    remedy = "Write own, anywhere, or networks such as 192.168.50.0/24"
    if value in {OWN, ANYWHERE}:
        return []
    try:
        networks = networks_in(value)
    except ValueError:
        networks = ()
    if not networks:
        return [Fault("officials", 0, f"It is {shown(value)}", remedy)]
    if any(relay in network for relay in A_RELAY for network in networks):
        wrong = "A server on this machine would let everybody in"
        return [Fault("officials", 0, wrong, remedy)]
    return []
