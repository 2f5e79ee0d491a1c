"""What happened in each round or step of a count: one type for each family of rules."""

from dataclasses import dataclass
from fractions import Fraction

from kiosk.domain.count.motions.majority_condition import Comparison
from kiosk.domain.sentence import Amount


@dataclass(frozen=True, slots=True)
class Votes:
    """Exact votes, in units of ``10 ** -places`` vote."""

    units: int
    places: int = 0

    def __str__(self) -> str:
        """Written with all decimals: 123456 units of 5 places are ``1.23456``."""
        sign = "-" if self.units < 0 else ""
        whole, part = divmod(abs(self.units), 10**self.places)
        return f"{sign}{whole}.{part:0{self.places}d}" if self.places else f"{sign}{whole}"

    @property
    def exact(self) -> Fraction:
        """As a number."""
        return Fraction(self.units, 10**self.places)


@dataclass(frozen=True, slots=True)
class Flow:
    """Votes that passed on. None stands for the pile of what no option holds."""

    sources: tuple[str | None, ...]
    to: str | None
    votes: Votes


@dataclass(frozen=True, slots=True, kw_only=True)
class RunoffRound:
    """A round of an instant runoff. ``flows``: of the ballots of those who go out after it."""

    number: int
    votes: tuple[tuple[str, int], ...]
    exhausted: int
    eliminated: tuple[str, ...] = ()
    elected: tuple[str, ...] = ()
    needed: int
    flows: tuple[Flow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRound:
    """A stage of a single transferable vote count, as it stands at its end.

    ``option``: whose surplus moved or who went out. ``flows``: of the votes that led to it.
    ``keep``: what Meek's method lets each of the elected keep of a vote.
    """

    number: int
    action: str
    option: str | None
    votes: tuple[tuple[str, Votes], ...]
    non_transferable: Votes
    elected: tuple[str, ...]
    quota: Votes
    flows: tuple[Flow, ...] = ()
    keep: tuple[tuple[str, Votes], ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A project's turn where the best that still fits is taken. ``left``: the money before it."""

    step: int
    option: str
    score: int
    cost: Amount
    left: Amount
    funded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeProject:
    """A project without a cost, funded before any other in Equal Shares."""

    step: int
    option: str
    supporters: int


@dataclass(frozen=True, slots=True)
class Holders:
    """How many voters still hold how much of their share; together they are all voters."""

    all: int
    more_than_half: int
    half_or_less: int
    nothing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """A project that its supporters could not pay: what they had together, what was missing."""

    option: str
    supporters: int
    money: Amount
    missing: Amount
    missing_shares: int  # whole shares


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchase:
    """A project that its supporters bought in Equal Shares.

    ``price`` for each unit of utility; ``endowment``: the share of every ballot. Where all
    supporters get the same from it: ``pays`` is the most that one of them pays, and
    ``effective_votes`` the cost divided by that. ``held``: what all voters hold together after
    it. ``refused`` stands with the last purchase.
    """

    step: int
    option: str
    price: Amount
    supporters: int
    payers: int
    endowment: Amount
    pays: Amount | None = None
    effective_votes: Amount | None = None
    holders: Holders
    held: Amount
    refused: tuple[Shortfall, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A project funded with the money that Equal Shares left. ``left``: the money before it."""

    step: int
    option: str
    score: int
    left: Amount


Round = Comparison | RunoffRound | StageRound | Taken | FreeProject | Purchase | Filled
