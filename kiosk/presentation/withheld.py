"""Where few voted: why no whole ballot is opened or shown, in words."""

from kiosk.presentation.phrases import Phrases


def why_withheld(publish_from: int, phrases: Phrases) -> str:
    """The reason for officials. ``publish_from``: the fewest votes whose ballots are shown."""
    wording = phrases.gettext("Fewer than %(num)s voted. No whole ballot is opened or shown.")
    return wording % {"num": publish_from}


def why_not_shown(publish_from: int, phrases: Phrases) -> str:
    """The reason for everybody."""
    wording = phrases.gettext("Fewer than %(num)s voted, so whole ballots are not shown.")
    return wording % {"num": publish_from}
