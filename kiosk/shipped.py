"""Files that ship beside the code: ``web/`` in a checkout or a wheel, and the demo assembly."""

from pathlib import Path

HERE = Path(__file__).resolve().parent


def web_folder() -> Path:
    """The folder of templates, styles, scripts, words and help."""
    beside = HERE.parent / "web"
    return beside if beside.is_dir() else HERE / "_web"


def demo_file() -> Path:
    """The demo's ``assembly.toml``, with its roster and projects beside it."""
    return HERE / "demo" / "assembly.toml"
