"""The slip with the key of a sealed box."""

from kiosk.domain.assembly import Assembly, Poll
from kiosk.domain.secrecy import may_withhold
from kiosk.domain.slip import Slip, key_slip
from kiosk.presentation.phrases import Phrases
from kiosk.proof.seal import key_code, key_words


def slip_of_key(assembly: Assembly, poll: Poll, key: bytes, phrases: Phrases) -> Slip:
    """The slip that opens the sealed box of the poll, in the phrases' language."""
    after = [phrases.gettext("After the count, tear it up in front of everyone.")]
    if may_withhold(assembly, poll):
        wording = phrases.gettext("If fewer than %(num)s voted, keep it sealed instead.")
        after.append(wording % {"num": assembly.publish_from})
    return key_slip(
        assembly.title.in_language(phrases.language),
        heading=phrases.gettext("Key of the box: %(poll)s")
        % {"poll": poll.title.in_language(phrases.language)},
        words=key_words(key),
        code=key_code(key),
        notes=(
            phrases.gettext("Fold it and keep it where all can see it. No photos."),
            phrases.gettext("After a power cut, the kiosk asks for these words."),
            *after,
        ),
    )
