"""Who may enter where: PINs of persons, paired screens, and patience with wrong codes."""

import asyncio
import contextlib
import hashlib
import json
import secrets
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from kiosk.domain.errors import BadFile, Fault, TooManyTries, WrongPin
from kiosk.store.meeting_folder import write_safely

FREE_TRIES = 5  # wrong tries before waiting begins
LONGEST_WAIT = 60  # seconds
FREE_TOGETHER = 20  # wrong PINs in a row from all places, until guessers wait together
LONGEST_TOGETHER = 5  # seconds: nobody locks an honest person out for long
OWN_SCREEN = "own screen"  # the place of who sits at it: nobody is there without being in the room
MOST_PLACES = 10_000  # whose wrong tries are remembered; beyond it the oldest are forgotten
SESSION_HOURS = 12
PIN_LENGTH = 6  # at least
DEMO_PIN = "246810"  # not a secret: it opens a demonstration only
NEW_PIN_LENGTH = 8  # of those made here: so many that a flood of guesses need not shut anybody out
PAIRING_MINUTES = 10


class Role(StrEnum):
    """What a PIN opens."""

    CHAIR = "chair"
    ORGANISER = "organiser"


@dataclass(slots=True)
class Patience:
    """Wrong tries from one place, and until when it must wait."""

    wrong: int = 0
    until: float = 0.0


def new_pin() -> str:
    """A PIN of random digits."""
    return f"{secrets.randbelow(10**NEW_PIN_LENGTH):0{NEW_PIN_LENGTH}}"


def new_secret() -> str:
    """What nobody can guess."""
    return secrets.token_urlsafe(32)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@dataclass(slots=True)
class Doors:
    """PIN hashes and paired screens are kept in a file, sessions in memory only."""

    file: Path
    monotonic: Callable[[], float]
    pins: dict[str, str] = field(default_factory=dict)
    screens: dict[str, str] = field(default_factory=dict)  # token digest: name
    own_screen: str = field(default_factory=new_secret)  # only its browser has it
    unkept: bool = True  # whether something was made that is in no file yet
    sessions: dict[str, tuple[Role, float]] = field(default_factory=dict)
    patience: dict[str, Patience] = field(default_factory=dict)
    pairing: tuple[str, float] = ("", 0.0)
    wrong_pins: int = 0  # since the start
    trusted: set[str] = field(default_factory=set)  # roles with the places that gave their PIN
    knocking: asyncio.Lock = field(default_factory=asyncio.Lock)  # one PIN is looked at at a time
    strangers: asyncio.Lock = field(default_factory=asyncio.Lock)  # where these wait for their turn
    desk: asyncio.Lock = field(default_factory=asyncio.Lock)  # one person signs in at a time
    chair: asyncio.Lock = field(default_factory=asyncio.Lock)  # one step of the meeting at a time
    hasher: PasswordHasher = field(
        default_factory=lambda: PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
    )  # OWASP's smallest recommended argon2id profile, for a small board

    def read(self) -> None:
        """Read the file, if there is one; raises BadFile, and leaves a damaged file as it is."""
        if not self.file.exists():
            return
        try:
            kept = json.loads(self.file.read_text(encoding="utf-8"))
            self.pins, self.screens = dict(kept["pins"]), dict(kept["screens"])
            self.own_screen = str(kept.get("own_screen", self.own_screen))
            self.unkept = "own_screen" not in kept
        except (OSError, ValueError, KeyError, TypeError):
            remedy = "Put a copy back, or move it away to get new PINs"
            raise BadFile((Fault(str(self.file), 0, "This file is damaged", remedy),)) from None

    async def keep(self) -> None:
        """Keep PINs and screens as they are now; raises CannotSave."""
        async with self.knocking:
            await self._keep(self.pins, self.screens)

    async def _keep(self, pins: dict[str, str], screens: dict[str, str]) -> None:
        """First the disk, then memory: nothing holds that is not saved. Needs ``knocking``."""
        whole = {"pins": pins, "screens": screens, "own_screen": self.own_screen}
        kept = json.dumps(whole).encode()
        await asyncio.to_thread(write_safely, self.file, kept)
        self.pins, self.screens, self.unkept = pins, screens, False

    def withdraw_pin(self, pin: str) -> None:
        """Let no role keep that PIN, which everybody knows."""
        for role, hashed in tuple(self.pins.items()):
            with contextlib.suppress(VerificationError, InvalidHashError):
                self.hasher.verify(hashed, pin)
                del self.pins[role]

    def give_first_pin(self, role: Role, pin: str) -> None:
        """Give a role a PIN that holds until the kiosk stops, or for good once it is kept."""
        self.pins[role.value] = self.hasher.hash(pin)
        self.unkept = True

    async def set_pin(self, role: Role, pin: str) -> None:
        """Give a role a PIN; who entered with the old one must enter again. Raises CannotSave."""
        async with self.knocking:
            hashed = await asyncio.to_thread(self.hasher.hash, pin)
            await self._keep({**self.pins, role.value: hashed}, self.screens)
            self.sessions = {t: s for t, s in self.sessions.items() if s[0] is not role}

    async def enter(self, role: Role, pin: str, *, place: str, bond: str = "") -> str:
        """A session token for the right PIN, good with that ``bond``.

        Raises WrongPin, TooManyTries.
        """
        knock, together = f"{role.value} {place}", f"{role.value} together"
        # A new device comes with few wrong tries, so a crowd of guessers never shuts it out.
        tried = self.patience.get(knock, Patience()).wrong > FREE_TRIES
        is_known = knock in self.trusted or place == OWN_SCREEN
        in_the_crowd = tried and not is_known
        knocks = (knock, together) if in_the_crowd else (knock,)
        self._be_patient_with(knocks)  # who is refused anyway makes nobody wait for the lock
        # Without the lock, many tries sent together would all be looked at before one is noted.
        async with self._in_turn(is_known=is_known):
            self._be_patient_with(knocks)
            try:
                await asyncio.to_thread(self.hasher.verify, self.pins.get(role.value, ""), pin)
            except (VerificationError, InvalidHashError, ValueError):
                self.was_wrong(knock)
                self._note(together, free=FREE_TOGETHER, longest=LONGEST_TOGETHER)
                raise WrongPin from None
            self.was_right(knock)
            self.was_right(together)
            self.trusted.add(knock)
            token = new_secret()
            self.sessions[_digest(f"{token} {bond}")] = (
                role,
                self.monotonic() + SESSION_HOURS * 3600,
            )
        return token

    @contextlib.asynccontextmanager
    async def _in_turn(self, *, is_known: bool) -> AsyncIterator[None]:
        """Who is known waits for one other at most, however many strangers knock."""
        async with contextlib.AsyncExitStack() as turn:
            if not is_known:
                await turn.enter_async_context(self.strangers)
            await turn.enter_async_context(self.knocking)
            yield

    def role_of(self, token: str, *, bond: str = "") -> Role | None:
        """The role that a session token carries with that bond, if it is still good."""
        role, until = self.sessions.get(_digest(f"{token} {bond}"), (None, 0.0))
        return role if self.monotonic() < until else None

    def leave(self, token: str, *, bond: str = "") -> None:
        """End a session."""
        self.sessions.pop(_digest(f"{token} {bond}"), None)

    def be_patient(self, knock: str) -> None:
        """Refuse while somebody must wait; raises TooManyTries.

        ``knock``: the purpose and the place, so that wrong cards do not lock the chair out.
        """
        wait = self.patience.get(knock, Patience()).until - self.monotonic()
        if wait > 0:
            raise TooManyTries(int(wait) + 1)

    def _be_patient_with(self, knocks: tuple[str, ...]) -> None:
        for knock in knocks:
            self.be_patient(knock)

    def was_wrong(self, knock: str) -> None:
        """Note a wrong code or PIN: after some, each doubles the wait."""
        self._note(knock, free=FREE_TRIES, longest=LONGEST_WAIT)

    def _note(self, knock: str, *, free: int, longest: int) -> None:
        tries = self.patience.pop(knock, None) or Patience()
        self.patience[knock] = tries  # the last one to be forgotten
        while len(self.patience) > MOST_PLACES:
            del self.patience[next(iter(self.patience))]
        tries.wrong += 1
        over = tries.wrong - free
        if over > 0:
            tries.until = self.monotonic() + min(2**over, longest)

    def was_right(self, knock: str) -> None:
        """A right code or PIN makes up for the wrong ones before it."""
        self.patience.pop(knock, None)

    # --- screens

    def offer_pairing(self) -> str:
        """A code that pairs one screen within some minutes."""
        self.pairing = (new_pin(), self.monotonic() + PAIRING_MINUTES * 60)
        return self.pairing[0]

    async def pair(self, code: str, *, place: str) -> str:
        """A token for a screen that typed the code; raises WrongPin, TooManyTries, CannotSave.

        The code stays good whoever else guesses: there are too many to hit it in its minutes.
        The screen is known by the token at this place only.
        """
        knock = f"pair {place}"
        self.be_patient(knock)
        async with self.knocking:
            self.be_patient(knock)
            offered, until = self.pairing
            if (
                not offered
                or self.monotonic() > until
                or not secrets.compare_digest("".join(code.split()).encode(), offered.encode())
            ):
                self.was_wrong(knock)
                raise WrongPin
            self.was_right(knock)
            token = new_secret()
            name = f"{len(self.screens) + 2}"
            await self._keep(self.pins, {**self.screens, _digest(f"{token} {place}"): name})
            self.pairing = ("", 0.0)
        return token

    def is_own_screen(self, secret: str) -> bool:
        """Whether that is the secret which was handed to the kiosk's own screen."""
        return secrets.compare_digest(secret.encode(), self.own_screen.encode())

    def is_paired(self, token: str, *, place: str) -> bool:
        """Whether the token belongs to a screen that was paired from that place."""
        return _digest(f"{token} {place}") in self.screens

    async def unpair(self, digest: str) -> None:
        """Send a screen away; raises CannotSave."""
        async with self.knocking:
            left = {one: name for one, name in self.screens.items() if one != digest}
            await self._keep(self.pins, left)
