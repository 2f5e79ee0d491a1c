"""Below twenty votes nothing that anybody is shown holds a ballot that could be recognised."""

import json
import subprocess
import sys
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from few_voters import fields_of, given_a_small_meeting
from journey import PIN, Running, counting_over, start_kiosk

from kiosk.actions.log.read_log import read_log
from kiosk.actions.log.write_archive import write_archive
from kiosk.audit.examination import examine
from kiosk.domain.casting import read_ballot
from kiosk.kiosk_app import device_key
from kiosk.proof.archive import read_archive
from kiosk.proof.ballots import ballot_text
from kiosk.proof.seal import key_words

WHY = "Fewer than 20 voted. No whole ballot is opened or shown."
KEEP = "Keep the slip sealed. Without it nobody can count again."
PATTERNS = ("order", "both")
SECOND = Path(__file__).resolve().parents[1] / "proof" / "second_verifier.py"


@pytest.mark.parametrize("cast", [19, 20])
async def test_the_chair_is_told_why_no_dice_are_offered(tmp_path: Path, cast: int) -> None:
    async with AsyncExitStack() as stack:
        running = await given_a_small_meeting(tmp_path, stack, cast=cast)
        await running.post("/chair/enter", ("pin", PIN))
        for poll in (*PATTERNS, "plain"):
            _, page = await running.get(f"/chair/poll/{poll}")
            _, asked = await running.get(f"/chair/poll/{poll}/sample")
            withheld = cast < 20 and poll in PATTERNS

            assert (WHY in page) == withheld
            assert (WHY in asked) == withheld
            assert ('id="step-sample"' in page) == (not withheld)


@pytest.mark.parametrize("cast", [19, 20])
async def test_the_result_page_says_what_of_the_ballots_is_shown(tmp_path: Path, cast: int) -> None:
    async with AsyncExitStack() as stack:
        running = await given_a_small_meeting(tmp_path, stack, cast=cast, top='trackers = "open"')
        for poll in (*PATTERNS, "plain"):
            await running.chair(poll, "publish")
            _, page = await running.get(f"/results/{poll}")
            _, answer = await running.get(f"/api/v1/polls/{poll}/ballots")
            withheld = cast < 20 and poll in PATTERNS

            assert ("so whole ballots are not shown" in page) == withheld
            assert ("Anyone can count these ballots again." in page) == (not withheld)
            assert ("<span>Ballots</span>" in page) == (not withheld)
            assert ("<span>Single choices</span>" in page) == (withheld and poll == "both")
            assert (f"/polls/{poll}/openings" in page) == (not withheld)
            assert ("ballots" in json.loads(answer)) == (not withheld)


def whole(cast: int, running: Running) -> set[str]:
    """The texts of all ballots that nobody may read where so few voted."""
    return {
        ballot_text(read_ballot(poll, form))
        for poll in map(running.kiosk.hall.sitting.assembly.poll, PATTERNS)
        for form in (
            {name: [value] for name, value in fields_of(poll.id, number)} for number in range(cast)
        )
    }


def held_in(content: bytes, texts: set[str]) -> set[str]:
    """Those of the texts that stand in the bytes, as they are or as a text within JSON."""
    return {
        text
        for text in texts
        if text.encode() in content
        or json.dumps(text)[1:-1].encode() in content
        or json.dumps(json.loads(text)).encode() in content
    }


async def everything_told(running: Running, folder: Path) -> bytes:
    """The roll, the archive, and all that anybody can ask of the kiosk."""
    sitting = running.kiosk.hall.sitting
    assert sitting.folder is not None
    out = folder / "small.archive"
    await write_archive(sitting.folder, device_key(running.data), out)
    told = [out.read_bytes()]
    told += [file.read_bytes() for file in sitting.folder.glob("roll.sqlite*")]
    for poll in (*PATTERNS, "plain"):
        for path in ("ballots", "result", "openings"):
            told.append((await running.get(f"/api/v1/polls/{poll}/{path}"))[1].encode())
        told.append((await running.get(f"/results/{poll}"))[1].encode())
    return b"\n".join(told)


def must_hold(archive: Path) -> None:
    """Both verifiers find nothing wrong."""
    checks = list(examine(read_archive(archive.read_bytes())))
    assert [check.sentence for check in checks if not check.holds] == []
    second = subprocess.run(
        [sys.executable, SECOND, archive], capture_output=True, text=True, check=False
    )
    assert second.returncode == 0, second.stdout


async def published(running: Running) -> None:
    for poll in (*PATTERNS, "plain"):
        await running.chair(poll, "publish")


@pytest.mark.parametrize("trackers", ["open", "closed"])
@pytest.mark.parametrize("cast", [19, 20])
async def test_below_twenty_no_byte_of_record_or_archive_holds_a_whole_ballot(
    tmp_path: Path, cast: int, trackers: str
) -> None:
    async with AsyncExitStack() as stack:
        top = f'trackers = "{trackers}"'
        running = await given_a_small_meeting(tmp_path, stack, cast=cast, top=top)
        await published(running)
        told = await everything_told(running, tmp_path)
        texts = whole(cast, running)

        assert held_in(told, texts) == (set() if cast < 20 else texts)
        must_hold(tmp_path / "small.archive")


@pytest.mark.parametrize(("publish_from", "cast"), [(0, 4), (4, 4), (5, 4), (13, 12)])
async def test_the_organiser_chooses_the_number(
    tmp_path: Path, publish_from: int, cast: int
) -> None:
    async with AsyncExitStack() as stack:
        top = f"publish-from = {publish_from}"
        running = await given_a_small_meeting(tmp_path, stack, cast=cast, top=top)
        await published(running)
        told = await everything_told(running, tmp_path)
        texts = whole(cast, running)

        assert held_in(told, texts) == (set() if cast < publish_from else texts)
        must_hold(tmp_path / "small.archive")


async def test_after_a_restart_the_box_is_counted_again(tmp_path: Path) -> None:
    async with AsyncExitStack() as stack:
        running = await given_a_small_meeting(tmp_path, stack, cast=12)
        await published(running)
        before = [await running.get(f"/api/v1/polls/{poll}/result") for poll in PATTERNS]
        held = [await running.get(f"/api/v1/polls/{poll}/ballots") for poll in PATTERNS]
        await running.stop()

        again = await start_kiosk(running.data)
        stack.push_async_callback(again.stop)
        await counting_over(again)

        assert [await again.get(f"/api/v1/polls/{poll}/result") for poll in PATTERNS] == before
        assert [await again.get(f"/api/v1/polls/{poll}/ballots") for poll in PATTERNS] == held
        assert again.kiosk.hall.sitting.altered == set()
        assert [status for status, _ in before] == [200, 200]
        assert json.loads(held[1][1])["questions"]["motion"] == [
            [[["no", 1]], 4],
            [[["yes", 1]], 8],
        ]


async def test_the_closing_report_of_few_counts_their_ballots(tmp_path: Path) -> None:
    async with AsyncExitStack() as stack:
        running = await given_a_small_meeting(tmp_path, stack, cast=12)
        told = await read_log(
            running.kiosk.hall.sitting.log_so_far, running.kiosk.hall.sitting.roll.read
        )

        assert [told.closed[poll].ballots for poll in (*PATTERNS, "plain")] == [12, 12, 12]
        assert [told.closed[poll].blank for poll in (*PATTERNS, "plain")] == [0, 0, 0]


async def test_the_organiser_reads_the_number(tmp_path: Path) -> None:
    async with AsyncExitStack() as stack:
        running = await given_a_small_meeting(tmp_path, stack, cast=4, top="publish-from = 7")
        await running.post("/organiser/enter", ("pin", PIN))
        _, page = await running.get("/organiser")

        assert "Published from 7 votes on." in page


async def sealed_meeting(folder: Path, stack: AsyncExitStack) -> tuple[Running, dict[str, bytes]]:
    """Twelve vote in sealed boxes; the keys."""
    keys: dict[str, bytes] = {}

    async def opened(running: Running, poll: str) -> None:
        keys[poll] = running.kiosk.hall.sitting.keys[poll].key
        await running.chair(poll, "key", ("word", key_words(keys[poll])[2]))

    running = await given_a_small_meeting(
        folder, stack, cast=12, top="sealed = true", opened=opened
    )
    return running, keys


async def test_the_slip_of_a_sealed_box_is_kept_where_few_voted(tmp_path: Path) -> None:
    async with AsyncExitStack() as stack:
        running, _ = await sealed_meeting(tmp_path, stack)
        _, page = await running.get("/chair/poll/order")
        _, asked = await running.get("/chair/poll/order/tear")
        status, refused = await running.chair("order", "tear")
        plain, _ = await running.chair("plain", "tear")

        assert 'id="step-tear"' not in page
        assert KEEP in page
        assert KEEP in asked
        assert "Forget the key" not in asked
        assert status == 409
        assert KEEP in refused
        assert plain == 200
        assert not running.kiosk.hall.sitting.box.is_locked("order")


async def test_after_a_restart_the_slip_opens_the_box_that_is_counted_again(
    tmp_path: Path,
) -> None:
    async with AsyncExitStack() as stack:
        running, keys = await sealed_meeting(tmp_path, stack)
        await published(running)
        before = await running.get("/api/v1/polls/order/result")
        await running.stop()

        again = await start_kiosk(running.data)
        stack.push_async_callback(again.stop)
        await counting_over(again)
        waiting, _ = await again.get("/api/v1/polls/order/result")
        await again.post("/chair/enter", ("pin", PIN))
        _, page = await again.get("/chair/poll/order")
        status, _ = await again.chair(
            "order", "unlock", ("words", " ".join(key_words(keys["order"])))
        )
        plain, _ = await again.get("/api/v1/polls/plain/result")

        assert waiting == 404
        assert "This box is locked" in page
        assert status == 200
        assert await again.get("/api/v1/polls/order/result") == before
        assert before[0] == 200
        assert plain == 200
        assert again.kiosk.hall.sitting.altered == set()
