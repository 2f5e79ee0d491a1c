"""Counting rules: every sibling module with a ``RULE`` is one; drop a file in and it is there."""

import importlib
import pkgutil

from kiosk.domain.count.contract import Rule


def _found() -> dict[str, Rule]:
    rules: dict[str, Rule] = {}
    for module in pkgutil.iter_modules(__path__):
        rule = getattr(importlib.import_module(f"{__name__}.{module.name}"), "RULE", None)
        if rule is None:
            continue
        if rule.name in rules:
            raise RuntimeError(f"two modules claim the rule {rule.name}")
        rules[rule.name] = rule
    return rules


RULES: dict[str, Rule] = _found()
