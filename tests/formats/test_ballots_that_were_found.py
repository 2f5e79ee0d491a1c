"""Every public file of ballots beside the project is counted right, or told why it is not."""

from dataclasses import dataclass

import pytest
from click.testing import CliRunner
from found_inputs import ABSENT, FOLDER, OF_BALLOTS

from kiosk.__main__ import main

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason=ABSENT)


@dataclass(frozen=True, slots=True)
class Counted:
    """A file of ballots: how it is counted, and lines of what is told."""

    file: str
    options: str
    tells: tuple[str, ...]
    wins: str = ""  # empty: it is not counted


COUNTS = (
    Counted(
        "01-weight-zero.blt",
        "irv",
        ("line 3: a ballot of weight 0 is not counted", "Ben has 7 of 12 votes."),
        "Ben",
    ),
    Counted(
        "03-one-name-missing.blt",
        "irv",
        ("line 9: 'Board' is read as the last option", "if it is the title, a name is missing"),
        "Ben",
    ),
    Counted(
        "03-one-name-too-many.blt",
        "irv",
        ("line 10, column 1: there are more names than 3 options and a title.",),
    ),
    Counted(
        "16-points-project-named-twice.pb",
        "points",
        ("3 ballots", "Park wins with 5.", "Library: It needed 2 more"),
        "Park",
    ),
    Counted(
        "16-points-project-named-twice.pb", "greedy", ("Park, with 5, is funded for 60.",), "Park"
    ),
    Counted(
        "17-category-budgets-in-meta.pb",
        "greedy",
        ("line 10: budget_per_category is '60,40', and nothing here keeps to it.",),
        "Trees, Pond",
    ),
    Counted(
        "17-threshold-in-meta.pb",
        "greedy",
        (
            "min_project_score_threshold is 2, so no project with less can win.",
            "Library: It needed 1 more to reach 2.",
        ),
        "Park",
    ),
    Counted(
        "17-threshold-in-meta.pb",
        "greedy --threshold 0",
        ("Together they cost 100 of 100.",),
        "Park, Library",
    ),
    Counted(
        "18-two-thirds-exactly.pb",
        "majority --threshold 2/3",
        (
            "At least 2/3 of it must say yes: 2 or more.",
            "2 × the base is 6, just the same.",
            "The motion passes.",
        ),
        "yes",
    ),
    Counted(
        "18-two-thirds-exactly.pb",
        "majority --threshold 2/3 --more-than",
        ("More than 2/3 of it must say yes: 3 or more.", "The motion fails."),
        "nobody",
    ),
    Counted(
        "18-two-thirds-exactly.pb",
        "majority --threshold 2/3 --base ballots",
        ("The base is all valid ballots: 10.", "The motion fails."),
        "nobody",
    ),
    Counted(
        "18-two-thirds-exactly.pb",
        "plurality",
        ("abstain was chosen 7 times; it cannot win.", "yes wins with 2."),
        "yes",
    ),
    Counted("19-final-two-tied.blt", "irv", ("A had more in an earlier round and wins.",), "A"),
    Counted(
        "19-final-two-tied.blt",
        "irv --ties lot",
        ("1 (A), 2 (B) are tied, and only a lot decides.",),
    ),
    Counted(
        "19-final-two-tied.blt", "irv --ties lot --draw 2,1,3,4", ("The lot decides: B wins.",), "B"
    ),
    Counted(
        "20-first-choice-left-out.blt",
        "irv",
        ("Round 1: nobody has more than half of 120 votes.", "C has 79 of 120 votes."),
        "C",
    ),
    Counted(
        "20-first-choice-left-out.blt",
        "scottish-stv",
        ("114 ballots. 6 more were rejected.", "B reaches the quota with 74"),
        "B",
    ),
    Counted(
        "21-only-withdrawn.blt",
        "irv",
        ("5 ballots count for nobody from the first round on.", "Ann has 4 of 7 votes."),
        "Ann",
    ),
    Counted(
        "21-only-withdrawn.blt",
        "scottish-stv",
        ("10 ballots, 1 of them blank. 5 more were rejected.", "is 4."),
        "Ann, Cleo",
    ),
    Counted(
        "22-one-vote-two-seats.blt",
        "scottish-stv",
        ("2 (B), 3 (C), 4 (D) are tied, and only a lot decides.",),
    ),
    Counted(
        "22-one-vote-two-seats.blt",
        "scottish-stv --draw 3,2,1,4",
        ("B, C, D were equal (stage 2). By lot: D.", "B, C were equal (stage 3). By lot: B."),
        "A, C",
    ),
    Counted(
        "22-one-vote-two-seats.blt", "meek-stv", ("B reaches the quota with 0.666666666",), "A, B"
    ),
    Counted(
        "22-one-vote-two-seats.blt",
        "scottish-stv --seats 4",
        ("D takes a seat that nobody else is left for.",),
        "A, B, C, D",
    ),
    Counted(
        "22-vote-core-3.blt",
        "scottish-stv",
        ("2 (pear), 5 (sweets) are tied, and only a lot decides.",),
    ),
    Counted(
        "22-vote-core-3.blt",
        "scottish-stv --draw 2,5,1,3,4",
        (
            "The quota, the votes that are enough, is 12.",
            "pear, sweets were equal (stage 4). By lot: sweets.",
        ),
        "chocolate, pear",
    ),
    Counted(
        "22-vote-core-3.blt",
        "scottish-stv --draw 5,2,1,3,4",
        ("pear, sweets were equal (stage 4). By lot: pear.",),
        "chocolate, sweets",
    ),
    Counted(
        "22-vote-core-3.blt",
        "meek-stv",
        ("sweets reaches the quota with 9.015872944",),
        "chocolate, sweets",
    ),
    Counted(
        "23-two-seats-by-points.pb",
        "equal-shares --utility points",
        (
            "A: 5 supporters pay, up to 0.20 for each point.",
            "D: 5 supporters pay, up to 0.33 for each point.",
            "C: It costs 5; its supporters had only 4 left.",
        ),
        "A, D",
    ),
    Counted(
        "23-two-seats-by-points.pb",
        "points",
        ("A wins with 25.", "B: It needed 2 more", "C: It needed 2 more", "D: It needed 3 more"),
        "A",
    ),
)


@pytest.mark.parametrize("case", COUNTS, ids=lambda case: f"{case.file} {case.options}")
def test_a_file_of_ballots_is_counted_right_or_says_what_it_lacks(case: Counted) -> None:
    options = ["--rule", *case.options.split()]

    run = CliRunner().invoke(main, ["count", str(FOLDER / case.file), *options])
    _, _, chosen = run.output.partition("Chosen:\n")
    winners = [
        line.split("  ")[-1].split(". ")[-1] for line in chosen.partition("\n\n")[0].splitlines()
    ]

    assert all(said in run.output for said in case.tells), run.output
    assert ", ".join(winners) == ("" if case.wins == "nobody" else case.wins)
    assert (run.exit_code == 0) is bool(case.wins)


def test_every_file_of_ballots_has_its_answer_here() -> None:
    found = {file.name for file in FOLDER.iterdir() if file.suffix in OF_BALLOTS}

    assert found == {case.file for case in COUNTS}
