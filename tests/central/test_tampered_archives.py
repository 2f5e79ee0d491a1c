"""Whoever changes an archive is found out, by this program and by a second one that shares no code.

Without the kiosk's key nothing can be changed; with it the numbers, the openings and the recount
still tell.
"""

import pytest
from given_a_kiosk import a_stranger
from given_an_archive import (
    a_full_day,
    archive_of,
    changed,
    closing_in,
    signed_anew,
    wrong,
    wrong_says_the_second,
)

from kiosk.audit.examination import examine_key
from kiosk.proof.archive import read_archive
from kiosk.proof.sample import most_sampled, sample
from kiosk.proof.signature import fingerprint

KIOSK = a_full_day()
CONTENT = archive_of(KIOSK)
CUT_OFF = "The archive does not end with the record that was signed as its last."


def a_ballot_changed(records):
    closing_in(records, "motion")["ballots"][0][1] += 1
    closing_in(records, "motion")["ballots"][1][1] -= 1


def a_ballot_dropped(records):
    closing_in(records, "budget")["ballots"].pop()


def a_ballot_added(records):
    closing_in(records, "motion")["ballots"][0][1] += 1


def a_ballot_doubled(records):
    ballots = closing_in(records, "budget")["ballots"]
    ballots.insert(1, ballots[0])


def a_ballot_that_nobody_may_cast(records):
    closing = closing_in(records, "motion")
    closing["ballots"][0][0] = '[["garden",[["maybe",1]]]]'


def a_result_changed(records):
    closing_in(records, "board")["results"][0][1]["winners"].reverse()
    closing_in(records, "board")["results"][0][1]["winners"] = ["eva"]


def a_score_changed(records):
    closing_in(records, "budget")["results"][1][1]["scores"]["ana"] = 99


def a_spent_card_more(records):
    closing_in(records, "motion")["cards_spent"] += 1


def a_root_swapped(records):
    closing_in(records, "motion")["root"] = closing_in(records, "board")["root"]


def a_commitment_replaced(records):
    closing_in(records, "motion")["commitments"][0] = "00" * 32


def a_commitment_replaced_with_its_root(records):
    closing = closing_in(records, "motion")
    closing["commitments"] = sorted(["00" * 32, *closing["commitments"][1:]])


def an_opening_that_does_not_fit(records):
    closing_in(records, "budget")["openings"][3][1] = "00" * 32


def an_opening_left_out(records):
    closing_in(records, "budget")["openings"].pop()


def a_sample_of_other_dice(records):
    opened = next(r for r in records if r["kind"] == "ballots-opened")
    opened["payload"]["dice"] = "1 1 1 1 1 1 1 1 1 1"


def dice_with_a_letter_that_nobody_sees(records):
    opened = next(r for r in records if r["kind"] == "ballots-opened")["payload"]
    closing = closing_in(records, opened["poll"])
    dice, size = opened["dice"] + "\u200b", len(closing["commitments"])
    places = sample(dice, bytes.fromhex(closing["root"]), size=size, number=most_sampled(size))
    while [at for at, _, _ in opened["openings"]] != list(places):
        dice += "\u200b"
        places = sample(dice, bytes.fromhex(closing["root"]), size=size, number=most_sampled(size))
    opened["dice"] = dice


def a_sample_of_fewer_ballots(records):
    next(r for r in records if r["kind"] == "ballots-opened")["payload"]["openings"].pop()


def a_sample_that_does_not_open(records):
    opened = next(r for r in records if r["kind"] == "ballots-opened")
    opened["payload"]["openings"][0][2] = "00" * 32


TOLD_BY_WHAT_IT_STATES = [
    a_ballot_changed,
    a_ballot_dropped,
    a_ballot_added,
    a_ballot_doubled,
    a_ballot_that_nobody_may_cast,
    a_result_changed,
    a_score_changed,
    a_spent_card_more,
    a_root_swapped,
    a_commitment_replaced,
    a_commitment_replaced_with_its_root,
    an_opening_that_does_not_fit,
    an_opening_left_out,
    a_sample_of_other_dice,
    a_sample_that_does_not_open,
    a_sample_of_fewer_ballots,
    dice_with_a_letter_that_nobody_sees,
]


def the_first_record_cut(records):
    records.pop(0)


def a_record_cut_from_the_middle(records):
    records.pop(4)


def the_last_record_cut(records):
    records.pop()


def two_records_swapped(records):
    records[2], records[3] = records[3], records[2]


def a_record_doubled(records):
    records.insert(3, records[2])


def a_record_of_another_log(records):
    stranger = a_full_day()
    stranger.log = "autumn"
    records[1] = records[1] | {"log": "autumn"}


def a_signature_of_another_key(records):
    stranger = a_stranger()
    stranger.records = KIOSK.records[:1]
    forged = stranger.states("event", records[1]["payload"])
    records[1] = records[1] | {"signature": forged.signature}


def another_key_named_too(records):
    stranger = a_stranger()
    stranger.records = KIOSK.records[:1]
    forged = stranger.states("event", records[1]["payload"])
    records[1] = records[1] | {"signature": forged.signature, "device": stranger.key.public}


TOLD_BY_THE_LOG = [
    the_first_record_cut,
    a_record_cut_from_the_middle,
    the_last_record_cut,
    two_records_swapped,
    a_record_doubled,
    a_record_of_another_log,
    a_signature_of_another_key,
    another_key_named_too,
]


def test_an_honest_archive_holds():
    assert wrong(CONTENT) == []
    assert wrong_says_the_second(CONTENT) == []


@pytest.mark.parametrize("tamper", [*TOLD_BY_WHAT_IT_STATES, *TOLD_BY_THE_LOG])
def test_whoever_has_no_key_changes_nothing_unseen(tamper):
    content = changed(CONTENT, tamper)

    assert wrong(content)
    assert wrong_says_the_second(content)


@pytest.mark.parametrize("tamper", TOLD_BY_WHAT_IT_STATES)
def test_whoever_has_the_kiosks_key_cannot_make_numbers_fit(tamper):
    content = signed_anew(CONTENT, tamper, KIOSK.key)

    found = wrong(content)

    assert found
    assert not any("signature" in sentence for sentence in found)
    assert wrong_says_the_second(content)


@pytest.mark.parametrize("tamper", TOLD_BY_WHAT_IT_STATES)
def test_another_key_under_everything_helps_no_more_than_the_kiosks(tamper):
    content = signed_anew(CONTENT, tamper, a_stranger().key)

    assert wrong(content)
    assert wrong_says_the_second(content)


def test_an_archive_under_another_key_is_told_by_the_words_of_the_closing_report():
    forged = read_archive(signed_anew(CONTENT, lambda _: None, a_stranger().key))
    own = read_archive(CONTENT)
    words = fingerprint(KIOSK.key.public)

    assert examine_key(own, words).holds
    assert examine_key(own, words.upper().replace("-", " ")).holds
    assert examine_key(own, KIOSK.key.public).holds
    assert not examine_key(forged, words).holds
    assert not examine_key(forged, KIOSK.key.public).holds
    assert not examine_key(own, " ".join(words.split("-")[:4])).holds


@pytest.mark.parametrize("share", [0, 1, 10, 50, 99])
def test_an_archive_that_is_cut_off_is_told(share):
    content = CONTENT[: len(CONTENT) * share // 100]

    assert wrong(content) == ["This is no archive, or it is cut off or damaged."]
    assert wrong_says_the_second(content)


def test_every_fault_is_listed_and_each_poll_is_looked_at_on_its_own():
    def several(records):
        a_spent_card_more(records)
        a_score_changed(records)

    found = wrong(signed_anew(CONTENT, several, KIOSK.key))

    assert found == [
        "%(poll)s holds %(ballots)s ballots, but %(cards)s cards were spent.",
        "Counted again, %(question)s has another result.",
    ]


@pytest.mark.parametrize(
    ("tamper", "sentence"),
    [
        (the_first_record_cut, "Record %(missing)s is missing."),
        (a_record_cut_from_the_middle, "Record %(missing)s is missing."),
        (the_last_record_cut, CUT_OFF),
        (two_records_swapped, "Record %(seq)s stands in the wrong place."),
        (a_signature_of_another_key, "The signature under record %(seq)s is not this kiosk's."),
        (another_key_named_too, "Record %(seq)s belongs to another kiosk's log."),
        (a_root_swapped, "The root of %(poll)s does not belong to its commitments."),
        (
            a_ballot_doubled,
            "Ballots or commitments of %(poll)s are doubled or not sorted.",
        ),
    ],
)
def test_what_was_done_is_named(tamper, sentence):
    assert sentence in wrong(changed(CONTENT, tamper))
