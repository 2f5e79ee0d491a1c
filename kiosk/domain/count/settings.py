"""Reading a rule's settings: defaults filled in, unknown names and values refused."""

import re
from collections.abc import Mapping
from fractions import Fraction

from kiosk.domain.assembly import Option
from kiosk.domain.count.contract import Rule, Setting, Settings
from kiosk.domain.errors import Refused

FLAG = ("no", "yes")
# No exponent: 1e999999999 would take all memory.
FRACTION = re.compile(r"(\d{1,9}(?:/\d{1,9}|\.\d{1,9})?)(?:\s?(%))?", re.ASCII)


class BadSetting(Refused):
    """A rule has no such setting, or it cannot have that value. Carries one sentence."""


def complete(rule: Rule, given: Mapping[str, str]) -> Settings:
    """All settings of the rule, those not given at their defaults; raises BadSetting."""
    known = {setting.name: setting for setting in rule.settings}
    for name, value in given.items():
        if name not in known:
            names = ", ".join(known) or "none"
            raise BadSetting(f"The rule {rule.name} has no setting {name}; it has: {names}.")
        _check(rule, known[name], value)
    written = _without_stand_ins(rule, given)
    return {
        name: written.get(name, setting.default)
        for name, setting in known.items()
        if setting.stands_for is None
    }


def spelled_out(
    rule: Rule, given: Mapping[str, str], options: tuple[Option, ...]
) -> dict[str, str]:
    """The settings as a record keeps them: what they mean for these options; raises BadSetting."""
    complete(rule, given)
    written = _without_stand_ins(rule, given)
    return dict(rule.spells(written, options)) if rule.spells else written


def _without_stand_ins(rule: Rule, given: Mapping[str, str]) -> dict[str, str]:
    """What was written, each stand-in replaced by what it stands for; raises BadSetting."""
    written = dict(given)
    for setting in rule.settings:
        if setting.stands_for is None or written.pop(setting.name, "no") != "yes":
            continue
        name, value = setting.stands_for
        if written.setdefault(name, value) != value:
            raise BadSetting(f"{setting.name} and {name} say two things; keep one of them.")
    return written


def _check(rule: Rule, setting: Setting, value: str) -> None:
    if setting.values and value in setting.values:
        return
    match setting.form:
        case "flag":
            fits = value in FLAG
        case "integer":
            fits = value.isascii() and value.isdigit() and len(value) < 19
        case "fraction":
            fits = (read_fraction(value) or 0) > 0
        case _:
            fits = not setting.values
    if not fits:
        wanted = {"flag": "yes or no", "integer": "a whole number", "fraction": "like 2/3"}
        say = " or ".join([*setting.values, *filter(None, [wanted.get(setting.form, "")])])
        raise BadSetting(f"The setting {setting.name} of {rule.name} is {say}, not {value!r}.")


def read_fraction(text: str) -> Fraction | None:
    """The number that ``2/3``, ``0.5``, ``60%`` or ``3`` writes; None where it writes none."""
    match = FRACTION.fullmatch(text)
    if match is None:
        return None
    try:
        return Fraction(match[1]) / (100 if match[2] else 1)
    except ZeroDivisionError:
        return None
