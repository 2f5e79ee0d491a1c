"""Why no whole ballot of a poll is opened or shown, in words."""

from kiosk.domain.assembly import Assembly, Poll
from kiosk.domain.secrecy import is_in_parts
from kiosk.presentation.phrases import Phrases


def why_withheld(assembly: Assembly, poll: Poll, phrases: Phrases) -> str:
    """The reason for officials: too few voted, or any whole budget could be recognised."""
    if is_in_parts(poll):
        return phrases.gettext("A whole budget could be recognised, so none is opened or shown.")
    wording = phrases.gettext("Fewer than %(num)s voted. No whole ballot is opened or shown.")
    return wording % {"num": assembly.publish_from}


def why_not_shown(assembly: Assembly, poll: Poll, phrases: Phrases) -> str:
    """The reason for everybody."""
    if is_in_parts(poll):
        return phrases.gettext("A whole budget could be recognised, so only tables are shown.")
    wording = phrases.gettext("Fewer than %(num)s voted, so whole ballots are not shown.")
    return wording % {"num": assembly.publish_from}
