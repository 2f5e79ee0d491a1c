"""Every outcome known of the public elections beside the project, and whether ours equals it.

    python tests/bench/outcomes.py [WORD ...]

With words, only elections whose names hold one of them. One line for each election and variant of
a rule: what knows the outcome, and "agrees", or in what ours differs and why that is right. Exit
code 1 where a difference has no explanation. The tests use the same functions, without the
slowest counts.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from told_rounds import told_rounds

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import known_budgets  # noqa: E402
import known_runoffs  # noqa: E402
import known_transfers  # noqa: E402
from known_rankings import ABSENT, DATA  # noqa: E402

INDEPENDENT = "independent count"
DECLARED = "declared result"
LOT = "lot"  # any public seed: the independent counts needed no lot, so ours must not either
WHY = {
    ("glasgow_2017_ward11", DECLARED): (
        "equal in 1 of 8 stages, within 0.005 in 8",
        "the transcript of the declaration has two decimals; the same are elected",
    ),
}
"""By election and source: the only difference that is right, and why."""

NOT_OURS = (
    ("droop: cfer, mpls, qpq, warren, wigm, meek-o9, meek-o10", "rules that are not offered"),
    ("droop: dk1-2, eq1", "kept for rules that are not offered"),
    ("rctab/2013_minneapolis_park", "Minneapolis' own transfer rule, which is not offered"),
    ("rctab/excluded_test", "has no ballots beside it"),
    ("Switzerland_Zurich_D10 and others without a declared list", "no declared result is known"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One outcome compared: ``difference`` is empty where ours is equal."""

    election: str
    variant: str
    source: str
    difference: str
    remark: str = ""

    @property
    def explanation(self) -> str:
        """Why the difference is right; empty where nothing explains it."""
        difference, why = WHY.get((self.election, self.source), ("", ""))
        return why if difference == self.difference else ""

    @property
    def unexplained(self) -> bool:
        """Whether one of the two counts must be wrong."""
        return bool(self.difference and not self.explanation)


def budgets(name: str) -> Iterator[Row]:
    """Each variant against the independent count, then which of them the city's own list is."""
    file = known_budgets.budget(known_budgets.outcomes(name)["file"])
    declared, equal = known_budgets.declared(name), []
    for outcome in known_budgets.outcomes(name)["outcomes"]:
        rule, given = known_budgets.variant(outcome, dict(file.meta))
        result = known_budgets.count(file, rule, given, seed=LOT)
        variant = " ".join([rule, *(key if said == "yes" else said for key, said in given.items())])
        equal += [variant] if {*result.winners} == declared else []
        told = f"{len(result.winners)} projects for {result.cost}"
        yield Row(name, variant, INDEPENDENT, known_budgets.difference(name, outcome, result), told)
    if declared:
        told = f"{len(declared)} projects, as by {'; '.join(equal)}"
        other = known_budgets.added_otherwise(name)
        told += f"; {len(other)} more for another reason than the votes" if other else ""
        yield Row(name, "", DECLARED, "" if equal else "no variant funds it", told)


def transfers() -> Iterator[Row]:
    """Scottish wards stage by stage, and the reference counts of Droop decision by decision."""
    for name, lot in known_transfers.WARDS.items():
        result = known_transfers.count_ward("scottish-stv", name, lot)
        told = f"{len(told_rounds(result))} stages, {len(result.winners)} elected"
        difference = known_transfers.stage_difference(name, result)
        yield Row(name, "scottish-stv", INDEPENDENT, difference, told)
        if name in known_transfers.DECLARED:
            difference = known_transfers.declared_difference(name, result)
            yield Row(name, "scottish-stv", DECLARED, difference, told)
    for rule in known_transfers.DROOP:
        for name in known_transfers.DROOP_FILES:
            result = known_transfers.count_ward(rule, f"droop/{name}", known_transfers.DROOP_LOT)
            difference = known_transfers.decision_difference(rule, name, result)
            yield Row(f"droop/{name}", rule, "Droop's reference", difference)


def runoffs() -> Iterator[Row]:
    """Burlington 2009 under three readings of overvotes, and RCTab's regression elections."""
    for overvote in known_runoffs.READINGS:
        result = known_runoffs.count_burlington(overvote)
        difference = known_runoffs.burlington_difference(overvote, result)
        last = sorted(told_rounds(result)[-1]["votes"].values(), reverse=True)
        told = "ends " + " to ".join(f"{number:,}" for number in last)
        yield Row("Burlington_2009", f"irv {overvote}", "published rounds", difference, told)
    for folder in known_runoffs.RCTAB:
        result = known_runoffs.count_rctab(folder)
        difference = known_runoffs.rctab_difference(folder, result)
        told = f"{len(told_rounds(result))} rounds"
        yield Row(f"rctab/{folder}", "irv", "RCTab's report", difference, told)


def rows(words: list[str]) -> Iterator[Row]:
    """Every row, or those of elections that hold one of the words."""
    for name in known_budgets.names():
        if not words or any(word in name for word in words):
            yield from budgets(name)
    for row in (*transfers(), *runoffs()):
        if not words or any(word in row.election for word in words):
            yield row


def line(row: Row) -> str:
    """A row as it is printed."""
    verdict = "agrees"
    if row.difference:
        verdict = f"DIFFERS: {row.difference}: {row.explanation or 'NOT EXPLAINED'}"
    remark = f" ({row.remark})" if row.remark else ""
    return f"{row.election[:44]:44} {row.variant:52} {row.source:18} {verdict}{remark}"


def main() -> int:
    """Print the table; 1 where a disagreement has no explanation, or nothing was compared."""
    if not DATA.exists():
        print(ABSENT)
        return 1
    compared = []
    for row in rows(sys.argv[1:]):
        compared.append(row)
        print(line(row), flush=True)
    agree = sum(not row.difference for row in compared)
    unexplained = sum(row.unexplained for row in compared)
    print(f"{len(compared)} outcomes: {agree} agree, {len(compared) - agree} differ, ", end="")
    print(f"{unexplained} of them without an explanation.")
    print("Not compared:", *(f"  {what}: {why}." for what, why in NOT_OURS), sep="\n")
    return 1 if unexplained or not compared else 0


if __name__ == "__main__":
    sys.exit(main())
