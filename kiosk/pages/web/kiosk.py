"""The running kiosk as its pages see it, under one typed key of the web application."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from aiohttp import web

from kiosk.config import Config
from kiosk.devices.buttons.virtual import VirtualButtons
from kiosk.devices.contract import Buttons
from kiosk.devices.printers.virtual import VirtualPrinter
from kiosk.meeting.booth import Booths
from kiosk.meeting.hall import Hall
from kiosk.pages.web.drawn import Drawn
from kiosk.pages.web.render import Renderer
from kiosk.prepared import Prepared


@dataclass(frozen=True, slots=True)
class Demo:
    """The devices that are not there: only where the kiosk runs as a demonstration."""

    buttons: VirtualButtons
    printer: VirtualPrinter


@dataclass(frozen=True, slots=True)
class Kiosk:
    """The running program as its pages see it. ``demo`` is None on a real kiosk."""

    hall: Hall
    renderer: Renderer
    config: Config
    booths: Booths
    buttons: Buttons
    demo: Demo | None
    drawn: Drawn = field(default_factory=Drawn)
    open_data: Prepared[bytes] = field(default_factory=Prepared)

    @property
    def address(self) -> str:
        """Where phones reach this kiosk, without a slash at the end."""
        return self.config.reached_at

    @property
    def phones_address(self) -> str:
        """The same for phones; empty where a phone would ask itself. A demonstration is at home."""
        return "" if self.demo is None and self.config.leads_phones_astray else self.address

    def phones_page(self, path: str) -> str:
        """Where phones open a page such as ``/tracker``; empty where they would ask themselves."""
        return f"{self.phones_address}{path}" if self.phones_address else ""

    def card_address(self, code: str) -> str:
        """What the QR code of a card says: its address, or the bare code where phones have none."""
        return self.phones_page(f"/card/{code}") or code

    @property
    def host(self) -> str:
        """The host name in that address."""
        return urlsplit(self.address).hostname or ""


KIOSK = web.AppKey("KIOSK", Kiosk)
