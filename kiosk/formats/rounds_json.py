"""The rounds of a count as JSON, each family in its form: exact numbers, never a float."""

from msgspec import UNSET, Struct, UnsetType, field, to_builtins

from kiosk.domain.count.as_json import amount_json
from kiosk.domain.count.contract import Json, Result
from kiosk.domain.count.motions.majority_condition import Comparison
from kiosk.domain.count.rounds import (
    Filled,
    Flow,
    FreeProject,
    Holders,
    Purchase,
    Round,
    RunoffRound,
    Shortfall,
    StageRound,
    Taken,
    Votes,
)
from kiosk.domain.sentence import Amount

Number = int | str
"""A whole number, or another one as a text like ``4213/3``."""


class Form(Struct, frozen=True, forbid_unknown_fields=True):
    """A round as JSON."""


class ComparisonForm(Form, frozen=True, kw_only=True):
    """A condition of a motion, with the numbers on both sides."""

    base: str
    basis: int
    threshold: str
    at_least: bool
    yes: int
    needed: int
    left: int
    right: int
    met: bool


class FlowForm(Form, frozen=True, kw_only=True):
    """Votes that passed on; null stands for the pile of what no option holds."""

    sources: list[str | None] = field(name="from")
    to: str | None
    votes: Number


class RunoffForm(Form, frozen=True, kw_only=True):
    """A round of an instant run-off."""

    number: int = field(name="round")
    votes: dict[str, int]
    exhausted: int
    eliminated: list[str]
    elected: list[str]
    needed: int
    flows: list[FlowForm]


class StageForm(Form, frozen=True, kw_only=True):
    """A stage of a transferable vote, its votes written with all decimals."""

    stage: int
    action: str
    option: str | None
    votes: dict[str, str]
    non_transferable: str
    elected: list[str]
    quota: str
    flows: list[FlowForm]
    keep: dict[str, str] | UnsetType = UNSET


class TakenForm(Form, frozen=True, kw_only=True):
    """A project's turn where the best that still fits is taken."""

    step: int
    option: str
    score: int
    cost: Number
    left: Number
    funded: bool


class FreeForm(Form, frozen=True, kw_only=True):
    """A project without a cost, funded before any other."""

    step: int
    option: str
    price: int
    supporters: int


class ShortfallForm(Form, frozen=True, kw_only=True):
    """A project that its supporters could not pay."""

    option: str
    supporters: int
    money: Number
    missing: Number
    missing_shares: int


class PurchaseForm(Form, frozen=True, kw_only=True):
    """A project that its supporters bought."""

    step: int
    option: str
    price: Number
    supporters: int
    payers: int
    endowment: Number
    pays: Number | UnsetType = UNSET
    effective_votes: Number | UnsetType = UNSET
    holders: Holders
    held: Number
    refused: list[ShortfallForm] | UnsetType = UNSET


class FilledForm(Form, frozen=True, kw_only=True):
    """A project funded with the money that was left."""

    step: int
    option: str
    score: int
    left: Number


FORMS = (ComparisonForm, RunoffForm, StageForm, TakenForm, FreeForm, PurchaseForm, FilledForm)


def rounds_json(result: Result) -> list[dict[str, Json]]:
    """Every round, with the names that ``kiosk count --json`` promises."""
    return [to_builtins(_form(one)) for one in result.rounds]


def _form(one: Round) -> Form:
    match one:
        case Comparison():
            return _comparison(one)
        case RunoffRound():
            return _runoff(one)
        case StageRound():
            return _stage(one)
        case Taken() | FreeProject() | Purchase() | Filled():
            return _funding(one)


def _funding(one: Taken | FreeProject | Purchase | Filled) -> Form:
    match one:
        case Taken():
            return TakenForm(
                step=one.step,
                option=one.option,
                score=one.score,
                cost=amount_json(one.cost),
                left=amount_json(one.left),
                funded=one.funded,
            )
        case FreeProject():
            return FreeForm(step=one.step, option=one.option, price=0, supporters=one.supporters)
        case Purchase():
            return _purchase(one)
        case Filled():
            left = amount_json(one.left)
            return FilledForm(step=one.step, option=one.option, score=one.score, left=left)


def _comparison(one: Comparison) -> ComparisonForm:
    return ComparisonForm(
        base=one.condition.base,
        basis=one.basis,
        threshold=str(one.condition.share),
        at_least=one.condition.at_least,
        yes=one.yes,
        needed=one.needed,
        left=one.left,
        right=one.right,
        met=one.met,
    )


def _runoff(one: RunoffRound) -> RunoffForm:
    return RunoffForm(
        number=one.number,
        votes=dict(one.votes),
        exhausted=one.exhausted,
        eliminated=[*one.eliminated],
        elected=[*one.elected],
        needed=one.needed,
        flows=[_flow(flow) for flow in one.flows],
    )


def _stage(one: StageRound) -> StageForm:
    return StageForm(
        stage=one.number,
        action=one.action,
        option=one.option,
        votes=_written(one.votes),
        non_transferable=str(one.non_transferable),
        elected=[*one.elected],
        quota=str(one.quota),
        flows=[_flow(flow) for flow in one.flows],
        keep=UNSET if one.keep is None else _written(one.keep),
    )


def _written(votes: tuple[tuple[str, Votes], ...]) -> dict[str, str]:
    return {option: str(number) for option, number in votes}


def _flow(flow: Flow) -> FlowForm:
    votes = flow.votes
    return FlowForm(
        sources=[*flow.sources], to=flow.to, votes=str(votes) if votes.places else votes.units
    )


def _purchase(one: Purchase) -> PurchaseForm:
    refused = one.refused
    return PurchaseForm(
        step=one.step,
        option=one.option,
        price=amount_json(one.price),
        supporters=one.supporters,
        payers=one.payers,
        endowment=amount_json(one.endowment),
        pays=_where_known(one.pays),
        effective_votes=_where_known(one.effective_votes),
        holders=one.holders,
        held=amount_json(one.held),
        refused=UNSET if refused is None else [_shortfall(short) for short in refused],
    )


def _where_known(amount: Amount | None) -> Number | UnsetType:
    return UNSET if amount is None else amount_json(amount)


def _shortfall(short: Shortfall) -> ShortfallForm:
    return ShortfallForm(
        option=short.option,
        supporters=short.supporters,
        money=amount_json(short.money),
        missing=amount_json(short.missing),
        missing_shares=short.missing_shares,
    )
