"""Pages and results that everybody may see, kept once they are drawn."""

from dataclasses import dataclass, field

from kiosk.prepared import Prepared
from kiosk.presentation.views.result import QuestionResult

MOST_BYTES = 16 * 2**20  # of all pages that are kept
AT_LEAST = 2**14  # bytes that a page counts for: small ones are bounded in number
MOST_RESULTS = 48  # polls in a language, on a phone or the projector, whose results are kept


@dataclass(frozen=True, slots=True)
class Drawn:
    """The pages by all that they show, and the results on them with their charts by their count."""

    pages: Prepared[bytes] = field(
        default_factory=lambda: Prepared(MOST_BYTES, lambda page: max(len(page), AT_LEAST))
    )
    results: Prepared[tuple[QuestionResult, ...]] = field(
        default_factory=lambda: Prepared(MOST_RESULTS, lambda _: 1)
    )
