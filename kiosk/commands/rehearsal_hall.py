"""The desk, the chair and the public of a rehearsal, spoken to over HTTP like any other client."""

import asyncio
import secrets
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import aiohttp

RETRIES = 60  # a kiosk that was unplugged comes back within a minute
PAUSE = 1.0  # seconds between two tries


class RehearsalStopped(Exception):
    """The rehearsal cannot go on. Carries one sentence."""


async def ask(
    session: aiohttp.ClientSession, method: str, url: str, form: Mapping[str, str] | None = None
) -> tuple[int, str]:
    """Status and text of an answer; tries again while the kiosk does not answer at all."""
    for _ in range(RETRIES):
        try:
            async with session.request(method, url, data=form) as answer:
                return answer.status, await answer.text()
        except (aiohttp.ClientConnectionError, aiohttp.ServerTimeoutError):
            await asyncio.sleep(PAUSE)
    raise RehearsalStopped(f"The kiosk did not answer for {RETRIES} seconds. Is it running?")


async def agenda(session: aiohttp.ClientSession, url: str) -> dict[str, Any]:
    """The public agenda."""
    async with session.get(f"{url}/api/v1/assembly") as answer:
        if answer.status != 200:
            raise RehearsalStopped(f"{url} is not a kiosk. Give the kiosk's address with --url.")
        found: dict[str, Any] = await answer.json()
        return found


def poll_for(found: Mapping[str, Any], options: frozenset[str]) -> dict[str, Any]:
    """The poll with one question about just these options, not closed yet."""
    for poll in found["polls"]:
        questions = poll["questions"]
        if len(questions) == 1 and {one["id"] for one in questions[0]["options"]} == options:
            if poll["state"] in {"draft", "open", "paused"}:
                chosen: dict[str, Any] = poll
                return chosen
            raise RehearsalStopped("This poll is closed already. Start the kiosk with fresh data.")
    raise RehearsalStopped(
        "No poll of the kiosk asks about the options of this file. Load the file first."
    )


async def become_own_screen(session: aiohttp.ClientSession, url: str, own: str) -> None:
    """Desk and chair open on the kiosk's own screen only, which this machine's user can be."""
    status = (await ask(session, "GET", url + urlsplit(own).path))[0] if own else 0
    if status != 200:
        raise RehearsalStopped(
            "The kiosk's page own-screen.html was not found. Run this on its own machine,"
            " as its user, and give its data folder with --data."
        )


async def sign_in(session: aiohttp.ClientSession, url: str) -> str:
    """One more person signs in at the desk; returns the card's code."""
    form = {"once": secrets.token_urlsafe(16)}
    status, text = await ask(session, "POST", f"{url}/api/v1/desk/arrivals", form)
    code = text.partition('"card": "')[2].partition('"')[0] if status == 201 else ""
    if not code:
        raise RehearsalStopped(
            "The desk gives no cards. A rehearsal needs an assembly without a roster"
            " and without drawn cards."
        )
    return code


class Chair:
    """The chair's browser, with its cookie."""

    def __init__(self, session: aiohttp.ClientSession, url: str, pin: str) -> None:
        self._session = session
        self._url = url
        self._pin = pin

    async def enter(self) -> None:
        """Give the PIN; raises RehearsalStopped if it is wrong."""
        status, _ = await ask(self._session, "POST", f"{self._url}/chair/enter", {"pin": self._pin})
        if status != 200:
            raise RehearsalStopped("The chair's PIN is not right. Give it with --pin.")

    async def do(self, poll: str, step: str) -> None:
        """Open, close or publish; enters again if the kiosk has forgotten the session."""
        path = f"{self._url}/chair/poll/{poll}/{step}"
        status, page = await ask(self._session, "POST", path, {"lot": "rehearsal"})
        if status == 403:
            await self.enter()
            status, page = await ask(self._session, "POST", path, {"lot": "rehearsal"})
        if status != 200:
            raise RehearsalStopped(f"The chair could not {step} the poll (status {status}).")
        if f'action="/chair/poll/{poll}/key"' in page:
            raise RehearsalStopped(
                "The boxes are sealed, and nobody holds the slip with the key."
                " Rehearse with the same assembly without its seals."
            )
