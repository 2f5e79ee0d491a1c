"""What can happen to a meeting, by name; nothing here happens to a voter."""

from enum import StrEnum

BASE = "base"
"""A fact of ``poll-opened``: when who counts as present is fixed. Older logs have none."""
WHILE_OPEN = "while-open"
"""Who was inside at the opening or came before the close, and never fewer than the ballots."""


class Happening(StrEnum):
    """An entry of the audit log. Names are stored for ever."""

    STARTED = "started"  # the kiosk was started, or restarted
    CARDS_MADE = "cards-made"  # facts: number, digest of all cards
    CARDS_COUNTED = "cards-counted"  # facts: cards, given, left, void; first: at the close
    POLL_OPENED = "poll-opened"  # facts of the zero report
    POLL_PAUSED = "poll-paused"
    POLL_RESUMED = "poll-resumed"
    COUNT_STOPPED = "count-stopped"
    BEYOND_CARDS = "published-beyond-cards"  # the chair said yes to it; facts: ballots, cards
    NEEDS_SET_ASIDE = "needs-set-aside"  # the vote opens before that on needs; facts: reason
    LOT_DRAWN = "lot-drawn"  # facts: lot, as it was typed
    KEY_FORGOTTEN = "key-forgotten"  # the slip was torn up, the box cannot be read any more
    REPORT_PRINTED = "report-printed"  # facts: which report, and which copy of it
    COPY_LOST = "copy-lost"  # the second copy is not written any more
    COPY_BACK = "copy-back"  # it is whole again
    SAVING_FAILED = "saving-failed"
    BOX_ALTERED = "box-altered"  # the ballots do not match the signed record
    PIN_CHANGED = "pin-changed"  # facts: whose
    WRONG_PIN = "wrong-pin"  # facts: whose, and how many there were since the start
    SCREEN_PAIRED = "screen-paired"
    SCREEN_UNPAIRED = "screen-unpaired"


class ClockQuality(StrEnum):
    """How far the wall clock can be believed."""

    SYNCHRONISED = "synchronised"  # by a time server since the start
    PLAUSIBLE = "plausible"  # set, and later than this program was made
    UNSET = "unset"  # earlier than this program was made
