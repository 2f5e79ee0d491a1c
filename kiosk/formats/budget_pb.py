"""Pabulib files (``.pb``): a budget question with its projects and the votes on it.

Format: pabulib.org/format. Strict about what changes a count, forgiving about the rest: byte
order mark, any order of columns, further columns and META keys, decimal commas, ``None``.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kiosk.domain.assembly import Option, Question
from kiosk.domain.ballot import Marks
from kiosk.domain.count.contract import Ballots, Shape, merge
from kiosk.domain.questions import KINDS
from kiosk.domain.sentence import Amount
from kiosk.domain.text import Text, plain
from kiosk.formats.equal_titles import equal_titles
from kiosk.formats.faults import Faults, Place, shown
from kiosk.formats.pb_meta import WITHDRAWN_COST, amount, read_meta
from kiosk.formats.pb_notes import notes_of
from kiosk.formats.pb_rows import Row, Section, sections
from kiosk.formats.pb_votes import VoteReader, VoteType

QUESTION = "budget"
MOST_PLACES = 9
MOST_PROJECTS = 10_000  # in one file; the largest city's has some hundreds
LONGEST_ID = 200

KIND_OF = {VoteType(name): kind for kind in KINDS.values() for name in kind.vote_types}
"""The kind that asks as people voted in a file of that type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetFile:
    """What a ``.pb`` file holds.

    ``each``: the single ballots in the file's order. ``meta``: all its META pairs in order.
    ``declared``: project id and the code in ``selected`` (1 won by the rule; 2 and 3 won for
    another reason; 0 lost). ``withdrawn``: projects that cannot win; no ballot names them.
    ``notes``: what the file states and no count here does, ready sentences.
    """

    title: str
    question: Question
    ballots: Ballots
    each: tuple[Marks, ...]
    meta: tuple[tuple[str, str], ...] = ()
    declared: tuple[tuple[str, str], ...] = ()
    withdrawn: tuple[Option, ...] = ()
    notes: tuple[str, ...] = field(default=(), compare=False)


def read(text: str, *, file: str) -> BudgetFile:
    """The question and the ballots in the text; raises BadFile with every fault found."""
    faults = Faults(file)
    parts = sections(text, faults)
    faults.refuse_any()
    meta = read_meta(parts["META"], faults)
    vote_type, language, budget = meta.vote_type(), meta.language(), meta.budget()
    admitted, withdrawn = _projects(parts["PROJECTS"], language, faults, budget=budget)
    meta.compare("num_projects", len(admitted) + len(withdrawn))
    meta.compare("num_votes", len(parts["VOTES"].rows))
    longest = 1 if vote_type is VoteType.CHOOSE_ONE else meta.limit("max_length")
    most_points = meta.limit("max_sum_points")
    least = meta.limit("min_length")
    if 0 < longest < least:
        wrong = f"min_length is {least}, but nobody may name more than {longest}"
        faults.add_at(meta.place("min_length"), wrong, "Correct min_length or max_length")
    reader = VoteReader(
        type=vote_type,
        section=parts["VOTES"],
        known=frozenset(option.id for option in admitted),
        withdrawn=frozenset(option.id for option in withdrawn),
        longest=longest,
        most_points=most_points,
        faults=faults,
    )
    each = _votes(parts["VOTES"], reader)
    faults.refuse_any()
    title = meta.value("description") or meta.value("instance") or "Budget"
    named = [len(marks) for marks in each if marks]
    if vote_type is VoteType.ORDINAL and not longest:
        longest = max(named, default=0)  # so that the first place is worth what it was worth here
    question = Question(
        id=QUESTION,
        title=plain(title, language),
        kind=KIND_OF[vote_type].name,
        rule="greedy",
        options=admitted,
        least=min([least, *named]),
        most=longest if longest < len(admitted) else 0,
        points=_points_to_give(vote_type, each, limit=most_points),
        budget=budget,
        within_budget=amount(meta.value("max_sum_cost")) == budget,
    )
    return BudgetFile(
        title=title,
        question=question,
        ballots=merge(each),
        each=each,
        meta=tuple((key, value) for key, (_, value) in meta.pairs.items()),
        declared=_declared(parts["PROJECTS"]),
        withdrawn=withdrawn,
        notes=(*notes_of(meta, budget=budget), *_same_titles(admitted, file)),
    )


def _same_titles(projects: Iterable[Option], file: str) -> Iterator[str]:
    for same in equal_titles(projects):
        yield f"{file}: the projects {', '.join(map(shown, same))} have the same name."


def _projects(
    section: Section, language: str, faults: Faults, *, budget: Amount
) -> tuple[tuple[Option, ...], tuple[Option, ...]]:
    for column in ("project_id", "cost"):
        if column not in section.columns:
            wrong = f"PROJECTS has no column {column}"
            faults.add_at(Place(section.head.line, 1), wrong, f"Add {column}")
            faults.refuse_any()
    if len(section.rows) > MOST_PROJECTS:
        place = Place(section.rows[MOST_PROJECTS].line, 1)
        faults.add_at(place, f"There are more than {MOST_PROJECTS} projects", "Leave some out")
        faults.refuse_any()
    admitted: dict[str, Option] = {}
    withdrawn: dict[str, Option] = {}
    for row in section.rows:
        project = section.cell(row, "project_id")
        cost = amount(section.cell(row, "cost"))
        if not project or "," in project or len(project) > LONGEST_ID:
            wrong = f"project_id is {shown(project)}"
            remedy = f"Write an id without a comma, of at most {LONGEST_ID} letters"
            faults.add_at(section.place(row, "project_id"), wrong, remedy)
        if project in admitted or project in withdrawn:
            wrong = f"project_id {shown(project)} comes twice"
            faults.add_at(section.place(row, "project_id"), wrong, "Keep one of them")
        if cost is None:
            wrong = f"cost is {shown(section.cell(row, 'cost'))}"
            remedy = "Write a number such as 5000 or 5000,50"
            faults.add_at(section.place(row, "cost"), wrong, remedy)
        _no_cell_too_many(section, row, faults)
        title = section.cell(row, "name") or project
        detail = plain(section.cell(row, "description"), language)
        option = Option(project, plain(title, language), detail, cost or 0)
        gone = cost == WITHDRAWN_COST and budget < WITHDRAWN_COST
        (withdrawn if gone else admitted)[project] = option
    if not admitted:
        place = Place(section.head.line, 1)
        faults.add_at(place, "There is no project", "Write at least one row in PROJECTS")
    return tuple(admitted.values()), tuple(withdrawn.values())


def _no_cell_too_many(section: Section, row: Row, faults: Faults) -> None:
    """Cells behind the last column hold nothing, or a separator stood where it was not meant."""
    columns = len(section.head.cells)
    if any(row.cells[columns:]):
        wrong = f"{len(row.cells)} cells stand in {columns} columns"
        remedy = 'Put a cell that holds ; between "quotes"'
        faults.add_at(section.place_of(row, columns), wrong, remedy)


def _votes(section: Section, reader: VoteReader) -> tuple[Marks, ...]:
    head = Place(section.head.line, 1)
    if "vote" not in section.columns:
        reader.faults.add_at(head, "VOTES has no column vote", "Add vote")
        return ()
    if _gives_points(reader.type) and "points" not in section.columns:
        wrong = f"VOTES has no column points, but vote_type is {reader.type}"
        reader.faults.add_at(head, wrong, "Add points, or correct vote_type")
        return ()
    each: list[Marks] = []
    seen: dict[tuple[str, str], Marks] = {}  # equal votes share one value: less time, less memory
    voters: set[str] = set()
    for row in section.rows:
        _no_cell_too_many(section, row, reader.faults)
        voter = section.cell(row, "voter_id")
        if voter and voter in voters:
            place = section.place(row, "voter_id")
            reader.faults.add_at(place, "voter_id comes twice", "Keep one vote of this voter")
        voters.add(voter)
        written = section.cell(row, "vote"), section.cell(row, "points")
        if written not in seen:
            seen[written] = reader.marks(row)
        each.append(seen[written])
    return tuple(each)


def _gives_points(vote_type: VoteType) -> bool:
    return KIND_OF[vote_type].shape is Shape.POINTS


def _points_to_give(vote_type: VoteType, each: tuple[Marks, ...], *, limit: int) -> int:
    if not _gives_points(vote_type):
        return 0
    return limit or max((sum(number for _, number in marks) for marks in each), default=0)


def _declared(section: Section) -> tuple[tuple[str, str], ...]:
    if "selected" not in section.columns:
        return ()
    pairs = ((section.cell(r, "project_id"), section.cell(r, "selected")) for r in section.rows)
    return tuple((project, code) for project, code in pairs if code)


def budget_file(
    title: str, question: Question, *, ballots: Ballots, meta: tuple[tuple[str, str], ...] = ()
) -> BudgetFile:
    """A file to write from a question and its ballots, in an order that tells nothing."""
    each = tuple(marks for marks, number in ballots.merged for _ in range(number))
    return BudgetFile(title=title, question=question, ballots=ballots, each=each, meta=meta)


def write(budget: BudgetFile) -> str:
    """The text of a ``.pb`` file that reads back equal. Costs must be whole or decimal."""
    text = io.StringIO(newline="")
    rows = csv.writer(text, delimiter=";", lineterminator="\n")
    vote_type = _vote_type_of(budget)
    rows.writerows([["META"], ["key", "value"], *_meta_of(budget, vote_type).items()])
    declared = dict(budget.declared)
    columns = ["project_id", "cost", "name", "description", *(["selected"] if declared else [])]
    rows.writerows([["PROJECTS"], columns])
    for option in (*budget.question.options, *budget.withdrawn):
        row = [option.id, written(option.cost), _main(option.title), _main(option.detail)]
        rows.writerow([*row, declared.get(option.id, "")] if declared else row)
    with_points = _gives_points(vote_type)
    rows.writerows([["VOTES"], ["voter_id", "vote", *(["points"] if with_points else [])]])
    for voter, marks in enumerate(budget.each, start=1):
        row = [str(voter), ",".join(option for option, _ in marks)]
        rows.writerow([*row, ",".join(str(n) for _, n in marks)] if with_points else row)
    return text.getvalue()


def _main(text: Text) -> str:
    return text.versions[0][1] if text.versions else ""


def _vote_type_of(budget: BudgetFile) -> VoteType:
    stated = dict(budget.meta).get("vote_type", "").lower()
    if stated in list(VoteType):
        return VoteType(stated)
    return VoteType(KINDS[budget.question.kind].written_as)


def _meta_of(budget: BudgetFile, vote_type: VoteType) -> dict[str, str]:
    question = budget.question
    meta = dict(budget.meta)
    if amount(meta.get("budget", "")) != question.budget:
        meta["budget"] = written(question.budget)
    meta |= {
        "description": budget.title,
        "num_projects": str(len(question.options) + len(budget.withdrawn)),
        "num_votes": str(len(budget.each)),
        "vote_type": vote_type.value,
    }
    unless_stated = {
        "rule": question.rule,
        "language": question.title.versions[0][0] if question.title else "en",
        "min_length": question.least or "",
        "max_length": question.most or "",
        "max_sum_points": question.points or "",
        "max_sum_cost": meta["budget"] if question.within_budget else "",
    }
    return meta | {k: str(v) for k, v in unless_stated.items() if v and k not in meta}


def written(cost: Amount) -> str:
    """A sum as the format writes it, exactly; raises ValueError for one such as 1/3."""
    if isinstance(cost, int):
        return str(cost)
    for places in (1, 2, *range(4, MOST_PLACES + 1)):  # three would look like thousands
        scaled = cost * 10**places
        if scaled.denominator == 1:
            digits = str(int(scaled)).rjust(places + 1, "0")
            return f"{digits[:-places]}.{digits[-places:]}"
    raise ValueError(f"{cost} has no decimal form of at most {MOST_PLACES} places")
