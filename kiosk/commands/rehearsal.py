"""A rehearsal: as many separate phones as a file has ballots, then the result beside a recount."""

import asyncio
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import msgspec

from kiosk.commands.rehearsal_hall import (
    PAUSE,
    RETRIES,
    Chair,
    RehearsalStopped,
    agenda,
    ask,
    become_own_screen,
    poll_for,
    sign_in,
)
from kiosk.domain.assembly import Option, Question
from kiosk.domain.ballot import Marks, in_order
from kiosk.domain.both_sides import BothSides
from kiosk.domain.count.contract import Contest, Shape, merge
from kiosk.domain.count.lot import drawn_from
from kiosk.domain.count.rules import RULES
from kiosk.domain.count.settings import complete
from kiosk.domain.questions import KINDS
from kiosk.domain.text import plain
from kiosk.formats.ballot_file import BallotFile
from kiosk.sync.both_sides import BothSidesForm, both_sides_of

HAS_VOTED = "This card has voted"  # the phones of a rehearsal ask for English
TOKEN = re.compile(r'name="token" value="([^"]*)"')
TIMEOUT = aiohttp.ClientTimeout(total=90)


@dataclass(slots=True)
class RehearsalReport:
    """What a rehearsal found. Seconds for times."""

    voters: int
    rule: str = ""
    cast: int = 0
    again: int = 0  # casts sent again after a lost answer that had counted already
    errors: int = 0
    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    published: tuple[str, ...] = ()
    recounted: tuple[str, ...] = ()
    counted: int = 0
    equal: bool = False

    @property
    def p50(self) -> float:
        """Half of the casts were answered within this."""
        return self._share(50)

    @property
    def p99(self) -> float:
        """99 of 100 casts were answered within this."""
        return self._share(99)

    def _share(self, percent: int) -> float:
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)] if ordered else 0.0

    def as_json(self) -> dict[str, object]:
        """For other programs; milliseconds as whole numbers."""
        return {
            "voters": self.voters,
            "rule": self.rule,
            "cast": self.cast,
            "already_cast": self.again,
            "errors": self.errors,
            "ballots_counted": self.counted,
            "seconds": round(self.seconds, 1),
            "casts_per_second": round(self.cast / max(self.seconds, 0.001)),
            "cast_p50_ms": round(self.p50 * 1000),
            "cast_p99_ms": round(self.p99 * 1000),
            "published": list(self.published),
            "recounted": list(self.recounted),
            "equal": self.equal,
        }


@dataclass(frozen=True, slots=True)
class RehearsedHall:
    """Where the phones are: one session for all their connections, the poll and its question."""

    session: aiohttp.ClientSession
    url: str
    poll: str
    question: Question
    report: RehearsalReport


async def rehearse(
    url: str,
    file: BallotFile,
    ballots: tuple[Marks, ...],
    *,
    own: str,
    pin: str,
    phones: int,
) -> RehearsalReport:
    """Play the whole meeting; raises RehearsalStopped.

    ``own``: the address that makes a browser the kiosk's own screen.
    """
    report = RehearsalReport(len(ballots))
    jar = aiohttp.CookieJar(unsafe=True)
    connections = aiohttp.TCPConnector(limit=phones)
    desks = aiohttp.TCPConnector(limit=phones)
    async with aiohttp.ClientSession(cookie_jar=jar, connector=desks, timeout=TIMEOUT) as officials:
        poll = poll_for(
            await agenda(officials, url), frozenset(option.id for option in file.options)
        )
        await become_own_screen(officials, url, own)
        chair = Chair(officials, url, pin)
        await chair.enter()
        # Phones keep no cookies: the card's code in the address is all they have.
        async with aiohttp.ClientSession(
            cookie_jar=aiohttp.DummyCookieJar(),
            connector=connections,
            timeout=TIMEOUT,
            headers={"Accept-Language": "en"},
        ) as hall:
            codes = await _sign_all_in(officials, url, len(ballots), phones)
            if poll["state"] != "open":
                await chair.do(poll["id"], "resume" if poll["state"] == "paused" else "open")
            started = time.monotonic()
            room = RehearsedHall(hall, url, poll["id"], _question(poll), report)
            asked = [shifted(marks, file.both_sides, room.question.both_sides) for marks in ballots]
            await _cast_all(room, list(zip(codes, asked, strict=True)), phones)
            report.seconds = time.monotonic() - started
        await chair.do(poll["id"], "close")
        await chair.do(poll["id"], "publish")
        published = await _published(officials, url, poll["id"])
    _compare(report, file, poll["questions"][0], ballots=ballots, published=published)
    return report


async def _sign_all_in(
    desk: aiohttp.ClientSession, url: str, number: int, phones: int
) -> list[str]:
    turn = asyncio.Semaphore(phones)

    async def one() -> str:
        async with turn:
            return await sign_in(desk, url)

    return list(await asyncio.gather(*(one() for _ in range(number))))


async def _cast_all(room: RehearsedHall, voters: list[tuple[str, Marks]], phones: int) -> None:
    turn = asyncio.Semaphore(phones)

    async def one(code: str, marks: Marks) -> None:
        async with turn:
            await _vote(room, code, marks)

    await asyncio.gather(*(one(code, marks) for code, marks in voters))


def _question(poll: Mapping[str, Any]) -> Question:
    asked = poll["questions"][0]
    return Question(
        id=asked["id"],
        title=plain(asked["id"]),
        kind=asked["kind"],
        kind_settings=tuple(asked.get("kind_settings", {}).items()),
        rule=asked["rule"],
        options=tuple(Option(one["id"], plain(one["id"])) for one in asked["options"]),
        both_sides=_both_sides(asked),
    )


def _both_sides(asked: Mapping[str, Any]) -> BothSides:
    told = asked.get("both_sides")
    return both_sides_of(msgspec.convert(told, BothSidesForm) if told else None)


def shifted(marks: Marks, there: BothSides, here: BothSides) -> Marks:
    """Marks of a file as the kiosk asks for them: changes since last year are the same in both.

    A file may count its amounts from 0, from last year, or from anything between. Raises
    RehearsalStopped where its units are others.
    """
    if there.unit != here.unit:
        raise RehearsalStopped(f"The kiosk counts in units of {here.unit}, the file {there.unit}.")
    change = {line.id: -line.last_year for line in there.lines}
    for line in here.lines:
        change[line.id] = change.get(line.id, 0) + line.last_year
    return in_order((option, number + change.get(option, 0)) for option, number in marks)


async def _vote(room: RehearsedHall, code: str, marks: Marks) -> None:
    """One phone: its card, its ballot, the check, the cast, as a person without scripts."""
    card = f"{room.url}/card/{code}"
    ballot = f"{card}/poll/{room.poll}"
    fields = list(KINDS[room.question.kind].fields(room.question, marks))
    await ask(room.session, "GET", card)
    await ask(room.session, "GET", ballot)
    filled = aiohttp.FormData([*fields, ("asked", room.question.id), ("step", "review")])
    review = await _post(room.session, ballot, filled)
    token = TOKEN.search(review)
    form = [*fields, ("token", token[1] if token else ""), ("step", "cast")]
    started = time.monotonic()
    status, page = await _cast(room.session, ballot, form)
    room.report.latencies.append(time.monotonic() - started)
    if status == 200:
        room.report.cast += 1
    elif status == 409 and HAS_VOTED in page:
        room.report.again += 1
    else:
        room.report.errors += 1


async def _post(hall: aiohttp.ClientSession, address: str, form: aiohttp.FormData) -> str:
    try:
        async with hall.post(address, data=form) as answer:
            return await answer.text()
    except aiohttp.ClientConnectionError:
        return ""  # the cast says for itself what it holds, so a lost draft loses nothing


async def _cast(
    hall: aiohttp.ClientSession, ballot: str, form: list[tuple[str, str]]
) -> tuple[int, str]:
    """Send until there is an answer: a cast that counted already is told so, and not doubled."""
    for _ in range(RETRIES):
        try:
            async with hall.post(ballot, data=aiohttp.FormData(form)) as answer:
                page = await answer.text()
                if answer.status != 503:
                    return answer.status, page
        except (aiohttp.ClientConnectionError, TimeoutError):
            pass
        await asyncio.sleep(PAUSE)
    raise RehearsalStopped("A cast got no answer for a minute. Is the kiosk running?")


async def _published(officials: aiohttp.ClientSession, url: str, poll: str) -> dict[str, Any]:
    async with officials.get(f"{url}/api/v1/polls/{poll}/result") as answer:
        found: dict[str, Any] = (await answer.json())["questions"]
        return found


def _compare(
    report: RehearsalReport,
    file: BallotFile,
    asked: Mapping[str, Any],
    *,
    ballots: tuple[Marks, ...],
    published: Mapping[str, Any],
) -> None:
    rule = RULES[asked["rule"]]
    contest = Contest(
        options=file.options,
        shape=KINDS[asked["kind"]].shape,
        budget=file.budget,
        both_sides=file.both_sides,
        most=file.most,
        seats=asked["seats"],
        lot=drawn_from("rehearsal", [option.id for option in file.options]),
    )
    recount = rule.count(contest, merge(ballots), complete(rule, asked["settings"]))
    report.rule = rule.name
    told = published[asked["id"]]
    report.published, report.recounted = tuple(told["winners"]), recount.winners
    if contest.shape is Shape.AMOUNTS:
        amounts = tuple((line, int(amount)) for line, amount in recount.scores)
        here = shifted(amounts, file.both_sides, _both_sides(asked))
        report.published, report.recounted = _lines(told["scores"]), _lines(dict(here))
    report.counted = int(told["counted"])
    report.equal = report.published == report.recounted and report.counted == len(ballots)


def _lines(amounts: Mapping[str, int]) -> tuple[str, ...]:
    """A budget as what was decided: each line with its amount in units."""
    return tuple(f"{line} {amount}" for line, amount in sorted(amounts.items()))
