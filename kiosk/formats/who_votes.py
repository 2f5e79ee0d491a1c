"""Who on a roster votes: by its own column, or by the groups of an OpenSlides list."""

import re
from collections import Counter
from fractions import Fraction

from kiosk.formats.faults import Faults, shown
from kiosk.formats.spreadsheet import SheetRow, SheetTable

ENTITLED = ("entitled", "vote")
GROUPS = "groups"
WEIGHT = ("vote weight", "voting weight", "weight")
YES = frozenset({"", "yes", "y", "true", "t", "1", "1.0", "x", "si", "sí", "ja", "oui", "sim"})
NO = frozenset({"no", "n", "false", "f", "0", "0.0", "nein", "non", "não", "nao"})
WITHOUT_VOTE = re.compile(
    r"guests?|visitors?|observers?|admin(istrators?|s)?|superadmin|staff|g[aä]st(e|en)?|besucher"
    r"|beobachter|verwaltung|mitarbeiter|invitad[oa]s?|observador(es|as?)?|invité(e?s)?|convidad[oa]s?",
    re.IGNORECASE,
)
PLAIN = re.compile(r"\d{1,6}([.,]\d{1,6})?", re.ASCII)


class WhoVotes:
    """Reads it row by row; what the list says and the kiosk does not do is never passed over."""

    def __init__(self, table: SheetTable, faults: Faults) -> None:
        self.table = table
        self.faults = faults
        self.column = next((name for name in ENTITLED if name in table.columns), "")
        self.weight = next((name for name in WEIGHT if name in table.columns), "")
        self.told: Counter[tuple[str, bool]] = Counter()

    def votes(self, row: SheetRow) -> bool:
        """Whether the person of that row votes."""
        entitled = self._entitled(row)
        weight = " ".join(self.table.cell(row, self.weight).split())
        if entitled and weight and not _is_one(weight):
            wrong = f"The vote weight is {shown(weight)}"
            remedy = "Here each person has one vote: write 1, or no in a column vote"
            self.faults.add(row.line, wrong, remedy)
        return entitled

    def _entitled(self, row: SheetRow) -> bool:
        for column in ENTITLED:
            written = self.table.cell(row, column).casefold()
            if written not in YES | NO:
                self.faults.add(
                    row.line, f"Whether they vote is {shown(written)}", "Write yes or no"
                )
            if written:
                return written in YES
        if self.column:
            return True
        names = [name.strip() for name in re.split(r"[,;\n]", self.table.cell(row, GROUPS))]
        groups = [name for name in names if name]
        votes = not groups or any(not WITHOUT_VOTE.fullmatch(name) for name in groups)
        if GROUPS in self.table.columns:
            self.told[", ".join(groups) or "no group", votes] += 1
        return votes

    def finish(self) -> None:
        """Say which groups vote and which do not."""
        for votes in (True, False):
            said = [
                f"{shown(name)} ({n})" for (name, does), n in self.told.items() if does is votes
            ]
            if said:
                verb = "vote" if votes else "do not vote"
                remedy = "; write a column vote with yes or no to say otherwise"
                line = self.table.line
                self.faults.note(line, f"people of these groups {verb}: {', '.join(said)}{remedy}")


def _is_one(weight: str) -> bool:
    return bool(PLAIN.fullmatch(weight)) and Fraction(weight.replace(",", ".")) == 1
