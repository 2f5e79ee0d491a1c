"""What became of decisions as a CSV or XLSX file: rows are added to it, and none is changed.

Columns: ``id``, ``line_or_need``, ``right``, ``asked``, ``last_year``, ``body``, ``sent_on``,
``answer_due``, ``answer``, ``reason``, ``adopted``, ``adopted_on``, ``spent``, ``spent_on``,
``delivered``, ``evidence``, ``residents_yes``, ``residents_partly``, ``residents_no``, ``date``,
``source``. A row tells of the decision with its id what its cells say, and leaves the others
empty: who says so under ``source``, since when under ``date`` where no other column has the day.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from fractions import Fraction

from kiosk.domain.ledger import (
    Adopted,
    Answered,
    Asked,
    Delivered,
    Entry,
    Event,
    Seen,
    Spent,
)
from kiosk.domain.sentence import Amount
from kiosk.formats.faults import Faults, nearest, shown
from kiosk.formats.harmless import harmless
from kiosk.formats.ledger_row import COLUMNS, LedgerRow
from kiosk.formats.spreadsheet import SheetTable, read_table

HEAD = "Begin the file with: id,adopted,adopted_on,source, or with all columns of the export"
MOST_ROWS = 5_000


def read(
    content: bytes,
    *,
    file: str,
    before: Sequence[Entry] = (),
    sheet: str = "",
    notes: list[str] | None = None,
) -> tuple[Entry, ...]:
    """What the file says beyond the entries ``before``, in its order; raises BadFile.

    A row may tell of a decision that those entries ask for, or a row above it. ``notes`` gets what
    is read and perhaps not meant.
    """
    faults = Faults(file)
    table = read_table(content, faults, sheet=sheet, seen=True)
    _check_columns(table, faults)
    if len(table.rows) > MOST_ROWS:
        faults.add(table.line, f"There are more than {MOST_ROWS} rows", "Split the file")
        faults.refuse_any()
    asked = {entry.decision for entry in before if isinstance(entry.event, Asked)}
    known = set(before)
    entries = []
    for each in table.rows:
        told = LedgerRow(table, each, faults).entries()
        if any(isinstance(entry.event, Asked) for entry in told):
            asked.add(told[0].decision)
        elif told and told[0].decision not in asked | {""}:
            wrong = f"Nobody asked for a decision {shown(told[0].decision)}"
            remedy = nearest(told[0].decision, asked) if asked else "Write what was asked for above"
            faults.add(each.line, wrong, remedy)
        fresh = [entry for entry in told if entry not in known]
        if told and not fresh:
            faults.note(each.line, "this row says nothing new")
        known.update(fresh)
        entries.extend(fresh)
    if not table.rows and not faults.found:
        faults.add(table.line, "There is no row", "Write one row for each decision")
    faults.found.sort(key=lambda fault: fault.line)
    faults.refuse_any()
    if notes is not None:
        notes.extend(faults.notes)
    return tuple(entries)


def _check_columns(table: SheetTable, faults: Faults) -> None:
    for name in ("id", "source"):
        if name not in table.columns:
            faults.add(table.line, f"There is no column {name}", HEAD)
    known = {column.replace("_", " ") for column in COLUMNS}
    unknown = [shown(name) for name in table.columns if name and name not in known]
    if unknown:
        faults.note(table.line, f"these columns are not used: {', '.join(unknown)}")


def write(entries: Iterable[Entry]) -> bytes:
    """A row for each entry, in their order; UTF-8 with the mark that spreadsheets look for."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, restval="")
    writer.writeheader()
    for entry in entries:
        cells = {"id": entry.decision, "source": entry.source, **_cells(entry)}
        writer.writerow({name: harmless(cell) for name, cell in cells.items()})
    return text.getvalue().encode("utf-8-sig")


def _cells(entry: Entry) -> dict[str, str]:
    day = entry.on.isoformat()
    event: Event = entry.event
    match event:
        case Asked():
            return {
                "line_or_need": event.about,
                "right": event.right,
                "asked": _money(event.asked),
                "last_year": _money(event.last_year),
                "body": event.body,
                "sent_on": day,
                "answer_due": event.answer_due.isoformat(),
            }
        case Answered():
            return {"answer": event.answer, "reason": event.reason, "date": day}
        case Adopted():
            return {"adopted": _money(event.amount), "adopted_on": day}
        case Spent():
            return {"spent": _money(event.amount), "spent_on": day}
        case Delivered():
            return {"delivered": event.delivery, "evidence": event.evidence, "date": day}
        case Seen():
            return {
                "residents_yes": str(event.yes),
                "residents_partly": str(event.partly),
                "residents_no": str(event.no),
                "date": day,
            }


def _money(amount: Amount) -> str:
    """In whole money, or with two places where there are cents."""
    cents = round(Fraction(amount) * 100)
    return str(cents // 100) if cents % 100 == 0 else f"{cents // 100}.{cents % 100:02}"
