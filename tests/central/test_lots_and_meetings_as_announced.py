"""Lot and meeting are announced before the count; another one is named by both programs."""

import pytest
from given_a_kiosk import a_stranger
from given_an_archive import (
    a_full_day,
    archive_of,
    closing_in,
    second,
    signed_anew,
    wrong,
    wrong_says_the_second,
)

from kiosk.proof.signature import fingerprint

KIOSK = a_full_day()
CONTENT = archive_of(KIOSK)


def a_lot_with_a_sign_that_nobody_sees(records):
    closing_in(records, "motion")["seed"] = "4\u200b2"


def a_lot_that_is_not_the_one_in_the_log(records):
    closing_in(records, "motion")["seed"] = "1 1 1"


def another_meeting_than_the_one_on_the_opening_report(records):
    records[0]["payload"]["place"] = "Another hall"


@pytest.mark.parametrize(
    ("tamper", "sentence", "seconds"),
    [
        (
            a_lot_with_a_sign_that_nobody_sees,
            "The lot of %(poll)s holds signs that no typed lot has.",
            "motion: the lot is not the one that was typed",
        ),
        (
            a_lot_that_is_not_the_one_in_the_log,
            "%(poll)s was counted with another lot than the log tells.",
            "motion: the lot is not the one that was typed",
        ),
        (
            another_meeting_than_the_one_on_the_opening_report,
            "%(poll)s was opened with another meeting than this one.",
            "motion was opened with another meeting",
        ),
    ],
)
def test_what_was_announced_before_the_count_stands_also_under_the_kiosks_key(
    tamper, sentence, seconds
):
    content = signed_anew(CONTENT, tamper, KIOSK.key)

    assert wrong(content) == [sentence]
    assert wrong_says_the_second(content) == [seconds]


@pytest.mark.parametrize("named", [fingerprint(KIOSK.key.public).upper(), KIOSK.key.public])
def test_the_second_verifier_knows_the_kiosk_that_is_named(named):
    forged = signed_anew(CONTENT, lambda _: None, a_stranger().key)

    assert not [line for line in second.findings(CONTENT, named) if not line.startswith(" ")]
    assert second.findings(forged, named)[0] == "this is not the kiosk that was named"
    assert second.findings(CONTENT, "")[0] == "this is not the kiosk that was named"
