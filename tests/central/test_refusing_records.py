"""Whatever does not hold is refused with its own sentence, and what came before it is kept."""

from dataclasses import replace

import pytest
from given_a_kiosk import (
    ASSEMBLY,
    BOARD,
    MOTION,
    Kiosk,
    a_day,
    a_stranger,
    altered,
    batch_of,
    closing_of,
    refusal,
    spoiled,
    yes,
)

from kiosk.domain.ballot import Ballot, Choice
from kiosk.domain.text import plain
from kiosk.sync.assembly import assembly_payload

HONEST = closing_of(MOTION, yes(5, no=2))


async def test_a_wrong_signature_is_refused(central_on_sqlite):
    first, second, third = a_day().records
    forged = altered(second, payload=dict(third.payload))

    answer = await refusal(central_on_sqlite, batch_of(first, forged, third))

    assert answer == (422, 1, "The signature under record 2 is not this kiosk's.")


async def test_a_missing_record_is_named(central_on_sqlite):
    first, _, third = a_day().records

    answer = await refusal(central_on_sqlite, batch_of(first, third))

    assert answer == (422, 1, "Record 2 is missing before this one.")


async def test_a_record_behind_another_one_is_refused(central_on_sqlite):
    kiosk, other = Kiosk(), Kiosk()
    kiosk.prepares()
    other.prepares(replace(ASSEMBLY, place="Elsewhere"))
    other.closes(HONEST)

    answer = await refusal(central_on_sqlite, batch_of(kiosk.records[0], other.records[1]))

    assert answer == (422, 1, "Record 2 does not follow the one before it.")


async def test_another_record_under_a_number_that_is_held_is_refused(central_on_sqlite):
    kiosk, second_story = a_day(), Kiosk()
    await refusal(central_on_sqlite, kiosk.batch())
    second_story.prepares(replace(ASSEMBLY, place="Elsewhere"))

    answer = await refusal(central_on_sqlite, second_story.batch())

    assert answer == (422, 3, "Another record 1 of this kiosk is held already.")
    assert "School hall" in await (await central_on_sqlite.get("/")).text()


async def test_a_foreign_kiosks_record_in_the_batch_is_refused(central_on_sqlite):
    kiosk, stranger = a_day(), a_stranger()
    stranger.prepares()

    answer = await refusal(central_on_sqlite, batch_of(kiosk.records[0], stranger.records[0]))

    assert answer == (422, 1, "Record 1 belongs to another kiosk's log.")


async def test_a_foreign_key_cannot_go_on_with_a_log(central_on_sqlite):
    kiosk, stranger = a_day(), a_stranger()
    stranger.records = kiosk.records[:1]
    forged = altered(stranger.closes(HONEST), device=kiosk.key.public)

    answer = await refusal(central_on_sqlite, batch_of(kiosk.records[0], forged))

    assert answer == (422, 1, "The signature under record 2 is not this kiosk's.")


async def test_a_poll_is_closed_once(central_on_sqlite):
    kiosk = a_day()
    kiosk.closes(closing_of(MOTION, yes(1, no=6)))

    answer = await refusal(central_on_sqlite, kiosk.batch())

    assert answer == (422, 3, "motion is closed already.")


async def test_a_poll_is_published_after_it_is_closed_and_once(central_on_sqlite):
    early, twice = Kiosk(log="early"), a_day()
    early.prepares()
    early.publishes("motion")
    twice.publishes("motion")

    assert await refusal(central_on_sqlite, early.batch()) == (
        422,
        1,
        "motion is published before it is closed.",
    )
    assert await refusal(central_on_sqlite, twice.batch()) == (
        422,
        3,
        "motion is published already.",
    )


async def test_a_closed_poll_is_not_changed_afterwards_but_an_open_one_may_be(central_on_sqlite):
    kiosk = a_day()
    kiosk.prepares(replace(ASSEMBLY, polls=(MOTION, replace(BOARD, title=plain("New board")))))
    kiosk.prepares(replace(ASSEMBLY, polls=(replace(MOTION, title=plain("Another")), BOARD)))

    answer = await refusal(central_on_sqlite, kiosk.batch())

    assert answer == (422, 4, "motion was closed and cannot be changed any more.")


async def test_a_poll_before_its_assembly_is_refused(central_on_sqlite):
    kiosk = Kiosk()
    kiosk.closes(HONEST)

    answer = await refusal(central_on_sqlite, kiosk.batch())

    assert answer == (422, 0, "A poll is closed before its assembly is known.")


async def test_a_tie_without_a_lot_is_refused(central_on_sqlite):
    ballots = tuple(Ballot((Choice("chair", ((option, 1),)),)) for option in ("ana", "ben"))
    tied = closing_of(BOARD, ballots, seed="6 1 4")
    kiosk = Kiosk()
    kiosk.prepares()
    kiosk.closes(spoiled(tied, seed=""))

    answer = await refusal(central_on_sqlite, kiosk.batch())

    assert answer == (422, 1, "chair is tied, and no lot was drawn.")


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"rule": "magic"}, "This server cannot count yes_no by magic. It may need an update."),
        ({"kind": "song"}, "This server cannot count song by majority. It may need an update."),
        ({"settings": (("threshold", "x"),)}, "The settings of garden do not fit its rule."),
        (
            {"options": MOTION.questions[0].options[:1] * 2},
            "Two polls, questions or options have the same name.",
        ),
    ],
)
async def test_an_assembly_that_cannot_be_counted_is_refused(central_on_sqlite, changed, sentence):
    question = replace(MOTION.questions[0], **changed)
    kiosk = Kiosk()
    kiosk.prepares(replace(ASSEMBLY, polls=(replace(MOTION, questions=(question,)),)))

    assert await refusal(central_on_sqlite, kiosk.batch()) == (422, 0, sentence)


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("assembly", "The assembly in the record cannot be read."),
        ("poll-closed", "The closed poll in the record cannot be read."),
        ("poll-published", "The published poll in the record cannot be read."),
    ],
)
async def test_a_payload_that_cannot_be_read_is_refused(central_on_sqlite, kind, sentence):
    kiosk = Kiosk()
    kiosk.prepares()
    kiosk.states(kind, assembly_payload(ASSEMBLY) | {"more": 1})

    assert await refusal(central_on_sqlite, kiosk.batch()) == (422, 1, sentence)


@pytest.mark.parametrize("body", [b"", b"{}", b"<html>", b'{"records":[{"seq":1}]}'])
async def test_what_is_no_batch_is_refused(central_on_sqlite, body):
    assert await refusal(central_on_sqlite, body) == (
        400,
        0,
        "This is no batch of records that this server can read.",
    )


async def test_the_log_of_a_trial_is_refused(central_on_sqlite):
    kiosk = Kiosk(log="trial-" + "0" * 32)
    kiosk.prepares()

    assert await refusal(central_on_sqlite, kiosk.batch()) == (
        422,
        0,
        "This is the log of a trial. Nothing in it counts.",
    )


@pytest.mark.parametrize("sent", ["nope\nWARNING all is lost", "\x1b[2Jnope", "a\u2028b", "\x00"])
async def test_what_was_sent_writes_no_line_of_the_log(central_on_sqlite, caplog, sent):
    kiosk = Kiosk()
    kiosk.prepares()
    kiosk.publishes(sent)

    await refusal(central_on_sqlite, kiosk.batch())

    assert all(line.isprintable() for line in caplog.messages)
