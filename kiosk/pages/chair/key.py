"""The torn key on the chair's page: take the slip, show that it is there, unlock, tear it up."""

from aiohttp import web
from markupsafe import Markup

from kiosk.actions.counting.count_poll import count_soon
from kiosk.actions.log.read_log import read_log
from kiosk.actions.open_sample import sample_withheld
from kiosk.actions.seal_box import open_sealed, tear_up, unlock
from kiosk.domain.assembly import Poll
from kiosk.domain.happening import Happening
from kiosk.domain.lifecycle import State
from kiosk.live import News
from kiosk.meeting.doors import Role
from kiosk.meeting.hall import Hall, KeyInHand, Sitting
from kiosk.pages.chair.deed_form import DeedForm
from kiosk.pages.views.chair import ChairTear, KeyShown
from kiosk.pages.web.answers import frame_of, page
from kiosk.pages.web.forms import Form
from kiosk.pages.web.pin import ask, is_in
from kiosk.pages.web.reader import reader_of
from kiosk.presentation import qr
from kiosk.presentation.phrases import Phrases
from kiosk.presentation.withheld import why_withheld
from kiosk.proof.seal import KEY_SIZE, key_code, key_words, typed_words, unknown_word

LONGEST = 300  # letters of sixteen words, with room to spare


async def key_shown(
    sitting: Sitting, poll: Poll, state: State, phrases: Phrases
) -> KeyShown | None:
    """What the chair must know or do about the poll's key; None where nothing is sealed."""
    if made := sitting.keys.get(poll.id):
        return _in_hand(made, phrases)
    if state is State.DRAFT or not sitting.box.is_sealed(poll.id):
        return None
    so_far = await read_log(sitting.log_so_far, sitting.roll.read)
    torn = so_far.last(Happening.KEY_FORGOTTEN, poll.id) is not None
    return KeyShown(
        locked=sitting.box.is_locked(poll.id) and not torn,
        tear=poll.id in so_far.closed and not torn and not so_far.closed[poll.id].withheld,
        kept=poll.id in so_far.closed and not torn and so_far.closed[poll.id].withheld,
        torn=torn,
    )


def _in_hand(made: KeyInHand, phrases: Phrases) -> KeyShown:
    lost = made.printed is False
    name = phrases.gettext("QR code of the key")
    return KeyShown(
        asked=True,
        words=key_words(made.key) if lost else (),
        code=qr.code(key_code(made.key), name=name) if lost else Markup(),
    )


async def take_slip(hall: Hall, poll_id: str, sent: DeedForm) -> None:
    """Somebody read a word from the slip, so voting can open; raises WrongKey, TooManyTries."""
    await open_sealed(hall, poll_id, word=sent.form.get("word", "")[:LONGEST])


async def show_words(hall: Hall, poll_id: str, _sent: DeedForm) -> None:
    """No slip came: show the words to be written down, until voting is open."""
    if made := hall.sitting.keys.get(poll_id):
        made.printed = False
        hall.hub.announce(News.POLLS)


async def unlock_box(hall: Hall, poll_id: str, sent: DeedForm) -> None:
    """After a restart somebody typed or scanned the slip; raises WrongKey, TooManyTries."""
    await unlock(hall, poll_id, words_typed(sent.form), place=sent.place)
    await count_soon(hall, poll_id)  # where a closed poll waited for the key


def words_typed(form: Form) -> str:
    """What was typed as the words of a slip; empty in every other form."""
    return form.get("words", "")[:LONGEST]


def why_wrong(typed: str, phrases: Phrases) -> str:
    """What to look at in words that did not unlock the box. It tells nothing of the key."""
    number = len(typed_words(typed))
    if any(letter.isdigit() for letter in typed) or not number:
        return phrases.gettext("This is not the code of this key. Type the words of the slip.")
    if place := unknown_word(typed):
        return phrases.gettext("Word %(num)s is on no slip. Check its spelling.") % {"num": place}
    if number != KEY_SIZE:
        wording = phrases.ngettext(
            "There is %(num)s word. The slip has %(all)s.",
            "There are %(num)s words. The slip has %(all)s.",
            number,
        )
        return wording % {"num": number, "all": KEY_SIZE}
    return phrases.gettext("These are the words of another key, or in another order.")


async def tear_slip(hall: Hall, poll_id: str, _sent: DeedForm) -> None:
    """The slip is torn up before everyone: the kiosk forgets the key too."""
    await tear_up(hall, poll_id)


async def ask_tear(request: web.Request) -> web.StreamResponse:
    """What must be done before the slip is torn up, and that there is no way back."""
    if not is_in(request, Role.CHAIR):
        return ask(request, Role.CHAIR)
    reader = reader_of(request)
    phrases, sitting = reader.phrases, reader.sitting
    poll = sitting.poll(request.match_info["poll"])
    view = ChairTear(
        id=poll.id,
        title=poll.title.in_language(reader.language),
        sampled=poll.id in sitting.log_so_far.samples,
        withheld=why_withheld(sitting.assembly, poll, phrases)
        if await sample_withheld(sitting, poll.id)
        else "",
    )
    frame = frame_of(reader, phrases.gettext("Tear up the slip?"), place="chair")
    return page(reader, "chair_tear.html", view, frame)
