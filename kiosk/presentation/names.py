"""What options and rights are called."""

from kiosk.domain.assembly import Option, Question
from kiosk.domain.questions import KINDS
from kiosk.domain.rights import RIGHTS
from kiosk.presentation.phrases import Phrases


def name_in(question: Question, option: Option, phrases: Phrases) -> str:
    """The option's title. What its kind brings along, such as a yes, every catalogue can say."""
    title = option.title.in_language(phrases.language)
    if phrases.language in dict(option.title.versions):
        return title
    brought = {own.id for own in KINDS[question.kind].options}
    return phrases.gettext(title) if option.id in brought else title


def names_in(question: Question, phrases: Phrases) -> dict[str, str]:
    """Option titles by id."""
    return {option.id: name_in(question, option, phrases) for option in question.options}


def right_in(right: str, phrases: Phrases) -> str:
    """What a right is called; one of the meeting's own as it is written there."""
    return phrases.gettext(RIGHTS[right]) if right in RIGHTS else right.replace("-", " ")
