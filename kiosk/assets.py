"""Where the templates, styles, scripts and texts lie: in a checkout or in the installed wheel."""

from pathlib import Path


def web_folder() -> Path:
    """The ``web`` folder beside the package, else the copy inside the installed package."""
    package = Path(__file__).resolve().parent
    beside = package.parent / "web"
    return beside if (beside / "templates").is_dir() else package / "_web"
