"""Finding a font on this machine that has every letter of a text."""

import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from pathlib import Path

from PIL import ImageFont

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont

FOLDERS = (
    Path("/usr/share/fonts/truetype/noto"),  # Debian: fonts-noto-core
    Path("/usr/share/fonts/truetype/dejavu"),  # Debian: fonts-dejavu-core
    Path("/usr/share/fonts/opentype/noto"),  # Debian: fonts-noto-cjk
)
UNPRINTABLE = frozenset({"Cc", "Cs", "Zl", "Zp"})
ASKED_SIZE = 16  # dots: which letters a font has is the same in every size
NO_LETTER = "\U0010ffff"  # no font has it, so it draws the box for missing letters


class Weight(StrEnum):
    """How heavy the letters are, as font files name it."""

    REGULAR = "Regular"
    BOLD = "Bold"


@lru_cache(maxsize=4)
def font_files(weight: Weight) -> tuple[Path, ...]:
    """The fonts installed here: first the wide ones, then one per script."""
    dejavu = "DejaVuSans-Bold.ttf" if weight is Weight.BOLD else "DejaVuSans.ttf"
    wide = [
        folder / name
        for folder in FOLDERS
        for name in (f"NotoSans-{weight}.ttf", dejavu)
        if (folder / name).is_file()
    ]
    scripts = [
        path
        for folder in FOLDERS
        for pattern in (f"NotoSans*-{weight}.ttf", f"NotoSansCJK-{weight}.ttc")
        for path in sorted(folder.glob(pattern))
        if path not in wide
    ]
    return (*wide, *scripts)


@lru_cache(maxsize=64)
def opened(path: Path, size: int) -> ImageFont.FreeTypeFont:
    """The font at that size in dots."""
    return ImageFont.truetype(str(path), size)


@lru_cache(maxsize=8)
def built_in(size: int) -> Font:
    """Pillow's own font, for a machine without any: Latin letters only."""
    return ImageFont.load_default(size)


def has_letter(font: Font, letter: str) -> bool:
    """Whether the font draws the letter, and not the box for missing ones."""
    path = getattr(font, "path", None)
    return _named_has(path, letter) if isinstance(path, str) else _built_in_has(letter)


@lru_cache(maxsize=1024)
def _built_in_has(letter: str) -> bool:
    font = built_in(ASKED_SIZE)
    return _ink(font, letter) != _ink(font, NO_LETTER)


def file_has_letter(path: Path, letter: str) -> bool:
    """Whether the font file draws the letter."""
    return _named_has(str(path), letter)


@lru_cache(maxsize=32_768)
def _named_has(path: str, letter: str) -> bool:
    font, missing = _asked(path)
    return _ink(font, letter) != missing


Ink = tuple[tuple[int, int], bytes]


@lru_cache(maxsize=512)
def _asked(path: str) -> tuple[ImageFont.FreeTypeFont, Ink]:
    """The font, small, and its box: a letter that none has is asked of them all."""
    font = ImageFont.truetype(path, ASKED_SIZE, layout_engine=ImageFont.Layout.BASIC)
    return font, _ink(font, NO_LETTER)


def _ink(font: Font, letter: str) -> Ink:
    drawn = font.getmask(letter)
    return drawn.size, bytes(drawn)


@lru_cache(maxsize=8192)
def file_with(letter: str, weight: Weight) -> Path | None:
    """The first font file that draws the letter; None where none here does."""
    return next((path for path in font_files(weight) if file_has_letter(path, letter)), None)


def visible(text: str) -> set[str]:
    """The signs of a text that a font must draw."""
    return {letter for letter in text if unicodedata.category(letter)[0] in "LNPS"}


def font_for(text: str, *, size: int, weight: Weight) -> Font:
    """The first font that has every visible letter of the text, else the one that has most."""
    letters = visible(text)
    homes = {file_with(letter, weight) for letter in letters}
    most, best = -1, built_in(size)
    for path in font_files(weight):
        if path not in homes and most >= 0:
            continue
        found = sum(file_has_letter(path, letter) for letter in letters)
        if found > most:
            most, best = found, opened(path, size)
        if found == len(letters):
            break
    return best


def font_of_letter(letter: str, *, like: Font) -> Font | None:
    """Another font's letter in the size and, where there is one, the weight of that font."""
    if not isinstance(like, ImageFont.FreeTypeFont):
        return None
    bold = Weight.BOLD in str(like.path)
    for weight in (Weight.BOLD, Weight.REGULAR) if bold else (Weight.REGULAR, Weight.BOLD):
        path = file_with(letter, weight)
        if path is not None:
            return opened(path, round(like.size))
    return None


def letters_without_font(texts: Iterable[str], *, most: int) -> tuple[str, ...]:
    """The first so many letters that no font here can draw: paper shows boxes in their place."""
    letters = sorted({letter for text in texts for letter in visible(legible(text))})
    missing = (one for one in letters if not any(file_with(one, weight) for weight in Weight))
    return tuple(islice(missing, most))


def legible(text: str) -> str:
    """The text on one line without control characters, which the layout engine refuses.

    Also without accents, on a machine whose only font is Pillow's own.
    """
    letters = "".join(
        " " if unicodedata.category(letter) in UNPRINTABLE else letter for letter in text
    )
    if font_files(Weight.REGULAR):
        return letters
    font = built_in(ASKED_SIZE)
    return "".join(
        letter
        for letter in unicodedata.normalize("NFKD", letters)
        if letter == " " or has_letter(font, letter)
    )
