"""What must be read can be read: contrasts of every theme, computed from the token file."""

import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).resolve().parents[2] / "web/styles/tokens.css").read_text("utf-8")

READ = [
    ("ink", "bg"), ("ink", "surface"), ("ink", "sunken"), ("ink-2", "bg"), ("ink-2", "surface"),
    ("primary", "bg"), ("primary", "surface"), ("on-primary", "primary"), ("on-yes", "yes"),
    ("on-no", "no"), ("on-abstain", "abstain"), ("ink", "selected"), ("on-warning", "warning"),
]  # fmt: skip
SEEN = [("line", "bg"), ("line", "surface"), ("focus-out", "focus-in"), ("chart", "bg"),
        ("chart-no", "bg"), ("chart-lost", "bg"), ("no", "surface")]  # fmt: skip
LEAST = {"": 10, "night": 10, "contrast": 20, "contrast-night": 20, "glare": 4}


def colours_of(selector: str) -> dict[str, str]:
    block = TOKENS.split(f"{selector} {{", 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})\b", block))


def theme(name: str) -> dict[str, str]:
    return colours_of(":root") | (colours_of(f".theme-{name}") if name else {})


def light(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", LEAST)
def test_words_stand_out_as_much_as_the_theme_promises(name: str) -> None:
    colours = theme(name)

    weak = {
        f"{ink} on {ground}": round(contrast(colours[ink], colours[ground]), 1)
        for ink, ground in READ
        if contrast(colours[ink], colours[ground]) < LEAST[name]
    }
    assert weak == {}


@pytest.mark.parametrize("name", LEAST)
def test_borders_and_bars_are_seen(name: str) -> None:
    colours = theme(name)

    weak = {
        f"{line} on {ground}": round(contrast(colours[line], colours[ground]), 1)
        for line, ground in SEEN
        if contrast(colours[line], colours[ground]) < 3
    }
    assert weak == {}


def test_a_phone_in_the_dark_has_the_colours_of_night() -> None:
    assert colours_of(".theme-auto") == colours_of(".theme-night")
