"""What the tellers count: the cards left in the bowl, the void ones, and who may be exposed."""

from collections.abc import Mapping

from aiohttp import web

from kiosk.actions.attendance import attendance
from kiosk.actions.count_cards import count_cards
from kiosk.domain.lifecycle import State
from kiosk.domain.secrecy import K, shown, small_groups, too_few_to_vote
from kiosk.meeting.doors import Role
from kiosk.meeting.hall import Hall
from kiosk.pages.web.access import must_be
from kiosk.pages.web.answers import go_to
from kiosk.pages.web.forms import form_of
from kiosk.pages.web.reader import reader_of
from kiosk.presentation.phrases import Phrases
from kiosk.store import people

LONGEST_NUMBER = 6  # digits


def cards_typed(form: Mapping[str, object]) -> tuple[int | None, int]:
    """Cards left in the bowl and void ones; None where nobody typed how many are left."""
    left = _whole(form, "left")
    return left, _whole(form, "void") or 0


def _whole(form: Mapping[str, object], name: str) -> int | None:
    typed = str(form.get(name, "")).strip()
    fits = typed.isascii() and typed.isdigit() and len(typed) <= LONGEST_NUMBER
    return int(typed) if fits else None


async def count(request: web.Request) -> web.StreamResponse:
    """The tellers have counted the bowl; the closing report says whether all adds up."""
    must_be(request, Role.CHAIR)
    poll_id = request.match_info["poll"]
    left, void = cards_typed(form_of(request))
    reader = reader_of(request)
    if left is not None:
        await count_cards(reader.hall, poll_id, left=left, void=void)
    return go_to(reader, f"/chair/poll/{poll_id}")


async def exposed(hall: Hall, poll_id: str, state: State, phrases: Phrases) -> tuple[str, ...]:
    """Who could be recognised in this poll, before it is opened and before it is published."""
    if state is State.DRAFT:
        here = await attendance(hall)
        groups = small_groups(await people.present_by_group(hall.sitting.roll.read))
        return (*_few_people(phrases, here.present), *_small(phrases, groups))
    if state is State.CLOSED and shown(hall.sitting.box.cast_number(poll_id)) is None:
        wording = phrases.gettext("Fewer than %(num)s ballots: the result may show who chose what.")
        return (wording % {"num": K},)
    return ()


def _few_people(phrases: Phrases, present: int) -> tuple[str, ...]:
    if not too_few_to_vote(present):
        return ()
    wording = phrases.gettext("Fewer than %(num)s people can vote. The result may expose them.")
    return (wording % {"num": K},)


def _small(phrases: Phrases, groups: tuple[str, ...]) -> tuple[str, ...]:
    if not groups:
        return ()
    wording = phrases.gettext(
        "Fewer than %(num)s people are here from: %(groups)s. Announce no numbers by group."
    )
    return (wording % {"num": K, "groups": ", ".join(groups)},)
