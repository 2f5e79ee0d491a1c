"""Needs are read with their right and cost; what nobody knows stays not known, and never is 0."""

import datetime
import io
from collections.abc import Sequence
from fractions import Fraction

import pytest
import xlsxwriter

from kiosk.domain.errors import BadFile
from kiosk.domain.needs import Indicator, Need
from kiosk.domain.rights import RIGHTS
from kiosk.domain.text import Text, plain
from kiosk.formats import needs
from kiosk.formats.days import read_day, read_when

HEAD = "id,need,right,also,place,people,indicator,now,target,date,source,cost,cost_source\n"


def read(
    text: str,
    *languages: str,
    rights: Sequence[str] = tuple(RIGHTS),
    notes: list[str] | None = None,
) -> tuple[Need, ...]:
    return needs.read(
        text.encode(), file="n.csv", languages=languages or ("en",), rights=rights, notes=notes
    )


def faults(text: str, *, rights: Sequence[str] = tuple(RIGHTS)) -> list[str]:
    with pytest.raises(BadFile) as caught:
        read(text, rights=rights)
    return [str(fault).removeprefix("n.csv, ") for fault in caught.value.faults]


def notes(text: str) -> list[str]:
    said: list[str] = []
    read(text, notes=said)
    return said


def test_a_need_is_read_whole() -> None:
    (need,) = read(
        HEAD
        + "n1,Clean water in every home,Water,health; Housing,Ward 3,1 200,Homes with lead,"
        '450,0,2030-06,City survey 2025,"$9,000",Public works\n'.replace('"$9,000"', "$9000.50")
    )

    assert need == Need(
        id="n1",
        need=plain("Clean water in every home"),
        right="water",
        also=("health", "housing"),
        place="Ward 3",
        people=1200,
        indicator=Indicator("Homes with lead", "450", "0", "2030-06", "City survey 2025"),
        cost=Fraction(18001, 2),
        cost_source="Public works",
    )


def test_dates_and_numbers_of_a_spreadsheet_are_read_as_they_look() -> None:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet, as_day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, ["need", "right", "people", "date", "cost", "cost source"])
        sheet.write_row(1, 0, ["A roof", "Housing", 40])
        sheet.write_datetime(1, 3, datetime.date(2030, 6, 30), as_day)
        sheet.write_row(1, 4, [12000.5, "Survey"])

    (need,) = needs.read(content.getvalue(), file="n.xlsx", languages=["en"])

    assert (need.people, need.indicator.date, need.cost) == (40, "2030-06-30", Fraction(24001, 2))


@pytest.mark.parametrize("written", ["", "?", "-", "not known", "N/A", "Unknown"])
def test_what_nobody_knows_is_not_known(written: str) -> None:
    (need,) = read(f"need,right,people,cost\nA roof,housing,{written},{written}\n")

    assert (need.people, need.cost) == (None, None)


def test_nobody_at_all_is_a_number_of_people_and_nothing_is_no_cost() -> None:
    assert read("need,right,people\nA roof,housing,0\n")[0].people == 0
    assert faults("need,right,cost\nA roof,housing,0\n") == [
        "line 2: The cost is 0. Leave it empty where nobody knows it.",
    ]


def test_a_need_without_an_id_gets_one_from_its_words() -> None:
    found = read("need,right\nA roof!,housing\nA roof?,housing\n水,water\n")

    assert [need.id for need in found] == ["a-roof", "a-roof-2", "need-4"]


def test_a_need_is_told_in_each_language() -> None:
    (need,) = read("need,need (es),right\nA roof,Un techo,housing\n", "en", "es")

    assert need.need == Text((("en", "A roof"), ("es", "Un techo")))


def test_the_first_right_is_not_among_the_others() -> None:
    assert read("need,right,also\nA roof,housing,housing|life\n")[0].also == ("life",)


def test_an_assembly_may_name_its_own_rights() -> None:
    (need,) = read("need,right\nA bus,Moving about\n", rights=["moving-about", "housing"])

    assert need.right == "moving-about"
    assert faults("need,right\nA bus,water\n", rights=["moving-about", "housing"]) == [
        "line 2: The right 'water' is not known. Write one of: housing, moving-about.",
    ]


def test_every_wrong_cell_is_named_with_what_to_write() -> None:
    text = (
        HEAD + "n1,,water,,,,,,,,,,\n"
        'n1,Roof,"housing, food",,,,,,,,,,\n'
        "n2,Roof,,,,some,,,,06/2030,,,\n"
        'n 3,Roof,hosing,watr,,"1,200",,,,2030-02-31,,"1,200",x\n'
        "n4,Roof,general,,,-3,,,,,,much,x\n"
    )
    known = (
        "dignified-work, education, equality, food, health, healthy-environment, housing, life,"
        " safety, social-security, taking-part, water"
    )

    people = "Write a whole number, or leave it empty where nobody knows."
    date = "Write a year, a month or a day: 2030, 2030-06 or 2030-06-30."
    assert faults(text) == [
        "line 2: The need is missing. Write what people need.",
        "line 3: There are 2 rights: 'housing, food'. Keep one, such as housing, and write the"
        " others under also.",
        "line 3: The id 'n1' stands in line 2 too. Give each need its own.",
        "line 4: The right is missing. Write one of: health, housing, dignified-work, education,"
        " food, social-security, healthy-environment, water, taking-part, safety, equality, life.",
        f"line 4: The number of people is 'some'. {people}",
        f"line 4: The date is '06/2030'. {date}",
        "line 5: The right 'hosing' is not known. Write housing.",
        "line 5: The cost is '1,200'. Write 1200, without a sign between the thousands, or 1.20 if"
        " that is meant.",
        "line 5: The id is 'n 3'. Use at most 40 letters a to z, digits and hyphens.",
        "line 5: The right 'watr' is not known. Write water.",
        f"line 5: The number of people is '1,200'. {people}",
        f"line 5: The date is '2030-02-31'. {date}",
        f"line 6: The right 'general' is not known. Write one of: {known}.",
        "line 6: The cost is 'much'. Write a number such as 5000 or 5000.50.",
        f"line 6: The number of people is '-3'. {people}",
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("id,right\na,water\n", "There is no column need"),
        ("id,need\na,Roof\n", "There is no column right"),
        ("need,right\n", "There is no need. Write one row for each need"),
        ("need,right,need (fr)\na,water,b\n", "The column 'need (fr)' is not known"),
        ("need,right\n" + "a,water\n" * 501, "There are more than 500 needs. Join equal ones"),
        ("need,right,right\na,water,food\n", "The column 'right' comes twice"),
    ],
)
def test_a_file_that_is_no_list_of_needs_is_refused(text: str, fault: str) -> None:
    found = faults(text)

    assert fault in found[0]
    assert len(found) == 1


def test_as_many_needs_as_may_be_are_read() -> None:
    assert len(read("need,right\n" + "a,water\n" * 500)) == 500


def test_what_is_perhaps_not_meant_is_said() -> None:
    said = notes("need,right,cost,colour\nRoof,housing,5,red\nTotal,housing,5,\nBus,life,,\n")

    assert said == [
        "n.csv, line 1: these columns are not used: 'colour'.",
        "n.csv, line 2: the cost stands there without its source (and 1 more lines).",
        "n.csv, line 3: this line looks like a total, and is read as a need.",
    ]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-03-31", "2026-03-31"), ("2026-03-31 00:00:00", "2026-03-31"), ("2026-02-30", None),
        ("31/03/2026", None), ("2026-3-31", None), ("", None), ("2026-03-31 14:00:00", None),
    ],
)  # fmt: skip
def test_a_day_is_read_only_where_it_can_be_no_other(written: str, day: str | None) -> None:
    found = read_day(written)

    assert (found.isoformat() if found else None) == day


@pytest.mark.parametrize("written", ["2030", "2030-12", "2030-12-31"])
def test_a_year_or_a_month_is_a_date_too(written: str) -> None:
    assert read_when(written) == written


@pytest.mark.parametrize("written", ["203", "2030-13", "2030-00", "12-2030", "soon"])
def test_no_other_word_is_a_date(written: str) -> None:
    assert read_when(written) is None
