"""An assembly file is taken whole, or every fault in it is listed with its line and a remedy."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.assembly import Cards, Quorum
from kiosk.domain.count.settings import BadSetting
from kiosk.domain.errors import BadFile
from kiosk.formats.assembly_folder import Loaded, needed, read_assembly, with_rule
from kiosk.formats.toml_lines import lines_of
from kiosk.shipped import demo_file

ROSTER = b"number,name\n1,Ana\n2,Ben\n"
SMALL = """\
title = "Spring meeting"
languages = ["en", "es"]
roster = "roster.csv"

[[poll]]
title = { en = "A motion", es = "Una propuesta" }

[[poll.question]]
title = { en = "Do we meet on Mondays?", es = "¿Los lunes?" }
kind = "yes_no"
rule = "majority"
"""
CHOICE = """\
title = "T"
[[poll]]
title = "P"
[[poll.question]]
title = "Q"
kind = "choose_one"
rule = "plurality"
options = ["One", "Two"]
"""


def load(text: str, **files: bytes) -> Loaded:
    named = {name.replace("_", "."): content for name, content in files.items()}
    return read_assembly({"assembly.toml": text.encode(), **named}, "assembly.toml")


def faults(text: str, **files: bytes) -> list[str]:
    with pytest.raises(BadFile) as caught:
        load(text, **files)
    return [str(fault).removeprefix("assembly.toml, ") for fault in caught.value.faults]


def demo_files() -> dict[str, bytes]:
    folder = demo_file().parent
    text = demo_file().read_text("utf-8")
    return {name: (folder / name).read_bytes() for name in (demo_file().name, *needed(text))}


def test_a_small_assembly_is_read_with_ids_made_from_its_titles() -> None:
    loaded = load(SMALL, roster_csv=ROSTER)

    (poll,) = loaded.assembly.polls
    assert (poll.id, poll.questions[0].id) == ("a-motion", "do-we-meet-on-mondays")
    assert [option.id for option in poll.questions[0].options] == ["yes", "no", "abstain"]
    assert poll.title.in_language("es") == "Una propuesta"
    assert [member.number for member in loaded.members] == ["1", "2"]
    assert not loaded.assembly.open_door


def test_the_demo_asks_in_seven_ways_and_two_languages_without_a_warning() -> None:
    loaded = read_assembly(demo_files(), "assembly.toml")

    questions = [question for poll in loaded.assembly.polls for question in poll.questions]
    assert len({question.kind for question in questions}) == 7
    assert loaded.warnings == ()
    assert len(loaded.members) == 60
    assert loaded.assembly.quorum == Quorum(number=15)
    assert loaded.assembly.cards is Cards.PRINTED
    budget = next(question for question in questions if question.kind == "budget")
    assert len(budget.options) == 12
    assert budget.option("night-clinic").detail.in_language("es").startswith("Salud: ")
    assert sum(option.cost for option in budget.options) > budget.budget


def test_every_fault_is_listed_at_once_with_its_line() -> None:
    text = SMALL.replace('kind = "yes_no"', 'kind = "yesno"').replace("languages", "langauges")

    found = faults(text + "seats = -1\n")

    assert found == [
        "line 2: The key 'langauges' is not known. Write languages.",
        "line 3: There is no file 'roster.csv'. Put it beside this file.",
        "line 10: kind is 'yesno'. Write yes_no.",
        "line 12: seats is '-1'. Write a whole number from 0 on.",
    ]


def test_faults_of_the_roster_are_listed_beside_those_of_the_assembly() -> None:
    found = faults(SMALL.replace("majority", "majorty"), roster_csv=b"number,name\n1,\n")

    assert "line 11: rule is 'majorty'. Write majority." in found
    assert "roster.csv, line 2: The name is missing. Write a name." in found


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('rule = "irv"', "line 7: The rule irv cannot count the kind choose_one. Write one of:"),
        ("seats = 3", "line 9: seats is 3 for 2 options. Write a number from 1 to 2."),
        ("most = 3", "line 9: most is 3 of 2 options. Write a smaller one."),
        ("least = 3", "line 9: least is above 2. Write a smaller number."),
        ("within_budget = true", "line 4: There is no budget. Write budget ="),
        ('id = "review"', "line 9: id is 'review'. Write another id"),
        ('id = "a__b"', "line 9: id is 'a__b'. Use at most 40 letters"),
        ('id = "a.b"', "line 9: id is 'a.b'. Use at most 40 letters"),
        ('settings = { treshold = "1" }', "line 9: The rule plurality has no setting treshold"),
        ('budget = "1,000"', "line 9: budget is '1,000'. Write 1000, without a sign"),
        ('budget = "much"', "line 9: budget is 'much'. Write a number such as 5000"),
        ("within_budget = 1", "line 9: within_budget is '1'. Write true or false."),
        ("optoins = 1", "line 9: The key 'optoins' is not known. Write options."),
        ('projects = "p.csv"', "line 9: There are options and projects. Keep one of them."),
        ('options = ["One"]', "line 8: There are fewer than two options."),
        ('options = ["One", {}]', "line 8: title is missing."),
        ('options = ["One", 2]', "line 8: '2' is not one of options."),
        (
            'options = [{id = "a", title = "A"},\n{id = "a", title = "B"}]',
            "line 9: The id 'a' comes twice.",
        ),
    ],
)
def test_each_wrong_line_of_a_question_is_named_with_its_remedy(line: str, fault: str) -> None:
    key = line.split(" ", 1)[0]
    kept = [old for old in CHOICE.splitlines() if not old.startswith(f"{key} =")]
    before = CHOICE.partition(f"{key} =")[0].count("\n")  # its own line, or after the last

    found = faults("\n".join([*kept[:before], line, *kept[before:]]))

    assert any(each.startswith(fault) for each in found), found


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (
            'quorum = "1/0"',
            'line 1: quorum is \'1/0\'. Write 15, "1/4", "25%" or, for more than a half, ">1/2".',
        ),
        ('quorum = "120%"', "line 1: quorum is '120%'."),
        ("quorum = -3", "line 1: quorum is '-3'."),
        ('date = "10.5.2025"', "line 1: date is '10.5.2025'. Write it like 2025-05-10."),
        ('languages = ["english"]', "line 1: The language 'english' is not known."),
        ("languages = []", "line 1: languages is empty, too long or repeats one."),
        ('cards = "drwan"', "line 1: cards is 'drwan'. Write drawn."),
        ("cards = ", "line 1: Nothing stands after =. Write a value, or take the line out."),
    ],
)
def test_each_wrong_line_of_the_assembly_is_named_with_its_remedy(line: str, fault: str) -> None:
    found = faults(f"{line}\n{CHOICE}")

    assert any(each.startswith(fault) for each in found), found


@pytest.mark.parametrize(
    ("written", "quorum"),
    [
        ("15", Quorum(number=15)),
        ('"15"', Quorum(number=15)),
        ('"1/4"', Quorum(share=Fraction(1, 4))),
        ('"25 %"', Quorum(share=Fraction(1, 4))),
    ],
)
def test_a_quorum_is_a_number_or_a_share(written: str, quorum: Quorum) -> None:
    assert load(f"quorum = {written}\n{CHOICE}").assembly.quorum == quorum


def test_a_missing_translation_and_a_missing_roster_are_warnings() -> None:
    text = SMALL.replace('roster = "roster.csv"\n', "").replace(', es = "¿Los lunes?"', "")

    loaded = load(text)

    assert loaded.assembly.open_door
    assert loaded.warnings == (
        "assembly.toml: No roster is named, so everybody who comes can vote.",
        "assembly.toml, line 1: title is missing in es.",
        "assembly.toml, line 8: title is missing in es.",
    )


def test_settings_that_only_the_count_would_notice_are_noticed_before_the_meeting() -> None:
    found = faults(SMALL + 'settings = { also = "nonsense" }\n', roster_csv=ROSTER)

    assert found[0].startswith("line 12: ")


@pytest.mark.parametrize("wanted", ['base = "members"', 'base = "present"', "quorum = 40"])
def test_a_motion_may_ask_for_numbers_that_only_the_meeting_will_know(wanted: str) -> None:
    loaded = load(SMALL + f"settings = {{ {wanted} }}\n", roster_csv=ROSTER)

    assert loaded.assembly.polls[0].questions[0].settings


def test_a_majority_counts_only_a_question_of_yes_and_no() -> None:
    assert faults(CHOICE.replace("plurality", "majority")) == [
        'line 7: The rule majority counts only yes and no. Write kind = "yes_no".'
    ]


def test_only_the_files_that_the_assembly_names_are_asked_for() -> None:
    assert needed(SMALL) == ("roster.csv",)
    assert needed(SMALL.replace("roster.csv", "../roster.csv")) == ()
    assert needed("no toml") == ()


def test_another_rule_counts_every_question_that_it_fits() -> None:
    loaded = load(SMALL, roster_csv=ROSTER)

    assert with_rule(loaded, "plurality").assembly.polls[0].questions[0].rule == "plurality"
    assert with_rule(loaded, "majority") == loaded
    with pytest.raises(BadSetting):  # it needs options that this question has not
        with_rule(loaded, "consent")
    with pytest.raises(BadSetting, match="fits no question"):
        with_rule(loaded, "irv")
    with pytest.raises(BadSetting, match="There is no rule nonsense"):
        with_rule(loaded, "nonsense")


PB = """\
META
key;value
description;Street budget
budget;100
vote_type;approval
num_projects;2
num_votes;1
currency;EUR
PROJECTS
project_id;cost
B.1/x;60
2;40
VOTES
voter_id;vote
1;2
"""


def test_a_lone_budget_file_is_an_assembly_with_an_open_door() -> None:
    loaded = read_assembly({"street.pb": PB.encode()}, "street.pb")

    question = loaded.assembly.polls[0].questions[0]
    assert loaded.assembly.open_door
    assert loaded.assembly.cards is Cards.PRINTED
    assert loaded.assembly.title.in_language("en") == "Street budget"
    assert [option.id for option in question.options] == ["B.1/x", "2"]
    assert question.budget == 100


def test_projects_can_come_from_a_budget_file() -> None:
    text = CHOICE.replace('options = ["One", "Two"]', 'projects = "p.pb"').replace(
        "choose_one", "budget"
    )

    loaded = load(text.replace("plurality", "approval"), p_pb=PB.encode())

    assert loaded.assembly.polls[0].questions[0].budget == 100


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.integers(0, len(SMALL)))
def test_no_text_makes_the_reader_fail_otherwise_than_with_a_list_of_faults(
    rubbish: str, place: int
) -> None:
    try:
        load(SMALL[:place] + rubbish + SMALL[place:], roster_csv=ROSTER)
    except BadFile as bad:
        assert bad.faults  # noqa: PT017


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(['"x"', "1", "[1,\n 2]", "{ a = 1 }", "'''a\nb'''", "1.5"])))
def test_the_line_of_a_key_is_where_it_stands(values: list[str]) -> None:
    text = "".join(f"# a comment\n\nk{n} = {value}\n" for n, value in enumerate(values))

    lines = lines_of(text)

    for n in range(len(values)):
        assert text.split("\n")[lines[f"k{n}",] - 1].startswith(f"k{n} =")


ENDLESS_NUMBER = "[[poll]]\n[[poll.question]]\nbudget = 1e999999999\n"
ENDLESS_KEY = "a" + ".a" * 50_000 + " = 1\n"


@pytest.mark.parametrize("hostile", [ENDLESS_NUMBER, ENDLESS_KEY], ids=["number", "key"])
def test_a_hostile_number_or_key_is_refused_at_once(hostile: str) -> None:
    with pytest.raises(BadFile):
        read_assembly({"assembly.toml": hostile.encode()}, "assembly.toml")
