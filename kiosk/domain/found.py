"""Finding what lies in a folder of modules: kinds, rules, drivers, formats; no list names them."""

import importlib
import pkgutil
from collections.abc import Iterable
from typing import Any, Protocol, TypeVar


class HasName(Protocol):
    """Whatever goes by a name."""

    @property
    def name(self) -> str:
        """The name, which no other of its sort may have."""


Thing = TypeVar("Thing", bound=HasName)


def found(package: str, folder: Iterable[str], constant: str) -> tuple[Any, ...]:
    """What the modules of a package offer under that constant, by the modules' names."""
    modules = (
        importlib.import_module(f"{package}.{one.name}") for one in pkgutil.iter_modules(folder)
    )
    return tuple(getattr(one, constant) for one in modules if hasattr(one, constant))


def by_name(sort: str, things: Iterable[Thing]) -> dict[str, Thing]:
    """The things by their names; raises RuntimeError where two have the same."""
    named: dict[str, Thing] = {}
    for thing in things:
        if thing.name in named:
            raise RuntimeError(f"two modules claim the {sort} {thing.name}")
        named[thing.name] = thing
    return named
