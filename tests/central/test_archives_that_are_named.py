"""An archive that fits together is one thing, the archive of this meeting another: paper tells."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from given_a_kiosk import MOTION, a_stranger
from given_an_archive import a_full_day, archive_of, closing_in, signed_anew

from kiosk.commands.verify import COMMAND
from kiosk.proof.signature import fingerprint, fingerprint_lines
from kiosk.proof.tracker import spoken_digest

KIOSK = a_full_day()
CONTENT = archive_of(KIOSK)
KEY = fingerprint(KIOSK.key.public)
ROOT = str(closing_in(json.loads(CONTENT)["records"], MOTION.id)["root"])
WORDS = spoken_digest(ROOT)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The archive of a full day."""
    written = tmp_path / "meeting.kiosk"
    written.write_bytes(CONTENT)
    return written


def verify(file: Path, *options: str) -> Result:
    """``kiosk verify FILE OPTIONS``."""
    return CliRunner().invoke(COMMAND, [str(file), *options])


def another_choice(records: list[dict[str, Any]]) -> None:
    """All voters said no, under the commitments of what they said; no opening shows it."""
    closing = closing_in(records, MOTION.id)
    number = sum(copies for _, copies in closing["ballots"])
    ((question, result),) = closing["results"]
    closing["ballots"] = [[json.dumps([[question, [["no", 1]]]], separators=(",", ":")), number]]
    for record in records:
        record["payload"].pop("openings", None)
    scores = {"abstain": 0, "no": number, "yes": 0}
    result |= {"passed": False, "winners": [], "blank": 0, "scores": scores}
    records[0]["payload"]["trackers"] = "closed"
    told = ("ballots-opened", "event")  # the sample, and the meeting that the opening report names
    records[:] = [record for record in records if record["kind"] not in told]


# The log of this archive tells nothing of the cards that were given out for three polls.
OPEN = "Lines that were not checked: 3."


@pytest.mark.parametrize("named", [KEY, KEY.upper().replace("-", "  "), KIOSK.key.public])
def test_everything_holds_where_the_kiosk_was_named(file, named):
    told = verify(file, "--key", named)

    assert told.exit_code == 0
    assert told.stdout.endswith(f"Everything that was checked holds. {OPEN}\n")


def test_without_a_name_everything_fits_together_and_paper_must_tell(file):
    told = verify(file)

    assert told.exit_code == 0
    assert "Everything holds" not in told.stdout
    assert f"Everything fits together. {OPEN} Compare these words" in told.stdout
    shown = [line.strip() for line in told.stdout.splitlines()[-2:]]
    assert shown == list(fingerprint_lines(KIOSK.key.public))
    assert json.loads(verify(file, "--json").stdout)["named"] is False
    assert json.loads(verify(file, "--json", "--key", KEY).stdout)["named"] is True


@pytest.mark.parametrize(
    "named",
    [
        fingerprint(a_stranger().key.public),
        "-".join(reversed(KEY.split("-"))),
        a_stranger().key.public,
        "mango " * 8,
    ],
)
def test_other_words_name_no_kiosk(file, named):
    told = verify(file, "--key", named)

    assert told.exit_code == 1
    assert f"WRONG  This is not the kiosk that you named. It is {KEY}." in told.stdout


@pytest.mark.parametrize("named", [WORDS, WORDS.upper().replace(" ", "-"), f" {ROOT.upper()} "])
def test_the_words_of_a_closing_report_are_found_however_written(file, named):
    told = verify(file, "--key", KEY, "--root", named)

    assert told.exit_code == 0
    assert f"holds  This closing report is here: {WORDS}." in told.stdout


NO_WORDS = {
    "a slip in the last": (f"{KEY.rpartition('-')[0]}-mangoe", "Word 8 is on no list."),
    "a slip in the first": (f"mangoe-{KEY.partition('-')[2]}", "Word 1 is on no list."),
    "a word of another language": (KEY.replace(KEY.split("-")[2], "río"), "Word 3 is on no list."),
    "half of them": (KEY.rsplit("-", 4)[0], "Type eight words."),
    "two": ("mango piano", "Type eight words."),
    "one too many": (f"{KEY}-mango", "Type eight words."),
    "none": ("", "Type eight words."),
    "signs": (" - ", "Type eight words."),
    "a number": (f"{KEY} 12", "Type eight words."),
    "digits of half a key": (KIOSK.key.public[:32], "is on no list."),
    "only digits": ("12345678", "Type eight words."),
}


@pytest.mark.parametrize("option", ["--key", "--root"])
@pytest.mark.parametrize(("named", "said"), NO_WORDS.values(), ids=NO_WORDS)
def test_a_slip_in_the_words_is_no_finding_about_the_archive(file, option, named, said):
    told = verify(file, option, named)

    assert told.exit_code == 2
    assert said in told.stderr
    assert "trust" not in told.output
    assert told.stdout == ""


@pytest.mark.parametrize("named", [spoken_digest("5a" * 32), "mango " * 7 + "piano"])
def test_the_words_of_another_closing_are_named(file, named):
    told = verify(file, "--key", KEY, "--root", WORDS, "--root", named)

    assert told.exit_code == 1
    assert f"WRONG  No vote here closed with these words: {named}." in told.stdout
    assert "Everything" not in told.stdout


def test_a_forgery_can_keep_the_root_so_only_the_key_makes_everything_hold(file):
    file.write_bytes(signed_anew(CONTENT, another_choice, a_stranger().key))

    by_report, by_key = verify(file, "--root", WORDS), verify(file, "--key", KEY, "--root", WORDS)

    assert by_report.exit_code == 0
    assert "Everything holds" not in by_report.stdout
    assert by_key.exit_code == 1
