"""The page that makes a browser of this machine the kiosk's own screen: a file for its user only.

A page and not a printed secret: who starts the browser can name a file, and other users of the
machine see every word of a command line.
"""

import contextlib
import html
import logging
import os
import re
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from kiosk.domain.errors import CannotSave
from kiosk.store.meeting_folder import write_safely

log = logging.getLogger(__name__)

FILE = "own-screen.html"
PAGE = """<!doctype html>
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url={address}">
<title>{kiosk}</title>
<p><a href="{address}">{kiosk}</a></p>
"""
ADDRESS = re.compile(r'href="([^"]+)"')


def hand_over(data: Path, kiosk: str, address: str) -> None:
    """Write the page; ``address`` holds the secret, ``kiosk`` does not.

    A kiosk without room to write starts all the same. A link named after its port lets other
    programs of this user find the page.
    """
    page = PAGE.format(address=html.escape(address), kiosk=html.escape(kiosk)).encode()
    file = data / FILE
    try:
        if not file.exists() or file.read_bytes() != page:
            write_safely(file, page)
    except (CannotSave, OSError) as trouble:
        log.warning("%s could not be written: %s", FILE, type(trouble).__name__)
    with contextlib.suppress(OSError):  # a convenience
        link = page_of(kiosk)
        link.parent.mkdir(mode=0o700, exist_ok=True)
        if _is_mine(link.parent):
            link.unlink(missing_ok=True)
            link.symlink_to(file.resolve())


def page_of(kiosk: str) -> Path:
    """The page of a kiosk that this user runs at the address; it need not be there."""
    folder = os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()
    return Path(folder) / f"kiosk-{os.getuid()}" / f"{urlsplit(kiosk).port or 80}.html"


def _is_mine(folder: Path) -> bool:
    """Whether nobody else can put anything there."""
    found = folder.lstat()
    return found.st_uid == os.getuid() and not found.st_mode & 0o077


def handed_over(file: Path) -> str:
    """The address in a page of ``hand_over``, empty where there is none that can be read."""
    try:
        found = ADDRESS.search(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return ""
    return html.unescape(found[1]) if found else ""
