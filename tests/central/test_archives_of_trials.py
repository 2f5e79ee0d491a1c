"""Whatever else holds in it: the archive of a trial says first that nothing in it counts."""

import pytest
from click.testing import CliRunner
from given_a_kiosk import Kiosk
from given_an_archive import a_full_day, archive_of, wrong, wrong_says_the_second

from kiosk.commands.verify import COMMAND
from kiosk.domain.happening import Happening
from kiosk.proof.signature import fingerprint

TRIAL = "This is the log of a trial. Nothing in it counts."


def the_day_in(log: str) -> Kiosk:
    """The whole day of a kiosk, signed under that name of a log."""
    day = Kiosk(log=log)
    for record in a_full_day().records:
        if record.payload.get("what") != Happening.POLL_OPENED:  # it names a record of its own log
            day.states(record.kind, dict(record.payload))
    return day


@pytest.mark.parametrize("log", ["trial-", "trial-1", "trial-trial-0f", "trial-" + "0f" * 16])
@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("as_json", [True, False])
def test_a_trial_is_a_finding_though_all_else_holds(tmp_path, log, named, as_json):
    day = the_day_in(log)
    file = tmp_path / "trial.json"
    file.write_bytes(archive_of(day))
    options = ["--key", fingerprint(day.key.public)] * named + ["--json"] * as_json

    told = CliRunner().invoke(COMMAND, [str(file), *options])

    assert told.exit_code == 1
    assert TRIAL in told.stdout
    assert "Everything" not in told.stdout
    assert wrong(archive_of(day)) == [TRIAL]


@pytest.mark.parametrize("log", ["trial-1", "trial-" + "0f" * 16])
def test_the_second_verifier_finds_a_trial_too(log):
    assert len(wrong_says_the_second(archive_of(the_day_in(log)))) == 1


@pytest.mark.parametrize("log", ["0f" * 16, "a-trial-", "trials", "spring"])
def test_a_meeting_is_no_trial(log):
    content = archive_of(the_day_in(log))

    assert wrong(content) == []
    assert wrong_says_the_second(content) == []
