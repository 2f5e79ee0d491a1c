"""A line that nobody could check does not say that it holds; polls have their titles."""

import json
from dataclasses import replace

from click.testing import CliRunner
from given_a_kiosk import Kiosk
from given_an_archive import archive_of, closing_in, signed_anew
from test_few_voters import MEETING, a_meeting

from kiosk.audit.examination import examine
from kiosk.commands.verify import COMMAND
from kiosk.domain.text import plain
from kiosk.proof.archive import read_archive

TITLED = {"garden": "Do we keep the garden?", "money": "Where does the money go?"}


def titled():
    """The same meeting with titles that are not the ids."""

    def asking(question):
        return replace(question, title=plain(TITLED.get(question.id, question.id)))

    polls = tuple(
        replace(
            poll,
            title=plain("Two at once") if poll.id == "both" else poll.title,
            questions=tuple(asking(question) for question in poll.questions),
        )
        for poll in MEETING.polls
    )
    return a_meeting(12, assembly=replace(MEETING, polls=polls))


def test_verify_says_what_it_could_not_check_and_who_can():
    told = {
        check.sentence.wording % dict(check.sentence.values): check.checked
        for check in examine(read_archive(archive_of(titled())))
        if check.poll == "both"
    }

    assert any("fewer than 20 voted, so no whole ballot is here." in line for line in told)
    assert told[f"{TITLED['garden']} (garden) was counted again from its answers."]
    not_counted = "was not counted again. Tellers can: the kiosk counts its box again."
    assert told[f"{TITLED['money']} (money) {not_counted}"] is False


def test_nothing_that_was_not_checked_is_said_to_hold(tmp_path):
    file = tmp_path / "meeting.kiosk"
    file.write_bytes(archive_of(titled()))

    lines = CliRunner().invoke(COMMAND, [str(file)]).stdout.splitlines()
    told = json.loads(CliRunner().invoke(COMMAND, [str(file), "--json"]).stdout)

    not_checked = [line for line in lines if line.startswith("not checked  ")]
    assert any(f"{TITLED['money']} (money) was not counted again." in line for line in not_checked)
    holding = [line for line in lines if line.startswith("holds  ")]
    assert not [line for line in holding if " not " in line and "not published" not in line]
    number = f"Lines that were not checked: {len(not_checked)}."
    assert any(number in line for line in lines), lines
    unchecked = [one for one in told["checks"] if not one["checked"]]
    notes = [line for line in lines if line.startswith("note  ")]
    assert len(unchecked) == len(not_checked) + len(notes)
    assert all(one["holds"] is True for one in told["checks"])
    assert told["holds"] is True


def test_a_fault_names_polls_and_questions_by_their_titles():
    content = signed_anew(archive_of(titled()), _tally_of, Kiosk().key)

    told = [
        check.sentence.wording % dict(check.sentence.values)
        for check in examine(read_archive(content))
        if not check.holds
    ]

    assert told
    assert all("(garden)" in line or "(both)" in line for line in told), told


def _tally_of(records):
    """One vote went to another answer."""
    (_, given), *_ = closing_in(records, "both")["tallies"]
    given[1][1] += 1
    given[2][1] -= 1
