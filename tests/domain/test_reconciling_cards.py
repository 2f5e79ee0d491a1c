"""Cards add up or it is said by how many they do not."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.reconciliation import CardCount, said

NUMBERS = st.integers(0, 500)


@given(given_out=NUMBERS, left=NUMBERS, void=NUMBERS, away=st.integers(-50, 50))
@settings(max_examples=200, deadline=None)
def test_what_is_missing_is_exactly_what_went_away(
    given_out: int, left: int, void: int, away: int
) -> None:
    cards = CardCount(
        made=given_out + left + void + away, given=given_out, spent=given_out, left=left, void=void
    )

    assert cards.missing == away
    assert cards.fits == (away == 0)
    assert said(cards)[0].number == abs(away)


@given(given_out=NUMBERS, spent=NUMBERS)
@settings(max_examples=200, deadline=None)
def test_more_votes_than_cards_never_fit(given_out: int, spent: int) -> None:
    cards = CardCount(made=given_out, given=given_out, spent=spent, left=0)

    assert cards.fits == (spent <= given_out)
    assert cards.overspent == max(0, spent - given_out)


def test_before_the_bowl_is_counted_nothing_is_claimed() -> None:
    cards = CardCount(made=80, given=60, spent=51)

    assert cards.missing is None
    assert not cards.fits
    assert said(cards)[0].wording == "The cards left in the bowl are not counted yet."
