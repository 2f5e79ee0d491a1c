"""What gets installed never drifts: exact versions with their digests, and these are tested."""

import re
import subprocess
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from kiosk import __version__

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
WANTED = {
    "systemd/requirements.txt": [
        *PROJECT["project"]["dependencies"],
        *PROJECT["project"]["optional-dependencies"]["postgres"],
        *PROJECT["dependency-groups"]["build"],
    ],
    "tests/requirements.txt": [
        *PROJECT["project"]["dependencies"],
        *PROJECT["project"]["optional-dependencies"]["test"],
        *PROJECT["dependency-groups"]["build"],
    ],
}


def entries_of(file: str) -> dict[str, str]:
    """Name and the whole entry of each package in a file of exact versions."""
    text = (ROOT / file).read_text("utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("--only-binary")]
    return {canonicalize_name(re.split("[=<>]", line)[0]): line for line in lines}


def exact_version(entry: str) -> str:
    """The one version that an entry admits."""
    found = re.match(r"[a-z0-9-]+==([\w.]+) ", entry)
    assert found, f"no exact version: {entry[:60]}"
    return found[1]


@pytest.mark.parametrize("file", WANTED)
def test_every_package_has_one_version_and_its_digests(file: str) -> None:
    for entry in entries_of(file).values():
        assert exact_version(entry)
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry[:60]


@pytest.mark.parametrize("file", WANTED)
def test_the_versions_are_among_those_that_the_project_admits(file: str) -> None:
    entries = entries_of(file)

    for text in WANTED[file]:
        wanted = Requirement(text)
        assert wanted.specifier.contains(exact_version(entries[canonicalize_name(wanted.name)]))


@pytest.mark.parametrize("file", WANTED)
def test_no_registry_is_named_and_nothing_is_built_from_source(file: str) -> None:
    text = (ROOT / file).read_text("utf-8")

    assert text.startswith("--only-binary :all:\n")
    assert "://" not in text
    assert "--index" not in text


def test_the_box_gets_what_the_tests_ran_with() -> None:
    box, tests = (entries_of(file) for file in WANTED)

    for name, entry in box.items():
        if name in tests:
            assert exact_version(entry) == exact_version(tests[name]), name


def test_these_tests_run_with_the_exact_versions() -> None:
    for name, entry in entries_of("tests/requirements.txt").items():
        marker = Requirement(entry.split(" --hash")[0]).marker
        if marker is None or marker.evaluate():
            assert version(name) == exact_version(entry), name


def test_the_changelog_begins_with_the_version_that_is_installed() -> None:
    changelog = (ROOT / "README.md").read_text("utf-8").partition("\n## Changelog\n")[2]
    versions = re.findall(r"^### (.+)$", changelog, re.MULTILINE)

    assert versions[0] == __version__
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", one) for one in versions)
    assert versions == sorted(versions, key=Version, reverse=True)


CALL = '"${pip[@]}"'  # both scripts call it so


@pytest.mark.parametrize("script", ["tests/run", "systemd/setup"])
def test_a_script_installs_what_has_digests_and_the_project_itself(script: str) -> None:
    text = (ROOT / script).read_text("utf-8")
    installing = [line for line in text.splitlines() if CALL in line]

    assert len(installing) == 2
    assert "--require-hashes" in installing[0]
    assert "--no-deps" in installing[1]


REGISTRY = re.compile(r"(?:pypi|pythonhosted|npmjs|jsdelivr|unpkg|cdnjs)\.(?:org|com|net)")


@pytest.mark.skipif(
    not (ROOT / ".git").exists(), reason="only a checkout knows which files belong to the project"
)
def test_no_file_names_the_host_of_a_registry() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    files = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    read = {file: file.read_bytes().decode("utf-8", "replace") for file in files if file.is_file()}

    assert len(read) > 100
    assert [str(file) for file, text in read.items() if REGISTRY.search(text)] == []
