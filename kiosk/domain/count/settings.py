"""Reading settings of a rule or a kind: defaults filled in, unknown names and values refused."""

import re
from collections.abc import Mapping
from fractions import Fraction

from kiosk.domain.assembly import Option
from kiosk.domain.count.contract import Rule, Setting, Settings
from kiosk.domain.errors import Refused

FLAG = ("no", "yes")
LONGEST_INTEGER = 18  # digits
# No exponent: 1e999999999 would take all memory.
FRACTION = re.compile(r"(\d{1,9}(?:/\d{1,9}|\.\d{1,9})?)(?:\s?(%))?", re.ASCII)


class BadSetting(Refused):
    """There is no such setting, or it cannot have that value. Carries one sentence."""


def complete(rule: Rule, given: Mapping[str, str]) -> Settings:
    """All settings of the rule, those not given at their defaults; raises BadSetting."""
    check_settings(f"The rule {rule.name}", rule.settings, given)
    written = _without_stand_ins(rule, given)
    return {
        setting.name: written.get(setting.name, setting.default)
        for setting in rule.settings
        if setting.stands_for is None
    }


def check_settings(owner: str, settings: tuple[Setting, ...], given: Mapping[str, str]) -> None:
    """Raises BadSetting for a name or a value that is not among the owner's: ``The rule irv``."""
    known = {setting.name: setting for setting in settings}
    for name, value in given.items():
        if name not in known:
            names = ", ".join(known) or "none"
            raise BadSetting(f"{owner} has no setting {name}; it has: {names}.")
        _check(owner, known[name], value)


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


def _check(owner: str, setting: Setting, value: str) -> None:
    if setting.values and value in setting.values:
        return
    match setting.form:
        case "flag":
            fits = value in FLAG
        case "integer":
            fits = value.isascii() and value.isdigit() and _within(setting, value)
        case "fraction":
            fits = (read_fraction(value) or 0) > 0
        case _:
            fits = not setting.values
    if not fits:
        wanted = {"flag": "yes or no", "integer": _whole(setting), "fraction": "like 2/3"}
        say = " or ".join([*setting.values, *filter(None, [wanted.get(setting.form, "")])])
        owner = owner.rpartition(" ")[2]
        raise BadSetting(f"The setting {setting.name} of {owner} is {say}, not {value!r}.")


def _within(setting: Setting, digits: str) -> bool:
    if len(digits) > LONGEST_INTEGER:
        return False
    return setting.least <= int(digits) and (not setting.most or int(digits) <= setting.most)


def _whole(setting: Setting) -> str:
    return (
        f"a whole number from {setting.least} to {setting.most}"
        if setting.most
        else "a whole number"
    )


def read_fraction(text: str) -> Fraction | None:
    """The number that ``2/3``, ``0.5``, ``60%`` or ``3`` writes; None where it writes none."""
    match = FRACTION.fullmatch(text)
    if match is None:
        return None
    try:
        return Fraction(match[1]) / (100 if match[2] else 1)
    except ZeroDivisionError:
        return None
