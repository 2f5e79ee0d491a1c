"""Names and numbers of people: how they are searched at the desk, and how little of them is shown.

A desk has the keys A to Z, 0 to 9 and a space. Names come in every script, with marks, joiners,
apostrophes and letters that no accent can be taken from.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from kiosk.domain.assembly import Member

MARKS_KEPT_BELOW = 10
"""Canonical combining class: Indic vowel signs, viramas and nuktas lie below and are letters to
their readers; accents, Hebrew points and Arabic vowel marks lie above and are left out by many."""

SHORT = 3
"""A word with fewer letters is found only whole: nobody browses the roster by one letter."""

VIRAMA = 9
"""Canonical combining class of the sign that joins two Indic letters into one."""

NUMBER_SIGN = "#"
WHOLE_SIGN = "="

_PLAIN = str.maketrans(
    {
        **{"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"},
        **{"ħ": "h", "ŧ": "t", "ŋ": "n", "ə": "e", "ɛ": "e", "ɔ": "o", "ɓ": "b", "ɗ": "d"},
        **{"ƙ": "k", "ƴ": "y", "ĸ": "k", "ƒ": "f", "ƀ": "b", "ɨ": "i", "ʉ": "u", "ɣ": "g"},
    }
)
_WRITTEN_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "đ": "dj", "ð": "dh"}
)
"""How people write these letters on keys that have none of them, as passports do (ICAO 9303)."""

_NUMBER_TYPED = re.compile(f"{NUMBER_SIGN}[a-z0-9]+")
_NAME_TYPED = re.compile(f"[a-z0-9]{{{SHORT}}}|{WHOLE_SIGN}[a-z0-9]+$")


def words_of(text: str) -> tuple[str, ...]:
    """The words of a name as they are searched: without case, accents and joiners."""
    split = "".join(
        _letter(sign) for sign in unicodedata.normalize("NFKD", text.casefold().replace("ı", "i"))
    )
    whole = unicodedata.normalize("NFC", split).casefold().translate(_PLAIN)
    return tuple(whole.split())


def _letter(sign: str) -> str:
    kind = unicodedata.category(sign)
    if kind in {"Cf", "Cc"} and not sign.isspace():
        return ""  # joiners, direction marks, a soft hyphen
    if "\u02b0" <= sign <= "\u02ff":
        return " "  # the okina and other letters that look like an apostrophe
    if kind.startswith("M"):
        return sign if unicodedata.combining(sign) < MARKS_KEPT_BELOW else ""
    return sign if kind[0] in "LN" else " "


def search_keys(name: str) -> frozenset[str]:
    """What a name is found by: each typed word is the beginning of one of them.

    From each word on to the end without a space, so that OBRIEN, O BRIEN and BRIEN all find
    O'Brien; with ü as u and as ue; and short words whole, marked by WHOLE_SIGN.
    """
    keys: set[str] = set()
    lower = unicodedata.normalize("NFC", name).casefold()
    for words in {words_of(name), words_of(lower.translate(_WRITTEN_OUT))}:
        keys.update("".join(words[start:]) for start in range(len(words)))
        keys.update(WHOLE_SIGN + word for word in words if len(word) < SHORT)
    return frozenset(keys)


def number_keys(number: str) -> frozenset[str]:
    """What a member number is found by, each marked by NUMBER_SIGN.

    A17 as a17, 0042 as 42, 2024/017 as 2024017 and 202417. Where it has letters that the desk's
    keys lack, its digits alone too.
    """
    parts = _number_parts(number)
    keys = {"".join(map(_without_zeros, parts)), _without_zeros("".join(parts))}
    if any(re.search(r"[^a-z0-9]", key) for key in keys):
        keys |= {re.sub(r"[^0-9]", "", key) for key in keys}
    return frozenset(NUMBER_SIGN + key for key in keys if key)


def typed_number(typed: str) -> str:
    """The key of a number that somebody typed."""
    return NUMBER_SIGN + "".join(map(_without_zeros, _number_parts(typed)))


def can_be_typed(member: Member) -> bool:
    """Whether the keys of a desk find somebody: by the number, or by the beginning of a name."""
    if re.search("[0-9]", member.number):  # nearly all: a number is found by its digits alone too
        return True
    return any(map(_NUMBER_TYPED.fullmatch, number_keys(member.number))) or any(
        map(_NAME_TYPED.match, search_keys(member.name))
    )


def _number_parts(number: str) -> tuple[str, ...]:
    """Its runs of letters and digits, all digits as 0 to 9."""
    return tuple(
        "".join(str(unicodedata.digit(sign, sign)) for sign in word) for word in words_of(number)
    )


def _without_zeros(part: str) -> str:
    return re.sub(r"(?<![0-9])0+(?=[0-9])", "", part)


def is_whole_name(typed: Sequence[str], name: str) -> bool:
    """Whether somebody typed all words of a name, in whatever order."""
    return sorted(typed) == sorted(words_of(name))


def label(member: Member, others: Iterable[Member]) -> str:
    """First name, initial and group: enough to know oneself, too little to browse others.

    Where ``others`` may ever read the same, more letters of the last name, and then the end of the
    member number, tell them apart. Never a whole name.
    """
    alike = [one for one in others if one.number != member.number and one.group == member.group]
    taken = {shown for one in alike for shown in _masks(one.name)}
    for shown in _masks(member.name):
        if shown not in taken:
            return _with(shown, member.group)
    shown = _masked(member.name, 1)
    rest = [one.number for one in alike if shown in _masks(one.name)]
    return _with(shown, member.group, _tail(member.number, rest))


def _with(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _tail(number: str, others: Sequence[str]) -> str:
    for length in range(2, len(number)):
        if not any(other.endswith(number[-length:]) for other in others):
            return f"…{number[-length:]}"
    return number


def _masks(name: str) -> tuple[str, ...]:
    """All that may be shown of a name, the shortest first."""
    letters = range(1, max(2, len(_signs("".join(name.split()[-1:])))))
    return tuple(_masked(name, number) for number in letters)


def _masked(name: str, letters: int) -> str:
    words = name.split()
    if len(words) > 1:
        last = _signs(words[-1])
        shown = "".join(last[: min(letters, len(last) - 1)])
        return f"{words[0]} {shown}." if shown else f"{words[0]} …"
    signs = _signs(name.strip())
    return "".join(signs[: min(max(1, len(signs) // 3) + letters - 1, len(signs) - 1)]) + "…"


def _signs(word: str) -> list[str]:
    """The letters of a word as people see them, each with its marks."""
    signs: list[str] = []
    joins = False
    for sign in word:
        mark = unicodedata.category(sign)[0] == "M" or unicodedata.category(sign) == "Cf"
        if signs and (mark or joins):
            signs[-1] += sign
        else:
            signs.append(sign)
        joins = sign == "\u200d" or unicodedata.combining(sign) == VIRAMA
    return signs
