"""The rules of the house that a reader would otherwise have to check by eye."""

import inspect
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.domain import errors
from kiosk.domain.count.rules import RULES
from kiosk.domain.questions import KINDS
from kiosk.pages.web.refusal_words import SENTENCES, STATUS

ROOT = Path(__file__).resolve().parents[2]
CODE = {".py", ".js", ".css", ".html"}
MOST_LINES = 299
TOP = {
    *(".ci", ".gitignore", "LICENSE", "README.md", "kiosk", "pyproject.toml"),
    *("systemd", "tests", "web"),
}


def files(folder: str, *suffixes: str) -> Iterator[Path]:
    for path in sorted((ROOT / folder).rglob("*")):
        if path.suffix in suffixes and path.is_file():
            yield path


def lines_with(pattern: str, folder: str, *suffixes: str) -> list[str]:
    """Each line that matches, as ``file:line: text``."""
    wanted = re.compile(pattern)
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in files(folder, *suffixes)
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if wanted.search(line)
    ]


def test_no_file_is_too_long_to_be_read_at_once() -> None:
    long = {
        str(path.relative_to(ROOT)): count
        for folder in ("kiosk", "web", "tests", "systemd")
        for path in files(folder, *CODE)
        if (count := len(path.read_text("utf-8").splitlines())) > MOST_LINES
    }

    assert long == {}


def test_one_reader_reads_all_forms() -> None:
    found = lines_with(r"\.post\(\)|request\.(read|text|json)\(|\.multipart\(", "kiosk", ".py")

    assert [one for one in found if "kiosk/pages/web/uploads.py" not in one] == []
    readers = lines_with(r"\bread_fields\(", "kiosk", ".py")
    assert {one.split(":")[0] for one in readers} == {
        "kiosk/formats/form_fields.py",
        "kiosk/read_form.py",
    }


def test_the_address_of_uploads_is_written_once() -> None:
    assert len(lines_with('"/organiser/load"', "kiosk", ".py")) == 1


def test_every_module_begins_with_a_sentence() -> None:
    bare = [
        str(path.relative_to(ROOT))
        for folder in ("kiosk", "tests")
        for path in files(folder, ".py")
        if (text := path.read_text("utf-8")).strip()
        and not re.match(r'(?:#!.*\n)?r?"""\S.*[.:]', text)
    ]

    assert bare == []


def test_every_test_is_checked_for_types_as_the_kiosk_is() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["mypy"]
    left_out = [*(ROOT / "tests").glob("*/**/conftest.py")]

    assert settings["files"] == ["kiosk", "tests"]
    assert settings["exclude"] == [r"^tests/.+/conftest\.py$"]
    assert left_out
    for path in left_out:
        assert "def " not in path.read_text("utf-8"), f"{path}: it is not checked, so only imports"


def test_the_top_level_is_what_the_design_says() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("only a checkout knows which files belong to the project")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    )

    assert {name.split("/", 1)[0] for name in listed.stdout.split("\0") if name} == TOP


def test_the_rings_point_inwards() -> None:
    checker = Path(sys.executable).with_name("lint-imports")
    told = subprocess.run(
        [checker, "--no-cache"], cwd=ROOT, capture_output=True, check=False, text=True
    )

    assert told.returncode == 0, told.stdout[-3000:]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_of_question_has_a_page_and_a_test(kind: str) -> None:
    assert (ROOT / "web" / "templates" / "questions" / f"{kind}.html").is_file()
    assert lines_with(rf"\b{kind}\b", "tests/domain", ".py")


@pytest.mark.parametrize("rule", sorted(RULES))
def test_every_rule_has_a_test(rule: str) -> None:
    module = inspect.getmodule(RULES[rule].count)
    assert module is not None
    name = module.__name__.rsplit(".", 1)[-1]

    assert lines_with(rf"\b(?:{name}|{rule})\b", "tests/domain", ".py")


def test_every_refusal_has_a_status_and_a_sentence() -> None:
    kinds = {
        kind
        for _, kind in inspect.getmembers(errors, inspect.isclass)
        if issubclass(kind, errors.Refused) and kind is not errors.Refused
    }

    assert kinds - STATUS.keys() == set()
    assert kinds - SENTENCES.keys() == set()


def test_rules_and_proofs_know_no_clock() -> None:
    clock = r"\.now\(|\.today\(|utcnow|time\.time|monotonic"

    assert lines_with(clock, "kiosk/domain", ".py") == []
    assert lines_with(clock, "kiosk/proof", ".py") == []


def test_pages_never_write() -> None:
    assert lines_with(r"\.write\(\)", "kiosk/pages", ".py") == []


def test_imports_stand_at_the_top() -> None:
    assert lines_with(r"^\s+(?:from [\w.]+ import|import \w)", "kiosk", ".py") == []


def test_no_name_says_nothing() -> None:
    empty = re.compile(r"(?:^|_)(?:utils?|managers?|helpers?|handlers?|process)(?:_|$)")

    assert [str(path) for path in files("kiosk", ".py") if empty.search(path.stem)] == []
