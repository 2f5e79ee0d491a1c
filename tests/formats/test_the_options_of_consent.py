"""A proposal in an assembly file gets the ids that the rule consent reads, or is refused."""

import pytest

from kiosk.domain.errors import BadFile
from kiosk.formats.assembly_folder import Loaded, read_assembly

PROPOSAL = """\
title = "T"
[[poll]]
title = "P"
[[poll.question]]
title = "Q"
kind = "choose_one"
rule = "consent"
"""


def load(*lines: str) -> Loaded:
    return read_assembly({"assembly.toml": (PROPOSAL + "\n".join(lines)).encode()}, "assembly.toml")


def test_the_titles_of_the_options_give_the_ids_that_are_read() -> None:
    loaded = load(
        'options = ["Agree", "Stand aside", "Object", "Block"]',
        'settings = { objections = "block", most-aside = 0 }',
    )

    options = loaded.assembly.polls[0].questions[0].options
    assert [option.id for option in options] == ["agree", "stand-aside", "object", "block"]


@pytest.mark.parametrize(
    ("setting", "needed"),
    [("most-aside = 0", "stand-aside"), ('objections = "block"', "object")],
)
def test_a_setting_whose_option_is_missing_is_refused_before_the_meeting(
    setting: str, needed: str
) -> None:
    assert load('options = ["Agree", "Block"]').assembly.polls

    with pytest.raises(BadFile, match=f"needs an option with the id {needed}"):
        load('options = ["Agree", "Block"]', f"settings = {{ {setting} }}")
