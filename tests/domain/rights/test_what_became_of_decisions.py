"""The ledger: decisions are asked, answered, adopted, spent and delivered, and nothing is lost."""

import datetime
import json
from fractions import Fraction
from pathlib import Path

import pytest

from kiosk.domain.ledger import (
    WORDS,
    Adopted,
    Answer,
    Answered,
    Asked,
    Decision,
    Delivered,
    Delivery,
    Entry,
    Event,
    Seen,
    Spent,
    State,
    decisions_in,
)
from kiosk.domain.ledger_figures import (
    Met,
    Outlay,
    RightFigures,
    by_right,
    met,
    outlay,
    per_mille,
    told_met,
)
from kiosk.domain.sentence import Amount, Money, say
from kiosk.formats.money import read_money

DATA = Path(__file__).resolve().parents[4] / "shared/data/budgets"
HERE = pytest.mark.skipif(
    not DATA.exists(), reason="the examples of budgets are not beside the project"
)
SENT, DUE, LATER = (datetime.date(2026, month, 1) for month in (3, 4, 9))
NEXT_DAY = DUE + datetime.timedelta(days=1)


def asked(amount: Amount = 17, last_year: Amount = 11, right: str = "education") -> Asked:
    return Asked(
        about="Public library",
        right=right,
        asked=amount,
        last_year=last_year,
        body="City council",
        answer_due=DUE,
    )


def entry(event: Event, on: datetime.date = LATER, decision: str = "library") -> Entry:
    return Entry(decision=decision, event=event, on=on, source="City clerk")


def decision(*events: Event, first: Asked | None = None) -> Decision:
    (found,) = decisions_in([entry(first or asked(), SENT), *map(entry, events)])
    return found


def test_entries_make_a_decision() -> None:
    told = (
        Answered(Answer.CHANGED, "No money"),
        Adopted(15),
        Spent(14),
        Delivered(Delivery.PARTLY, "Two of three branches"),
        Seen(31, 12, 4),
    )

    assert decision(*told) == Decision(
        id="library",
        sent_on=SENT,
        asked=asked(),
        answered=told[0],
        adopted=told[1],
        spent=told[2],
        delivered=told[3],
        seen=told[4],
    )


def test_of_several_entries_the_last_one_counts_and_all_stay() -> None:
    entries = [entry(asked(), SENT), entry(Spent(3)), entry(Spent(9)), entry(asked(18), LATER)]

    (found,) = decisions_in(entries)

    assert (found.spent, found.asked.asked, found.sent_on) == (Spent(9), 18, LATER)
    assert len(entries) == 4


def test_decisions_stand_in_the_order_in_which_they_were_asked_for() -> None:
    entries = [
        entry(asked(), SENT, "b"), entry(asked(), SENT, "a"), entry(Spent(1), decision="b"),
    ]  # fmt: skip

    assert [one.id for one in decisions_in(entries)] == ["b", "a"]


def test_nothing_can_become_of_what_nobody_asked_for() -> None:
    with pytest.raises(KeyError, match="roads"):
        decisions_in([entry(Spent(1), decision="roads")])


@pytest.mark.parametrize(
    ("events", "state"),
    [
        ((), State.ASKED),
        ((Answered(Answer.REFUSED),), State.ANSWERED),
        ((Answered(Answer.NONE),), State.NO_ANSWER),
        ((Answered(Answer.NONE), Answered(Answer.ACCEPTED)), State.ANSWERED),
        ((Adopted(5),), State.ADOPTED),
        ((Answered(Answer.NONE), Adopted(5)), State.ADOPTED),
        ((Adopted(5), Spent(0)), State.SPENT),
        ((Spent(5), Delivered(Delivery.NO)), State.SPENT),
        ((Delivered(Delivery.PARTLY),), State.DELIVERED),
        ((Delivered(Delivery.YES), Seen(0, 0, 60)), State.DELIVERED),
        ((Seen(60, 0, 0),), State.ASKED),
    ],
)
def test_a_decision_is_as_far_as_the_body_brought_it(
    events: tuple[Event, ...], state: State
) -> None:
    assert decision(*events).state(DUE) is state


def test_no_answer_is_said_from_the_day_after_it_was_due() -> None:
    waiting, answered = decision(), decision(Answered(Answer.REFUSED))

    assert [waiting.state(day) for day in (SENT, DUE, NEXT_DAY)] == [
        State.ASKED, State.ASKED, State.NO_ANSWER,
    ]  # fmt: skip
    assert answered.state(NEXT_DAY) is State.ANSWERED


def test_every_state_has_words() -> None:
    assert set(WORDS) == set(State)


def test_what_was_met_is_two_amounts() -> None:
    found = met(decision(Adopted(15)))

    assert found == Met(4, 6)
    assert found.per_mille == 667
    assert told_met(found) == say("%(got)s of %(asked)s.", got=Money(4), asked=Money(6))


def test_a_cut_that_was_asked_for_is_met_by_a_cut() -> None:
    found = met(decision(Adopted(9), first=asked(5)))

    assert found == Met(-2, -6)
    assert (found.per_mille, found.went_the_other_way) == (333, False)
    assert told_met(found) == say("%(got)s of %(asked)s.", got=Money(2), asked=Money(6))


def test_a_cut_where_more_was_asked_for_went_the_other_way() -> None:
    found = met(decision(Adopted(10)))

    assert found is not None
    assert found.went_the_other_way
    assert told_met(found) == say("It went the other way.")
    assert not Met(0, 6).went_the_other_way


def test_where_last_years_amount_was_asked_for_there_is_no_percentage() -> None:
    found = met(decision(Adopted(10), first=asked(11)))

    assert found == Met(-1, 0)
    assert found.per_mille is None
    assert told_met(found) == say("The same as last year was asked for.")


def test_before_a_budget_is_adopted_nothing_is_met_or_spent() -> None:
    assert met(decision(Answered(Answer.ACCEPTED))) is None
    assert outlay(decision(Adopted(5))) is None
    assert outlay(decision(Spent(5))) is None
    assert outlay(decision(Adopted(5), Spent(4))) == Outlay(4, 5)
    assert Outlay(4, 0).per_mille is None


@pytest.mark.parametrize(
    ("part", "whole", "thousandths"),
    [
        (1, 2000, 1),
        (999, 2_000_000, 0),
        (1, 3, 333),
        (2, 3, 667),
        (-1, 3, -333),
        (Fraction(1, 2), 1, 500),
    ],
)
def test_thousandths_are_rounded_with_halves_upwards(
    part: Amount, whole: Amount, thousandths: int
) -> None:
    assert per_mille(part, whole) == thousandths


@HERE
def test_the_real_spending_of_a_town_is_as_the_worked_example_says() -> None:
    example = json.loads(
        (DATA / "expected/33-adopted-and-spent-torrelodones.json").read_text("utf-8")
    )
    found = [
        Outlay(read_money(area["spent"]), read_money(area["adopted"]))
        for area in example["expected"]
    ]

    assert [one.per_mille for one in found] == [
        area["spent_per_mille"] for area in example["expected"]
    ]
    assert sum(one.adopted for one in found) == read_money(example["total"]["adopted"])
    assert sum(one.spent for one in found) == read_money(example["total"]["spent"])


def test_a_right_is_told_by_sums_and_never_by_an_average() -> None:
    entries = [
        entry(asked(20, 10), SENT, "a"), entry(Adopted(15), decision="a"),
        entry(Spent(15), decision="a"), entry(Delivered(Delivery.YES), decision="a"),
        entry(asked(300, 100), SENT, "b"), entry(Adopted(100), decision="b"),
        entry(asked(50, 40), SENT, "c"),
        entry(asked(50, 40, "food"), SENT, "d"), entry(Answered(Answer.REFUSED), decision="d"),
    ]  # fmt: skip

    education, food = by_right(decisions_in(entries), NEXT_DAY)

    assert education == RightFigures(
        right="education",
        decisions=3,
        silent=1,
        delivered=1,
        met=Met(5, 210),
        outlay=Outlay(15, 15),
    )
    assert education.met.per_mille == 24  # the average would be 250
    assert (food.right, food.decisions, food.silent, food.met) == ("food", 1, 0, Met(0, 0))
