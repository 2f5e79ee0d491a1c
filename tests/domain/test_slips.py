"""What may stand on paper, and what never does."""

import inspect
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain import slip
from kiosk.domain.slip import (
    Banner,
    Big,
    Cut,
    Pair,
    QrCode,
    Small,
    Strong,
    card_slip,
    marked,
    nearest_quarter,
    printer_check_slip,
    receipt_slip,
    report_slip,
)


def given_a_receipt(moment=None):
    return receipt_slip(
        "Oak Street Assembly",
        poll="Budget 2027",
        in_the_box=("Your vote is in the box.", "Su voto está en la urna."),
        tracker="river-lamp-otter",
        address="http://10.42.0.1/tracker",
        where=("Look for these words after the vote.",),
        moment=moment,
    )


def test_a_card_carries_its_code_as_qr_and_words_in_every_language():
    card = card_slip(
        "Oak Street Assembly",
        keep=("Keep this until the end", "Guárdela hasta el final"),
        address="http://10.42.0.1/card/C7K2R9XTFH4DG7",
        label=("Voting card",),
        spoken="C7K2R-9XTFH-4DG7",
        where=("Vote at the green table.",),
    )

    assert QrCode("http://10.42.0.1/card/C7K2R9XTFH4DG7") in card.lines
    assert Big("C7K2R-9XTFH-4DG7") in card.lines
    assert Strong("Guárdela hasta el final") in card.lines
    assert card.lines[-1] == Cut()


def test_no_card_has_a_place_for_a_name_and_no_receipt_for_a_choice():
    assert not {"name", "member", "person"} & set(inspect.signature(card_slip).parameters)
    assert not {"choice", "ballot", "options"} & set(inspect.signature(receipt_slip).parameters)


def test_a_receipt_shows_the_quarter_hour_and_never_the_minute():
    receipt = given_a_receipt(datetime(2026, 5, 1, 19, 21, 41, tzinfo=UTC))

    assert Small("2026-05-01 19:15 UTC") in receipt.lines


def test_a_receipt_without_a_trusted_clock_shows_no_time():
    assert not [line for line in given_a_receipt().lines if isinstance(line, Small)]


@given(st.datetimes(timezones=st.just(UTC)).filter(lambda moment: 1 < moment.year < 9999))
@settings(max_examples=200, deadline=None)
def test_the_quarter_hour_is_at_most_seven_and_a_half_minutes_away(moment):
    rounded = nearest_quarter(moment)

    assert rounded.minute in (0, 15, 30, 45)
    assert (rounded.second, rounded.microsecond) == (0, 0)
    assert abs(rounded - moment) <= timedelta(minutes=7, seconds=30)


def test_a_copy_says_so_at_its_top_and_is_otherwise_the_same():
    receipt = given_a_receipt()

    copy = marked(receipt, "COPY")

    assert copy.lines == (Banner("COPY"), *receipt.lines)


def test_a_report_has_a_line_to_sign_on_for_each_who_signs():
    report = report_slip(
        "Oak Street Assembly",
        heading="The box is empty",
        pairs=(("Ballots", "0"), ("Cards", "47")),
        signatures=("Chair", "Teller"),
    )

    assert Pair("Ballots", "0") in report.lines
    for name in ("Chair", "Teller"):
        assert report.lines[report.lines.index(Small(name)) - 1] == slip.Divider()


def test_a_trial_page_tries_accents_and_a_code():
    page = printer_check_slip("Trial", sentences=("Both edges?",), code="http://10.42.0.1/help")

    assert Small(slip.ACCENTS) in page.lines
    assert QrCode("http://10.42.0.1/help") in page.lines
