"""A copy of the house into which a made-up thing is dropped, and what dropping it in has cost."""

import asyncio
import os
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
MADE_UP = Path(__file__).parent / "made_up"
PARTS = ("kiosk", "web")
README = "README.md"  # it names every setting
PASSED_OVER = shutil.ignore_patterns("__pycache__", "_web")
SPANISH = "web/locale/es/LC_MESSAGES/kiosk.po"
COSTS = re.compile(r"^\| ([^|]+) \| (\d+) \| (\d+) \|", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Cost:
    """Files that came and files that changed; a test of one's own comes on top."""

    new: int
    changed: int


def told_cost(thing: str) -> Cost:
    """What the map of the house says that adding such a thing costs."""
    text = (ROOT / "kiosk" / "ARCHITECTURE.md").read_text("utf-8")
    told = {name: Cost(int(new), int(changed)) for name, new, changed in COSTS.findall(text)}
    return told[thing]


@dataclass(frozen=True, slots=True)
class Copy:
    """The copy of ``kiosk`` and ``web`` in a folder."""

    folder: Path

    def add(self, made_up: str, where: str) -> None:
        """A made-up file comes into that folder, under its own name."""
        shutil.copy(MADE_UP / made_up, self.folder / where)

    def write(self, file: str, text: str) -> None:
        """A file is there, or says something else."""
        path = self.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def read(self, file: str) -> str:
        return (self.folder / file).read_text("utf-8")

    def insert(self, file: str, text: str, *, before: str) -> None:
        """A few lines come into a file, at a place that is there once."""
        there = self.read(file)
        assert there.count(before) == 1, (file, before)
        self.write(file, there.replace(before, text + before))

    def say_in_spanish(self, words: Mapping[str, str]) -> None:
        """The words of a made-up thing, in their places of the Spanish catalogue."""
        head, *entries = self.read(SPANISH).strip("\n").split("\n\n")
        for english, spanish in words.items():
            flag = "#, python-format\n" if "%(" in english else ""
            entries.append(f'{flag}msgid "{english}"\nmsgstr "{spanish}"')
        entries.sort(key=lambda entry: re.findall(r'^msgid "(.*)"$', entry, re.MULTILINE))
        self.write(SPANISH, "\n\n".join([head, *entries]) + "\n")

    def cost(self) -> Cost:
        """What is in the copy and not in the house, and what is otherwise there."""
        there, here = dict(_files(ROOT)), dict(_files(self.folder))
        assert there.keys() <= here.keys()
        changed = [name for name in there if here[name].read_bytes() != there[name].read_bytes()]
        return Cost(len(here.keys() - there.keys()), len(changed))

    async def play(self, play: str, *house_tests: str) -> None:
        """Play the made-up thing on the copy, and hold the copy to these rules of the house."""
        shutil.copytree(ROOT / "tests" / "house", self.folder / "tests" / "house")
        played = await asyncio.create_subprocess_exec(
            *(
                sys.executable,
                "-m",
                "pytest",
                "-q",
                "-p",
                "no:cacheprovider",
                "-p",
                "no:xdist",
                "--timeout=280",
            ),
            *("-c", str(ROOT / "pyproject.toml"), "--rootdir", str(self.folder)),
            *("--basetemp", str(self.folder / "evening"), str(MADE_UP / play)),
            *(str(self.folder / "tests" / "house" / name) for name in house_tests),
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(self.folder)},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        said, _ = await played.communicate()
        assert played.returncode == 0, said.decode()
        assert re.search(r"\d passed", said.decode())

    def say_cost(self, thing: str) -> Cost:
        """The cost, printed for whoever runs the test to see it."""
        cost = self.cost()
        print(f"\n{thing}: {cost.new} new, {cost.changed} changed")
        return cost


def copied(folder: Path) -> Copy:
    """A copy in that folder."""
    for part in PARTS:
        shutil.copytree(ROOT / part, folder / part, ignore=PASSED_OVER)
    shutil.copy(ROOT / README, folder)
    return Copy(folder)


def _files(root: Path) -> Iterator[tuple[str, Path]]:
    yield README, root / README
    for part in PARTS:
        for path in sorted((root / part).rglob("*")):
            if path.is_file() and not {"__pycache__", "_web"} & set(path.parts):
                yield str(path.relative_to(root)), path
