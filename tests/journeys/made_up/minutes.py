"""An export that nobody planned for: the results as lines for the minutes."""

from collections.abc import Mapping

from kiosk.domain.assembly import Poll
from kiosk.domain.count.contract import Result
from kiosk.domain.sentence import wording
from kiosk.formats.export import Export


def write(poll: Poll, results: Mapping[str, Result], language: str) -> bytes:
    """A line for each question."""
    lines = []
    for question in poll.questions:
        titles = {one.id: one.title.in_language(language) for one in question.options}
        scores = (f"{titles[option]} {score}" for option, score in results[question.id].scores)
        lines.append(f"{question.title.in_language(language)} {', '.join(scores)}")
    return "\n".join(lines).encode()


EXPORT = Export(name="txt", title=wording("For the minutes"), media_type="text/plain", write=write)
