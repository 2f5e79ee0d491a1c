"""These tests talk to the same real kiosk as those of the power cuts."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "power"))
