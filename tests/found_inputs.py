"""Where the inputs lie that people met in public: small files beside the project."""

from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "found" / "inputs"
ABSENT = "the inputs that were found are not beside the project"
OF_BALLOTS = (".blt", ".pb")
