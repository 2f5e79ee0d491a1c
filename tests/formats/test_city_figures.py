"""The city's figures are read with their year and source, and sums among them are refused."""

from collections.abc import Callable
from fractions import Fraction

import pytest

from kiosk.domain.census import Census
from kiosk.domain.errors import BadFile
from kiosk.domain.places import PlaceMoney
from kiosk.formats.city_figures import read_census, read_places

CENSUS = "question,group,residents,year,source\n"
PLACES = "place,residents,amount,recipients,year,source\n"


def faults(text: str) -> list[str]:
    read: Callable[..., object] = read_places if text.startswith("place") else read_census
    with pytest.raises(BadFile) as caught:
        read(text.encode(), file="f.csv")
    return [str(fault).removeprefix("f.csv, ") for fault in caught.value.faults]


def test_residents_are_read_by_question() -> None:
    text = (
        CENSUS + "place,North,1 200,2020,Census Bureau\nage,under 20,300,2023,Survey\n"
        "place,South,800,2020,Census Bureau\n"
    )

    assert read_census(text.encode(), file="f.csv") == {
        "place": Census((("North", 1200), ("South", 800)), 2020, "Census Bureau"),
        "age": Census((("under 20", 300),), 2023, "Survey"),
    }


def test_money_of_places_is_read_to_the_cent() -> None:
    text = PLACES + "North,1200,$5000.50,,2025,City budget\nSouth,800,70,2,2025,City budget\n"

    assert read_places(text.encode(), file="f.csv") == (
        PlaceMoney(
            place="North", residents=1200, amount=Fraction(10001, 2), year=2025,
            source="City budget",
        ),
        PlaceMoney(
            place="South", residents=800, amount=70, year=2025, source="City budget", recipients=2
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (CENSUS + "place,North,1200,2020,x\nplace,North,4,2020,x\n",
         ["line 3: The group 'North' is there twice. Keep one row of it."]),
        (CENSUS + "place,North,1200,2020,x\nplace,South,4,2010,x\n",
         ["line 3: Two censuses are mixed in 'place'. Write one year and one source in all rows"
          " of a question."]),
        (CENSUS + 'place,North,"1,200",20,x\nplace,,4,2020,\n',
         ["line 2: residents is '1,200'. Write a whole number such as 1200.",
          "line 2: The year is '20'. Write four digits, such as 2020.",
          "line 3: group is missing. Fill the cell.",
          "line 3: source is missing. Fill the cell.",
          "line 3: Two censuses are mixed in 'place'. Write one year and one source in all rows"
          " of a question."]),
        (CENSUS + "place,North,5,2020,x\nplace,Total,5,2020,x\n",
         ["line 3: This row is the sum of others. Delete it, or it counts twice."]),
        (PLACES + "North,1200,much,few,2025,x\nNorth,3,4,,2025,x\n",
         ["line 2: amount is 'much'. Write a number such as 5000 or 5000.50.",
          "line 2: recipients is 'few'. Write a whole number such as 1200.",
          "line 3: The place 'North' is there twice. Add its rows up."]),
        (PLACES + "North,,,,,\n",
         [f"line 2: {name} is missing. Fill the cell."
          for name in ("residents", "amount", "year", "source")]),
        (PLACES, ["line 1: There is no row. Write one row for each group or place."]),
        (PLACES + "North,1,1,,2025,x\n" * 1001,
         ["line 1: There are more than 1000 rows. Join some of them."]),
        ("place,residents,amount,year\nNorth,1,1,2025\n",
         ["line 1: There is no column source. Begin the file with: place,residents,amount,year,"
          "source,recipients."]),
    ],
)  # fmt: skip
def test_every_wrong_cell_is_named_with_what_to_write(text: str, found: list[str]) -> None:
    assert faults(text) == found


def test_as_many_rows_as_may_be_are_read() -> None:
    rows = "".join(f"street {number},1,1,,2025,x\n" for number in range(1000))

    assert len(read_places((PLACES + rows).encode(), file="f.csv")) == 1000
