"""The handbook says of every rule and every option what it means, in each language."""

import re
from pathlib import Path

import pytest

from kiosk.domain.count.rules import RULES

HELP = Path(__file__).resolve().parents[2] / "web" / "help"
CODE = re.compile(r"<code>([^<]*)</code>")


def named_in(section: str) -> set[str]:
    """Every word that the section shows as something to write."""
    return {word for code in CODE.findall(section) for word in code.split()}


@pytest.mark.parametrize(
    "language",
    sorted(folder.name for folder in HELP.iterdir() if (folder / "counting.html").exists()),
)
@pytest.mark.parametrize("rule", RULES)
def test_the_handbook_names_every_option_of_a_rule_and_its_values(rule: str, language: str) -> None:
    page = (HELP / language / "counting.html").read_text("utf-8")
    [section] = [part for part in page.split("<h2 ") if part.startswith(f'id="{rule}"')]

    wanted = {word for setting in RULES[rule].settings for word in (setting.name, *setting.values)}
    assert wanted <= named_in(section)
