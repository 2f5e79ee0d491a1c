"""The library that writes for receipt printers is imported without its database of printers."""

import os
import subprocess
import sys
from pathlib import Path

from kiosk.devices.escpos_library import Profile, capabilities


def test_only_the_plain_profile_is_read() -> None:
    assert list(capabilities.CAPABILITIES["profiles"]) == ["default"]
    assert Profile().name == "Any receipt printer"


def test_a_start_leaves_nothing_in_the_folder_for_temporary_files(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-c", "import kiosk.devices.escpos_bytes"],
        env={**os.environ, "TMPDIR": str(tmp_path)},
        check=True,
    )

    assert list(tmp_path.iterdir()) == []
