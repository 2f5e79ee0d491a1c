"""Ways to press: every sibling module with a ``DRIVER`` is one; dropped in, it is there."""

from kiosk.devices.contract import ButtonsDriver
from kiosk.devices.drivers import found

DRIVERS: tuple[ButtonsDriver, ...] = found(__name__, __path__)
