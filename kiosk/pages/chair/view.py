"""What the chair's page shows, put together from the meeting as it stands."""

from dataclasses import replace

from kiosk.actions.attendance import attendance
from kiosk.actions.open_sample import sample_offered, sample_withheld
from kiosk.actions.votes_beyond import votes_beyond
from kiosk.config import ANYWHERE
from kiosk.domain.assembly import Poll
from kiosk.domain.errors import BoxLocked, NoQuorum
from kiosk.domain.lifecycle import State, Step, steps_from
from kiosk.domain.needs_first import NeedsComeFirst
from kiosk.domain.printer_state import is_trouble
from kiosk.meeting.hall import Hall
from kiosk.pages.chair.cards import exposed
from kiosk.pages.chair.key import key_shown
from kiosk.pages.chair.needs import needs_title
from kiosk.pages.chair.reports import reports_shown
from kiosk.pages.chair.turnout import counting_of, turnout_of
from kiosk.pages.organiser.copy_words import copy_warnings
from kiosk.pages.organiser.loaded_view import open_to_all_words
from kiosk.pages.views.chair import (
    AgendaItem,
    Asked,
    ChairPage,
    Device,
    HelpCallShown,
    LotAsked,
    PollShown,
    Projector,
    Scene,
    StepButton,
    Steps,
)
from kiosk.pages.web.drawn_results import results_of
from kiosk.pages.web.kiosk import Kiosk
from kiosk.pages.web.reader import Reader
from kiosk.pages.web.refusal_words import words_of
from kiosk.presentation.beyond import beyond_words
from kiosk.presentation.deciding import deciding_words
from kiosk.presentation.names import name_in
from kiosk.presentation.phrases import Phrases
from kiosk.presentation.poll import state_words
from kiosk.presentation.presence import presence_view
from kiosk.presentation.printer import printer_words
from kiosk.presentation.withheld import why_withheld
from kiosk.store import polls, records

BEFORE_THE_CLOSE = {State.DRAFT, State.OPEN, State.PAUSED}
TURNOUT_TOLD = {State.OPEN, State.PAUSED, State.PUBLISHED}  # between, the count says it


async def chair_page(
    reader: Reader, chosen: str, *, said: str = "", refused: str = ""
) -> ChairPage:
    """The whole page, with the poll of that id in the middle; empty: the first not published."""
    hall, phrases, language = reader.hall, reader.phrases, reader.language
    states = await polls.states(hall.sitting.roll.read)
    agenda = hall.sitting.assembly.polls
    middle = chosen or _next_of(agenda, states)
    poll = await _poll(reader, hall.sitting.poll(middle), states[middle]) if middle else None
    printer = hall.printer_state
    return ChairPage(
        presence=presence_view(
            await attendance(hall), phrases, open_door=hall.sitting.assembly.open_door
        ),
        printer=Device(words=printer_words(printer, phrases), trouble=is_trouble(printer)),
        sync=await _sync(reader.kiosk, phrases),
        agenda=tuple(
            AgendaItem(
                id=one.id,
                place=place,
                title=one.title.in_language(language),
                state=states[one.id].value,
                state_words=state_words(states[one.id], phrases),
                shown=one.id == middle,
            )
            for place, one in enumerate(agenda, start=1)
        ),
        poll=poll,
        projector=replace(
            _projector(hall.scene, bool(middle), State.PUBLISHED in states.values(), phrases),
            next=Scene() if poll and _has_next(hall, poll) else None,
        ),
        reports=await reports_shown(reader.kiosk, phrases),
        help_calls=tuple(
            HelpCallShown(
                id=call.id,
                where=call.where,
                minutes=int(hall.monotonic() - call.since) // 60,
                coming=call.coming,
            )
            for call in hall.help_calls
        ),
        warnings=_warnings(reader.kiosk, phrases, states),
        said=said,
        refused=refused,
        steady=f"counting-{middle}" if middle in hall.sitting.counts.under_way else "",
    )


def _next_of(agenda: tuple[Poll, ...], states: dict[str, State]) -> str:
    waiting = [poll.id for poll in agenda if states[poll.id] is not State.PUBLISHED]
    under_way = [poll for poll in waiting if states[poll] is not State.DRAFT]
    return next(iter(under_way or waiting or [poll.id for poll in agenda]), "")


async def _sync(kiosk: Kiosk, phrases: Phrases) -> Device:
    waiting = await records.unsent_number(kiosk.hall.sitting.roll.read, kiosk.config.central)
    if not kiosk.config.central:
        return Device(words=phrases.gettext("Saved on this box."))
    if not waiting:
        return Device(words=phrases.gettext("Saved here and sent to the central server."))
    return Device(
        words=phrases.ngettext("Not sent yet: %(num)s file", "Not sent yet: %(num)s files", waiting)
        % {"num": waiting}
    )


def _warnings(kiosk: Kiosk, phrases: Phrases, states: dict[str, State]) -> tuple[str, ...]:
    sitting = kiosk.hall.sitting
    under_way = {poll for poll, state in states.items() if state in {State.OPEN, State.PAUSED}}
    warnings = []
    if sitting.box.trouble:
        warnings.append(
            phrases.gettext("The kiosk could not save. Nothing was confirmed. Check the disk.")
        )
    warnings += copy_warnings(kiosk.hall, phrases)
    if kiosk.config.officials == ANYWHERE:
        warnings.append(open_to_all_words(phrases))
    if wrong := kiosk.hall.doors.wrong_pins:
        warnings.append(
            phrases.ngettext(
                "A wrong PIN was typed %(num)s time.", "A wrong PIN was typed %(num)s times.", wrong
            )
            % {"num": wrong}
        )
    if sitting.altered:
        warnings.append(phrases.gettext("The box was changed after the count. Keep this device."))
    if sitting.resumed & under_way:
        warnings.append(phrases.gettext("The kiosk was restarted. No cast vote was lost."))
    locked = {poll for poll in under_way if sitting.box.is_locked(poll)}
    if locked:
        warnings.append(phrases.gettext("A sealed vote waits for the words of its slip."))
    if (sitting.mended & under_way) - locked:
        warnings.append(
            phrases.gettext("The kiosk stopped in the middle of a step. Voting is paused.")
        )
    return tuple(warnings)


async def _poll(reader: Reader, poll: Poll, state: State) -> PollShown:
    hall, phrases, language = reader.hall, reader.phrases, reader.language
    closed = await polls.closed(hall.sitting.roll.read, poll.id)
    counted = poll.id in hall.sitting.results
    refused = hall.sitting.counts.refused.get(poll.id)
    tied = closed.tied if closed else ()
    since = hall.sitting.opened.get(poll.id, hall.monotonic())
    needs = await needs_title(hall.sitting, poll, state, language)
    currency, ahead = hall.sitting.assembly.currency, state in BEFORE_THE_CLOSE
    return PollShown(
        id=poll.id,
        title=poll.title.in_language(language),
        state=state.value,
        state_words=state_words(state, phrases),
        asks=tuple(
            Asked(
                title=question.title.in_language(language),
                decides=deciding_words(question, phrases, currency) if ahead else (),
            )
            for question in poll.questions
        ),
        minutes=int(hall.monotonic() - since) // 60 if state is State.OPEN else 0,
        steps=await _steps(hall, poll.id, state, phrases, tied=bool(tied), waits=bool(needs)),
        turnout=await turnout_of(hall.sitting, poll.id) if state in TURNOUT_TOLD else None,
        counting=counting_of(hall, poll.id, phrases),
        trouble=words_of(refused, phrases) if refused else "",
        lot=LotAsked(tied=_titles(poll, tied, phrases)) if tied and not counted else None,
        results=await results_of(reader, poll) if counted else (),
        published=state is State.PUBLISHED,
        exposed=await exposed(hall, poll.id, state, phrases),
        key=await key_shown(hall.sitting, poll, state, phrases),
        sample=await sample_offered(hall.sitting, poll.id),
        withheld=why_withheld(hall.sitting.assembly, poll, phrases)
        if await sample_withheld(hall.sitting, poll.id)
        else "",
        beyond=beyond_words(await votes_beyond(hall.sitting, poll.id), phrases),
        needs=needs,
    )


def _titles(poll: Poll, ids: tuple[str, ...], phrases: Phrases) -> tuple[str, ...]:
    return tuple(
        name_in(question, option, phrases)
        for question in poll.questions
        for option in question.options
        if option.id in ids
    )


async def _steps(
    hall: Hall, poll_id: str, state: State, phrases: Phrases, *, tied: bool, waits: bool
) -> Steps:
    possible, sitting = steps_from(state), hall.sitting
    counted = poll_id in sitting.results
    counting = poll_id in sitting.counts.under_way
    uncounted = state in {State.CLOSED, State.PUBLISHED} and not (counted or counting or tied)
    here = await attendance(hall)
    no_quorum = "" if here.reached else words_of(NoQuorum(here.present, here.needed), phrases)
    too_soon = words_of(NeedsComeFirst(), phrases) if waits else ""
    locked = words_of(BoxLocked(), phrases) if sitting.box.is_locked(poll_id) else ""
    return Steps(
        open=StepButton(blocked=too_soon or no_quorum)
        if Step.OPEN in possible and poll_id not in sitting.keys
        else None,
        pause=StepButton() if Step.PAUSE in possible else None,
        resume=StepButton(blocked=locked) if Step.RESUME in possible else None,
        close=StepButton() if Step.CLOSE in possible else None,
        count=StepButton() if uncounted else None,
        stop=StepButton() if counting else None,
        publish=StepButton() if state is State.CLOSED and counted else None,
    )


def _has_next(hall: Hall, poll: PollShown) -> bool:
    """Whether the projector shows this poll's result, which has another question or picture."""
    shown = hall.scene == "result" and hall.revealed[0] == poll.id
    return shown and sum(1 + len(result.pictures) for result in poll.results) > 1


def _projector(scene: str, has_poll: bool, has_result: bool, phrases: Phrases) -> Projector:
    no_poll = "" if has_poll else phrases.gettext("There is no vote on the agenda.")
    no_result = "" if has_result else phrases.gettext("No result is published yet.")
    return Projector(
        join=Scene(current=scene == "join"),
        question=Scene(current=scene == "question", blocked=no_poll),
        turnout=Scene(current=scene == "turnout", blocked=no_poll),
        result=Scene(current=scene == "result", blocked=no_result),
        blank=Scene(current=scene == "blank"),
    )
