"""Printers: every sibling module with a ``DRIVER`` drives one sort; dropped in, it is there."""

from kiosk.devices.contract import PrinterDriver
from kiosk.domain.found import found

DRIVERS: tuple[PrinterDriver, ...] = found(__name__, __path__, "DRIVER")
