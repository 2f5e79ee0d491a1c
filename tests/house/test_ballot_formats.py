"""The formats of ballot files are found by their modules, and the README names each."""

from pathlib import Path

import pytest

from kiosk.domain.found import by_name
from kiosk.formats import ballot_files
from kiosk.formats.ballot_files import FORMATS

README = Path(__file__).resolve().parents[2] / "README.md"
FOLDER = Path(ballot_files.__file__).parent


def test_every_module_is_a_format_under_its_suffix() -> None:
    modules = {path.stem for path in FOLDER.glob("*.py")} - {"__init__"}

    assert {name.removeprefix(".") for name in FORMATS} == modules


def test_two_modules_cannot_claim_one_suffix() -> None:
    one, *_ = FORMATS.values()

    with pytest.raises(RuntimeError, match=r"^two modules claim the suffix \.\w+$"):
        by_name("suffix", (one, one))


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_readme_names_every_format_that_is_counted(suffix: str) -> None:
    [line] = [one for one in README.read_text("utf-8").splitlines() if "`kiosk count FILE" in one]

    assert f"`{suffix}`" in line
