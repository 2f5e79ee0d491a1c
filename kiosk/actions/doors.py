"""Who may enter where: PINs of persons, paired screens, and patience with wrong codes."""

import asyncio
import hashlib
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from kiosk.domain.errors import TooManyTries, WrongPin
from kiosk.store.meeting_folder import write_safely

FREE_TRIES = 5  # wrong tries before waiting begins
LONGEST_WAIT = 60  # seconds
SESSION_HOURS = 12
PIN_LENGTH = 6
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
    return f"{secrets.randbelow(10**PIN_LENGTH):0{PIN_LENGTH}}"


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@dataclass(slots=True)
class Doors:
    """PIN hashes and paired screens are kept in a file, sessions in memory only."""

    file: Path
    monotonic: Callable[[], float]
    pins: dict[str, str] = field(default_factory=dict)
    screens: dict[str, str] = field(default_factory=dict)  # token digest: name
    sessions: dict[str, tuple[Role, float]] = field(default_factory=dict)
    patience: dict[str, Patience] = field(default_factory=dict)
    pairing: tuple[str, float] = ("", 0.0)
    desk: asyncio.Lock = field(default_factory=asyncio.Lock)  # one person signs in at a time
    chair: asyncio.Lock = field(default_factory=asyncio.Lock)  # one step of the meeting at a time
    hasher: PasswordHasher = field(
        default_factory=lambda: PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
    )  # OWASP's smallest recommended argon2id profile, for a small board

    def read(self) -> None:
        """Read the file, if there is one."""
        if self.file.exists():
            kept = json.loads(self.file.read_text(encoding="utf-8"))
            self.pins, self.screens = kept["pins"], kept["screens"]

    def _keep(self) -> None:
        kept = {"pins": self.pins, "screens": self.screens}
        write_safely(self.file, json.dumps(kept).encode())

    def set_pin(self, role: Role, pin: str) -> None:
        """Give a role a PIN; who entered with the old one must enter again."""
        self.pins[role.value] = self.hasher.hash(pin)
        self.sessions = {t: s for t, s in self.sessions.items() if s[0] is not role}
        self._keep()

    async def enter(self, role: Role, pin: str, *, place: str) -> str:
        """A session token for the right PIN; raises WrongPin, TooManyTries."""
        self.be_patient(place)
        try:
            await asyncio.to_thread(self.hasher.verify, self.pins.get(role.value, ""), pin)
        except (VerificationError, ValueError):
            self.was_wrong(place)
            raise WrongPin from None
        self.patience.pop(place, None)
        token = secrets.token_urlsafe(32)
        self.sessions[_digest(token)] = (role, self.monotonic() + SESSION_HOURS * 3600)
        return token

    def role_of(self, token: str) -> Role | None:
        """The role that a session token carries, if it is still good."""
        role, until = self.sessions.get(_digest(token), (None, 0.0))
        return role if self.monotonic() < until else None

    def leave(self, token: str) -> None:
        """End a session."""
        self.sessions.pop(_digest(token), None)

    def be_patient(self, place: str) -> None:
        """Refuse while a place must wait; raises TooManyTries."""
        wait = self.patience.get(place, Patience()).until - self.monotonic()
        if wait > 0:
            raise TooManyTries(int(wait) + 1)

    def was_wrong(self, place: str) -> None:
        """Note a wrong code or PIN: after some, each doubles the wait."""
        tries = self.patience.setdefault(place, Patience())
        tries.wrong += 1
        over = tries.wrong - FREE_TRIES
        if over > 0:
            tries.until = self.monotonic() + min(2**over, LONGEST_WAIT)

    # --- screens

    def offer_pairing(self) -> str:
        """A code that pairs one screen within some minutes."""
        self.pairing = (new_pin(), self.monotonic() + PAIRING_MINUTES * 60)
        return self.pairing[0]

    def pair(self, code: str, *, place: str) -> str:
        """A token for a screen that typed the offered code; raises WrongPin, TooManyTries."""
        self.be_patient(place)
        offered, until = self.pairing
        if (
            not offered
            or self.monotonic() > until
            or not secrets.compare_digest("".join(code.split()).encode(), offered.encode())
        ):
            self.was_wrong(place)
            raise WrongPin
        self.pairing = ("", 0.0)
        token = secrets.token_urlsafe(32)
        self.screens[_digest(token)] = f"{len(self.screens) + 2}"
        self._keep()
        return token

    def is_paired(self, token: str) -> bool:
        """Whether the token belongs to a paired screen."""
        return _digest(token) in self.screens

    def unpair(self, digest: str) -> None:
        """Send a screen away."""
        self.screens.pop(digest, None)
        self._keep()
