"""One row of a ledger's file: what it says became of a decision, each thing with its day."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.domain.ledger import (
    Adopted,
    Answer,
    Answered,
    Asked,
    Delivered,
    Delivery,
    Entry,
    Event,
    Seen,
    Spent,
)
from kiosk.domain.sentence import Amount
from kiosk.formats.days import REMEDY, read_day
from kiosk.formats.faults import Faults, nearest, shown
from kiosk.formats.harmless import as_meant
from kiosk.formats.ids import LONGEST_ID, id_from, is_id
from kiosk.formats.money import UnclearMoney, read_money
from kiosk.formats.spreadsheet import SheetRow, SheetTable

ASKED = ("line_or_need", "right", "asked", "last_year", "body", "sent_on", "answer_due")
SEEN = ("residents_yes", "residents_partly", "residents_no")
COLUMNS = (
    *("id", *ASKED, "answer", "reason", "adopted", "adopted_on", "spent", "spent_on"),
    *("delivered", "evidence", *SEEN, "date", "source"),
)
LEADERS = {
    "reason": "answer", "evidence": "delivered", "adopted_on": "adopted", "spent_on": "spent",
}  # fmt: skip
"""Columns that say nothing without another one."""
PEOPLE = re.compile(r"\d{1,9}", re.ASCII)
NO_DAY = datetime.date.min


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """The cells of one row, each read with its faults."""

    table: SheetTable
    row: SheetRow
    faults: Faults

    def entries(self) -> tuple[Entry, ...]:
        """What the row says; whatever is wrong is noted, and stands in for it."""
        decision = self._id()
        found = tuple(self._events())
        for name, leader in LEADERS.items():
            if self._word(name) and not self._word(leader):
                self._wrong(f"There is {name} without {leader}", f"Write {leader} too")
        source = self._word("source")
        if not found:
            self._wrong("The row says nothing of the decision", "Fill a cell, or delete the row")
        elif not source and self.table.has("source"):
            self._wrong("The source is missing", "Write who says so, or where it stands")
        return tuple(
            Entry(decision=decision, event=event, on=day, source=source) for event, day in found
        )

    def _events(self) -> Iterator[tuple[Event, datetime.date]]:
        if any(self._word(name) for name in ASKED):
            yield self._asked(), self._day("sent_on")
        if answer := self._word("answer").lower():
            yield Answered(self._answer(answer), self._word("reason")), self._day("date")
        if self._word("adopted"):
            yield Adopted(self._money("adopted")), self._day("adopted_on", "date")
        if self._word("spent"):
            yield Spent(self._money("spent")), self._day("spent_on", "date")
        if delivered := self._word("delivered").lower():
            event = Delivered(self._delivery(delivered), self._word("evidence"))
            yield event, self._day("date")
        if any(self._word(name) for name in SEEN):
            yield Seen(*(self._people(name) for name in SEEN)), self._day("date")

    def _wrong(self, wrong: str, remedy: str) -> None:
        self.faults.add(self.row.line, wrong, remedy)

    def _word(self, column: str) -> str:
        cell = self.table.cell(self.row, column.replace("_", " "))
        return " ".join(as_meant(cell).split())

    def _id(self) -> str:
        written = self._word("id").lower()
        if not written and self.table.has("id"):
            self._wrong("The id is missing", "Write the id that the decision has in the export")
        elif written and not is_id(written):
            remedy = f"Use at most {LONGEST_ID} letters a to z, digits and hyphens"
            self._wrong(f"The id is {shown(written)}", remedy)
        return written

    def _asked(self) -> Asked:
        for name in ("line_or_need", "body"):
            if not self._word(name):
                self._wrong(f"{name} is missing", "A decision that is asked for needs it")
        return Asked(
            about=self._word("line_or_need"),
            right=id_from(self._word("right")),
            asked=self._money("asked"),
            last_year=self._money("last_year"),
            body=self._word("body"),
            answer_due=self._day("answer_due"),
        )

    def _answer(self, written: str) -> Answer:
        if written not in set(Answer):
            self._wrong(f"The answer is {shown(written)}", nearest(written, Answer))
            return Answer.NONE
        return Answer(written)

    def _delivery(self, written: str) -> Delivery:
        if written not in set(Delivery):
            self._wrong(f"Delivered is {shown(written)}", nearest(written, Delivery))
            return Delivery.NO
        return Delivery(written)

    def _money(self, column: str) -> Amount:
        written = self._word(column)
        try:
            return read_money(written)
        except UnclearMoney as unclear:
            wrong = f"{column} is {shown(written)}" if written else f"{column} is missing"
            self._wrong(wrong, unclear.remedy)
            return 0

    def _day(self, *columns: str) -> datetime.date:
        """The day in the first of the columns that is filled."""
        column = next((name for name in columns if self._word(name)), columns[0])
        written = self._word(column)
        day = read_day(written)
        if day is None:
            wrong = f"{column} is {shown(written)}" if written else f"{column} is missing"
            self._wrong(wrong, REMEDY)
        return day or NO_DAY

    def _people(self, column: str) -> int:
        written = self._word(column)
        if not PEOPLE.fullmatch(written):
            wrong = f"{column} is {shown(written)}" if written else f"{column} is missing"
            self._wrong(wrong, "Write how many people said so, 0 for none")
            return 0
        return int(written)
