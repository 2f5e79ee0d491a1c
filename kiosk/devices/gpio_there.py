"""Whether this machine has pins to press, and opening them."""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

COMPATIBLE = "proc/device-tree/compatible"
CHIPS = "dev"


def gpio_is_there(root: Path = Path("/")) -> bool:
    """Whether this is a Raspberry Pi with GPIO and lgpio installed: laptops have gpiochips too."""
    compatible = root / COMPATIBLE
    return (
        compatible.is_file()
        and b"raspberrypi" in compatible.read_bytes()
        and any((root / CHIPS).glob("gpiochip*"))
        and find_spec("lgpio") is not None
    )


def open_gpio() -> Any:
    """gpiozero's factory for this machine's pins, always lgpio: the others fail quietly on a Pi 5.

    lgpio leaves a pipe in the current directory, which must be writable. Raises whatever lgpio
    raises; it is loaded here and not above, because a machine without GPIO has none.
    """
    return import_module("gpiozero.pins.lgpio").LGPIOFactory()
