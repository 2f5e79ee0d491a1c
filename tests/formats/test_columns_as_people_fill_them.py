"""What a column holds is taken as it was meant, or refused with its line; a doubt is said."""

import pytest
from reading_a_roster import people, refusal

from kiosk.domain.assembly import Member
from kiosk.domain.errors import BadFile
from kiosk.formats import projects
from kiosk.formats.assembly_folder import read_assembly


def costs(*rows: str) -> tuple[list[str], str]:
    content = "\n".join(["Title,Description,Cost", *rows]).encode()
    notes: list[str] = []
    options = projects.read(content, file="p.csv", languages=("en",), notes=notes)
    return [option.title.in_language("en") for option in options], "\n".join(notes)


# Numbers


@pytest.mark.parametrize(
    "number",
    [
        "4.90124E+12",
        "1e5",
        "9,5E+03",
        "2026-03-01",
        "01/03/2026",
        "3.4.2026",
        "12:30:00",
        "12:30",
        "12%",
        "0.12",
        "-5",
        "#REF!",
        "#N/A",
    ],
)
def test_a_number_that_a_spreadsheet_spoilt_is_refused(number: str) -> None:
    said = refusal(f"number;name\n{number};Ana\n".encode())

    assert said.startswith("r.csv, line 2: ")
    assert "Make the column text in the spreadsheet" in said


@pytest.mark.parametrize(
    ("written", "number"), [("101.0", "101"), ("101,0", "101"), ("7.00", "7"), ("0042.0", "0042")]
)
def test_a_whole_number_with_a_point_is_read_without_it_and_said(written: str, number: str) -> None:
    members, notes = people(f"number;name\n{written};Ana\n8.0;Ben\n".encode())

    assert [member.number for member in members] == [number, "8"]
    assert "line 2: a number that ends with .0 is read without it (and 1 more lines)." in notes


def test_two_numbers_that_are_one_without_the_point_are_refused() -> None:
    assert "stands in line 2 too" in refusal(b"number,name\n101,Ana\n101.0,Ben\n")


@pytest.mark.parametrize(("first", "second"), [("A17", "a17"), ("\uff14\uff12", "42")])
def test_numbers_that_differ_only_in_their_form_are_refused(first: str, second: str) -> None:
    assert "stands in line 2 too" in refusal(f"number,name\n{first},A\n{second},B\n".encode())


@pytest.mark.parametrize(
    ("first", "second"), [("0042", "42"), ("A-17", "A17"), ("1 7", "17"), ("007", "07")]
)
def test_numbers_that_a_search_could_confuse_are_said(first: str, second: str) -> None:
    _, notes = people(f"number,name\n{first},A\n{second},B\n".encode())

    assert "line 3: the number is like that of line 2 but for zeros or signs." in notes


@pytest.mark.parametrize("number", ["C7K2R-9XTFH-4DG7", "c7k2r9xtfh4dg7", "C7K2R 9XTFH 4DG7"])
def test_a_number_that_looks_like_a_card_is_said_and_read(number: str) -> None:
    members, notes = people(f"number,name\n1,A\n{number},B\n".encode())

    assert members[1].number == number
    assert "r.csv, line 3: the number looks like the code of a card." in notes


@pytest.mark.parametrize("number", ["C7K2R-9XTFH-4DG6", "C7K2R9XTFH4DG", "101", "CDFG-2027"])
def test_a_number_that_is_no_card_is_not_said_to_be_like_one(number: str) -> None:
    _, notes = people(f"number,name\n{number},B\n".encode())

    assert "looks like the code of a card" not in notes


@pytest.mark.parametrize(
    ("number", "name"), [("甲", "王芳"), ("Д", "Иван Петров"), ("Ω", "Μαρία"), ("ب", "محمد علي")]
)
def test_who_cannot_be_typed_at_the_desk_is_said_with_the_line(number: str, name: str) -> None:
    members, notes = people(f"number,name\n1,Ana\n{number},{name}\n2,{name}\n".encode())

    assert members[1] == Member(number, name)
    assert notes == (
        "r.csv, line 3: this name and number cannot be typed at the desk (A to Z, 0 to 9);"
        " give numbers with a digit."
    )


@pytest.mark.parametrize(
    ("others", "listed"),
    [
        (1, ", nor in line 3;"),
        (2, ", nor in lines 3, 4;"),
        (13, ", nor in lines 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 3 more;"),
    ],
)
def test_all_lines_that_cannot_be_typed_are_in_one_note(others: int, listed: str) -> None:
    rows = "".join(f"{'甲' * (each + 1)},王芳\n" for each in range(others + 1))

    _, notes = people(f"number,name\n{rows}".encode())

    assert f"(A to Z, 0 to 9){listed} give numbers with a digit." in notes


def test_zeros_that_seem_to_be_lost_are_said() -> None:
    _, notes = people(b"number,name\n0042,A\n0043,B\n44,C\n45,D\n")

    assert "line 4: 2 numbers are shorter than those that begin with 0" in notes


# Lists of OpenSlides

HEAD = "first_name,last_name,number,vote_weight,groups,member_number\n"


def test_guests_and_the_office_do_not_vote_and_that_is_said() -> None:
    rows = "Ana,Bell,1,1.000000,Delegates,\nBen,Oak,2,1.000000,Guests,\nCem,A,3,,Admin,\n"
    rows += 'Dora,B,4,1,"Guests,Delegates",\nEve,C,5,1,,\n'

    members, notes = people((HEAD + rows).encode())

    assert [member.entitled for member in members] == [True, False, False, True, True]
    assert "people of these groups do not vote: 'Guests' (1), 'Admin' (1)" in notes
    assert "people of these groups vote: 'Delegates' (1)" in notes


@pytest.mark.parametrize("weight", ["3.000000", "0.000000", "0", "2", "0.5", "1,5", "many"])
def test_a_weight_that_the_kiosk_does_not_do_is_refused(weight: str) -> None:
    said = refusal(f'{HEAD}Ana,Bell,1,"{weight}",Delegates,\n'.encode())

    assert "r.csv, line 2: The vote weight is" in said


def test_one_numbering_is_chosen_for_the_whole_file_and_said() -> None:
    rows = "Ana,Bell,,1,,7\nBen,Oak,7,1,,8\nCem,A,,1,,9\n"

    members, notes = people((HEAD + rows).encode())

    assert [member.number for member in members] == ["7", "8", "9"]
    assert "numbers are read from the column 'member number', not from 'number'." in notes


def test_numberings_are_never_mixed() -> None:
    said = refusal(f"{HEAD}Ana,Bell,12,1,,\nBen,Oak,,1,,7\nCem,A,8,1,,99\n".encode())

    assert said == "r.csv, line 3: The number is missing. Give each member a number."


def test_columns_that_are_not_used_are_said() -> None:
    _, notes = people(b"number,name,e-mail,phone\n1,Ana,a@example.org,5\n")

    assert "r.csv, line 1: these columns are not used: 'e-mail', 'phone'." in notes


# Projects


@pytest.mark.parametrize(
    "title", ["TOTAL", "Sum", "Total general", "Suma", "Summe:", "Gesamt", "Grand total", "合計"]
)
def test_a_line_that_looks_like_a_total_is_said(title: str) -> None:
    _, notes = costs("Benches,x,1200", "Trees,x,1300", f"{title},,9999")

    assert "p.csv, line 4: this line looks like a total" in notes


def test_a_sum_of_the_lines_above_is_said_whatever_its_name() -> None:
    _, notes = costs("Benches,x,1200", "Trees,x,1300", "All of it,,2500")

    assert "p.csv, line 4: this line looks like a total" in notes


@pytest.mark.parametrize("title", ["Total renewal of the square", "Summer fair", "Sumac trees"])
def test_a_title_that_only_begins_so_is_no_total(title: str) -> None:
    assert costs("Benches,x,1200", "Trees,x,1300", f"{title},,9999")[1] == ""


def test_equal_titles_are_said() -> None:
    titles, notes = costs("Benches,x,1", "Trees,x,5", "benches,y,7")

    assert titles == ["Benches", "Trees", "benches"]
    assert "p.csv, line 4: the title stands in line 2 too." in notes


@pytest.mark.parametrize(
    ("cost", "remedy"),
    [
        ("1,200.50", "Write 1200.50, without"),
        ("1.200,50", "Write 1200.50, without"),
        ("12.500", "Write 12500, without a sign between the thousands, or 12.50 if that is meant"),
        ("12,500", "Write 12500, without a sign between the thousands, or 12.50 if that is meant"),
        ("1.234.567", "Write 1234567, without"),
        ("1’200.75", "Write 1200.75, without"),
        ("3,125", "or 3.125 if that is meant"),
    ],
)
def test_the_remedy_for_a_sum_never_changes_it(cost: str, remedy: str) -> None:
    with pytest.raises(BadFile, match=remedy.replace(".", r"\.")):
        costs(f'Benches,x,"{cost}"')


HIDDEN = ["\u202e", "\u2066", "\u200e", "\u200f", "\U000e0041", "\u115f", "\u3164"]


@pytest.mark.parametrize("letter", HIDDEN)
def test_a_project_with_an_invisible_letter_is_refused(letter: str) -> None:
    with pytest.raises(BadFile, match="line 2: A cell holds an invisible letter"):
        costs(f"Ben{letter}ches,x,1")


@pytest.mark.parametrize("letter", [*HIDDEN, "\u200b", "\u200d", "\u00ad", "\ufeff", "\u202c"])
@pytest.mark.parametrize("place", ["title", "poll", "option", "place", "detail"])
def test_an_assembly_with_an_invisible_letter_is_refused_with_its_line(
    letter: str, place: str
) -> None:
    words = dict.fromkeys(("title", "poll", "option", "place", "detail"), "Oak")
    words[place] = f"O{letter}ak"
    lines = [
        f'title = "{words["title"]}"',
        f'place = "{words["place"]}"',
        "[[poll]]",
        f'title = "{words["poll"]}"',
        "[[poll.question]]",
        'title = "Q"',
        'kind = "choose_one"',
        'rule = "plurality"',
        f'options = ["Elm", "{words["option"]}"]',
        f'detail = "{words["detail"]}"',
    ]

    with pytest.raises(BadFile) as caught:
        read_assembly({"a.toml": "\n".join(lines).encode()}, "a.toml")

    [fault, *_] = caught.value.faults
    line = next(n for n, text in enumerate(lines, start=1) if letter in text)
    assert fault.line == line
    assert f"holds an invisible letter (U+{ord(letter):04X})" in fault.wrong


@pytest.mark.parametrize("title", ["می\u200cخواهم", "क्\u200dष", "👩\u200d🌾", "❤\ufe0f", "שלום"])
def test_letters_that_a_script_needs_are_no_fault(title: str) -> None:
    text = (
        f'title = "{title}"\n[[poll]]\ntitle = "P"\n[[poll.question]]\ntitle = "Q"\n'
        'kind = "yes_no"\nrule = "majority"\n'
    )

    loaded = read_assembly({"a.toml": text.encode()}, "a.toml")

    assert loaded.assembly.title.in_language("en") == title


PB = """META
key;value
description;Budget
vote_type;approval
budget;100
PROJECTS
project_id;cost;name
1;60;Ben{}ches
VOTES
voter_id;vote
1;1
"""


@pytest.mark.parametrize("letter", HIDDEN)
def test_a_budget_file_with_an_invisible_letter_is_refused(letter: str) -> None:
    with pytest.raises(BadFile, match="line 8: This line holds an invisible letter"):
        read_assembly({"b.pb": PB.format(letter).encode()}, "b.pb")


def test_a_budget_file_beside_an_assembly_loses_no_letter() -> None:
    text = (
        'title = "T"\n[[poll]]\ntitle = "P"\n[[poll.question]]\ntitle = "Q"\nkind = "budget"\n'
        'rule = "greedy"\nprojects = "b.pb"\n'
    )
    files = {
        "a.toml": text.encode(),
        "b.pb": PB.format("ç").encode("cp1250").replace(b"B", b"\x9d"),
    }

    with pytest.raises(BadFile, match="not in UTF-8"):
        read_assembly(files, "a.toml")
