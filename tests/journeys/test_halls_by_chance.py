"""Whatever happens in a hall, everybody present can vote once, and all sums agree.

``KIOSK_TEST_HALLS`` says how many halls are played, ``KIOSK_TEST_SEED`` from which number on.
"""

import os
import random
import secrets
import shutil
import time
from dataclasses import replace
from pathlib import Path

import pytest
from chance_moves import Play, drawn_play
from play_by_chance import played

HALLS = int(os.environ.get("KIOSK_TEST_HALLS", "4"))
SEED = int(os.environ.get("KIOSK_TEST_SEED", "1"))
SECONDS = 15  # for a hall on a busy machine
TRIES = 60  # plays, to cut one that fails down to the moves that matter


async def fault_of(play: Play, folder: Path) -> str:
    """What is broken at its end; empty where all laws hold."""
    folder /= secrets.token_hex(4)  # nothing of the play before is in it
    try:
        await played(play, folder)
    except AssertionError as broken:
        return str(broken) or "a law is broken"
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return ""


async def shortest(play: Play, folder: Path) -> Play:
    """The play without the moves that it fails without, too."""
    tries, size = TRIES, len(play.moves) // 2
    while size and tries:
        start = 0
        while start < len(play.moves) and tries:
            tries -= 1
            fewer = replace(play, moves=play.moves[:start] + play.moves[start + size :])
            if await fault_of(fewer, folder):
                play = fewer
            else:
                start += size
        size //= 2
    return play


@pytest.mark.timeout(60 + SECONDS * HALLS)
async def test_everybody_votes_once_and_all_sums_agree_whatever_happens(tmp_path: Path) -> None:
    since = time.monotonic()
    for seed in range(SEED, SEED + HALLS):
        play = drawn_play(random.Random(seed))
        if fault := await fault_of(play, tmp_path / "hall"):
            short = await shortest(play, tmp_path / "hall")
            moves = "\n".join(map(str, short.moves))
            pytest.fail(f"seed {seed}, {short.cards}, {short.members} members: {fault}\n{moves}")
    print(f"\n{HALLS} halls from seed {SEED} in {time.monotonic() - since:.0f} s: every law holds")
