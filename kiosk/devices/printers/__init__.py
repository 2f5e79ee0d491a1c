"""Printers: every sibling module with a ``DRIVER`` drives one sort; dropped in, it is there."""

from kiosk.devices.contract import PrinterDriver
from kiosk.devices.drivers import found

DRIVERS: tuple[PrinterDriver, ...] = found(__name__, __path__)
