"""The ballots of a real budget vote, played by separate phones, give the recounted result."""

import json
import signal
from pathlib import Path

import pytest
from budget_hall import BUDGET, LAST, MEETING, budget_of
from program import answering, run, start

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "ballots"
CAMBRIDGE = DATA / "US_Stanford_Dataset_PB_Cambridge_2019_vote_approvals.pb"
VOTERS = "500"  # all 6,447 take minutes: `kiosk rehearse` without --voters


@pytest.mark.skipif(not CAMBRIDGE.exists(), reason="the real ballots lie beside the project only")
@pytest.mark.parametrize("rule", ["greedy", "equal-shares"])
async def test_a_rehearsal_counts_every_ballot_once(
    tmp_path: Path, unused_tcp_port: int, rule: str
) -> None:
    url = f"http://127.0.0.1:{unused_tcp_port}"
    words = ("demo", str(CAMBRIDGE), "--rule", rule, "--port", str(unused_tcp_port))
    kiosk = await start(*words, "--data", str(tmp_path / "data"))
    await answering(url)

    code, output, _ = await run(
        "rehearse", str(CAMBRIDGE), "--url", url, "--voters", VOTERS, "--json"
    )
    kiosk.send_signal(signal.SIGTERM)
    await kiosk.communicate()

    report = json.loads(output)
    assert code == 0
    assert report["rule"] == rule
    assert report["cast"] == report["ballots_counted"] == int(VOTERS)
    assert report["errors"] == 0
    assert report["equal"] is True


async def test_a_rehearsal_without_a_kiosk_says_so(tmp_path: Path, unused_tcp_port: int) -> None:
    file = tmp_path / "two.blt"
    file.write_text('2 1\n1 1 2 0\n0\n"Ana"\n"Ben"\n"Board"\n', encoding="utf-8")

    code, _, errors = await run(
        "rehearse", str(file), "--url", f"http://127.0.0.1:{unused_tcp_port}"
    )

    assert code == 1
    assert "does not answer" in errors
    assert "Traceback" not in errors


async def test_a_rehearsal_of_sealed_boxes_says_that_nobody_holds_the_slip(
    tmp_path: Path, unused_tcp_port: int
) -> None:
    file = tmp_path / "two.pb"
    file.write_text(
        "META\nkey;value\nbudget;100\nvote_type;approval\nnum_votes;2\n"
        "PROJECTS\nproject_id;cost\np1;60\np2;50\nVOTES\nvoter_id;vote\nv1;p1\nv2;p1,p2\n",
        encoding="utf-8",
    )
    url = f"http://127.0.0.1:{unused_tcp_port}"
    kiosk = await start("demo", str(file), "--sealed", "--port", str(unused_tcp_port))
    await answering(url)

    code, _, errors = await run("rehearse", str(file), "--url", url)
    kiosk.send_signal(signal.SIGTERM)
    await kiosk.communicate()

    assert code == 1
    assert "The boxes are sealed" in errors


async def test_budgets_of_both_sides_are_cast_by_phones_and_counted_again(
    tmp_path: Path, unused_tcp_port: int
) -> None:
    """The file counts changes since last year; the kiosk amounts that lie on no round number."""
    url = f"http://127.0.0.1:{unused_tcp_port}"
    meeting = tmp_path / "assembly.toml"
    meeting.write_text(MEETING.format(rule="most-backed", top=""), encoding="utf-8")
    (tmp_path / "budget.csv").write_text(BUDGET, encoding="utf-8")
    limits = {"roads": 20, "parks": 10, "library": 8, "tax": 20, "fees": 10, "debt": 0}
    file = tmp_path / "budgets.json"
    wishes = [budget_of(number) for number in range(60)]
    told = {
        "format": "two-sided-count/1",
        "unit": 50_000,
        "lines": [
            {"id": line, "side": "revenue" if line in ("tax", "fees") else "spending",
             "last_year": 0, "floor": -by, "ceiling": by}
            for line, by in (limits | {"parks": 14}).items()
        ],
        "ballots": [
            {"changes": {line: amount - LAST[line] for line, amount in wish.items()}}
            for wish in wishes
        ],
    }  # fmt: skip
    file.write_text(json.dumps(told), encoding="utf-8")
    port = str(unused_tcp_port)
    kiosk = await start("demo", str(meeting), "--port", port, "--data", str(tmp_path / "data"))
    await answering(url)

    code, output, errors = await run("rehearse", str(file), "--url", url, "--json")
    kiosk.send_signal(signal.SIGTERM)
    await kiosk.communicate()

    report = json.loads(output)
    assert code == 0, errors
    assert report["cast"] == report["ballots_counted"] == len(wishes)
    assert report["equal"] is True
    assert len(report["published"]) == len(limits)
