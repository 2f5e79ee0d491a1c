"""Somebody at a screen needs a person; the chair sees it until somebody goes."""

import secrets

from kiosk.live import News
from kiosk.meeting.hall import Hall, HelpCall


def call_help(hall: Hall, where: str) -> None:
    """Call a person; a second call from the same place changes nothing."""
    if all(call.where != where for call in hall.help_calls):
        hall.help_calls.append(HelpCall(secrets.token_hex(4), where, hall.monotonic()))
        hall.hub.announce(News.DEVICES)


def answer_call(hall: Hall, call_id: str) -> None:
    """First answer: somebody is on the way. Second: done."""
    for call in list(hall.help_calls):
        if call.id == call_id and call.coming:
            hall.help_calls.remove(call)
        elif call.id == call_id:
            call.coming = True
    hall.hub.announce(News.DEVICES)
