"""Published results, the ballots to check them with, and the tracker."""

import asyncio

from aiohttp import web

from kiosk.actions.open_sample import sample_withheld
from kiosk.actions.votes_beyond import votes_beyond
from kiosk.domain.assembly import Poll, Trackers
from kiosk.domain.errors import CountUnderWay, NoSuchTracker, ResultNotReady
from kiosk.domain.lifecycle import State
from kiosk.domain.secrecy import always_shown
from kiosk.formats.exports import EXPORTS
from kiosk.meeting.hall import Sitting
from kiosk.pages.public.open_data import body_of
from kiosk.pages.views.common import FieldFault, Link
from kiosk.pages.views.result import ResultRow, ResultsView, ResultView
from kiosk.pages.views.tracker import BoxAnswer, TrackerView
from kiosk.pages.voter.cards import ICONS, public_links
from kiosk.pages.web.answers import frame_of, page, page_for_all, with_live
from kiosk.pages.web.drawn_results import results_of
from kiosk.pages.web.forms import form_of
from kiosk.pages.web.reader import Reader, reader_of
from kiosk.pages.web.refusal_words import words_of
from kiosk.prepared import give
from kiosk.presentation.beyond import beyond_words
from kiosk.presentation.phrases import Phrases
from kiosk.presentation.poll import state_words
from kiosk.presentation.withheld import why_not_shown
from kiosk.proof.tracker import read_tracker
from kiosk.store import polls

LIVE = "/live"


async def index(request: web.Request) -> web.Response:
    """Every poll and where it stands."""
    reader = reader_of(request)
    phrases, sitting = reader.phrases, reader.sitting
    states = await polls.states(sitting.roll.read)
    rows = tuple(
        ResultRow(
            title=poll.title.in_language(reader.language),
            status=state_words(states[poll.id], phrases),
            icon=ICONS[states[poll.id]],
            result=Link(phrases.gettext("See the result"), reader.keeping(f"/results/{poll.id}"))
            if states[poll.id] is State.PUBLISHED
            else None,
        )
        for poll in sitting.assembly.polls
    )
    frame = frame_of(reader, phrases.gettext("Results"), place="phone")
    view = ResultsView(polls=rows, links=public_links(reader)[1:])
    return page(reader, "results.html", view, with_live(frame, LIVE))


LONGEST_WORDS = 200  # signs of a receipt as somebody types it


async def show(request: web.Request) -> web.Response:
    """One published poll; raises ResultNotReady, CountUnderWay, NoSuchPoll."""
    reader = reader_of(request)
    phrases, sitting = reader.phrases, reader.sitting
    poll = await published_poll(sitting, request.match_info["poll"])
    withheld = await sample_withheld(sitting, poll.id)
    view = ResultView(
        title=poll.title.in_language(reader.language),
        questions=await results_of(reader, poll),
        downloads=(
            *_downloads(poll, sitting.assembly.trackers, phrases, whole=not withheld),
            *_saved(reader, poll),
        ),
        withheld=why_not_shown(sitting.assembly, poll, phrases) if withheld else "",
        beyond=beyond_words(await votes_beyond(sitting, poll.id), phrases),
        links=(
            Link(phrases.gettext("All results"), reader.keeping("/results"), "list"),
            Link(phrases.gettext("Find your ballot"), reader.keeping("/tracker"), "search"),
        ),
    )
    frame = frame_of(reader, view.title, place="phone")
    return await page_for_all(reader, "result.html", view, frame)


async def save(request: web.Request) -> web.StreamResponse:
    """A published poll as a file; raises ResultNotReady, CountUnderWay, NoSuchPoll."""
    reader = reader_of(request)
    export = EXPORTS.get(request.match_info["export"])
    if export is None:
        raise web.HTTPNotFound
    poll = await published_poll(reader.sitting, request.match_info["poll"])
    found, language = reader.sitting.results[poll.id], reader.language

    async def make() -> bytes:
        return await asyncio.to_thread(export.write, poll, found, language)

    body = await body_of(reader.kiosk, poll, ("save", export.name, language), make)
    return await give(request, body, file=f"results.{export.name}", media_type=export.media_type)


def _saved(reader: Reader, poll: Poll) -> tuple[Link, ...]:
    """The results as files, in the reader's language."""
    return tuple(
        Link(
            reader.phrases.gettext(export.title),
            reader.keeping(f"/results/{poll.id}/{export.name}"),
        )
        for export in EXPORTS.values()
    )


def _downloads(
    poll: Poll, trackers: Trackers, phrases: Phrases, *, whole: bool
) -> tuple[Link, ...]:
    """What anyone can check the result with."""
    data = f"/api/v1/polls/{poll.id}"
    result = Link(phrases.gettext("Result"), f"{data}/result")
    if not whole:
        single = Link(phrases.gettext("Single choices"), f"{data}/ballots")
        return (single, result) if always_shown(poll) else (result,)
    ballots = Link(phrases.gettext("Ballots"), f"{data}/ballots")
    if trackers is Trackers.CLOSED:
        return (ballots, result)
    return (ballots, result, Link(phrases.gettext("With receipt words"), f"{data}/openings"))


async def published_poll(sitting: Sitting, poll_id: str) -> Poll:
    """The poll of that id; raises ResultNotReady, CountUnderWay, NoSuchPoll."""
    poll = sitting.poll(poll_id)
    if await polls.state(sitting.roll.read, poll.id) is not State.PUBLISHED:
        raise ResultNotReady
    if poll.id not in sitting.results:
        raise CountUnderWay if sitting.counts.expected(poll.id) else ResultNotReady
    return poll


async def show_tracker(request: web.Request) -> web.Response:
    """Where the words of a receipt are typed. Never in an address: browsers keep those."""
    return await _tracker(reader_of(request), "")


async def find_ballot(request: web.Request) -> web.Response:
    """Is my ballot in the box? No choice is on this page."""
    return await _tracker(reader_of(request), form_of(request).get("words", "")[:LONGEST_WORDS])


async def _tracker(reader: Reader, typed: str) -> web.Response:
    phrases = reader.phrases
    fault, found = "", None
    if typed.strip():
        try:
            found = await _look_for(reader, read_tracker(typed))
        except NoSuchTracker as refusal:
            fault = words_of(refusal, phrases)
    view = TrackerView(
        action=reader.keeping("/tracker"),
        typed=typed,
        faults=(FieldFault(fault, "words"),) if fault else (),
        found=found,
        links=public_links(reader)[:1],
        tells_all=reader.sitting.assembly.trackers is Trackers.OPEN,
    )
    frame = frame_of(reader, phrases.gettext("Find your ballot"), place="phone")
    return page(reader, "tracker.html", view, frame, status=404 if fault else 200)


async def _look_for(reader: Reader, words: str) -> BoxAnswer:
    phrases, sitting = reader.phrases, reader.sitting
    for poll in sitting.assembly.polls:
        if words in sitting.trackers.get(poll.id, ()):
            published = await polls.state(sitting.roll.read, poll.id) is State.PUBLISHED
            return BoxAnswer(
                heading=phrases.gettext("Your ballot is in the box"),
                sentences=(poll.title.in_language(reader.language),),
                result=Link(
                    phrases.gettext("See the result"), reader.keeping(f"/results/{poll.id}")
                )
                if published
                else None,
                proof=Link(
                    phrases.gettext("Check it yourself"),
                    f"/api/v1/polls/{poll.id}/inclusion",
                )
                if published
                else None,
            )
    if any(sitting.counts.expected(poll.id) for poll in sitting.assembly.polls):
        raise CountUnderWay  # the words may be among those that are not there yet
    states = set((await polls.states(sitting.roll.read)).values())
    # A paused poll is not closed: its ballots are shown like those of an open one, later.
    sentence = phrases.gettext("Check each word. If it stays so, tell a teller.")
    if State.OPEN in states:
        sentence = phrases.gettext("Voting is still open. Look again when it is closed.")
    elif State.PAUSED in states:
        sentence = phrases.gettext("Voting is paused. Look again when it is closed.")
    return BoxAnswer(
        heading=phrases.gettext("These words are not in a closed box"),
        sentences=(sentence,),
        icon="warning",
    )
