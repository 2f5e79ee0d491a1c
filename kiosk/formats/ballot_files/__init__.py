"""Formats of ballot files: every sibling module with a ``FORMAT`` reads one, by its suffix."""

from kiosk.domain.found import by_name, found
from kiosk.formats.ballot_file import BallotFormat

FORMATS: dict[str, BallotFormat] = by_name("suffix", found(__name__, __path__, "FORMAT"))
