"""Ways to press: every sibling module with a ``DRIVER`` is one; dropped in, it is there."""

from kiosk.devices.contract import ButtonsDriver
from kiosk.domain.found import found

DRIVERS: tuple[ButtonsDriver, ...] = found(__name__, __path__, "DRIVER")
