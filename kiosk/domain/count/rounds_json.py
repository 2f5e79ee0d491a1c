"""The rounds of a count as JSON: exact numbers, never a float."""

from dataclasses import asdict

from kiosk.domain.count.as_json import amount_json
from kiosk.domain.count.contract import Json, Result
from kiosk.domain.count.motions.majority_condition import Comparison
from kiosk.domain.count.rounds import (
    Filled,
    Flow,
    FreeProject,
    Purchase,
    Round,
    RunoffRound,
    Shortfall,
    StageRound,
    Taken,
    Votes,
)
from kiosk.domain.sentence import Amount


def rounds_json(result: Result) -> list[dict[str, Json]]:
    """Every round, with the names that ``kiosk count --json`` promises."""
    return [_round(one) for one in result.rounds]


def _round(one: Round) -> dict[str, Json]:
    match one:
        case Comparison():
            return _comparison(one)
        case RunoffRound():
            return _runoff(one)
        case StageRound():
            return _stage(one)
        case Taken() | FreeProject() | Purchase() | Filled():
            named: dict[str, Json] = {"step": one.step, "option": one.option}
            return named | _funding(one)


def _funding(one: Taken | FreeProject | Purchase | Filled) -> dict[str, Json]:
    match one:
        case Taken():
            return {
                "score": one.score,
                "cost": amount_json(one.cost),
                "left": amount_json(one.left),
                "funded": one.funded,
            }
        case FreeProject():
            return {"price": 0, "supporters": one.supporters}
        case Purchase():
            return _purchase(one)
        case Filled():
            return {"score": one.score, "left": amount_json(one.left)}


def _comparison(one: Comparison) -> dict[str, Json]:
    return {
        "base": one.condition.base,
        "basis": one.basis,
        "threshold": str(one.condition.share),
        "at_least": one.condition.at_least,
        "yes": one.yes,
        "needed": one.needed,
        "left": one.left,
        "right": one.right,
        "met": one.met,
    }


def _runoff(one: RunoffRound) -> dict[str, Json]:
    return {
        "round": one.number,
        "votes": dict(one.votes),
        "exhausted": one.exhausted,
        "eliminated": [*one.eliminated],
        "elected": [*one.elected],
        "needed": one.needed,
        "flows": [_flow(flow) for flow in one.flows],
    }


def _stage(one: StageRound) -> dict[str, Json]:
    kept: dict[str, Json] = {} if one.keep is None else {"keep": _written(one.keep)}
    return {
        "stage": one.number,
        "action": one.action,
        "option": one.option,
        "votes": _written(one.votes),
        "non_transferable": str(one.non_transferable),
        "elected": [*one.elected],
        "quota": str(one.quota),
        "flows": [_flow(flow) for flow in one.flows],
        **kept,
    }


def _written(votes: tuple[tuple[str, Votes], ...]) -> dict[str, Json]:
    return {option: str(number) for option, number in votes}


def _flow(flow: Flow) -> dict[str, Json]:
    votes = flow.votes
    return {
        "from": [*flow.sources],
        "to": flow.to,
        "votes": str(votes) if votes.places else votes.units,
    }


def _purchase(one: Purchase) -> dict[str, Json]:
    written: dict[str, Json] = {
        "price": amount_json(one.price),
        "supporters": one.supporters,
        "payers": one.payers,
        "endowment": amount_json(one.endowment),
        **_where_known("pays", one.pays),
        **_where_known("effective_votes", one.effective_votes),
        "holders": asdict(one.holders),
        "held": amount_json(one.held),
    }
    if one.refused is not None:
        written["refused"] = [_shortfall(short) for short in one.refused]
    return written


def _where_known(name: str, amount: Amount | None) -> dict[str, Json]:
    return {} if amount is None else {name: amount_json(amount)}


def _shortfall(short: Shortfall) -> dict[str, Json]:
    return {
        "option": short.option,
        "supporters": short.supporters,
        "money": amount_json(short.money),
        "missing": amount_json(short.missing),
        "missing_shares": short.missing_shares,
    }
