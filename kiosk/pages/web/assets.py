"""Styles, scripts and icons held in memory under names that carry a digest of their content."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}

VOTER = ("tokens", "base", "parts", "header", "form", "ballot", "result")
SHEETS: dict[str, tuple[str, ...]] = {
    "phone": VOTER,
    "booth": (*VOTER, "booth"),
    "screen": ("tokens", "base", "parts", "result", "screen"),
    "desk": (*VOTER, "booth", "keyboard", "desk"),
    "chair": (*VOTER, "keyboard", "officials", "chair"),
    "organiser": (*VOTER, "keyboard", "officials", "organiser"),
    "panel": (*VOTER, "officials", "panel"),
    "both_sides": ("both_sides",),
    "help": ("tokens", "base", "parts", "header", "help"),
}
"""The component styles of each place, joined in this order into one file for one request.

What only one way to ask needs is a sheet of its own, which its template names.
"""

IMPORTED = re.compile(r'(?<=")\./([a-z_]+\.js)(?=")')
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is served: its address (which changes with its content), type and bytes."""

    address: str
    content_type: str
    body: bytes


class Assets:
    """All assets by name: ``sheets/<place>.css``, ``scripts/<name>.js``, ``styles/icons.svg``."""

    def __init__(self, web: Path) -> None:
        self._by_name: dict[str, Asset] = {}
        for place, parts in SHEETS.items():
            files = [web / "styles" / f"{part}.css" for part in parts]
            joined = "\n".join(_lean(file.read_text("utf-8")) for file in files if file.is_file())
            self._keep(f"sheets/{place}.css", joined.encode())
        self._keep("styles/icons.svg", (web / "styles" / "icons.svg").read_bytes())
        self._scripts = {file.name: file for file in sorted((web / "scripts").glob("*.js"))}
        for name in self._scripts:
            self._script(name)
        self.by_address = {asset.address: asset for asset in self._by_name.values()}

    def address(self, name: str) -> str:
        """The address of an asset, such as ``/static/phone.1a2b3c4d5e.css``; raises KeyError."""
        return self._by_name[name].address

    @property
    def names(self) -> tuple[str, ...]:
        """Every asset there is."""
        return tuple(self._by_name)

    def __getitem__(self, name: str) -> Asset:
        """The asset of that name; raises KeyError."""
        return self._by_name[name]

    def _keep(self, name: str, body: bytes) -> Asset:
        path = Path(name)
        digest = hashlib.sha256(body).hexdigest()[:10]
        address = f"/static/{path.stem}.{digest}{path.suffix}"
        self._by_name[name] = Asset(address, TYPES[path.suffix], body)
        return self._by_name[name]

    def _script(self, file_name: str) -> str:
        """The address of a script, after those that it imports: their addresses are written in."""
        name = f"scripts/{file_name}"
        if name not in self._by_name:
            source = self._scripts[file_name].read_text("utf-8")
            source = IMPORTED.sub(lambda found: self._script(found[1]), source)
            self._keep(name, _uncommented(source).encode())
        return self._by_name[name].address


def _uncommented(script: str) -> str:
    """A script without its lines of comment, which phones need not load."""
    return "".join(
        line for line in script.splitlines(keepends=True) if not line.lstrip().startswith("//")
    )


def _lean(style: str) -> str:
    """A style sheet without its comments and indents, which phones need not load."""
    lines = (line.strip() for line in COMMENT.sub("", style).splitlines())
    return "\n".join(line for line in lines if line)
