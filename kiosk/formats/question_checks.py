"""What is wrong between the keys of a question: its limits, its money, its rule with its settings.

Nothing is checked against what could not be read: one mistake is one fault.
"""

from dataclasses import dataclass, replace

from kiosk.domain.assembly import Option, Question
from kiosk.domain.both_sides import NO_SIDES, BothSides
from kiosk.domain.count.contract import Contest, Rule, contest_of, merge
from kiosk.domain.count.rules import RULES
from kiosk.domain.count.settings import BadSetting, complete, spelled_out
from kiosk.domain.errors import LotNeeded
from kiosk.domain.questions import KINDS
from kiosk.domain.questions.kind import Kind, Unit
from kiosk.domain.sentence import Amount
from kiosk.formats.faults import shown
from kiosk.formats.toml_levels import where_from_settings
from kiosk.formats.toml_table import TomlTable


@dataclass(frozen=True, slots=True)
class Options:
    """The options of a question. ``clear``: they could be read, so their number is known.

    ``tells_budget``: a file that could not be read may say how much money there is.
    """

    options: tuple[Option, ...] = ()
    budget: Amount = 0
    clear: bool = True
    tells_budget: bool = False
    both_sides: BothSides = NO_SIDES


UNCLEAR = Options(clear=False)


def check(table: TomlTable, question: Question, read: Options) -> None:
    """Note what is wrong there. ``read``: the options, as far as they could be read."""
    kind = KINDS[question.kind]
    _check_limits(table, question, kind, read)
    if question.rule:
        _check_rule(table, question, kind, read)


def fits(rule: Rule, question: Question) -> bool:
    """Whether the rule, with its own defaults, can count the question."""
    kind = KINDS[question.kind]
    if kind.shape not in rule.shapes or not _brings(kind, rule.options):
        return False
    if rule.needs_budget and not question.budget:
        return False
    contest = contest_of(question, kind.shape, present=0, members=0)
    try:
        _count_nothing(rule, contest, replace(question, settings=()))
    except BadSetting:
        return False
    return True


def _check_rule(table: TomlTable, question: Question, kind: Kind, read: Options) -> None:
    rule = RULES[question.rule]
    if kind.shape not in rule.shapes:
        fitting = [name for name, other in sorted(RULES.items()) if kind.shape in other.shapes]
        wrong = f"The rule {rule.name} cannot count the kind {kind.name}"
        table.wrong("rule", wrong, f"Write one of: {', '.join(fitting)}")
        return
    if not _brings(kind, rule.options):
        wrong = f"The rule {rule.name} counts only {' and '.join(rule.options)}"
        fitting = [other.name for other in KINDS.values() if _brings(other, rule.options)]
        named = " or ".join(f'"{name}"' for name in fitting)
        table.wrong("rule", wrong, f"Write kind = {named}" if named else "Write another rule")
        return
    _check_money(table, question, rule, read)
    _check_settings(table, question, rule, read)


def _brings(kind: Kind, options: tuple[str, ...]) -> bool:
    """Whether the kind itself gives these options to every question."""
    return set(options) <= {option.id for option in kind.options}


def _check_limits(table: TomlTable, question: Question, kind: Kind, read: Options) -> None:
    number = len(question.options)
    lacks_points = Unit.POINTS in kind.needs and not question.points
    if lacks_points and not table.was_wrong("points"):
        table.lacks("points", "There are no points to give", "Write points = 10, or more")
    if not read.clear:
        return
    if question.most > number:
        table.wrong("most", f"most is {question.most} of {number} options", "Write a smaller one")
    if question.least > question.limit:
        table.wrong("least", f"least is above {question.limit}", "Write a smaller number")
    if number > 1 and not 1 <= question.seats <= number:
        wrong = f"seats is {question.seats} for {number} options"
        table.wrong("seats", wrong, f"Write a number from 1 to {number}")
    if number > 1 and question.seats == number:
        table.warn("seats", f"There are {number} seats for {number} options, so all can win")


def _check_money(table: TomlTable, question: Question, rule: Rule, read: Options) -> None:
    spends = rule.needs_budget or Unit.MONEY in KINDS[question.kind].needs
    told = question.budget or read.tells_budget or table.was_wrong("budget")
    if (spends or question.within_budget) and not told:
        table.lacks("budget", "There is no budget", "Write budget = 250000, or what there is")
    for option in question.options if spends else ():
        if not option.cost:
            wrong = f"The option {shown(option.id)} has no cost"
            table.wrong("options", wrong, "Write cost = 5000, or what it costs")
        elif option.cost > question.budget > 0:
            table.warn("budget", f"The option {shown(option.id)} costs more than the budget")


def _check_settings(table: TomlTable, question: Question, rule: Rule, read: Options) -> None:
    remedy = "The command 'kiosk rules' lists what can be written"
    sound = read.clear
    for name, value in question.settings:
        move = where_from_settings(name) or _where_in_kind(KINDS[question.kind], name)
        if move and name not in {one.name for one in rule.settings}:
            sound = False
            wrong = f"The key {shown(name)} does not belong here"
            table.wrong("settings", wrong, move, below=name)
            continue
        try:
            complete(rule, {name: value})
            if read.clear:
                spelled_out(rule, {name: value}, question.options)
        except BadSetting as bad:
            sound = False
            table.wrong("settings", str(bad).rstrip("."), remedy)
    if not sound:
        return
    try:
        empty = contest_of(question, KINDS[question.kind].shape, present=0, members=0)
        _count_nothing(rule, empty, question)
    except BadSetting as bad:
        table.wrong("settings", str(bad).rstrip("."), remedy)


def _where_in_kind(kind: Kind, name: str) -> str:
    is_own = name in {setting.name for setting in kind.settings}
    return f"Move it: kind_settings = {{ {name} = ... }}" if is_own else ""


def _count_nothing(rule: Rule, contest: Contest, question: Question) -> None:
    # Some settings are only read when the rule counts; the meeting must not find out then.
    try:
        settings = spelled_out(rule, dict(question.settings), question.options)
        rule.count(contest, merge(()), complete(rule, settings))
    except LotNeeded:
        return
