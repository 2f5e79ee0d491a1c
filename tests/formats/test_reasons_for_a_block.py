"""A meeting may list reasons for which a proposal can be blocked."""

import pytest

from kiosk.domain.assembly import Option
from kiosk.domain.errors import BadFile
from kiosk.formats.assembly_folder import read_assembly

HEAD = """\
title = "T"
languages = ["en", "es"]
[[poll]]
title = "P"
[[poll.question]]
title = "Shall we?"
kind = "consent"
rule = "consent"
"""
EIGHT = ", ".join(f'"Reason {number}"' for number in range(8))


def options(text: str, head: str = HEAD) -> tuple[Option, ...]:
    loaded = read_assembly({"assembly.toml": (head + text).encode()}, "assembly.toml")
    return loaded.assembly.polls[0].questions[0].options


def test_each_reason_is_a_block_of_its_own_in_every_language() -> None:
    _, _, block, cost, harm = options(
        'reasons = [{ title = { en = "Too dear", es = "Muy caro" } }, "Harm"]'
    )

    assert block.id == "block"
    assert (cost.id, harm.id) == ("block-1", "block-2")
    assert cost.title.in_language("en") == "Block: Too dear"
    assert cost.title.in_language("es") == "Bloqueo: Muy caro"
    assert harm.title.in_language("es") == "Bloqueo: Harm"


def test_reasons_can_be_written_as_tables_with_a_detail() -> None:
    *_, cost = options('[[poll.question.reasons]]\ntitle = "Too dear"\ndetail = "For all of us"\n')

    assert cost.detail.in_language("en") == "For all of us"


def test_without_reasons_there_are_the_three_votes_alone() -> None:
    assert [option.id for option in options("")] == ["agree", "stand-aside", "block"]
    assert len(options(f"reasons = [{EIGHT}]")) == 11


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (f'reasons = [{EIGHT}, "One more"]', "more than 8 of reasons"),
        ('reasons = [""]', "The reason has no words"),
        ('reasons = [{ title = "Cost", id = "cost" }]', "The key 'id'"),
        ('reasons = "Cost"', "reasons is 'Cost'"),
        ('options = ["Yes", "No"]', "has its own options"),
    ],
)
def test_what_is_no_list_of_reasons_is_refused(text: str, fault: str) -> None:
    with pytest.raises(BadFile, match=fault):
        options(text)


@pytest.mark.parametrize("kind", ["yes_no", "temperature"])
def test_other_questions_take_no_reasons(kind: str) -> None:
    head = HEAD.replace('kind = "consent"', f'kind = "{kind}"').replace('"consent"', '"plurality"')

    with pytest.raises(BadFile, match=f"A question of kind {kind} takes no reasons"):
        options('reasons = ["Cost"]', head)
