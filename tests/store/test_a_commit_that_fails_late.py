"""Whichever fsync fails: one ballot for one card, and what was confirmed is there."""

import asyncio
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from failing_casts import CARDS

from kiosk.store.box import Box

ROOT = Path(__file__).resolve().parents[2]
SHIM = ROOT.parent / "shared" / "tools" / "slowsync.c"
FROM_THEN_ON = "calls >= atol(fa)"
ONLY_THAT_ONE = "calls == atol(fa)"
LATEST = 12  # later calls are past the commits of the casts


@pytest.fixture(scope="module", params=[FROM_THEN_ON, ONLY_THAT_ONE], ids=["dying", "hiccup"])
def shim(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A disk whose n-th fsync fails: all after it too, or only that one."""
    compiler = shutil.which("gcc")
    if compiler is None or not SHIM.exists():
        pytest.skip("needs gcc and the shared slowsync.c to make an fsync fail")
    source = SHIM.read_text(encoding="utf-8")
    assert FROM_THEN_ON in source
    folder = tmp_path_factory.mktemp("shim")
    (folder / "shim.c").write_text(source.replace(FROM_THEN_ON, request.param), encoding="utf-8")
    made = folder / "shim.so"
    built = [compiler, "-O2", "-shared", "-fPIC", "-o", str(made), str(folder / "shim.c")]
    subprocess.run([*built, "-ldl", "-lpthread"], check=True)
    return made


def given_a_folder(folder: Path) -> Path:
    folder.mkdir()
    return folder


async def given_a_box(folder: Path) -> None:
    box = await Box.open_and_read(folder / "box.sqlite")
    await box.prepare("motion", longest=40)
    await box.add_cards(CARDS)
    await box.start("motion")
    await box.close()


async def cast_with_a_fault(folder: Path, shim: Path, number: int) -> dict[str, object]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(Path(__file__).with_name("failing_casts.py")),
        str(folder),
        stdout=asyncio.subprocess.PIPE,
        env={
            **os.environ,
            "LD_PRELOAD": str(shim),
            "SLOWSYNC_FAIL_AFTER": str(number),
            "PYTHONPATH": str(ROOT),
        },
    )
    output, _ = await process.communicate()
    said: dict[str, object] = json.loads(output)
    return said


async def test_whichever_fsync_fails_a_card_has_one_ballot_and_no_confirmed_one_is_lost(
    shim: Path, tmp_path: Path
) -> None:
    failed = 0
    for number in range(1, LATEST):
        folder = given_a_folder(tmp_path / str(number))
        await given_a_box(folder)

        said = await cast_with_a_fault(folder, shim, number)
        box = await Box.open_and_read(folder / "box.sqlite")
        answers = said["answers"]
        assert isinstance(answers, dict)
        confirmed = {code for code in CARDS if "cast" in answers[code]}
        spent = {code for code in CARDS if box.has_spent("motion", code)}
        kept = await box.ballots("motion")
        await box.close()

        assert confirmed <= spent, (number, answers)
        assert len(kept) == len(spent), (number, answers)
        assert all(told.count("cast") <= 1 for told in answers.values())
        # The card is refused as used only where its ballot is in the box.
        used = {code for code in CARDS if "AlreadyVoted" in answers[code]}
        assert used <= spent, (number, answers)
        failed += any({"CannotSave", "CannotSayYet"} & set(told) for told in answers.values())
        if all(told[-1] not in {"CannotSave", "CannotSayYet"} for told in answers.values()):
            assert said["in_memory"] == len(spent)
    assert failed, "no fsync of a commit was made to fail"
