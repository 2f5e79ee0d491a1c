"""What options are called."""

from kiosk.domain.assembly import Question


def names_in(question: Question, language: str) -> dict[str, str]:
    """Option titles by id."""
    return {option.id: option.title.in_language(language) for option in question.options}
