"""No result counts in which more voted than were there: whoever checks it says so."""

from dataclasses import replace

import pytest
from given_a_kiosk import ASSEMBLY, MOTION, Kiosk, closing_of, spoiled, yes
from given_an_archive import archive_of, happens, wrong

from kiosk.domain.happening import BASE, WHILE_OPEN, Happening

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
