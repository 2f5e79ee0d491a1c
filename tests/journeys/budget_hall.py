"""A meeting about both sides of a small city's budget, whose voters are played in turn."""

import subprocess
import sys
from contextlib import AsyncExitStack
from pathlib import Path

from journey import Running, load, start_kiosk

from kiosk.actions.log import write_archive as keep
from kiosk.audit.examination import examine
from kiosk.audit.finding import Finding
from kiosk.domain.sentence import Sentence
from kiosk.kiosk_app import device_key
from kiosk.proof.archive import read_archive

POLL, QUESTION = "budget", "money"
BUDGET = """id,side,group,name,name (es),last_year,step,floor,ceiling,locked,reason,right,who_pays
roads,spending,Streets,Roads,Calles,4000250,100000,3000250,5000250,,,,
parks,spending,People,Parks,Parques,1000000,100000,500000,1700000,,,healthy environment,
library,spending,People,Library,Biblioteca,900000,50000,500000,1300000,,,education,
debt,spending,Other,Debt,Deuda,600000,,,,yes,The law says so,,
tax,revenue,Taxes,Property tax,Impuesto,5000250,100000,4000250,6000250,,,,owners of homes
fees,revenue,Fees,Fees,Tasas,1500000,50000,1000000,2000000,,,,users
"""
MEETING = f"""
title = "City assembly"
languages = ["en", "es"]
currency = "$"
cards = "printed"
{{top}}

[[poll]]
id = "{POLL}"
title = "Our budget"
[[poll.question]]
id = "{QUESTION}"
title = "Our city’s money"
kind = "two_sided"
rule = "{{rule}}"
lines = "budget.csv"
"""
LAST = {"roads": 80, "parks": 20, "library": 18, "tax": 100, "fees": 30}
"""Last year's amounts in units of 50,000."""

SECOND = Path(__file__).resolve().parents[1] / "proof" / "second_verifier.py"

Fields = tuple[tuple[str, str], ...]


def budget_of(number: int) -> dict[str, int]:
    """The balanced budget that this voter alone has, in units; every seventh keeps last year's."""
    more = number % 7
    if not more:
        return LAST
    take = number % 5
    return LAST | {"roads": 80 - take, "library": 18 + take - more, "parks": 20 + 2 * more,
                   "fees": 30 + more}  # fmt: skip


def fields_of(amounts: dict[str, int], *, last: dict[str, int] = LAST) -> Fields:
    """The form of a ballot; whoever changes nothing says that last year's budget is meant."""
    given = tuple((f"{QUESTION}.{line}", str(amount)) for line, amount in amounts.items())
    return (*given, (f"{QUESTION}..keep", "yes")) if amounts == last else given


async def given_a_city(
    folder: Path, stack: AsyncExitStack, *, rule: str = "most-backed", top: str = ""
) -> Running:
    """The meeting is loaded, and its poll is open."""
    file = folder / "assembly.toml"
    file.write_text(MEETING.format(rule=rule, top=top), encoding="utf-8")
    (folder / "budget.csv").write_text(BUDGET, encoding="utf-8")
    await load(folder / "data", file)
    running = await start_kiosk(folder / "data")
    stack.push_async_callback(running.stop)
    await running.chair(POLL, "open")
    return running


async def given_budgets(running: Running, number: int) -> None:
    """So many people vote, the first of them with a blank ballot, and the poll is closed."""
    for place in range(number):
        fields = fields_of(budget_of(place)) if place else ()
        status, page = await cast(running, await running.card(""), fields)
        assert status == 200
        assert "Your vote is cast" in page
    _, page = await running.chair(POLL, "close", ("lot", "3 1 6 6 2 4 1 5 2 6"))
    assert POLL in running.kiosk.hall.sitting.results, page


async def cast(running: Running, code: str, fields: Fields) -> tuple[int, str]:
    """A ballot of a phone is sent."""
    return await running.post(f"/card/{code}/poll/{POLL}", *fields, ("step", "cast"))


async def archive_of(running: Running, folder: Path) -> Path:
    """The meeting's archive as a file."""
    sitting = running.kiosk.hall.sitting
    assert sitting.folder is not None
    out = folder / "city.archive"
    await keep.write_archive(sitting.folder, device_key(running.data), out)
    return out


def wrong_in(archive: Path) -> list[Sentence]:
    """What the first verifier finds wrong."""
    checks = examine(read_archive(archive.read_bytes()))
    return [check.sentence for check in checks if check.finding is Finding.WRONG]


def second_verdict(archive: Path) -> subprocess.CompletedProcess[str]:
    """What the second verifier says."""
    return subprocess.run(
        [sys.executable, SECOND, archive], capture_output=True, text=True, check=False
    )
