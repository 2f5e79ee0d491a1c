"""How long budget counts take, beside pabutools in one run.

    python tests/bench/bench_counts.py [PYTHON_WITH_PABUTOOLS]

pabutools 1.2.3 is never a dependency; give it an environment of its own:

    python3 -m venv ENV && ENV/bin/pip install pabutools==1.2.3
    python tests/bench/bench_counts.py ENV/bin/python

Both count only: reading the file is not in the seconds, the explanation is in ours. Both are
exact. Seconds are the processor's, so that other work on the machine changes little. A process of
pabutools that needs more than --limit seconds, reading included, is ended and shown as "over".
"""

import argparse
import gzip
import json
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "data" / "ballots"
Case = tuple[str, str, dict[str, str]]
Measured = tuple[float, int, list[str]]
CASES: tuple[Case, ...] = (
    ("Poland_Lodz_2022.pb.gz", "greedy", {}),
    ("Poland_Lodz_2022.pb.gz", "equal-shares", {}),
    ("Poland_Lodz_2022.pb.gz", "equal-shares", {"completion": "add1"}),
    ("Poland_Wroclaw_2015_150_-_500.pb.gz", "equal-shares", {}),
    ("Poland_Wroclaw_2015_150_-_500.pb.gz", "equal-shares", {"completion": "add1"}),
    ("Poland_Katowice_2023.pb.gz", "equal-shares", {"utility": "points", "completion": "add1"}),
    ("Poland_Warszawa_2023_Ursynow.pb.gz", "equal-shares", {"completion": "add1"}),
    (
        "Poland_Warszawa_2023_Ursynow.pb.gz",
        "equal-shares",
        {"completion": "add1", "stop": "until-overspend"},
    ),
)
EXPECTED = {
    ("cost", "none", "exhaustive"): "mes_cost",
    ("cost", "add1", "exhaustive"): "mes_cost_add1_stop_when_exhaustive_exact_start",
    ("cost", "add1", "until-overspend"): "mes_cost_add1_until_overspend_exact_start",
    ("points", "add1", "exhaustive"): "mes_points_add1_stop_when_exhaustive_exact_start",
}

OURS = """
import json, sys
from kiosk.domain.count.rules import RULES
from kiosk.domain.count.contract import contest_of
from kiosk.domain.count.settings import complete
from kiosk.domain.questions import KINDS
from kiosk.formats.budget_pb import read

def prepare(text, rule, given):
    file = read(text, file="bench.pb")
    contest = contest_of(file.question, KINDS[file.question.kind].shape)
    settings = complete(RULES[rule], given)
    return lambda: RULES[rule].count(contest, file.ballots, settings).winners
"""
THEIRS = """
import tempfile
from pabutools.election import parse_pabulib
from pabutools.election.satisfaction import Cardinality_Sat, Cost_Sat, Additive_Cardinal_Sat
from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares

def prepare(text, rule, given):
    with tempfile.NamedTemporaryFile("w", suffix=".pb", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        instance, profile = parse_pabulib(file.name)
    merged = profile.as_multiprofile()
    if rule == "greedy":  # by votes, as dividing cardinality by cost is all that it offers else
        count = lambda: greedy_utilitarian_welfare(instance, merged, sat_class=Cost_Sat)
    else:
        sat = Additive_Cardinal_Sat if given.get("utility") == "points" else Cost_Sat
        step = 1 if given.get("completion") == "add1" else None
        count = lambda: method_of_equal_shares(
            instance, merged, sat_class=sat, voter_budget_increment=step
        )
    return lambda: [project.name for project in count()]
"""
MEASURE = """
import json, resource, sys, time
text, rule, given, limit = json.load(sys.stdin)
resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
count = prepare(text, rule, given)
begun = time.process_time()
winners = list(count())
seconds = time.process_time() - begun
print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, winners]))
"""


RANKED = """
import sys, time
from kiosk.domain.assembly import Option
from kiosk.domain.count.rules import RULES
from kiosk.domain.count.contract import Contest, Shape
from kiosk.formats.ranked_blt import read

begun = time.process_time()
file = read(sys.stdin.read())
parsed = time.process_time()
contest = Contest(options=file.standing, shape=Shape.RANKING, seats=file.seats)
result = RULES["scottish-stv"].count(contest, file.ballots, {})
print(f"{parsed - begun:.3f} {time.process_time() - parsed:.3f}", *result.winners)
"""
WARD = "edinburgh_2017_ward12"


def measured(python: str, script: str, case: Case, limit: int) -> Measured | None:
    """Seconds, MiB at most and the winners, from a process of its own; None if over the limit."""
    name, rule, given = case
    content = (DATA / name).read_bytes()
    text = (gzip.decompress(content) if name.endswith(".gz") else content).decode()
    run = subprocess.run(
        [python, "-c", script + MEASURE],
        input=json.dumps([text, rule, given, limit]),
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    if run.returncode in {-signal.SIGXCPU, -signal.SIGKILL}:
        return None
    run.check_returncode()
    seconds, size, winners = json.loads(run.stdout.splitlines()[-1])
    return seconds, size, winners


def leith_walk() -> str:
    """A line on a Scottish ward: seconds to read and to count it, and whether it is right."""
    text = (DATA / f"{WARD}.blt").read_text("utf-8-sig")
    run = subprocess.run(
        [sys.executable, "-c", RANKED],
        input=text,
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    read, count, *winners = run.stdout.split()
    known = json.loads((DATA / "expected" / f"{WARD}.json").read_text("utf-8"))
    right = "" if winners == known["elected_in_order"] else "  WRONG"
    return f"{WARD} scottish-stv: counted in {count} s, read in {read} s{right}"


def expected(case: Case) -> list[str]:
    """The winners that the independent count found."""
    name, rule, given = case
    outcomes = json.loads((DATA / "expected" / f"{name.split('.pb')[0]}.json").read_text("utf-8"))
    variant = (
        given.get("utility", "cost"),
        given.get("completion", "none"),
        given.get("stop", "exhaustive"),
    )
    outcome = "greedy_by_score" if rule == "greedy" else EXPECTED[variant]
    return [*outcomes["outcomes"][outcome]["selected"]]


def main() -> None:
    """Print a line for each case, and the ratio where pabutools is there."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("python", nargs="?", help="a Python that has pabutools 1.2.3")
    parser.add_argument("--limit", type=int, default=150, help="seconds for one peer count")
    asked = parser.parse_args()
    print(f"{'file':36} {'rule':48} {'ours s':>8} {'MiB':>5} {'peer s':>8} {'MiB':>5} ratio")
    for case in CASES:
        name, rule, given = case
        ours = measured(sys.executable, OURS, case, limit=600)
        assert ours, f"{name} took longer than any count of ours may"
        right = "" if ours[2] == expected(case) else "  WRONG"
        line = f"{name[:36]:36} {' '.join([rule, *given.values()]):48} {ours[0]:8.2f} {ours[1]:5}"
        if asked.python and given.get("stop") is None:
            theirs = measured(asked.python, THEIRS, case, asked.limit)
            if theirs:
                same = "" if set(theirs[2]) == set(ours[2]) else "  (another set)"
                line += f" {theirs[0]:8.2f} {theirs[1]:5} {theirs[0] / ours[0]:.0f}{same}"
            else:
                line += f" {'over':>8} {'':5} more than {asked.limit / ours[0]:.0f}"
        print(line + right, flush=True)
    print(leith_walk())


if __name__ == "__main__":
    main()
