"""Names of every script: found by what people type, told apart, and never shown whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.assembly import Member
from kiosk.domain.names import (
    can_be_typed,
    label,
    number_keys,
    search_keys,
    typed_number,
    words_of,
)


def finds(typed: str, name: str) -> bool:
    keys = search_keys(name)
    return all(
        any(key.startswith(word) for key in keys) or f"={word}" in keys for word in words_of(typed)
    )


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("OBRIEN", "Sean O'Brien"),
        ("O BRIEN", "Sean O’Brien"),
        ("BRIEN", "Sean O\u02bcBrien"),
        ("DANGELO", "D'Angelo Jones"),
        ("MARYJANE", "Mary-Jane Poole"),
        ("MARY JANE", "Mary\u2011Jane Poole"),
        ("DELACRUZ", "Ana de la Cruz"),
        ("LUKASZ", "Łukasz Wróbel"),
        ("WROBEL", "Łukasz Wróbel"),
        ("JORGEN", "Jørgen Sørensen"),
        ("SOERENSEN", "Jørgen Sørensen"),
        ("JUERGEN", "Jürgen Groß"),
        ("GROSS", "Jürgen Groß"),
        ("MUELLER", "Ida Mu\u0308ller"),
        ("MULLER", "Ida Müller"),
        ("DJORDJE", "Đorđe Petrović"),
        ("DORDE", "Đorđe Petrović"),
        ("THORA", "Þóra Æsa"),
        ("AESA", "Þóra Æsa"),
        ("ISIK", "Işık Yılmaz"),
        ("ISIK", "IŞIK YILMAZ"),
        ("AAGE", "Åge Dahl"),
        ("AGE", "Åge Dahl"),
        ("HAWAII", "Keola Hawai\u02bbi"),
        ("XI WU", "Xi Wu"),
        ("wu", "Xi Wu"),
        ("王芳", "王芳"),
        ("O", "O"),
        ("राम", "राम कुमार"),
        ("कुमार", "राम कुमार"),
        ("क्षितिज", "क्षितिज राव"),
        ("김민수", "김민수"),
        ("山田", "山田\u3000太郎"),
        ("太郎", "山田\u3000太郎"),
        ("marin", "Rosa\u00a0Marin"),
        ("محمد", "مُحَمَّد علي"),
        ("نوروزی", "نو\u200cروزی"),
        ("สมชาย", "สมชาย ใจดี"),
    ],
)
def test_a_person_is_found_by_what_the_keys_can_type(typed: str, name: str) -> None:
    assert finds(typed, name)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("A17", "a17"),
        ("a17", "A17"),
        ("42", "0042"),
        ("0042", "42"),
        ("１", "1"),
        ("٤٢", "42"),
        ("2024017", "2024/017"),
        ("2024 17", "2024-017"),
        ("A7", "A-007"),
        ("N12", "Ñ-12"),
        ("12", "Б12"),
    ],
)
def test_a_number_is_found_as_it_is_typed(typed: str, number: str) -> None:
    assert typed_number(typed) in number_keys(number)


@pytest.mark.parametrize(
    ("typed", "number"), [("100", "1"), ("10", "1"), ("4", "42"), ("A", "A17")]
)
def test_another_number_is_not_found(typed: str, number: str) -> None:
    assert typed_number(typed) not in number_keys(number)


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ("42", "王芳"),
        ("٤٢", "محمد علي"),
        ("१२", "राम कुमार"),
        ("Б-12", "Иван Петров"),
        ("①", "王芳"),
        ("Ⅻ", "Μαρία Νίκου"),
        ("B", "王芳"),
        ("甲", "Xi Wu"),
        ("甲", "王 Bo"),
        ("甲", "Łukasz"),
        ("甲", "Đặng"),
        ("甲", "Anna王"),
    ],
)
def test_a_digit_or_a_latin_name_can_be_typed_at_the_desk(number: str, name: str) -> None:
    assert can_be_typed(Member(number, name))


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ("甲", "王芳"),
        ("Д", "Иван Петров"),
        ("Ω", "Μαρία Νίκου"),
        ("ب", "محمد علي"),
        ("क", "राम कुमार"),
        ("ב", "דוד כהן"),
        ("가", "김민수"),
        ("甲A", "王芳"),
        ("АВ", "Иван"),
        ("甲", "Bo王"),
    ],
)
def test_who_has_neither_cannot_be_typed_at_the_desk(number: str, name: str) -> None:
    assert not can_be_typed(Member(number, name))


NAMES = ["Maria Garcia", "Maria Gomez", "Maria Gomez", "Maria Garciaz", "Rosa", "Rosalind", "王芳"]


def labels(names: list[str]) -> list[str]:
    members = [Member(str(70 + place), name, "Oak") for place, name in enumerate(names)]
    return [label(one, members) for one in members]


def test_two_people_never_look_the_same() -> None:
    shown = labels(NAMES)

    assert len(set(shown)) == len(NAMES)
    assert shown[1:3] == ["Maria G. · Oak · 71", "Maria G. · Oak · 72"]


def test_one_letter_is_enough_where_nobody_else_has_it() -> None:
    assert labels(["Maria Garcia", "Rosa Gomez"]) == ["Maria G. · Oak", "Rosa G. · Oak"]


def test_another_group_tells_people_apart() -> None:
    first, second = Member("1", "Maria Garcia", "Oak"), Member("2", "Maria Gomez", "Elm")

    assert label(first, [first, second]) == "Maria G. · Oak"


@given(
    st.lists(st.sampled_from(["Ana", "Bo", "राम", "王", "Zoë-Li", "O’B"]), min_size=1, max_size=3)
)
def test_no_whole_name_is_ever_shown(words: list[str]) -> None:
    name = " ".join(words)
    others = [Member(str(number), name, "") for number in range(8)]

    shown = label(Member("5", name, ""), others)

    assert name not in shown or len(name) == 1


@pytest.mark.parametrize(
    "names",
    [
        ["éa", "ééa", "ééaaaa"],
        ["ab", "abb", "abbbbb"],
        ["Li Wo", "Li Won", "Li Wonder"],
        ["王小", "王小明", "王小明王小明"],
        ["abcabc", "abcabcabc", "abcabcabcabc", "ab"],
    ],
)
def test_one_more_letter_of_a_name_is_not_another_name_as_it_is_shown(names: list[str]) -> None:
    assert len(set(labels(names))) == len(names)


@given(
    st.lists(st.text("abcdé ", min_size=1, max_size=6).filter(str.strip), min_size=2, max_size=6)
)
def test_labels_of_a_roster_are_unique(names: list[str]) -> None:
    assert len(set(labels(names))) == len(names)
