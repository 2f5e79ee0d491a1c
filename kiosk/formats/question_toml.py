"""One question of an assembly file: its options, its rule and its limits, each checked."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kiosk.domain.assembly import Option, Question
from kiosk.domain.count import RULES, majority
from kiosk.domain.count.contract import Contest, Rule, Shape, contest_of, merge
from kiosk.domain.count.settings import BadSetting, complete, spelled_out
from kiosk.domain.errors import BadFile, LotNeeded
from kiosk.domain.questions import KINDS, yes_no
from kiosk.domain.sentence import Amount
from kiosk.domain.text import Text, is_visible
from kiosk.formats import budget_pb, projects, table_text
from kiosk.formats.faults import Faults, shown
from kiosk.formats.ids import LONGEST_ID, fresh_id, id_from, is_id
from kiosk.formats.named_sheet import file_and_sheet, not_there
from kiosk.formats.pb_notes import least_score, threshold_note
from kiosk.formats.toml_table import TomlTable

MOST_OPTIONS = 1_000
RESERVED = ("review",)  # a page of the ballot has this name in the place of an id


@dataclass(frozen=True, slots=True)
class Beside:
    """What a question may need from outside its table."""

    files: Mapping[str, bytes]
    languages: tuple[str, ...]


def read_question(table: TomlTable, beside: Beside, taken: set[str]) -> Question:
    """The question in the table; what is wrong is noted there. ``taken``: ids in use."""
    table.need("title", "kind", "rule")
    title = title_of(table, beside.languages)
    kind = table.one_of("kind", tuple(KINDS), "")
    options, budget = _options(table, beside, kind)
    question = Question(
        id=id_of(table, title, taken, spare="question"),
        title=title,
        detail=text_of(table, "detail", beside.languages),
        kind=kind,
        rule=table.one_of("rule", tuple(RULES), ""),
        settings=_settings(table),
        options=options,
        least=table.whole("least"),
        most=table.whole("most"),
        points=table.whole("points"),
        budget=table.amount("budget") or budget,
        within_budget=table.flag("within_budget"),
        seats=table.whole("seats", 1),
    )
    table.finish()
    if kind and question.rule:
        _check(table, question)
    return question if not question.rule else _spelled_out(question)


def _spelled_out(question: Question) -> Question:
    """The question with settings that say all that they mean."""
    try:
        meant = spelled_out(RULES[question.rule], dict(question.settings), question.options)
    except BadSetting:  # noted already
        return question
    return replace(question, settings=tuple(meant.items()))


def title_of(table: TomlTable, languages: tuple[str, ...]) -> Text:
    """The title, which must not be empty."""
    title = text_of(table, "title", languages)
    if table.has("title") and not title:
        table.wrong("title", "The title is empty", "Write a title")
    return title


def text_of(table: TomlTable, key: str, languages: tuple[str, ...]) -> Text:
    """A text of the assembly, with a warning for each language that it lacks."""
    text = table.translated(key, languages)
    if text:
        there = dict(text.versions)
        for code in languages:
            if code not in there:
                table.warn(key, f"{key} is missing in {code}")
    return text


def id_of(table: TomlTable, title: Text, taken: set[str], *, spare: str) -> str:
    """The id that is written, or one made from the title; it joins those taken."""
    written = table.text("id")
    found = written or fresh_id(id_from(title.in_language("")) or f"{spare}-1", (*taken, *RESERVED))
    if written and not is_id(written):
        remedy = f"Use at most {LONGEST_ID} letters a to z, digits and hyphens"
        table.wrong("id", f"id is {shown(written)}", remedy)
    if written in RESERVED:
        table.wrong("id", f"id is {shown(written)}", "Write another id, this one is taken")
    if written in taken:
        table.wrong("id", f"The id {shown(written)} comes twice", "Give each its own")
    taken.add(found)
    return found


def _options(table: TomlTable, beside: Beside, kind: str) -> tuple[tuple[Option, ...], Amount]:
    if table.has("options") and table.has("projects"):
        table.wrong("projects", "There are options and projects", "Keep one of them")
    if kind == yes_no.KIND.name:
        for key in ("options", "projects"):
            if table.has(key):
                table.wrong(key, f"A question of kind {kind} has its own options", f"Remove {key}")
        return yes_no.OPTIONS, 0
    name = table.text("projects")
    if name:
        return _from_file(table, name, beside)
    options = _inline(table, beside.languages)
    if kind and len(options) < 2:
        table.wrong("options", "There are fewer than two options", "Write two options or more")
    return options, 0


def _inline(table: TomlTable, languages: tuple[str, ...]) -> tuple[Option, ...]:
    options = []
    taken: set[str] = set()
    for each in table.tables("options", most=MOST_OPTIONS):
        each.need("title")
        title = each.translated("title", languages)  # a name is the same in every language
        if each.has("title") and not is_visible(title):
            each.wrong("title", "The option has no name", "Write its name, or leave it out")
        option_id = id_of(each, title, taken, spare="option")
        detail = text_of(each, "detail", languages)
        options.append(Option(option_id, title, detail, each.amount("cost")))
        each.finish()
    return tuple(options)


def _from_file(table: TomlTable, name: str, beside: Beside) -> tuple[tuple[Option, ...], Amount]:
    name, sheet = file_and_sheet(name, beside.files)
    content = beside.files.get(name)
    if content is None:
        table.wrong("projects", *not_there(name))
        return (), 0
    try:
        if name.lower().endswith(".pb"):
            budget_file = budget_pb.read(table_text.text_of(content, Faults(name)), file=name)
            table.notes.warnings.extend(budget_file.notes)
            least = least_score(budget_file.meta)
            if least and "threshold" not in table.table("settings"):
                table.notes.warnings.append(threshold_note(name, least, kept=False))
            return budget_file.question.options, budget_file.question.budget
        return (
            projects.read(
                content,
                file=name,
                languages=beside.languages,
                sheet=sheet,
                notes=table.notes.warnings,
            ),
            0,
        )
    except BadFile as bad:
        table.notes.faults.found.extend(bad.faults)
        return (), 0


def _settings(table: TomlTable) -> tuple[tuple[str, str], ...]:
    return tuple((name, _setting(value)) for name, value in table.table("settings").items())


def _setting(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ",".join(map(str, value))
    return str(value)


def _check(table: TomlTable, question: Question) -> None:
    rule, kind = RULES[question.rule], KINDS[question.kind]
    if kind.shape not in rule.shapes:
        fitting = [name for name, other in sorted(RULES.items()) if kind.shape in other.shapes]
        wrong = f"The rule {rule.name} cannot count the kind {kind.name}"
        table.wrong("rule", wrong, f"Write one of: {', '.join(fitting)}")
        return
    if rule.name == majority.RULE.name and question.options != yes_no.OPTIONS:
        wrong = f"The rule {rule.name} counts only yes and no"
        table.wrong("rule", wrong, f'Write kind = "{yes_no.KIND.name}"')
        return
    _check_limits(table, question, kind.shape)
    _check_money(table, question, rule)
    _check_settings(table, question, rule)


def _check_limits(table: TomlTable, question: Question, shape: Shape) -> None:
    number = len(question.options)
    if shape is Shape.POINTS and not question.points:
        table.wrong("points", "There are no points to give", "Write points = 10, or more")
    if question.most > number:
        table.wrong("most", f"most is {question.most} of {number} options", "Write a smaller one")
    if question.least > question.limit:
        table.wrong("least", f"least is above {question.limit}", "Write a smaller number")
    if number > 1 and not 1 <= question.seats <= number:
        wrong = f"seats is {question.seats} for {number} options"
        table.wrong("seats", wrong, f"Write a number from 1 to {number}")
    if number > 1 and question.seats == number:
        table.warn("seats", f"There are {number} seats for {number} options, so all can win")


def _check_money(table: TomlTable, question: Question, rule: Rule) -> None:
    spends = rule.needs_budget or question.kind == "budget"
    if (spends or question.within_budget) and not question.budget:
        table.wrong("budget", "There is no budget", "Write budget = 250000, or what there is")
        return
    for option in question.options if spends else ():
        if not option.cost:
            wrong = f"The option {shown(option.id)} has no cost"
            table.wrong("options", wrong, "Write cost = 5000, or what it costs")
        elif option.cost > question.budget:
            table.warn("budget", f"The option {shown(option.id)} costs more than the budget")


def _check_settings(table: TomlTable, question: Question, rule: Rule) -> None:
    remedy = "The command 'kiosk rules' lists what can be written"
    sound = True
    for name, value in question.settings:
        try:
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


def _count_nothing(rule: Rule, contest: Contest, question: Question) -> None:
    # Some settings are only read when the rule counts; the meeting must not find out then.
    try:
        settings = spelled_out(rule, dict(question.settings), question.options)
        rule.count(contest, merge(()), complete(rule, settings))
    except LotNeeded:
        return
