"""An assembly with all its files, given as bytes by name; whoever calls reads the disk."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kiosk.domain.assembly import Assembly, Cards, Member, Poll, Question
from kiosk.domain.count.rules import RULES
from kiosk.domain.count.settings import BadSetting, spelled_out
from kiosk.domain.errors import BadFile, Fault
from kiosk.domain.text import plain
from kiosk.formats import assembly_toml, budget_pb, roster
from kiosk.formats.faults import Faults, shown
from kiosk.formats.letters import steers_in
from kiosk.formats.named_sheet import file_and_sheet
from kiosk.formats.pb_notes import least_score, threshold_loaded
from kiosk.formats.question_checks import fits
from kiosk.formats.toml_table import read_toml

PB = ".pb"
MOST_NAMES = 10  # of files that were left out


@dataclass(frozen=True, slots=True)
class Loaded:
    """An assembly that is in order. ``warnings``: what is allowed, and perhaps not meant.

    ``named``: the files that make it, whatever else was sent.
    """

    assembly: Assembly
    named: tuple[str, ...]
    members: tuple[Member, ...] = ()
    warnings: tuple[str, ...] = ()


def needed(text: str) -> tuple[str, ...]:
    """The names of the files that must lie beside an assembly file; none if it is unreadable."""
    try:
        return assembly_toml.names_in(text)
    except BadFile:
        return ()


def read_assembly(files: Mapping[str, bytes], main: str) -> Loaded:
    """The assembly that the file ``main`` holds or describes; raises BadFile with every fault."""
    loaded = _read(files, main)
    return replace(loaded, warnings=(*loaded.warnings, *_left_out(files, loaded.named)))


def _left_out(files: Iterable[str], named: Container[str]) -> tuple[str, ...]:
    names = [shown(name) for name in files if name not in named]
    if not names:
        return ()
    more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
    told = ", ".join(names[:MOST_NAMES]) + more
    return (f"These files were left out, as the assembly does not name them: {told}.",)


def _named(text: str, files: Container[str]) -> Iterator[str]:
    """Each name as it is written, and as the file is called: without a sheet, or unpacked."""
    for name in needed(text):
        yield from (name, file_and_sheet(name, files)[0])


def _read(files: Mapping[str, bytes], main: str) -> Loaded:
    text = _text(files, main)
    if main.lower().endswith(PB):
        _refuse_hidden_letters(text, main)
        return _of_budget(budget_pb.read(text, file=main), main)
    faults: list[Fault] = []
    members: tuple[Member, ...] = ()
    notes: list[str] = []
    name, sheet = file_and_sheet(_roster_name(text, main), files)
    if name in files:
        try:
            members = roster.read(files[name], file=name, sheet=sheet, notes=notes)
        except BadFile as bad:
            faults.extend(bad.faults)
    try:
        found = assembly_toml.read(text, file=main, beside=files)
    except BadFile as bad:
        raise BadFile((*bad.faults, *faults)) from None
    if faults:
        raise BadFile(tuple(faults))
    return Loaded(
        found.assembly,
        (main, *_named(text, files)),
        members,
        (*found.warnings, *notes, *_about(found.assembly, members)),
    )


def with_rule(loaded: Loaded, rule: str) -> Loaded:
    """The same assembly with that rule for every question that it can count.

    Its settings are the rule's defaults. Raises BadSetting if it can count none of them.
    """
    if rule not in RULES:
        raise BadSetting(f"There is no rule {rule}; there are: {', '.join(sorted(RULES))}.")
    before = loaded.assembly
    polls = tuple(
        replace(poll, questions=tuple(_counted_by(question, rule) for question in poll.questions))
        for poll in before.polls
    )
    if not any(question.rule == rule for poll in polls for question in poll.questions):
        raise BadSetting(f"The rule {rule} fits no question of this assembly.")
    return replace(loaded, assembly=replace(before, polls=polls))


def _counted_by(question: Question, name: str) -> Question:
    rule = RULES[name]
    if question.rule == name or not fits(rule, question):
        return question
    settings = spelled_out(rule, {}, question.options)
    return replace(question, rule=name, settings=tuple(settings.items()))


def _text(files: Mapping[str, bytes], main: str) -> str:
    if main not in files:
        raise BadFile((Fault(main, 0, "There is no such file", "Look at its name"),))
    try:
        return files[main].decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = files[main].count(b"\n", 0, error.start) + 1
        before = files[main][files[main].rfind(b"\n", 0, error.start) + 1 : error.start]
        column = len(before.decode("utf-8-sig", "ignore")) + 1
        wrong = "A letter is not in UTF-8"
        fault = Fault(main, line, wrong, "Save the file as UTF-8", column=column)
        raise BadFile((fault,)) from None


def _refuse_hidden_letters(text: str, main: str) -> None:
    """What stands on screens and slips holds no letters that turn or hide text."""
    faults = Faults(main)
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.isascii() and (hidden := steers_in(line)):
            wrong = f"This line holds an invisible letter ({hidden})"
            faults.add(number, wrong, "Type the words again, without copying them")
    faults.refuse_any()


def _roster_name(text: str, main: str) -> str:
    return read_toml(text, file=main).text("roster")


def _about(assembly: Assembly, members: tuple[Member, ...]) -> tuple[str, ...]:
    entitled = sum(member.entitled for member in members)
    if members and assembly.quorum.needed(entitled) > entitled:
        return (f"The quorum is above the {entitled} members who can vote.",)
    return ()


def _of_budget(budget_file: budget_pb.BudgetFile, file: str) -> Loaded:
    """A lone budget file: its least score is kept to by its rule, and all else is said."""
    least, notes = least_score(budget_file.meta), budget_file.notes
    if least:
        settings = (("threshold", str(least)),)
        question = replace(budget_file.question, settings=settings)
        budget_file = replace(budget_file, question=question)
        notes = (*notes, threshold_loaded(file, least))
    return Loaded(_around(budget_file), (file,), warnings=notes)


def _around(budget_file: budget_pb.BudgetFile) -> Assembly:
    """One poll about the budget, with an open door: a lone budget file names nobody."""
    meta = dict(budget_file.meta)
    question = budget_file.question
    language = question.title.versions[0][0]
    title = plain(budget_file.title, language)
    return Assembly(
        title=title,
        place=meta.get("unit", ""),
        languages=(language,),
        currency=meta.get("currency", "")[: assembly_toml.LONGEST_CURRENCY],
        cards=Cards.PRINTED,
        open_door=True,
        polls=(Poll(question.id, title, (question,)),),
    )
