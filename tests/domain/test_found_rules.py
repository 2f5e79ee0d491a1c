"""The rules are found by their modules, and the lot is drawn so that anybody can draw it again."""

import sys
from hashlib import sha256

import pytest

from kiosk.domain.count import rules
from kiosk.domain.count.lot import drawn_from
from kiosk.domain.count.rules import RULES, approval


def test_every_module_with_a_rule_is_found_under_its_name() -> None:
    assert rules._found() == RULES
    assert {rule.name: name.rpartition(".")[2] for name, rule in _rules()} == {
        name: name.replace("-", "_") for name in RULES
    }


def _rules():
    return [
        (name, module.RULE)
        for name, module in sys.modules.items()
        if name.startswith("kiosk.domain.count.") and hasattr(module, "RULE")
    ]


def test_two_modules_cannot_claim_one_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.domain.count.rules.points.RULE", approval.RULE)

    with pytest.raises(RuntimeError, match=r"^two modules claim the rule approval$"):
        rules._found()


def test_a_lot_is_drawn_from_the_seed_as_it_was_said_and_the_ids() -> None:
    ids = [f"option{number}" for number in range(20)]
    expected = sorted(ids, key=lambda option: sha256(f"4 2 6\n{option}".encode()).digest())

    assert drawn_from("4 2 6", ids) == tuple(expected)
    assert drawn_from("  4\t2\n6 ", reversed(ids)) == tuple(expected)
    assert drawn_from("426", ids) != tuple(expected)
