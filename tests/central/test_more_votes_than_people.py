"""No result counts in which more voted than were there: whoever checks it says so."""

from dataclasses import replace

import pytest
from given_a_kiosk import ASSEMBLY, MOTION, Kiosk, closing_of, spoiled, yes
from given_an_archive import archive_of, happens, wrong, wrong_says_the_second

from kiosk.audit.examination import examine
from kiosk.domain.assembly import Cards
from kiosk.domain.happening import BASE, WHILE_OPEN, Happening
from kiosk.proof.archive import read_archive

MEMBERS = "%(poll)s holds %(ballots)s ballots, but there are only %(members)s members."
PRESENT = "%(poll)s counts %(present)s as present, but there were at least %(least)s."
BEYOND = "%(poll)s counts %(present)s as present, but there are only %(members)s members."


def found_wrong(*, at_opening: int | None, **closing: int | None) -> list[str]:
    kiosk = Kiosk()
    kiosk.prepares()
    if at_opening is not None:
        facts = (("present", at_opening), (BASE, WHILE_OPEN))
        happens(kiosk, Happening.POLL_OPENED, poll=MOTION.id, facts=facts)
    kiosk.closes(spoiled(closing_of(MOTION, yes(3, no=2)), **closing))
    return wrong(archive_of(kiosk))


@pytest.mark.parametrize(
    ("at_opening", "closing", "said"),
    [
        (5, {"present": 3}, [PRESENT]),  # fewer than voted
        (8, {"present": 6}, [PRESENT]),  # fewer than were there at the opening
        (5, {"present": 4, "members": 4}, [MEMBERS, PRESENT]),
        (5, {"present": 61}, [BEYOND]),
        (None, {"members": 4}, [MEMBERS]),
        (5, {"present": 5}, []),
        (0, {"present": 60}, []),
        (5, {"present": 7, "members": None}, []),  # an open door
        (None, {"present": 5}, []),
        (None, {"present": 3}, []),  # an older log: those who were still there at the close
    ],
)
def test_ballots_above_the_base_are_found(
    at_opening: int | None, closing: dict[str, int | None], said: list[str]
) -> None:
    assert found_wrong(at_opening=at_opening, **closing) == said


@pytest.mark.parametrize(
    "settings",
    [
        (("base", "present"),),
        (("also", "1/2:present"),),
        (("quorum", "1"), ("quorum-base", "present")),
    ],
)
@pytest.mark.parametrize(("present", "said"), [(4, [PRESENT]), (3, [PRESENT]), (5, [])])
def test_an_older_log_is_refused_where_a_rule_counts_by_who_was_present(
    settings: tuple[tuple[str, str], ...], present: int, said: list[str]
) -> None:
    motion = replace(MOTION, questions=(replace(MOTION.questions[0], settings=settings),))
    kiosk = Kiosk()
    kiosk.prepares(replace(ASSEMBLY, polls=(motion,)))
    kiosk.closes(spoiled(closing_of(motion, yes(3, no=2)), present=present))

    assert wrong(archive_of(kiosk)) == said


GIVEN = "%(poll)s holds %(ballots)s ballots, but only %(cards)s cards were given out."
MADE = "%(poll)s holds %(ballots)s ballots, but only %(cards)s cards were made."
UNCHECKED = "%(poll)s: cards given out were not checked, the log tells none."
TEN_AND_FIVE = (("cards", 10), ("given", 5))


def five_votes(
    cards: Cards, *counts: tuple[tuple[str, int | str], ...], members: int | None = 60, later=()
) -> bytes:
    """The archive of a poll with five ballots. ``counts``: of cards before the close."""
    kiosk = Kiosk()
    kiosk.prepares(replace(ASSEMBLY, cards=cards))
    for facts in counts:
        happens(kiosk, Happening.CARDS_COUNTED, poll=MOTION.id, facts=facts)
    kiosk.closes(spoiled(closing_of(MOTION, yes(3, no=2)), members=members))
    if later:
        happens(kiosk, Happening.CARDS_COUNTED, poll=MOTION.id, facts=later)
    return archive_of(kiosk)


@pytest.mark.parametrize(
    ("cards", "facts", "members", "said"),
    [
        (Cards.DRAWN, TEN_AND_FIVE, 60, []),
        (Cards.DRAWN, (("cards", 10), ("given", 4)), 60, [GIVEN]),
        (Cards.DRAWN, (("cards", 10), ("given", 0)), 60, [GIVEN]),
        (Cards.DRAWN, (("cards", 4), ("given", 9)), 60, [GIVEN]),
        (Cards.DRAWN, (("cards", 10), ("given", 2), ("left", 8)), 60, [GIVEN]),
        (Cards.DRAWN, (("cards", 10), ("given", 2)), None, []),  # an open door counts nobody
        (Cards.DRAWN, (("cards", 4), ("given", 9)), None, [MADE]),
        (Cards.PRINTED, (("cards", 5), ("given", 4)), 60, []),  # given at the desk, each for one
        (Cards.PRINTED, (("cards", 4), ("given", 5)), 60, [MADE]),
        (Cards.PRINTED, (("cards", 4),), None, [MADE]),
    ],
)
def test_ballots_beyond_the_cards_are_found(cards, facts, members, said):
    content = five_votes(cards, facts, members=members)

    assert wrong(content) == said
    assert len(wrong_says_the_second(content)) == len(said)


@pytest.mark.parametrize(
    "counts",
    [
        (),
        ((),),
        ((("given", 3),),),
        ((("cards", 10),),),
        ((("cards", 10), ("given", "3")),),
        ((("cards", "few"), ("given", 3)),),
    ],
)
def test_where_a_log_tells_no_cards_the_line_says_that_it_was_not_checked(counts):
    content = five_votes(Cards.DRAWN, *counts)

    assert wrong(content) == wrong_says_the_second(content) == []
    assert UNCHECKED in [check.sentence.wording for check in examine(read_archive(content))]


def test_the_count_at_the_close_is_the_one_that_holds():
    few, more = (("cards", 10), ("given", 3)), (("cards", 10), ("given", 9))

    for content in (
        five_votes(Cards.DRAWN, few, more),
        five_votes(Cards.DRAWN, few, later=more),
    ):
        assert wrong(content) == [GIVEN]
        assert len(wrong_says_the_second(content)) == 1
    assert wrong(five_votes(Cards.DRAWN, more, few)) == []
    assert wrong(five_votes(Cards.DRAWN, later=few)) == []  # nothing was told before
