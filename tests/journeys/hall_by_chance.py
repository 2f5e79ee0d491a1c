"""A small hall that is played by chance over HTTP, beside a plain model of what must be true."""

import asyncio
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
from chance_moves import POLLS, Move
from journey import PIN, Running, counting_over, start_kiosk, until

from kiosk.store import people, polls

STEPS = {
    ("draft", "open"): "open",
    ("open", "pause"): "paused",
    ("paused", "resume"): "open",
    ("open", "close"): "closed",
    ("paused", "close"): "closed",
    ("closed", "publish"): "published",
}
CHAIR = ("open", "open", "open", "pause", "resume", "resume", "close", "publish")
SENT_ON = 303  # to the page that says that it is done


@dataclass(slots=True)
class Person:
    """``card``: in the hand; ``ticket`` and ``waiting``: of a card that is shown at the desk.

    ``lost``: the card, for good; ``went_on``: with the slip and without a word, so that the card
    votes, and the desk can make it void.
    """

    number: str
    entitled: bool
    here: bool = False
    card: str = ""
    ticket: str = ""
    waiting: str = ""
    went_on: bool = False
    lost: bool = False


@dataclass(slots=True)
class HallByChance:
    """The running kiosk and what must be true of it."""

    folder: Path
    running: Running
    printed: bool
    people: list[Person]
    bowl: list[str]
    states: dict[str, str] = field(default_factory=lambda: dict.fromkeys(POLLS, "draft"))
    cast: dict[tuple[str, str], str] = field(default_factory=dict)
    counted: dict[str, set[str]] = field(default_factory=dict)  # who was inside, by poll
    given_up: list[str] = field(default_factory=list)
    at_desk: Person | None = None  # whose card is on the desk's screen
    guests: int = 0
    forms: int = 0
    cuts: int = 0

    def once(self) -> str:
        self.forms += 1
        return f"form {self.forms}"

    async def post(self, path: str, **fields: str) -> tuple[int, str]:
        """The status, and where the form led; only the desk's pages are drawn, for speed."""
        url, drawn = self.running.url + path, path.startswith("/desk/")
        form = aiohttp.FormData(fields)
        async with self.running.browser.post(url, data=form, allow_redirects=drawn) as answer:
            await answer.read()
            led = answer.headers.get("Location", answer.url.path)
            return 200 if answer.status == SENT_ON else answer.status, led

    async def play(self, move: Move) -> None:
        person = self.people[move.who]
        simple = {
            "print_again": self.print_again,
            "another": self.another,
            "leave": self.leave,
            "lose": self.lose,
        }
        match move.kind:
            case "arrive":
                await self.arrive(person, twice=move.way % 3 == 0)
            case "have":
                await self.have(person, shown=move.way % 2 == 0, twice=move.way % 3 == 0)
            case "print_again" | "another" | "leave" | "lose":
                await simple[move.kind](person)
            case "next":
                await self.running.get("/desk?next=1")
                await self.comes_to_desk(None)
            case "guest":
                await self.guest(leaves=move.way % 2 == 0)
            case "lever":
                levers = ("no_paper", "cover_open", "unplugged", "mend")
                await self.post("/panel/printer", lever=levers[move.way % 4])
            case "cast":
                if person.here:
                    await self.vote(person, move.poll, phones=1 + move.way % 3 // 2)
            case "booth":
                await self.vote_at_booth(person, move.poll, scanned=move.way % 2 == 0)
            case "chair":
                await self.chair(move.poll, CHAIR[move.way % len(CHAIR)])
            case "home":
                await self.close_behind(person, move.poll)
            case _:
                assert move.kind == "cut"
                await self.power_goes()
        await self.laws()

    async def arrive(self, person: Person, *, twice: bool = False) -> None:
        fields = {"number": person.number, "once": self.once()}
        gets_card = self.printed and person.entitled and not person.card
        wanted = 409 if person.here and not gets_card else 200
        for _ in range(1 + twice):
            status, path = await self.post("/desk/sign-in", **fields)
            assert status == wanted, f"signing in answered {status}, not {wanted}"
            if gets_card:
                ticket = path.removeprefix("/desk/card/")
                assert person.ticket in {"", ticket}, "two cards wait for one person"
                person.ticket = ticket
                person.waiting = self.running.kiosk.hall.sitting.untaken.cards[ticket].code
                await self.comes_to_desk(person)
        if not person.here and person.entitled and not self.printed and not person.card:
            person.card = self.bowl.pop()
        person.here = True
        if person.entitled:
            for poll, inside in self.counted.items():
                if self.states[poll] in {"open", "paused"}:
                    inside.add(person.number)

    async def comes_to_desk(self, person: Person | None) -> None:
        """A card comes on the screen. Who had the one before went on, with a slip if it came."""
        before, self.at_desk = self.at_desk, person
        if before is None or before is person or not before.ticket:
            return
        sitting = self.running.kiosk.hall.sitting
        job = sitting.untaken.cards[before.ticket].job
        assert job is not None, "a card was shown and not printed"
        await job.settled.wait()
        if job.came:
            before.went_on = True
            await until(lambda: sitting.untaken.cards[before.ticket].valid)

    async def have(self, person: Person, *, shown: bool = False, twice: bool = False) -> None:
        if not (person.here and person.ticket):
            return
        for _ in range(1 + twice):
            if shown:
                status, _ = await self.running.get(f"/card/{person.waiting}")
            else:
                status, _ = await self.post(f"/desk/card/{person.ticket}/have")
            assert status == 200, f"taking a card answered {status}"
        status, _ = await self.post(f"/desk/card/{person.ticket}/another")
        assert status == 409, "a card that is taken was given up for another"
        person.card, person.waiting, person.ticket = person.waiting, "", ""
        person.went_on = False
        if not shown:
            await self.comes_to_desk(None)

    async def print_again(self, person: Person) -> None:
        if person.ticket:
            status, _ = await self.post(f"/desk/card/{person.ticket}/print")
            assert status == 200, f"printing again answered {status}"
            await self.comes_to_desk(person)

    async def another(self, person: Person) -> None:
        if person.ticket:
            status, path = await self.post(f"/desk/card/{person.ticket}/another")
            assert status == 200, f"another card answered {status}"
            self.given_up.append(person.waiting)
            if self.at_desk is person:
                self.at_desk = None
            person.went_on = False
            person.ticket = path.removeprefix("/desk/card/")
            person.waiting = self.running.kiosk.hall.sitting.untaken.cards[person.ticket].code
            await self.comes_to_desk(person)

    async def leave(self, person: Person) -> None:
        status, _ = await self.post("/desk/leave/out", number=person.number)
        assert status == (200 if person.here else 409), f"leaving answered {status}"
        person.here = False

    async def lose(self, person: Person) -> None:
        """A card that is taken and then lost never votes, and the desk gives no other."""
        person.lost = bool(person.card)

    async def guest(self, *, leaves: bool) -> None:
        once = self.once()
        if leaves and not self.guests:
            return
        for _ in range(2):
            await self.post("/desk/guest-left" if leaves else "/desk/guest", once=once)
        self.guests += -1 if leaves else 1

    async def vote(self, person: Person, poll: str, *, phones: int = 1) -> None:
        """One card in one or two phones at once: one vote if it has one, and none otherwise."""
        if not person.card or person.lost:
            return
        path, choices = f"/card/{person.card}/poll/{poll}", ("yes", "no")[:phones]
        forms = [{f"{poll}-motion": one, "token": self.once(), "step": "cast"} for one in choices]
        answers = await asyncio.gather(*(self.post(path, **form) for form in forms))
        taken = [one for one, (status, _) in zip(choices, answers, strict=True) if status == 200]
        may = self.states[poll] == "open" and (poll, person.card) not in self.cast
        assert len(taken) == may, f"{len(taken)} votes of one card where {int(may)} may be"
        if taken:
            self.cast[poll, person.card] = taken[0]

    async def vote_at_booth(self, person: Person, poll: str, *, scanned: bool) -> None:
        """Show the card at the touch screen, which shows what is open, and vote there."""
        if not person.here or person.lost or not person.card:
            return
        door, name = ("/booth/scan", "typed") if scanned else ("/booth", "code")
        status, _ = await self.post(door, **{name: person.card})
        assert status == 200, f"the booth answered {status} to a card"
        visit = self.running.kiosk.booths.own.session.visit
        form = {f"{poll}-motion": "no", "visit": visit, "token": self.once(), "step": "cast"}
        may = self.states[poll] == "open" and (poll, person.card) not in self.cast
        await self.post(f"/booth/poll/{poll}", **form)
        if may:
            self.cast[poll, person.card] = "no"  # the laws look whether it is in the box
        await self.post("/booth/leave", visit=visit)
        assert not self.running.kiosk.booths.own.session.code, "a card stays at the booth"

    async def chair(self, poll: str, step: str) -> None:
        fields = {"left": str(len(self.bowl))} if step == "close" and not self.printed else {}
        status, _ = await self.post(f"/chair/poll/{poll}/{step}", **fields)
        before = self.states[poll]
        after = STEPS.get((before, step))
        if after == "open" and before == "draft" and not any(p.here for p in self.people):
            after = None if status == 409 else after  # nobody is here: the quorum may forbid it
        assert status == (200 if after else 409), f"{step} of a {before} poll answered {status}"
        counts = self.running.kiosk.hall.sitting.counts
        if poll in counts.under_way:
            await counts.settle(poll, seconds=60)
        if after and before == "draft":
            self.counted[poll] = {p.number for p in self.people if p.here and p.entitled}
        self.states[poll] = after or before

    async def close_behind(self, person: Person, poll: str) -> None:
        """Somebody goes while a poll is open, then the chair closes it: they still count."""
        if person.here and self.states[poll] in {"open", "paused"}:
            await self.leave(person)
            await self.chair(poll, "close")

    async def power_goes(self) -> None:
        """The disk as it is at this moment goes on in another kiosk; this one is thrown away."""
        self.cuts += 1
        copy = self.folder / f"data-{self.cuts}"
        shutil.copytree(self.running.data, copy)
        await self.running.stop()
        self.running = await start_kiosk(copy)
        await counting_over(self.running)
        await self.post("/chair/enter", pin=PIN)
        self.at_desk = None
        for person in self.people:
            if person.went_on:
                person.card = person.waiting
            elif person.ticket:
                self.given_up.append(person.waiting)
            person.ticket, person.waiting, person.went_on = "", "", False

    async def laws(self) -> None:
        """What holds at every moment."""
        sitting = self.running.kiosk.hall.sitting
        _, present = await people.counts(sitting.roll.read)
        here = sum(person.here and person.entitled for person in self.people)
        assert present == here, f"{present} are told to be present, {here} are"
        cards = {person.card for person in self.people if person.card}
        cards |= {person.waiting for person in self.people if person.went_on}
        if self.printed:
            assert sitting.box.cards_number == len(cards), "other cards than people have"
        assert not any(sitting.box.has_card(code) for code in self.given_up)
        for poll in POLLS:
            state = await polls.state(sitting.roll.read, poll)
            assert state.value == self.states[poll], f"{poll} is {state}, not {self.states[poll]}"
            spent = {code for one, code in self.cast if one == poll}
            assert sitting.box.cast_number(poll) == len(spent), "not one ballot for each vote"
            assert spent == {code for code in cards if sitting.box.has_spent(poll, code)}
