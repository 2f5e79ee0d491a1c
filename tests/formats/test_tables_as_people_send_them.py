"""A table is read as it was meant, or refused with its place; a guess is said."""

import io
from collections.abc import Mapping, Sequence

import pytest
import xlsxwriter
from reading_a_roster import people, refusal

from kiosk.domain.assembly import Member
from kiosk.formats.assembly_folder import needed, read_assembly


def workbook(
    sheets: Mapping[str, Sequence[Sequence[object]]],
    hidden: tuple[str, ...] = (),
    hidden_rows: tuple[int, ...] = (),
    empty_at: tuple[tuple[int, int], ...] = (),
) -> bytes:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    bold = book.add_format({"bold": True})
    for name, rows in sheets.items():
        page = book.add_worksheet(name)
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
        for number in hidden_rows:
            page.set_row(number, None, None, {"hidden": True})
        for place in empty_at:
            page.write_blank(*place, None, bold)
        if name in hidden:
            page.hide()
    book.close()
    return content.getvalue()


LIST: list[list[object]] = [["number", "name"], [1, "Ana"], [2, "Ben"]]
OTHERS: list[list[object]] = [["number", "name"], [8, "Zed"]]


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("cp1250", "Łukasz Żółć"),
        ("cp1250", "Jiří Dvořák"),
        ("iso8859-2", "Małgorzata Wójcik"),
        ("cp1251", "Иван Петров"),
        ("koi8-r", "Ян Ким"),
        ("cp1253", "Μαρία Νίκου"),
        ("cp1254", "Işıl Doğan"),
        ("cp1255", "דוד כהן"),
        ("cp1256", "محمد علي"),
        ("cp932", "山田太郎"),
        ("gb18030", "王伟"),
        ("cp949", "김민수"),
        ("mac_roman", "José Núñez"),
        ("mac_roman", "Jürgen Müller"),
        ("cp437", "José Núñez"),
        ("utf-16-le", "Zoë"),
        ("utf-32", "Zoë"),
    ],
)
def test_an_encoding_that_cannot_be_told_is_refused_with_its_remedy(
    encoding: str, name: str
) -> None:
    said = refusal(f"number;name\n1;{name}\n".encode(encoding))

    assert "Save it as CSV UTF-8, or as XLSX." in said


@pytest.mark.parametrize(
    "name", ["Zoë Núñez", "Jürgen Groß", "Françoise Lefèvre", "João Conceição", "Søren Åse"]
)
@pytest.mark.parametrize("encoding", ["cp1252", "iso8859-15"])
def test_a_guess_at_western_letters_shows_one_cell_and_its_line(name: str, encoding: str) -> None:
    members, notes = people(f"number;name\n1;Ana\n2;{name}\n".encode(encoding))

    assert members[1].name == name
    assert f"r.csv, line 3: the file is not in UTF-8, so its letters are a guess: '{name}'" in notes


@pytest.mark.parametrize(
    "content",
    [
        "number,name\n1,Zoë\n".encode() + "2,José\n".encode("cp1252"),
        "number,name\n1,José\n".encode("cp1252") + "2,Łukasz\n".encode(),
        b"number,name\n1,Ji\x9dr\n",
        b"number,name\n1,Ji\xef\xbf\xbdr\n",
        b"\xff\xfen\x00\x00\xd8",
    ],
)
def test_letters_that_are_lost_or_mixed_are_refused(content: bytes) -> None:
    assert "Save it as CSV UTF-8, or as XLSX." in refusal(content)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-8"])
def test_text_that_says_its_encoding_is_read_without_a_note(encoding: str) -> None:
    members, notes = people("number\tname\n1\tŁukasz 山田\n".encode(encoding))

    assert (members[0].name, notes) == ("Łukasz 山田", "")


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Rosa\u00a0Marin", "Rosa Marin"),
        ("山田\u3000太郎", "山田 太郎"),
        ("Ana\tBell", "Ana Bell"),
        ("Ana\u2009Bell", "Ana Bell"),
        ("Ana\u202fBell", "Ana Bell"),
        ("\ufeffAna\u200b Bell", "Ana Bell"),
        ("Ana Bell\u00ad", "Ana Bell"),
        ("Ana\u2060 Bell", "Ana Bell"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क्\u200dष", "क्\u200dष"),
        ("Zoe\u0308", "Zoë"),
    ],
)
def test_every_sort_of_space_is_a_space_and_nothing_else_is_invisible(
    written: str, name: str
) -> None:
    members, _ = people(f"number,name,group\n1,{written},{written}\n".encode())

    assert members == (Member("1", name, name),)


@pytest.mark.parametrize("space", ["\u00a0", "\u3000", "\u2003", "_", "  ", "\u200b "])
def test_a_head_may_hold_any_space(space: str) -> None:
    head = f"number,first{space}name,last{space}name"

    members, notes = people(f"{head}\n1,Ana,Bell\n".encode())

    assert (members, notes) == ((Member("1", "Ana Bell"),), "")


def test_a_letter_that_turns_a_name_round_is_taken_out_and_said() -> None:
    members, notes = people("number,name\n1,\u202eAna\u202c\n".encode())

    assert members[0].name == "Ana"
    assert "r.csv, line 2: an invisible letter (U+202E) was taken out." in notes


@pytest.mark.parametrize(
    "text",
    [
        "sep=;\nnumber;name;group\n1;Ana;Oak\n",
        "sep=;\r\nnumber;name;group\r\n1;Ana;Oak\r\n",
        "\ufeffSEP=,\nnumber,name,group\n1,Ana,Oak\n",
        '"sep=\t"\nnumber\tname\tgroup\n1\tAna\tOak\n',
        "sep=|\rnumber|name|group\r1|Ana|Oak\r",
        "number|name|group\n1|Ana|Oak\n",
        "number;name (last, first, title);group\n1;Ana;Oak\n",
        'number,"name (a; b; c; d)",group\n1,Ana,Oak\n',
        "number\tname (last, first, title)\tgroup\n1\tAna\tOak\n",
        "number;name;group (a, b, c)\n1;Ana;Oak\n\n",
        "number\rname\r".replace("\r", ",") + "group\r1,Ana,Oak\r",
    ],
)
def test_the_separator_is_the_one_that_makes_a_table(text: str) -> None:
    members, _ = people(text.encode())

    assert members == (Member("1", "Ana", "Oak"),)


def test_lines_are_counted_with_the_line_of_the_separator() -> None:
    assert "r.csv, line 3: The name is missing." in refusal(b"sep=;\r\nnumber;name\r\n1;\r\n")


@pytest.mark.parametrize("wanted", ["Elm Street", "elm street", " Elm  Street "])
def test_one_sheet_of_a_workbook_is_chosen_by_name(wanted: str) -> None:
    content = workbook({"Oak Street": LIST, "Elm Street": OTHERS})

    members, notes = people(content, wanted)

    assert members == (Member("8", "Zed"),)
    assert "2 rows were read from the sheet 'Elm Street', its head among them." in notes


def test_a_choice_of_sheets_is_asked_for() -> None:
    said = refusal(workbook({"Oak Street": LIST, "Elm Street": OTHERS}))

    assert "The file has 2 sheets: 'Oak Street', 'Elm Street'." in said
    assert 'Name one: "r.csv#Oak Street".' in said


def test_a_sheet_that_is_not_there_is_named() -> None:
    said = refusal(workbook({"Oak": LIST, "Elm": OTHERS}), "Ash")

    assert said == "r.csv: There is no sheet 'Ash'. Write one of: 'Oak', 'Elm'."


def test_a_csv_file_has_no_sheets() -> None:
    assert "This file has no sheets." in refusal(b"number,name\n1,Ana\n", "Oak")


def test_a_hidden_sheet_is_not_read_and_that_is_said() -> None:
    members, notes = people(workbook({"Now": LIST, "Old": OTHERS}, hidden=("Old",)))

    assert [member.name for member in members] == ["Ana", "Ben"]
    assert "hidden sheets are not read: 'Old'." in notes


def test_a_hidden_sheet_that_is_asked_for_is_read_and_that_is_said() -> None:
    members, notes = people(workbook({"Now": LIST, "Old": OTHERS}, hidden=("Old",)), "Old")

    assert [member.name for member in members] == ["Zed"]
    assert "the sheet 'Old' is hidden, and is read." in notes


@pytest.mark.parametrize("hidden", [("Now",), ("Now", "Old")])
def test_where_every_sheet_is_hidden_one_must_be_named(hidden: tuple[str, ...]) -> None:
    sheets = {"Cover": [], "Now": LIST, "Old": OTHERS}
    content = workbook({name: sheets[name] for name in ("Cover", *hidden)}, hidden=hidden)

    assert refusal(content) == ('r.csv: Every sheet of the file is hidden. Name one: "r.csv#Now".')
    assert people(content, "Now")[0] == (Member("1", "Ana"), Member("2", "Ben"))


def test_empty_sheets_are_no_choice() -> None:
    members, _ = people(workbook({"Sheet2": [], "People": LIST, "Sheet3": []}))

    assert len(members) == 2


def test_hidden_rows_are_read_and_said() -> None:
    _, notes = people(workbook({"S": LIST}, hidden_rows=(2,)))

    assert "r.csv, line 3: 1 rows are hidden in the sheet, and are read too." in notes


@pytest.mark.parametrize(
    "place", [(1_048_575, 1), (0, 16_383), (1_048_575, 16_383), (70_000, 0), (5, 150)]
)
def test_a_format_far_out_is_no_row(place: tuple[int, int]) -> None:
    members, _ = people(workbook({"S": LIST}, empty_at=(place, (2, 5))))

    assert len(members) == 2


def test_a_member_far_out_is_refused_with_the_last_line_that_is_used() -> None:
    said = refusal(_far_out())

    assert said == (
        "r.csv: The sheet is too big. Keep it under 60000 rows,"
        " and delete the empty rows below line 2."
    )


def _far_out() -> bytes:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    page = book.add_worksheet()
    page.write_row(0, 0, ["number", "name"])
    page.write_row(1, 0, [1, "Ana"])
    page.write_row(900_000, 0, [2, "x"])
    book.close()
    return content.getvalue()


def test_sixty_thousand_members_are_read() -> None:
    rows = "".join(f"{n},Member\n" for n in range(60_000))

    assert len(people(f"number,name\n{rows}".encode())[0]) == 60_000


def test_the_assembly_names_a_sheet() -> None:
    text = (
        'title = "T"\nroster = "members.xlsx#Elm"\n[[poll]]\ntitle = "P"\n[[poll.question]]\n'
        'title = "Q"\nkind = "budget"\nrule = "greedy"\nbudget = 9\nprojects = "costs.xlsx#2026"\n'
    )
    files = {
        "assembly.toml": text.encode(),
        "members.xlsx": workbook({"Oak": LIST, "Elm": OTHERS}),
        "costs.xlsx": workbook(
            {
                "2025": [["Title", "Description", "Cost"], ["A", "", 1], ["B", "", 2]],
                "2026": [["Title", "Description", "Cost"], ["C", "", 4], ["D", "", 5]],
            }
        ),
    }

    loaded = read_assembly(files, "assembly.toml")

    assert {"members.xlsx", "costs.xlsx"} <= set(needed(text))
    assert loaded.members == (Member("8", "Zed"),)
    assert [option.id for option in loaded.assembly.polls[0].questions[0].options] == ["c", "d"]
    assert any("from the sheet 'Elm'" in warning for warning in loaded.warnings)
    assert any("from the sheet '2026'" in warning for warning in loaded.warnings)
