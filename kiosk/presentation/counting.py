"""How far a count is, in sentences that tell nothing of what it finds."""

from kiosk.presentation.phrases import Phrases


def how_far(
    phrases: Phrases, *, ballots: int, of: int, question: int, questions: int, seconds: int
) -> tuple[str, ...]:
    """After those seconds ``ballots`` are read ``of`` all. ``question``: from 1; 0: none yet."""
    sentences = [
        phrases.gettext("Counting: %(number)s of %(total)s ballots")
        % {"number": phrases.number(ballots), "total": phrases.number(of)}
    ]
    if question and questions > 1:
        which = phrases.gettext("Question %(number)s of %(total)s")
        sentences.append(which % {"number": question, "total": questions})
    if seconds:
        waited = phrases.ngettext(
            "Counting for %(num)s second", "Counting for %(num)s seconds", seconds
        )
        sentences.append(waited % {"num": seconds})
    return tuple(sentences)
