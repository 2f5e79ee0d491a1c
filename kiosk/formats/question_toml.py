"""One question of an assembly file: its options, its rule and its limits, each checked."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kiosk.domain.assembly import Option, Question
from kiosk.domain.count.contract import Shape
from kiosk.domain.count.rules import RULES
from kiosk.domain.count.settings import BadSetting, spelled_out
from kiosk.domain.errors import BadFile
from kiosk.domain.questions import KINDS
from kiosk.domain.questions.kind import Kind
from kiosk.domain.questions.own_settings import all_settings
from kiosk.domain.text import Text, is_visible, translated
from kiosk.formats import budget_pb, projects, table_text
from kiosk.formats.budget_toml import read_lines, refuse_lines
from kiosk.formats.equal_titles import equal_titles
from kiosk.formats.faults import Faults, shown
from kiosk.formats.ids import LONGEST_ID, fresh_id, id_from, is_id
from kiosk.formats.named_sheet import file_and_sheet, not_there
from kiosk.formats.pb_notes import least_score, threshold_note
from kiosk.formats.question_checks import UNCLEAR, Options, check
from kiosk.formats.toml_table import TomlTable
from kiosk.formats.totals import is_total

MOST_OPTIONS = 1_000
MOST_REASONS = 8  # all are read before voting, beside three big votes
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
    read = _options(table, beside, kind)
    question = Question(
        id=id_of(table, title, taken, spare="question"),
        title=title,
        detail=text_of(table, "detail", beside.languages),
        kind=kind,
        kind_settings=_kind_settings(table, kind),
        rule=table.one_of("rule", tuple(RULES), ""),
        settings=_settings(table),
        options=read.options,
        least=table.whole("least"),
        most=table.whole("most"),
        points=table.whole("points"),
        budget=table.amount("budget") or read.budget,
        within_budget=table.flag("within_budget"),
        both_sides=read.both_sides,
        seats=table.whole("seats", 1),
    )
    table.finish(_kind_settings_outside(table, kind) | _settings_outside(table, question.rule))
    if kind:
        check(table, question, read)
    return question if not question.rule else _spelled_out(question)


def _settings_outside(table: TomlTable, name: str) -> dict[str, str]:
    """What to do with settings of the rule that stand beside it."""
    rules = [RULES[name]] if name else RULES.values()
    known = {setting.name for rule in rules for setting in rule.settings}
    return {
        key: f"Write it as a setting: settings = {{ {key} = ... }}"
        for key in table.values
        if key in known
    }


def _kind_settings_outside(table: TomlTable, name: str) -> dict[str, str]:
    """The same for settings of the kind."""
    kinds = [KINDS[name]] if name else KINDS.values()
    known = {setting.name for kind in kinds for setting in kind.settings}
    return {
        key: f"Write it as a setting of the kind: kind_settings = {{ {key} = ... }}"
        for key in table.values
        if key in known
    }


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


def _options(table: TomlTable, beside: Beside, kind: str) -> Options:
    if kind and KINDS[kind].shape is Shape.AMOUNTS:
        return read_lines(table, beside.files, beside.languages, kind=kind)
    if kind:
        refuse_lines(table, kind)
    if table.has("options") and table.has("projects"):
        table.wrong("projects", "There are options and projects", "Keep one of them")
        return UNCLEAR
    if kind and table.has("reasons") and not KINDS[kind].reasons_for:
        table.wrong("reasons", f"A question of kind {kind} takes no reasons", "Remove reasons")
    if kind and (own := KINDS[kind].options):
        for key in ("options", "projects"):
            if table.has(key):
                table.wrong(key, f"A question of kind {kind} has its own options", f"Remove {key}")
        return Options((*own, *_reasons(table, beside.languages, KINDS[kind])))
    return _listed(table, beside, kind)


def _listed(table: TomlTable, beside: Beside, kind: str) -> Options:
    """The options that the meeting has: of a file, or in the table itself."""
    if name := table.text("projects"):
        return _from_file(table, name, beside)
    options = _inline(table, beside.languages)
    if table.was_wrong("options") or table.was_wrong("projects"):
        return UNCLEAR
    if kind and len(options) < 2:
        table.lacks("options", "There are fewer than two options", "Write two options or more")
        return UNCLEAR
    return Options(options)


def _reasons(table: TomlTable, languages: tuple[str, ...], kind: Kind) -> tuple[Option, ...]:
    """Blocks and the like for a reason: "Block: It costs too much", as options of their own."""
    if not kind.reasons_for:
        return ()
    (whole,) = (option for option in kind.options if option.id == kind.reasons_for)
    reasons = []
    for number, each in enumerate(table.tables("reasons", most=MOST_REASONS), start=1):
        each.need("title")
        title = each.translated("title", languages)
        if each.has("title") and not is_visible(title):
            each.wrong("title", "The reason has no words", "Write them, or leave it out")
        words = {
            code: f"{whole.title.in_language(code)}: {title.in_language(code)}"
            for code in languages
        }
        detail = text_of(each, "detail", languages)
        reasons.append(Option(f"{whole.id}-{number}", translated(words), detail))
        each.finish()
    for same in equal_titles(reasons):
        table.warn("reasons", f"The reasons {', '.join(map(shown, same))} are the same")
    return tuple(reasons)


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
        cost = each.amount("cost")
        if each.was_wrong("cost") or each.misspelt("cost"):
            cost = 1  # some cost is meant; the file is refused
        options.append(Option(option_id, title, detail, cost))
        each.finish()
    for same in equal_titles(options):
        table.warn("options", f"The options {', '.join(map(shown, same))} have the same title")
    for option in options:
        if is_total(option.title.in_language("")):
            table.warn("options", f"The option {shown(option.id)} looks like a total")
    return tuple(options)


def _from_file(table: TomlTable, name: str, beside: Beside) -> Options:
    name, sheet = file_and_sheet(name, beside.files)
    content = beside.files.get(name)
    if content is None:
        table.wrong("projects", *not_there(name))
        return replace(UNCLEAR, tells_budget=name.lower().endswith(".pb"))
    try:
        if name.lower().endswith(".pb"):
            budget_file = budget_pb.read(table_text.text_of(content, Faults(name)), file=name)
            table.notes.warnings.extend(budget_file.notes)
            least = least_score(budget_file.meta)
            if least and "threshold" not in table.table("settings"):
                table.notes.warnings.append(threshold_note(name, least, kept=False))
            return Options(budget_file.question.options, budget_file.question.budget)
        return Options(
            projects.read(
                content,
                file=name,
                languages=beside.languages,
                sheet=sheet,
                notes=table.notes.warnings,
            )
        )
    except BadFile as bad:
        known = table.notes.faults.found  # several questions may name one file
        known.extend(fault for fault in bad.faults if fault not in known)
        return replace(UNCLEAR, tells_budget=name.lower().endswith(".pb"))


def _settings(table: TomlTable) -> tuple[tuple[str, str], ...]:
    return tuple((name, _setting(value)) for name, value in table.table("settings").items())


def _kind_settings(table: TomlTable, kind: str) -> tuple[tuple[str, str], ...]:
    given = {name: _setting(value) for name, value in table.table("kind_settings").items()}
    if not kind:
        return ()
    try:
        return all_settings(KINDS[kind], given)
    except BadSetting as bad:
        remedy = "Write what the kind knows, or remove kind_settings"
        table.wrong("kind_settings", str(bad).rstrip("."), remedy)
        return ()


def _setting(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ",".join(map(str, value))
    return str(value)
