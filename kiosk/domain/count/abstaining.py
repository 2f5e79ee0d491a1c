"""Which options of a question only say that somebody abstains: they are no candidates."""

from collections.abc import Sequence

from kiosk.domain.assembly import Option

WORDS = frozenset({
    "abstain", "abstention", "abstentions", "abstaining",
    "enthaltung", "stimmenthaltung",
    "abstención", "abstencion", "abstenerse", "abstengo", "me-abstengo",
    "abstenção", "abster-se",
    "abstenir", "s'abstenir", "s’abstenir", "je-m'abstiens", "je-m’abstiens",
    "astensione", "astenuto",
    "onthouding", "stemonthouding",
})  # fmt: skip
"""As ids or titles; others can be named with the setting ``apart``."""


def abstentions(options: Sequence[Option]) -> tuple[str, ...]:
    """The ids of options that only abstain."""
    return tuple(option.id for option in options if _words(option) & WORDS)


def _words(option: Option) -> set[str]:
    titles = (title for _, title in option.title.versions)
    return {"-".join(text.casefold().split()) for text in (option.id, *titles)}
