"""A scanner that types: the keys of a US keyboard, on whatever layout the machine has."""

import asyncio
import time
from dataclasses import dataclass

from playwright.async_api import Page

SHIFTED = dict(zip('~!@#$%^&*()_+{}|:"<>?', "`1234567890-=[]\\;',./", strict=True))
NAMES = {
    "`": "Backquote",
    "-": "Minus",
    "=": "Equal",
    "[": "BracketLeft",
    "]": "BracketRight",
    "\\": "Backslash",
    ";": "Semicolon",
    "'": "Quote",
    ",": "Comma",
    ".": "Period",
    "/": "Slash",
    " ": "Space",
}
LAYOUTS: dict[str, dict[str, str]] = {
    "us": {},
    "uk": {"@": '"', '"': "@", "#": "£", "\\": "#"},
    "german": dict(zip(":/-?=]yzYZ;_&", "Ö-ß_´+zyZYö?/", strict=True)),
    "spanish": dict(zip(":/-?=]_", "Ñ-'_¡+?", strict=True)),
    "italian": dict(zip(":/-?=]", "ç-'_ì+", strict=True)),
    "french": dict(
        zip(":/.,-1234567890aqwzmAQWZM]?=", "M!:;)&é\"'(-è_çàqazw,QAZW?$§=", strict=True)
    ),
    "portuguese": dict(zip(":/-?=]", "Ç-'_«´", strict=True)),
    "nordic": dict(zip(":/-?=]", "Æ-+_´¨", strict=True)),
    "turkish": dict(zip(":/-?=].,i", "Ş.*:-üçöı", strict=True)),
}
"""What the machine makes of the key that has that sign on a US keyboard."""

KEYS = 0.001  # seconds at most between two keys of a scanner that is quick
STALL = 0.15
LATE = 0.45


@dataclass(frozen=True, slots=True)
class Typing:
    """How a scanner is set up, and the machine it types on."""

    layout: str = "us"
    caps_lock: bool = False
    end: str = "Enter"  # Enter, "Enter Enter", Tab or nothing
    gap: float = 0  # seconds between two keys
    stalls: tuple[int, ...] = ()  # after so many signs it stops
    stall: float = STALL  # for so many seconds
    number_pad: bool = False  # digits and the point as keys of the number pad
    num_lock: bool = False  # which is off, unless it is on
    late: tuple[int, ...] = ()  # after so many signs the page hears of nothing for a while
    late_for: float = LATE  # seconds
    lag: float = 0  # seconds by which the page hears of every key too late


PAD_OFF = {
    "0": "Insert",
    "1": "End",
    "2": "ArrowDown",
    "3": "PageDown",
    "4": "ArrowLeft",
    "5": "Clear",
    "6": "ArrowRight",
    "7": "Home",
    "8": "ArrowUp",
    "9": "PageUp",
    ".": "Delete",
}


def _key(sign: str, how: Typing) -> dict[str, str | int]:
    if how.number_pad and sign in PAD_OFF:
        pad = f"Numpad{'Decimal' if sign == '.' else sign}"
        typed = {"key": sign, "text": sign} if how.num_lock else {"key": PAD_OFF[sign]}
        return {**typed, "code": pad, "location": 3}
    plain = SHIFTED.get(sign, sign.lower())
    shift = sign in SHIFTED or sign.isupper()
    code = NAMES.get(plain) or (f"Digit{plain}" if plain.isdigit() else f"Key{plain.upper()}")
    seen = LAYOUTS[how.layout].get(sign, sign)
    seen = seen.swapcase() if how.caps_lock else seen
    if seen in "´¨^`":
        return {"key": "Dead", "code": code, "modifiers": 8 * shift}
    return {"key": seen, "text": seen, "code": code, "modifiers": 8 * shift}


def _events(key: dict[str, str | int]) -> tuple[dict[str, str | int], dict[str, str | int]]:
    down = {"type": "keyDown" if "text" in key else "rawKeyDown", **key}
    return down, {"type": "keyUp", **{name: key[name] for name in key if name != "text"}}


async def scan(page: Page, text: str, how: Typing | None = None) -> None:
    """Hold a code under the scanner, on a page that is there as a whole."""
    await page.wait_for_selector("html.ready")
    await scan_at_once(page, text, how or Typing())


async def scan_at_once(page: Page, text: str, how: Typing) -> None:
    """Hold a code under the scanner, even while a page loads: then some of its keys may be lost."""
    keyboard = await page.context.new_cdp_session(page)
    ends = [
        {"key": one, "code": one, "windowsVirtualKeyCode": 13 if one == "Enter" else 9}
        | ({"text": "\r"} if one == "Enter" else {})
        for one in how.end.split()
    ]
    sent: list[asyncio.Task[object]] = []
    pressed, pause = time.time() - how.lag, 0.0
    for number, key in enumerate([*(_key(sign, how) for sign in text), *ends], start=1):
        # Not waited for: a scanner does not ask whether the machine is busy. Each key bears the
        # time at which it was pressed, as the kernel gives it, however late the page hears of it
        # and however late this program gets to it.
        pressed = min(time.time() - how.lag, pressed + pause)
        for event in _events(key):
            stamped = {**event, "timestamp": pressed}
            sent.append(asyncio.ensure_future(keyboard.send("Input.dispatchKeyEvent", stamped)))
        pause = KEYS + how.gap + (how.stall if number in how.stalls else 0)
        if number in how.stalls:
            await asyncio.sleep(how.stall)
        if number in how.late:  # the keys after it are pressed meanwhile, and bear those times
            await asyncio.sleep(how.late_for)
        if how.gap:  # without, no page that the same program serves can come between
            await asyncio.sleep(how.gap)
    await asyncio.gather(*sent)
    await keyboard.detach()
