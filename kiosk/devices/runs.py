"""Text in several scripts: the part for each font, in the order in which the parts are seen."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from PIL import features

from kiosk.devices.fonts import Font, font_of_letter, has_letter

JOINED = frozenset({"Mn", "Mc", "Me", "Cf"})  # belong to the letter before
RIGHT_TO_LEFT = frozenset({"R", "AL"})
NUMBERS = frozenset({"EN", "AN"})
LEFT_TO_RIGHT = "L"


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one font and one direction."""

    text: str
    font: Font
    direction: str | None = None  # "ltr" or "rtl"; None: as the layout engine finds it


@lru_cache(maxsize=256)
def runs(text: str, font: Font) -> tuple[Run, ...]:
    """The text from left to right. Letters that the font has not come from another one's.

    One run wherever the font has all: then the layout engine sees to the directions.
    """
    clusters = tuple(_clusters(text))
    fonts = _fonts(clusters, font)
    if all(one is font for one in fonts):
        return (Run(text, font),)
    if not features.check("raqm"):
        return tuple(
            Run(run.text, run.font) for run in _joined(clusters, fonts, (0,) * len(clusters))
        )
    levels = _levels(clusters)
    return _seen(tuple(_joined(clusters, fonts, levels)), levels)


def _clusters(text: str) -> Iterator[str]:
    """Each letter with the marks and joiners that belong to it."""
    cluster = ""
    for sign in text:
        if cluster and unicodedata.category(sign) in JOINED:
            cluster += sign
        else:
            if cluster:
                yield cluster
            cluster = sign
    if cluster:
        yield cluster


def _fonts(clusters: tuple[str, ...], font: Font) -> list[Font]:
    """The font of each letter; spaces stay with the letter before, so that a run is long."""
    fonts: list[Font] = []
    for cluster in clusters:
        letter = cluster[0]
        before = fonts[-1] if fonts else font
        if letter.isspace() or not _ask(letter):
            fonts.append(before)
        elif has_letter(font, letter):
            fonts.append(font)
        elif before is not font and has_letter(before, letter):
            fonts.append(before)
        else:
            fonts.append(font_of_letter(letter, like=font) or font)
    return fonts


def _ask(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LNPS"


def _levels(clusters: tuple[str, ...]) -> tuple[int, ...]:
    """How deep each letter lies: even from left to right, odd from right to left.

    The Unicode bidirectional algorithm without its marks for embedding, which no title has.
    """
    kinds = [unicodedata.bidirectional(cluster[0]) for cluster in clusters]
    strong = [kind for kind in kinds if kind in RIGHT_TO_LEFT or kind == LEFT_TO_RIGHT]
    base = 1 if strong and strong[0] in RIGHT_TO_LEFT else 0
    levels: list[int | None] = []
    last = base
    for kind in kinds:
        if kind in RIGHT_TO_LEFT:
            last = 1
            levels.append(1)
        elif kind == LEFT_TO_RIGHT:
            last = 2 * base
            levels.append(2 * base)
        elif kind in NUMBERS:
            levels.append(2 if last == 1 else 2 * base)
        else:
            levels.append(None)
    return _neutrals(levels, base)


def _neutrals(levels: list[int | None], base: int) -> tuple[int, ...]:
    """What has no direction takes that of both its neighbours, or else the whole text's."""
    found: list[int] = []
    for place, level in enumerate(levels):
        if level is not None:
            found.append(level)
            continue
        before = found[-1] if found else base
        after = next((one for one in levels[place:] if one is not None), base)
        same = before % 2 == after % 2 or (2 in (before, after) and 1 in (before, after))
        found.append(min(before, after) if same else base)
    return tuple(found)


def _joined(clusters: tuple[str, ...], fonts: list[Font], levels: tuple[int, ...]) -> Iterator[Run]:
    """Letters side by side of one font and one depth make a run."""
    text, font, level = "", None, 0
    for cluster, its_font, its_level in zip(clusters, fonts, levels, strict=True):
        if font is not None and (its_font is not font or its_level != level):
            yield Run(text, font, "rtl" if level % 2 else "ltr")
            text = ""
        text, font, level = text + cluster, its_font, its_level
    if font is not None:
        yield Run(text, font, "rtl" if level % 2 else "ltr")


def _seen(found: tuple[Run, ...], levels: tuple[int, ...]) -> tuple[Run, ...]:
    """From the order of reading to that from left to right: each depth turns what it holds."""
    depths = []
    place = 0
    for run in found:
        depths.append(levels[place])
        place += sum(1 for _ in _clusters(run.text))
    order = list(range(len(found)))
    for depth in range(max(depths, default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and depths[order[end]] >= depth:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = end + 1
    return tuple(found[number] for number in order)
