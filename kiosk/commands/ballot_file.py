"""Ballot files from the disk, as they are or gzipped, ready to count."""

import gzip
import zlib
from dataclasses import dataclass
from pathlib import Path

import click

from kiosk.domain.assembly import Option
from kiosk.domain.count.contract import Ballots, Contest, Rule, Shape
from kiosk.domain.errors import BadFile, Fault
from kiosk.domain.questions import KINDS
from kiosk.domain.sentence import Amount
from kiosk.formats import budget_pb, ranked_blt
from kiosk.formats.pb_notes import least_score

LARGEST = 64 * 2**20  # bytes of text; the largest city's file has 20 million
PACKED = ".gz"


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotFile:
    """What there is to count. ``shapes``: what its ballots can be read as, the best first."""

    name: str
    title: str
    options: tuple[Option, ...]
    ballots: Ballots
    shapes: tuple[Shape, ...]
    budget: Amount = 0
    most: int = 0
    seats: int = 1
    lot: tuple[str, ...] = ()
    currency: str = ""
    notes: tuple[str, ...] = ()
    least_score: int = 0  # that the file asks of each option

    def contest(
        self,
        rule: Rule,
        *,
        seats: int | None,
        present: int | None,
        members: int | None,
        lot: tuple[str, ...],
    ) -> Contest:
        """The contest that the rule counts; raises UsageError if it does not fit the ballots."""
        shape = next((shape for shape in self.shapes if shape in rule.shapes), None)
        if shape is None:
            fits = ", ".join(sorted(rule.shapes))
            has = " or ".join(self.shapes)
            wrong = (
                f"The rule {rule.name} counts ballots of the shape {fits}; {self.name} has {has}."
            )
            raise click.UsageError(f"{wrong} See: kiosk rules")
        if rule.needs_budget and not self.budget:
            raise click.UsageError(f"The rule {rule.name} needs a budget; {self.name} has none.")
        return Contest(
            options=self.options,
            shape=shape,
            budget=self.budget,
            most=self.most,
            seats=seats or self.seats,
            present=present,
            members=members,
            lot=lot or self.lot,
        )


def read_ballots(file: Path) -> BallotFile:
    """The ballots in a ``.pb`` or ``.blt`` file, perhaps gzipped; raises BadFile or UsageError."""
    kind = Path(file.name.removesuffix(PACKED)).suffix.lower()
    if kind not in {".pb", ".blt"}:
        raise click.UsageError(f"{file.name} is no ballot file. Give a .pb, .blt or either as .gz.")
    text = read_text(file)
    if kind == ".pb":
        return _budget(budget_pb.read(text, file=file.name), file.name)
    ranked = ranked_blt.read(text, file=file.name)
    return BallotFile(
        name=file.name,
        title=ranked.title,
        options=ranked.standing,
        ballots=ranked.ballots,
        shapes=(Shape.RANKING,),
        seats=ranked.seats,
        lot=ranked.lot,
        notes=ranked.notes,
    )


def _budget(budget: budget_pb.BudgetFile, name: str) -> BallotFile:
    shapes: tuple[Shape, ...] = (KINDS[budget.question.kind].shape,)
    if shapes == (Shape.SOME,) and budget.question.most == 1:
        shapes = (Shape.SOME, Shape.ONE)
    return BallotFile(
        name=name,
        title=budget.title,
        options=budget.question.options,
        ballots=budget.ballots,
        shapes=shapes,
        budget=budget.question.budget,
        most=budget.question.most,
        currency=dict(budget.meta).get("currency", ""),
        notes=budget.notes,
        least_score=least_score(budget.meta),
    )


def read_text(file: Path) -> str:
    """The text of a file that may be gzipped; raises BadFile if it is damaged or far too large."""
    try:
        with gzip.open(file) if file.suffix == PACKED else file.open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except (gzip.BadGzipFile, EOFError, zlib.error):
        raise _bad(file, 0, "The file is damaged or cut short", "Get it again") from None
    except OSError as trouble:
        wrong = f"The file cannot be read ({trouble.strerror})"
        raise _bad(file, 0, wrong, "Check its name and who may read it") from None
    if len(content) > LARGEST:
        wrong = f"The file holds more than {LARGEST // 2**20} MB"
        raise _bad(file, 0, wrong, "Give a ballot file")
    try:
        return content.decode()
    except UnicodeDecodeError as trouble:
        line = content.count(b"\n", 0, trouble.start) + 1
        before = content[content.rfind(b"\n", 0, trouble.start) + 1 : trouble.start]
        wrong = "This is not UTF-8 text"
        raise BadFile(
            (Fault(file.name, line, wrong, "Save it as UTF-8", column=len(before.decode()) + 1),)
        ) from None


def _bad(file: Path, line: int, wrong: str, remedy: str) -> BadFile:
    return BadFile((Fault(file.name, line, wrong, remedy),))
