"""The big buttons by their colours."""

from enum import StrEnum


class Colour(StrEnum):
    """A big button. Blue calls for help; what the others choose is said by the kind of question."""

    GREEN = "green"
    RED = "red"
    WHITE = "white"
    BLUE = "blue"
