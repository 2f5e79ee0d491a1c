"""A damaged or hostile budget file is read or refused with line and column, and nothing else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_pb import SMALL, reading, wrong

from kiosk.domain.errors import BadFile
from kiosk.formats.budget_pb import write


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet='META\nkey;value"PROJCVS_id,0123456789.-ab\x00', max_size=200))
def test_rubbish_is_refused_and_never_breaks_the_reader(rubbish: str) -> None:
    for text in (rubbish, SMALL + rubbish, SMALL.replace("a;400", rubbish)):
        try:
            reading(text)
        except BadFile as bad:
            assert bad.faults  # noqa: PT017


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_a_small_file_changed_anywhere_is_read_or_refused_with_its_place(
    data: st.DataObject,
) -> None:
    text = SMALL.replace("Trees", '"Old ""trees"""')
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        cut = data.draw(st.integers(0, 4))
        text = text[:at] + data.draw(st.text('019,.;"\n\rab\0', max_size=3)) + text[at + cut :]
    try:
        file = reading(text)
    except BadFile as bad:
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        assert bad.faults  # noqa: PT017
        for fault in bad.faults:
            assert 1 <= fault.line <= len(lines)
            assert 1 <= fault.column <= len(lines[fault.line - 1]) + 2
    else:
        assert reading(write(file)).ballots == file.ballots


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (SMALL.replace("Trees", "x" * 200_000), "line 10, column 1: A line is longer than"),
        (SMALL.replace("2;b", "2" + ";" * 2_000), "line 15, column 1: There are more than 1000"),
        (SMALL.replace("a;400", "a" * 300 + ";400"), "line 10, column 1: project_id is 'aaa"),
        (
            SMALL.replace("b;700;Benches\n", "".join(f"p{n};1;x\n" for n in range(10_001))),
            "line 10010, column 1: There are more than 10000 projects",
        ),
    ],
    ids=["a long line", "many cells", "a long id", "many projects"],
)
def test_what_no_real_file_holds_ends_the_reading(text: str, fault: str) -> None:
    assert fault in "\n".join(wrong(text))
