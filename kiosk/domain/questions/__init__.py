"""Kinds of question: every sibling module with a ``KIND`` is one; dropped in, it is there."""

import importlib
import pkgutil

from kiosk.domain.questions.kind import Kind


def _found() -> dict[str, Kind]:
    kinds: dict[str, Kind] = {}
    for module in pkgutil.iter_modules(__path__):
        kind = getattr(importlib.import_module(f"{__name__}.{module.name}"), "KIND", None)
        if kind is None:
            continue
        if kind.name in kinds:
            raise RuntimeError(f"two modules claim the kind {kind.name}")
        kinds[kind.name] = kind
    return kinds


KINDS: dict[str, Kind] = _found()
