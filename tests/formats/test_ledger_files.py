"""What became of decisions is read by their ids, and written so that it is read the same."""

import datetime
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.errors import BadFile
from kiosk.domain.ledger import (
    Adopted,
    Answer,
    Answered,
    Asked,
    Delivered,
    Delivery,
    Entry,
    Event,
    Seen,
    Spent,
)
from kiosk.formats import ledger_csv
from kiosk.formats.money import exact

HEAD = (
    "id,line_or_need,right,asked,last_year,body,sent_on,answer_due,answer,reason,adopted,"
    "adopted_on,spent,spent_on,delivered,evidence,residents_yes,residents_partly,residents_no,"
    "date,source\n"
)
WHOLE = (
    "library,Public library,Education,17000000,11000000,City council,2026-03-01,2026-04-01,"
    "changed,No money,15000000,2026-06-30,14999999.50,2027-06-30,partly,Two of three branches,"
    "31,12,4,2027-07-01,Annual report\n"
)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def entry(event: Event, on: str, source: str = "Annual report", decision: str = "library") -> Entry:
    return Entry(decision=decision, event=event, on=day(on), source=source)


ASKED = entry(
    Asked(
        about="Public library",
        right="education",
        asked=17_000_000,
        last_year=11_000_000,
        body="City council",
        answer_due=day("2026-04-01"),
    ),
    "2026-03-01",
)


def read(
    text: str, before: tuple[Entry, ...] = (), *, notes: list[str] | None = None
) -> tuple[Entry, ...]:
    return ledger_csv.read(text.encode(), file="l.csv", before=before, notes=notes)


def faults(text: str, before: tuple[Entry, ...] = (ASKED,)) -> list[str]:
    with pytest.raises(BadFile) as caught:
        read(text, before)
    return [str(fault).removeprefix("l.csv, ") for fault in caught.value.faults]


def test_a_full_row_tells_all_that_became_of_a_decision() -> None:
    assert read(HEAD + WHOLE) == (
        ASKED,
        entry(Answered(Answer.CHANGED, "No money"), "2027-07-01"),
        entry(Adopted(15_000_000), "2026-06-30"),
        entry(Spent(Fraction(29_999_999, 2)), "2027-06-30"),
        entry(Delivered(Delivery.PARTLY, "Two of three branches"), "2027-07-01"),
        entry(Seen(31, 12, 4), "2027-07-01"),
    )


def test_a_row_tells_only_what_it_fills() -> None:
    text = "id,adopted,adopted_on,source\nlibrary,15000000,2026-06-30,City clerk\n"

    assert read(text, (ASKED,)) == (entry(Adopted(15_000_000), "2026-06-30", "City clerk"),)


def test_the_day_of_an_amount_is_that_of_the_row_where_it_has_no_other() -> None:
    text = "id,adopted,spent,date,source\nlibrary,5,4,2026-06-30,x\n"

    assert {one.on for one in read(text, (ASKED,))} == {day("2026-06-30")}


def test_what_the_ledger_says_already_is_not_said_again() -> None:
    said: list[str] = []
    before = read(HEAD + WHOLE)
    more = WHOLE.replace(",31,12,4,", ",40,12,4,").replace("changed,No money", ",")

    assert read(HEAD + WHOLE, before, notes=said) == ()
    assert said == ["l.csv, line 2: this row says nothing new."]
    assert read(HEAD + more, before) == (entry(Seen(40, 12, 4), "2027-07-01"),)


def test_a_decision_that_is_asked_for_above_is_known_below() -> None:
    below = "library,,,,,,,,,,1,2026-06-30,,,,,,,,,x\n"

    assert len(read(HEAD + WHOLE + below)) == 7


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("id,adopted,date,source\nlibary,5,2026-06-30,x\n",
         "Nobody asked for a decision 'libary'. Write library."),
        ("id,adopted,date,source\n,5,2026-06-30,x\n",
         "The id is missing. Write the id that the decision has in the export."),
        ("id,adopted,date,source\nOak Library,5,2026-06-30,x\n",
         "The id is 'oak library'. Use at most 40 letters a to z, digits and hyphens."),
        ("id,adopted,date,source\nlibrary,5,2026-06-30,\n",
         "The source is missing. Write who says so, or where it stands."),
        ("id,adopted,source\nlibrary,5,x\n",
         "adopted_on is missing. Write year, month and day, such as 2026-03-31."),
        ("id,spent,spent_on,source\nlibrary,5,30/06/2026,x\n",
         "spent_on is '30/06/2026'. Write year, month and day, such as 2026-03-31."),
        ('id,spent,date,source\nlibrary,"1,200,000",2026-06-30,x\n',
         "spent is '1,200,000'. Write 1200000, without a sign between the thousands."),
        ("id,answer,date,source\nlibrary,acepted,2026-06-30,x\n",
         "The answer is 'acepted'. Write accepted."),
        ("id,delivered,date,source\nlibrary,maybe,2026-06-30,x\n",
         "Delivered is 'maybe'. Write one of: no, partly, yes."),
        ("id,reason,date,source\nlibrary,Why,2026-06-30,x\n",
         "There is reason without answer. Write answer too."),
        ("id,evidence,date,source\nlibrary,Photo,2026-06-30,x\n",
         "There is evidence without delivered. Write delivered too."),
        ("id,residents_yes,residents_no,date,source\nlibrary,5,six,2026-06-30,x\n",
         "residents_partly is missing. Write how many people said so, 0 for none."),
        ("id,residents_yes,residents_partly,residents_no,date,source\nlibrary,5,six,0,2026-06-30,x\n",
         "residents_partly is 'six'. Write how many people said so, 0 for none."),
        ("id,date,source\nlibrary,2026-06-30,x\n",
         "The row says nothing of the decision. Fill a cell, or delete the row."),
        ("id,body,asked,last_year,sent_on,answer_due,source\np,Council,5,5,2026-01-01,2026-02-01,x\n",
         "line_or_need is missing. A decision that is asked for needs it."),
        ("id,line or need,asked,sent_on,answer_due,source\np,Park,5,2026-01-01,2026-02-01,x\n",
         "body is missing. A decision that is asked for needs it."),
        ("id,line or need,body,asked,sent_on,answer_due,source\np,Park,Council,5,2026-01-01,"
         "2026-02-01,x\n",
         "last_year is missing. Write a number such as 5000 or 5000.50."),
    ],
)  # fmt: skip
def test_every_wrong_cell_is_named_with_what_to_write(row: str, fault: str) -> None:
    assert f"line 2: {fault}" in faults(row)


def test_where_no_decision_is_known_it_must_be_asked_for_above() -> None:
    assert faults("id,adopted,date,source\nlibrary,5,2026-06-30,x\n", before=()) == [
        "line 2: Nobody asked for a decision 'library'. Write what was asked for above.",
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("adopted,date,source\n5,2026-06-30,x\n", "There is no column id"),
        ("id,adopted,date\nlibrary,5,2026-06-30\n", "There is no column source"),
        ("id,source\n", "There is no row. Write one row for each decision"),
        ("id,adopted,date,source\n" + "library,5,2026-06-30,x\n" * 5001, "more than 5000 rows"),
    ],
)
def test_a_file_that_is_no_ledger_is_refused(text: str, fault: str) -> None:
    found = faults(text)

    assert fault in found[0]
    assert len(found) == 1


def test_as_many_rows_as_may_be_are_read() -> None:
    rows = "".join(f"library,{number},2026-06-30,x\n" for number in range(5000))

    assert len(read("id,spent,date,source\n" + rows, (ASKED,))) == 5000


def test_columns_that_are_not_used_are_said() -> None:
    said: list[str] = []
    read("id,adopted,date,source,colour\nlibrary,5,2026-06-30,x,red\n", (ASKED,), notes=said)

    assert said == ["l.csv, line 1: these columns are not used: 'colour'."]


WORDS = st.text('abc =+-@"|;,é', min_size=1, max_size=12)
WORDS = WORDS.map(lambda text: " ".join(text.split())).filter(bool)
MONEY = st.integers(0, 10**14).map(lambda cents: exact(str(cents // 100), f"{cents % 100:02}"))
DAYS = st.dates(datetime.date(1990, 1, 1), datetime.date(2100, 1, 1))
FOLLOWING: st.SearchStrategy[Event] = st.one_of(
    st.builds(Answered, st.sampled_from(Answer), WORDS),
    st.builds(Adopted, MONEY),
    st.builds(Spent, MONEY),
    st.builds(Delivered, st.sampled_from(Delivery), WORDS),
    st.builds(Seen, *[st.integers(0, 10**9 - 1)] * 3),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(FOLLOWING, DAYS, WORDS), max_size=6, unique=True))
def test_what_is_written_is_read_the_same(told: list[tuple[Event, datetime.date, str]]) -> None:
    entries = tuple(
        Entry(decision="library", event=event, on=on, source=source) for event, on, source in told
    )

    written = ledger_csv.write((ASKED, *entries))

    assert ledger_csv.read(written, file="l.csv") == (ASKED, *entries)


def test_no_cell_of_a_written_ledger_runs_as_a_formula() -> None:
    wicked = entry(Answered(Answer.REFUSED, "=1+1"), "2026-05-01", "@cmd")

    content = ledger_csv.write((ASKED, wicked))

    assert content.startswith(b"\xef\xbb\xbfid,line_or_need,")
    assert b",=1" not in content
    assert b",@cmd" not in content
    assert ledger_csv.read(content, file="l.csv") == (ASKED, wicked)
