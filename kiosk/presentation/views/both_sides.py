"""Both sides of a budget as the template of their question shows them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountChoice:
    """One amount that a line can have."""

    value: str  # in units, as the form sends it
    label: str  # as money is written here
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRow:
    """A line that can be changed."""

    anchor: str  # id of its form control
    field: str  # name of its form control
    title: str
    last: str  # last year's amount as money
    last_units: str  # the same in units, for the script
    start: str  # where ballots start, in units
    change: str  # "$200,000 more than last year"; empty: the same
    choices: tuple[AmountChoice, ...]
    notes: tuple[str, ...]  # to read before changing it


@dataclass(frozen=True, slots=True, kw_only=True)
class LineGroup:
    """Lines that belong together. ``change``: of all of them."""

    title: str
    change: str
    open: bool
    lines: tuple[LineRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LockedLine:
    """A line that nobody can change."""

    title: str
    amount: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SideView:
    """Money out, or money in. ``fixed``: what no choice changes, in plain money, for the script."""

    id: str
    title: str
    total: str
    fixed: str
    percent: int  # of the larger side, for the picture
    groups: tuple[LineGroup, ...]
    locked: tuple[LockedLine, ...]
    locked_total: str
    spread: str  # the step that spreads the rest over this side


@dataclass(frozen=True, slots=True, kw_only=True)
class BothSidesView:
    """Both sides and how they stand to each other.

    ``state``: ``short``, ``over`` or ``even``, in words in ``said``. ``even``: nothing to spread.
    The plain numbers feed the script, which writes money as ``sample`` shows it.
    """

    state: str
    even: bool
    said: str
    unit: str
    opening: str
    sample: str
    keep: str  # the form field that keeps last year's budget; empty: it does not balance
    kept: bool
    sides: tuple[SideView, ...]
