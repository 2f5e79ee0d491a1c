"""A batch carries records unchanged, and whatever is no batch or no answer is refused."""

import json

import pytest

from kiosk.domain.record import Record
from kiosk.sync.batch import (
    MOST_RECORDS,
    Answer,
    read_answer,
    read_batch,
    read_record,
    write_answer,
    write_batch,
    write_record,
)

RECORD = Record(
    device="a" * 64,
    log="l-1",
    seq=3,
    prev="b" * 64,
    kind="poll-closed",
    payload={"ñ": [1, None, True, 10**25], "text": "\x00 \u2028 \U0001f5f3"},
    signature="c" * 128,
)


def test_a_record_comes_back_from_its_text():
    assert read_record(write_record(RECORD)) == RECORD


def test_a_batch_carries_the_texts_as_they_are():
    text = write_record(RECORD)

    batch = write_batch([text, text])

    assert batch == f'{{"records":[{text},{text}]}}'.encode()
    assert read_batch(batch) == (RECORD, RECORD)


@pytest.mark.parametrize(
    "changed",
    [
        {"seq": 0},
        {"seq": "1"},
        {"device": "A" * 64},
        {"log": "../x"},
        {"log": ""},
        {"prev": "b"},
        {"kind": "Poll"},
        {"payload": []},
        {"signature": "c"},
        {"extra": 1},
    ],
)
def test_a_record_with_anything_odd_is_refused(changed):
    odd = json.loads(write_record(RECORD)) | changed

    with pytest.raises(ValueError):  # noqa: PT011 - says where, in words of the reader
        read_record(json.dumps(odd))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b'{"records":[]}',
        b'{"records":[{}]}',
        b'{"records":' + b"[" * 100_000,
        b"\xff",
        write_batch([write_record(RECORD)] * (MOST_RECORDS + 1)),
    ],
)
def test_what_is_no_batch_is_refused(body):
    with pytest.raises(ValueError):  # noqa: PT011 - says where, in words of the reader
        read_batch(body)


def test_an_answer_comes_back():
    answer = Answer(have=7, refused="Record 8 does not follow the one before it.")

    assert read_answer(write_answer(answer)) == answer


@pytest.mark.parametrize("body", [b"<html>Please log in</html>", b"{}", b'{"have":-1}', b""])
def test_the_page_of_a_guest_network_is_no_answer(body):
    with pytest.raises(ValueError):  # noqa: PT011 - says where, in words of the reader
        read_answer(body)
