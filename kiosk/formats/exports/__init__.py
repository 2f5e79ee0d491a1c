"""What results can be saved as: every sibling module with an ``EXPORT`` is one, by its suffix."""

from kiosk.domain.found import by_name, found
from kiosk.formats.export import Export

EXPORTS: dict[str, Export] = by_name("suffix", found(__name__, __path__, "EXPORT"))
