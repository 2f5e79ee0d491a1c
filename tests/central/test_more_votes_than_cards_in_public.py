"""A result with more votes than cards is taken in, and its public page says so."""

from dataclasses import replace

import pytest
from given_a_kiosk import ASSEMBLY, MOTION, Kiosk, closing_of, spoiled, yes
from given_an_archive import happens

from kiosk.domain.assembly import Cards
from kiosk.domain.happening import Happening

SAID = "A community garden holds 5 ballots, but only 3 cards were given out."
FEW, ENOUGH = (("cards", 10), ("given", 3)), (("cards", 10), ("given", 5))


@pytest.mark.parametrize(
    ("counts", "members", "is_said"),
    [
        ((FEW,), 60, True),
        ((FEW, ENOUGH), 60, True),  # the count at the close is the one that holds
        ((ENOUGH,), 60, False),
        ((FEW,), None, False),
        ((), 60, False),  # an older log
    ],
)
async def test_the_page_of_a_result_says_it(central_on_sqlite, counts, members, is_said):
    kiosk = Kiosk(log="bowl")
    kiosk.prepares(replace(ASSEMBLY, cards=Cards.DRAWN))
    for facts in counts:
        happens(kiosk, Happening.CARDS_COUNTED, poll=MOTION.id, facts=facts)
    kiosk.closes(spoiled(closing_of(MOTION, yes(3, no=2)), members=members))
    kiosk.publishes(MOTION.id)
    happens(kiosk, Happening.CARDS_COUNTED, poll=MOTION.id, facts=FEW)

    taken = await central_on_sqlite.post("/api/v1/records", data=kiosk.batch())
    told = await taken.json()
    response = await central_on_sqlite.get(f"/assemblies/{kiosk.key.public}/bowl/polls/{MOTION.id}")
    page = await response.text()

    assert told == {"have": len(kiosk.records), "refused": ""}
    assert response.status == 200
    assert (SAID in page) == is_said
    assert ("<strong>" in page.split("<dl")[0]) == is_said  # what nobody can tell is no warning
