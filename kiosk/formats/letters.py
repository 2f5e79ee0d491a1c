"""Letters that nobody sees: what a cell is without them, and where a title must not have them."""

import unicodedata

SILENT = "\u00ad\u200b\u2060\ufeff"  # soft hyphen, and spaces and joiners of no width: from copies
JOINERS = "\u200c\u200d"
NEEDS_JOINERS = 0x0600  # Arabic, the scripts of India and emoji stand from here on
LINE_ENDS = "\n"
FILLERS = "\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5"  # take room or none, and show nothing


def tidy(cell: str) -> str:
    """The text in one normal form: every sort of space is a space, and nothing is invisible."""
    if cell.isascii() and cell.isprintable():
        return cell.strip()
    text = cell.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    spaced = "".join(" " if _is_space(letter) else letter for letter in text)
    seen = "".join(
        letter
        for place, letter in enumerate(spaced)
        if letter in LINE_ENDS or not _is_invisible(spaced, place)
    )
    return unicodedata.normalize("NFC", seen).strip()


def invisible_in(text: str) -> str:
    """The first letter of the text that shows nothing, as ``U+202E``; empty if there is none."""
    for place, letter in enumerate(text):
        if letter not in "\r\n\t" and _is_invisible(text, place):
            return f"U+{ord(letter):04X}"
    return ""


def steers_in(text: str) -> str:
    """The same for letters that turn, hide or smuggle text, which no copying leaves behind."""
    for place, letter in enumerate(text):
        if letter in SILENT + JOINERS or unicodedata.category(letter) == "Cc":
            continue
        if _is_invisible(text, place):
            return f"U+{ord(letter):04X}"
    return ""


def _is_space(letter: str) -> bool:
    return letter in "\t\v\f" or unicodedata.category(letter) in {"Zs", "Zp", "Zl"}


def _is_invisible(text: str, place: int) -> bool:
    letter = text[place]
    if letter in JOINERS:
        return not (_joins(text[place - 1 : place]) and _joins(text[place + 1 : place + 2]))
    if letter in FILLERS:
        return True
    if "\ufe00" <= letter <= "\ufe0f":
        return not text[place - 1 : place].strip()
    return unicodedata.category(letter) in {"Cc", "Cf", "Co", "Cs"} and not _is_prepended(letter)


def _joins(letter: str) -> bool:
    """Whether a joiner beside it changes how it looks."""
    return bool(letter) and ord(letter) >= NEEDS_JOINERS and not letter.isspace()


def _is_prepended(letter: str) -> bool:
    """Arabic and Syriac signs that are seen, although they are counted as formats."""
    return "\u0600" <= letter <= "\u0605" or letter in "\u06dd\u070f\u08e2\u110bd"
