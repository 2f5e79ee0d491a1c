"""What a losing option reads is true: with the change that it names, the outcome is another."""

from typing import Any

import pytest
from given_a_show_of_hands import MOTIONS, PROPOSALS, SHAPES, SHEETS, decided, read_as, said, summed
from given_a_transferable_vote import BOTH
from given_a_transferable_vote import counted as transferred
from given_an_instant_runoff import counted as run_off
from hypothesis import given, settings
from hypothesis import strategies as st
from told_rounds import told_rounds

from kiosk.domain.ballot import in_order
from kiosk.domain.count.rankings.stv_stage import short
from kiosk.domain.sentence import Sentence

SOME = settings(max_examples=400, deadline=None)
CLEAR_PAPERS = st.lists(
    st.permutations("abcd").flatmap(lambda o: st.integers(1, 4).map(lambda n: o[:n])),
    min_size=1,
    max_size=9,
)
LOTS = st.permutations("abcd")


def values(reason: Sentence) -> dict[str, Any]:
    return dict(reason.values)


@SOME
@given(
    rule=st.sampled_from([*SHAPES]),
    sheets=SHEETS,
    seats=st.integers(1, 3),
    lot=LOTS,
)
def test_so_many_more_votes_or_points_seat_a_loser_and_one_fewer_is_a_tie(
    rule: str, sheets: list[dict[str, int]], seats: int, lot: list[str]
) -> None:
    sheets = read_as(rule, sheets)

    def winners(option: str, more: int, *, order: list[str]) -> tuple[str, ...]:
        added = [{option: 1}] * more
        return summed(rule, [*sheets, *added], options="abcd", seats=seats, lot=order).winners

    result = summed(rule, sheets, options="abcd", seats=seats, lot=lot)

    for option, reason in result.reasons:
        last = [*(o for o in lot if o != option), option]
        if reason.wording == "Nobody chose it.":
            assert dict(result.scores)[option] == 0
        elif reason.wording == "It was tied with %(option)s, and the lot decided.":
            assert values(reason)["option"].option in result.winners
            assert option in winners(option, 1, order=last)
            assert option in winners(option, 0, order=last[::-1])
        else:
            assert values(reason)["option"].option in result.winners
            assert option in winners(option, reason.number, order=last)
            assert option not in winners(option, reason.number - 1, order=last)
            assert option in winners(option, reason.number - 1, order=last[::-1])


@SOME
@given(
    votes=st.lists(st.sampled_from(["yes", "yes", "no", "no", "abstain", ""]), max_size=12),
    given=MOTIONS,
)
def test_so_many_more_yes_or_people_would_have_passed_the_motion(
    votes: list[str], given: dict[str, str]
) -> None:
    present, members = len(votes) + 2, len(votes) + 4
    result = decided("majority", votes, given, present=present, members=members)
    if result.passed:
        return
    [(_, reason)] = result.reasons
    number = reason.number
    if reason.wording.startswith("The quorum missed"):
        there = present if given["quorum-base"] == "present" else len(votes)
        assert there + number == int(given["quorum"])
        return
    unmet = [told for told in told_rounds(result) if not told["met"]]
    if reason.wording == "The base is empty, so nothing can pass.":
        assert any(told["basis"] == 0 for told in unmet)
        return
    base = next(told["base"] for told in unmet if told["needed"] - told["yes"] == number)
    from_whom = {
        "cast": "in place of no.",
        "ballots": "among these ballots.",
        "present": "from those present.",
        "members": "from the members.",
    }
    assert any(reason.wording.endswith(from_whom[told["base"]]) for told in unmet), base
    if len(unmet) > 1:
        return

    def passes(more: int) -> bool:
        changed = [*votes]
        for _ in range(more):
            if base == "cast" or (base == "ballots" and "no" in changed):
                changed[changed.index("no")] = "yes"
            elif base == "ballots":
                changed[changed.index("abstain" if "abstain" in changed else "")] = "yes"
            else:
                changed.append("yes")
        return bool(decided("majority", changed, given, present=present, members=members).passed)

    assert passes(number)
    assert not passes(number - 1)


@SOME
@given(
    votes=st.lists(st.sampled_from(["agree", "stand-aside", "object", "block", ""]), max_size=6),
    given=PROPOSALS,
)
def test_what_stands_against_consent_is_gone_when_so_many_are(
    votes: list[str], given: dict[str, str]
) -> None:
    result = decided("consent", votes, given)
    if result.passed:
        return
    [(_, reason)] = result.reasons
    assert reason in result.explanation
    who = {"block": "blocks it", "object": "objects", "stand-aside": "stands aside"}
    for vote, does in who.items():
        if does in reason.wording:
            for _ in range(reason.number):
                votes.remove(vote)
            if vote != "stand-aside":
                assert vote not in votes
            else:
                assert votes.count(vote) == int(given["most-aside"])
            break
    else:
        assert (reason.wording, "agree" in votes) == ("Nobody agrees to it.", False)
        votes.append("agree")
    again = decided("consent", votes, given)
    assert again.passed or again.reasons[0][1].wording != reason.wording


@SOME
@given(papers=CLEAR_PAPERS, lot=LOTS)
def test_with_so_many_more_votes_a_loser_of_a_runoff_passes_whom_it_reads(
    papers: list[list[str]], lot: list[str]
) -> None:
    def turns(added: list[list[str]]) -> list[dict[str, Any]]:
        marks = [in_order((o, at) for at, o in enumerate(p, start=1)) for p in [*papers, *added]]
        return told_rounds(run_off(marks, options="abcd", lot=lot))

    result = run_off(
        [in_order((o, at) for at, o in enumerate(paper, start=1)) for paper in papers],
        options="abcd",
        lot=lot,
    )

    for option, reason in result.reasons:
        rival = values(reason)["option"].option
        lost = next(t for t in told_rounds(result) if option in t["eliminated"] or t["elected"])
        if "tied" in reason.wording:
            assert lost["votes"][option] == lost["votes"][rival]
            continue
        place = values(reason)["round"] - 1
        assert told_rounds(result)[place] == lost
        assert lost["votes"][option] + reason.number == lost["votes"][rival] + 1
        after = turns([[option]] * reason.number)
        there = after[min(place, len(after) - 1)]
        assert option not in there["eliminated"]
        assert rival not in there["elected"]


@SOME
@given(papers=CLEAR_PAPERS, seats=st.integers(1, 2), lot=LOTS, rule=st.sampled_from(BOTH))
def test_who_is_not_elected_reads_the_votes_of_the_stage_that_it_names(
    papers: list[list[str]], seats: int, lot: list[str], rule: str
) -> None:
    marks = [in_order((o, at) for at, o in enumerate(paper, start=1)) for paper in papers]

    result = transferred(rule, marks, options="abcd", seats=seats, lot=lot)

    places = {"scottish-stv": 5, "meek-stv": 9}[rule]
    at = [
        {o: round(float(n) * 10**places) for o, n in stage["votes"].items()}
        for stage in told_rounds(result)
    ]
    for option, reason in result.reasons:
        told = values(reason)
        out = next(
            (n for n, s in enumerate(told_rounds(result)) if (s["action"], s["option"]) ==
             ("exclusion", option)), None)  # fmt: skip
        if out is None:
            assert reason.wording.endswith("short of the quota when the seats were full.")
            continue
        before = at[out - 1]
        if reason.wording.startswith("At stage"):
            rival = told["option"].option
            assert told["stage"] == out
            assert told["votes"] == short(before[rival] - before[option], places)
        elif "tied" in reason.wording:
            assert before[told["option"].option] == before[option]
        else:
            assert (reason.wording, before[option]) == ("It had no votes.", 0)


@pytest.mark.parametrize(
    ("base", "told"),
    [
        ("cast", "It needed 1 more yes in place of no."),
        ("ballots", "It needed 2 more yes among these ballots."),
        ("present", "It needed 4 more yes from those present."),
        ("members", "It needed 9 more yes from the members."),
    ],
)
def test_a_failed_motion_says_from_whom_the_missing_yes_would_have_come(
    base: str, told: str
) -> None:
    votes = ["yes", "yes", "no", "no", "abstain", ""]

    result = decided("majority", votes, {"base": base}, present=11, members=20)

    assert said(result.reasons[0][1]) == told
    assert told in map(said, result.explanation)
