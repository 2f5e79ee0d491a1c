"""Kinds of question: every sibling module with a ``KIND`` is one; dropped in, it is there."""

from kiosk.domain.found import by_name, found
from kiosk.domain.questions.kind import Kind

KINDS: dict[str, Kind] = by_name("kind", found(__name__, __path__, "KIND"))
