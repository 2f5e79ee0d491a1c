"""What a receipt printer's answers to ``DLE EOT n`` mean (Epson's ESC/POS, real-time status)."""

from collections.abc import Callable

from kiosk.domain.printer_state import CoverOpen, NoPaper, PrinterState, Ready, Reason, Unreachable

ONLINE, OFFLINE_CAUSE, ERROR_CAUSE, PAPER = 1, 2, 3, 4

FIXED_BITS, FIXED_VALUE = 0b1001_0011, 0b0001_0010  # true of every answer
COVER_OPEN = 0b0000_0100  # of OFFLINE_CAUSE
STOPPED_BY_PAPER_END = 0b0010_0000  # of OFFLINE_CAUSE
CUTTER_OR_LASTING_FAULT = 0b0010_1000  # of ERROR_CAUSE
PAPER_END = 0b0110_0000  # of PAPER

Ask = Callable[[int], int | None]


def question(number: int) -> bytes:
    """The bytes that ask for status 1 to 4; printers answer even while they print."""
    return b"\x10\x04" + bytes((number,))


def is_answer(byte: int | None) -> bool:
    """Whether a byte can be an answer at all; other makes answer in other ways, or not."""
    return byte is not None and byte & FIXED_BITS == FIXED_VALUE


def _bits(ask: Ask, number: int) -> int:
    """The answer, or no bits where there is none: unknown is not trouble."""
    byte = ask(number)
    return byte if byte is not None and is_answer(byte) else 0


def state_told(ask: Ask) -> PrinterState:
    """The state of a printer that answers; "offline" alone is not believed, some always say so."""
    offline = _bits(ask, OFFLINE_CAUSE)
    if offline & COVER_OPEN:
        return CoverOpen()
    if offline & STOPPED_BY_PAPER_END or _bits(ask, PAPER) & PAPER_END:
        return NoPaper()
    if _bits(ask, ERROR_CAUSE) & CUTTER_OR_LASTING_FAULT:
        return Unreachable(Reason.FAULT)
    return Ready()
