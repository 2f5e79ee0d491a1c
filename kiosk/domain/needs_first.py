"""Needs come before money: how a vote is refused that would open too soon."""

from kiosk.domain.errors import Refused


class NeedsComeFirst(Refused):
    """The vote on needs is not published yet."""


class NoReasonGiven(Refused):
    """What is done against the meeting's plan needs a reason, and none was typed."""
