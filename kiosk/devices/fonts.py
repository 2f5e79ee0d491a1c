"""Finding a font on this machine that has every letter of a text."""

import unicodedata
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont

FOLDERS = (
    Path("/usr/share/fonts/truetype/noto"),  # Debian: fonts-noto-core
    Path("/usr/share/fonts/truetype/dejavu"),  # Debian: fonts-dejavu-core
    Path("/usr/share/fonts/opentype/noto"),  # Debian: fonts-noto-cjk
)
UNPRINTABLE = frozenset({"Cc", "Cs", "Zl", "Zp"})
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
    return ImageFont.truetype(path, size)


@lru_cache(maxsize=8)
def built_in(size: int) -> Font:
    """Pillow's own font, for a machine without any: Latin letters only."""
    return ImageFont.load_default(size)


def has_letter(font: Font, letter: str) -> bool:
    """Whether the font draws the letter, and not the box for missing ones."""
    drawn, missing = font.getmask(letter), font.getmask(NO_LETTER)
    return drawn.size != missing.size or bytes(drawn) != bytes(missing)


@lru_cache(maxsize=4096)
def file_has_letter(path: Path, letter: str) -> bool:
    """Whether the font file draws the letter."""
    return has_letter(opened(path, 16), letter)


def font_for(text: str, *, size: int, weight: Weight) -> Font:
    """The first font that has every visible letter of the text, else the one that has most."""
    letters = {letter for letter in text if unicodedata.category(letter)[0] in "LNPS"}
    most, best = -1, built_in(size)
    for path in font_files(weight):
        found = sum(file_has_letter(path, letter) for letter in letters)
        if found > most:
            most, best = found, opened(path, size)
        if found == len(letters):
            break
    return best


def legible(text: str) -> str:
    """The text on one line without control characters, which the layout engine refuses.

    Also without accents, on a machine whose only font is Pillow's own.
    """
    letters = "".join(
        " " if unicodedata.category(letter) in UNPRINTABLE else letter for letter in text
    )
    if font_files(Weight.REGULAR):
        return letters
    font = built_in(16)
    return "".join(
        letter
        for letter in unicodedata.normalize("NFKD", letters)
        if letter == " " or has_letter(font, letter)
    )
