"""Words of the assembly itself (titles, options) in each of its languages."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A text in one or more languages: pairs of language code and wording, the main one first."""

    versions: tuple[tuple[str, str], ...] = ()

    def in_language(self, language: str) -> str:
        """The wording in that language, else in the main one, else nothing."""
        for code, wording in self.versions:
            if code == language:
                return wording
        return self.versions[0][1] if self.versions else ""

    def __bool__(self) -> bool:
        """Whether there is any wording at all."""
        return any(wording for _, wording in self.versions)


def is_visible(text: Text) -> bool:
    """Whether somebody can see it: spaces and marks that print nothing are no name."""
    letters = "".join(wording for _, wording in text.versions)
    return any(unicodedata.category(letter)[0] not in "ZCM" for letter in letters)


def plain(wording: str, language: str = "en") -> Text:
    """A text that exists in one language only."""
    return Text(((language, wording),)) if wording else Text()


def translated(versions: Mapping[str, str]) -> Text:
    """A text from a mapping of language code to wording, in the mapping's order."""
    return Text(tuple(versions.items()))
