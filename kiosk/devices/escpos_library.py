"""python-escpos, as it is imported here: without its database of printers.

The database is read at each start for half a second on a PC, and a folder of it is left behind. We
send pictures only, whose width we know, so one plain profile does.
"""

import os
from contextlib import suppress
from pathlib import Path

os.environ["ESCPOS_CAPABILITIES_FILE"] = str(Path(__file__).with_name("escpos_profile.json"))

from escpos import capabilities  # which reads the variable while it is imported
from escpos.capabilities import Profile
from escpos.printer import Dummy

with suppress(OSError):
    Path(capabilities.pickle_path).unlink()
    Path(capabilities.pickle_dir).rmdir()

__all__ = ["Dummy", "Profile", "capabilities"]
