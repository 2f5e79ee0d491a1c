"""What the demo's panel of virtual devices shows."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipPicture:
    """A slip from the virtual printer. ``number``: which one it was. ``picture``: its address.

    ``text``: what is on it, line by line, for those who cannot see the picture.
    """

    number: int
    picture: str
    text: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelPage:
    """``panel.html``: buttons, printer and scanner that are not there.

    ``printer``: its state in words. ``no_paper``, ``cover_open``, ``unplugged``: which levers are
    set. ``slips``: newest first. ``older``, ``newest``: where the others are. ``said``: what the
    last press or scan did. ``refused``: why not.
    """

    printer: str
    no_paper: bool = False
    cover_open: bool = False
    unplugged: bool = False
    slips: tuple[SlipPicture, ...] = ()
    older: str = ""
    newest: str = ""
    said: str = ""
    refused: str = ""
