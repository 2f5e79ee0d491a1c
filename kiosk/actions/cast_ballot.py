"""A voter casts a ballot: checked, then kept and the card spent in one commit."""

import secrets
from dataclasses import dataclass

from kiosk.actions.cast_words import remember_words, words_of
from kiosk.domain.ballot import Ballot
from kiosk.domain.casting import valid
from kiosk.domain.errors import AlreadyVoted, CannotSave, NoSuchCard, Refused
from kiosk.live import News
from kiosk.meeting.hall import Hall
from kiosk.proof.ballots import ballot_text
from kiosk.proof.commitment import commitment
from kiosk.proof.tracker import tracker

OPENING_SIZE = 32
SAVED_WITHIN = 10.0  # seconds that somebody waits for the disk without a word


@dataclass(frozen=True, slots=True)
class CastForm:
    """A form that casts. ``token`` names it, so that a resend is recognised.

    ``browsers``: what the browser that sends it is known by, the surest first.
    """

    token: str
    browsers: tuple[str, ...] = ("",)


async def cast_ballot(
    hall: Hall, code: str, *, poll_id: str, ballot: Ballot, form: CastForm
) -> str:
    """Cast and return the tracker.

    Raises BallotInvalid (the card stays unspent), NoSuchCard, PollNotOpen, TooBusy, CannotSave,
    StillSaving after SAVED_WITHIN, and AlreadyVoted, which carries the tracker if the same browser
    sent the very same form a few minutes before.
    """
    sitting, token = hall.sitting, form.token
    text = ballot_text(valid(sitting.poll(poll_id), ballot)).encode()
    opening = secrets.token_bytes(OPENING_SIZE)
    words = tracker(commitment(poll_id, text, opening))

    def answered(refusal: Refused | None) -> None:  # also where nobody waits for it any more
        if isinstance(refusal, CannotSave):
            hall.hub.announce(News.DEVICES)  # the chair's open page says so at once
        if refusal is None or isinstance(refusal, AlreadyVoted):
            sitting.drafts.drop(poll_id, code)  # of a vote before, too: the power may have gone
        if refusal is None:
            browser = form.browsers[0]
            remember_words(hall, code, poll_id=poll_id, token=token, browser=browser, words=words)

    try:
        await sitting.box.cast(
            poll_id, code, text=text, opening=opening, answered=answered, within=SAVED_WITHIN
        )
    except AlreadyVoted:
        seen = words_of(hall, code, poll_id=poll_id, token=token, browsers=form.browsers)
        raise AlreadyVoted(seen) from None
    return words


def keep_draft(hall: Hall, code: str, *, poll_id: str, ballot: Ballot) -> None:
    """Keep what a voter has chosen so far, until it is cast; nothing counts before."""
    sitting = hall.sitting
    if not sitting.box.has_card(code):
        raise NoSuchCard
    if sitting.box.taking(poll_id) and not sitting.box.has_spent(poll_id, code):
        sitting.drafts.keep(poll_id, code, ballot)
