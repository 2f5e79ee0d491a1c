"""A budget count says in sentences what was funded, what was not, and why."""

import gettext

from told_rounds import told_rounds

from kiosk.domain.assembly import Option
from kiosk.domain.ballot import Marks
from kiosk.domain.count.contract import Contest, Result, Shape, merge
from kiosk.domain.count.rules import RULES
from kiosk.domain.count.settings import complete
from kiosk.domain.sentence import Sentence
from kiosk.domain.text import plain
from kiosk.domain.wording import spoken


def a(*options: str) -> Marks:
    return tuple((option, 1) for option in sorted(options))


OPTIONS = (
    Option("g", plain("Garden"), cost=60),
    Option("l", plain("Library"), cost=50),
    Option("p", plain("Pool"), cost=50),
    Option("s", plain("Swings"), cost=10),
    Option("w", plain("Well"), cost=5),
)
BALLOTS = [a("g", "l", "s"), a("g", "p"), a("g", "l"), a("p", "s"), a()]


def counted(rule: str, lot: str = "plgsw", **given: str) -> Result:
    contest = Contest(options=OPTIONS, shape=Shape.SOME, budget=120, lot=tuple(lot))
    settings = {name.replace("_", "-"): value for name, value in given.items()}
    return RULES[rule].count(contest, merge(BALLOTS), complete(RULES[rule], settings))


def in_words(sentence: Sentence) -> str:
    titles = {option.id: option.title.in_language("en") for option in OPTIONS}
    return spoken(sentence, gettext.NullTranslations(), name_of=titles.__getitem__, money=str)


def told(result: Result) -> list[str]:
    return [in_words(sentence) for sentence in result.explanation]


def why(result: Result) -> dict[str, str]:
    return {option: in_words(sentence) for option, sentence in result.reasons}


def test_greedy_tells_each_project_in_turn_and_the_lot() -> None:
    result = counted("greedy")

    assert told(result) == [
        "Projects are taken by their votes, most first, while they fit.",
        "Garden, with 3, is funded for 60.",
        "Swings, with 2, is funded for 10.",
        "Pool, with 2, is funded for 50.",
        "Equal, and not all fitted: the lot chose Pool.",
        "Of equal scores the cheaper came first: Swings.",
        "Together they cost 120 of 120.",
    ]
    assert why(result) == {
        "l": "It was equal with others, and the lot decided.",
        "w": "Nobody chose it.",
    }
    assert [(tie.options, tie.decided_by, tie.chosen) for tie in result.ties] == [
        (("l", "p"), "lot", ("p",)),
        (("l", "p", "s"), "cost", ("s",)),
    ]


def test_greedy_names_the_money_that_was_missing_and_the_cheaper_equal() -> None:
    contest = Contest(options=OPTIONS[:4], shape=Shape.SOME, budget=65)
    result = RULES["greedy"].count(contest, merge(BALLOTS), complete(RULES["greedy"], {}))

    assert why(result)["s"] == "It costs 10; only 5 was left."
    assert why(counted("greedy", threshold="3"))["s"] == "It needed 1 more to reach 3."


def test_greedy_that_stops_names_where_it_stopped() -> None:
    contest = Contest(options=OPTIONS[:4], shape=Shape.SOME, budget=55)
    given = complete(RULES["greedy"], {"no-skip": "yes"})
    result = RULES["greedy"].count(contest, merge(BALLOTS), given)

    stopped = "It needed 2 more to come before Garden, where the count stopped."
    assert why(result)["s"] == stopped
    assert told(result)[-1] == "No project is funded."


def test_equal_scores_that_cost_decides_are_a_recorded_tie() -> None:
    contest = Contest(options=OPTIONS[1:4], shape=Shape.SOME, budget=55)
    result = RULES["greedy"].count(contest, merge(BALLOTS), complete(RULES["greedy"], {}))

    (tie,) = result.ties
    assert (tie.options, tie.decided_by, tie.chosen) == (("l", "p", "s"), "cost", ("s",))


def test_equal_shares_tells_who_pays_what_and_what_was_missing() -> None:
    result = counted("equal-shares")

    assert told(result) == [
        "Every ballot gets the same share to spend: 24.",
        "Garden: its 3 supporters pay 20 each.",
        "Swings: 2 supporters pay, nobody more than 6.",
        "Together they cost 70 of 120.",
    ]
    assert why(result)["p"] == "It costs 50; its supporters had only 28 left."
    assert why(result)["w"] == "Nobody chose it."
    assert told_rounds(result)[1] == {
        "step": 2,
        "option": "s",
        "price": "3/5",
        "supporters": 2,
        "payers": 2,
        "endowment": 24,
        "pays": 6,
        "effective_votes": "5/3",
        "holders": {"all": 1, "more_than_half": 1, "half_or_less": 2, "nothing": 1},
        "held": 50,
        "refused": [
            {"option": "l", "supporters": 2, "money": 8, "missing": 42, "missing_shares": 2},
            {"option": "p", "supporters": 2, "money": 28, "missing": 22, "missing_shares": 1},
        ],
    }


def test_a_raised_share_and_the_money_left_are_told() -> None:
    raised = counted("equal-shares", completion="add1")
    filled = counted("equal-shares", completion="greedy")

    assert told(raised)[1].startswith("To use more of the money, it was raised to ")
    assert "The money left goes to the highest scores that fit." in told(filled)
    assert "Pool, with 2, is funded for 50." in told(filled)


def test_knapsack_says_that_no_other_set_is_better_and_names_a_lot() -> None:
    result = counted("knapsack")

    assert told(result) == [
        "No other set that fits has a higher sum than 7.",
        "Garden is in it.",
        "Pool is in it.",
        "Swings is in it.",
        "Another set is equal; the lot chose Pool.",
        "Together they cost 120 of 120.",
    ]
    assert why(result) == {"l": "It needed 1 more to be in the best set.", "w": "Nobody chose it."}
