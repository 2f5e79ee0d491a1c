"""Residents decide both sides of a budget: from the file to the result that anyone can check."""

import csv
import json
from collections import Counter
from contextlib import AsyncExitStack
from pathlib import Path

import aiohttp
import pytest
from budget_hall import (
    LAST,
    POLL,
    QUESTION,
    archive_of,
    budget_of,
    cast,
    fields_of,
    given_a_city,
    given_budgets,
    second_verdict,
    wrong_in,
)
from given_a_central import central_at
from journey import Running, counting_over, load, start_kiosk

from kiosk.actions.log.send_records import send_records
from kiosk.audit.examination import examine
from kiosk.domain.ballot import in_order
from kiosk.domain.count.contract import contest_of, merge
from kiosk.domain.count.rules import RULES
from kiosk.proof.archive import read_archive

RULE_NAMES = ("most-backed", "average", "shares")
BUDGETS = Path(__file__).parents[3] / "shared" / "data" / "budgets"
HEAD = ("id", "side", "group", "name", "last_year")
SECOND = Path(__file__).resolve().parents[1] / "proof" / "second_verifier.py"


async def answer(running: Running, what: str) -> dict[str, object]:
    status, text = await running.get(f"/api/v1/polls/{POLL}/{what}")
    assert status == 200, text
    found: dict[str, object] = json.loads(text)
    return found


@pytest.mark.parametrize("rule", RULE_NAMES)
async def test_the_result_is_what_the_ballots_give_and_the_archive_holds(
    tmp_path: Path, rule: str
) -> None:
    async with AsyncExitStack() as stack:
        running = await given_a_city(tmp_path, stack, rule=rule)
        await given_budgets(running, 31)
        await running.chair(POLL, "publish")
        asked = running.kiosk.hall.sitting.poll(POLL).questions[0]
        ballots = merge([(), *(in_order(budget_of(number).items()) for number in range(1, 31))])
        contest = contest_of(asked, next(iter(RULES[rule].shapes)), lot=("roads",))
        expected = RULES[rule].count(contest, ballots, {})

        told = await answer(running, "result")

        scores = told["questions"][QUESTION]["scores"]  # type: ignore[index]
        assert scores == dict(expected.scores)
        archive = await archive_of(running, tmp_path)
        checks = list(examine(read_archive(archive.read_bytes())))
        assert [check.sentence for check in checks if not check.holds] == []
        assert second_verdict(archive).stdout == "Everything holds.\n"
        assert any("counted again from its answers" in one.sentence.wording for one in checks)


async def test_a_cut_to_a_right_is_flagged_with_the_questions_to_ask(tmp_path: Path) -> None:
    async with AsyncExitStack() as stack:
        running = await given_a_city(tmp_path, stack)
        for _ in range(3):
            wish = fields_of(LAST | {"library": 14, "roads": 82, "fees": 28})
            _, page = await cast(running, await running.card(""), wish)
            assert "Your vote is cast" in page
        _, ballot = await running.get(f"/card/{await running.card('')}/poll/{POLL}")
        await running.chair(POLL, "close")
        await running.chair(POLL, "publish")
        _, page = await running.get(f"/results/{POLL}")

        cuts = page.split("Cuts to rights")[-1].split("</table>")[0]
        cells = ("Library", "Education", "gets less than last year", "$900,000", "$700,000")
        assert [cell for cell in cells if cell not in cuts] == []
        assert "Roads" not in cuts  # it gets more, and serves no right
        assert page.count("Is there a pressing reason?") == 1
        assert "It serves: Education" in ballot


async def test_no_byte_that_is_published_holds_a_whole_budget(tmp_path: Path) -> None:
    async with AsyncExitStack() as stack:
        running = await given_a_city(tmp_path, stack, top='trackers = "open"')
        await given_budgets(running, 31)
        await running.chair(POLL, "publish")
        told = await answer(running, "ballots")

        tables = dict(told["tables"]["lines"])  # type: ignore[index]
        assert set(tables) == set(LAST)
        assert all(sum(number for _, number in table) == 30 for table in tables.values())
        roads = Counter(budget_of(number)["roads"] for number in range(1, 31))
        assert tables["roads"] == [list(pair) for pair in sorted(roads.items())]
        assert "ballots" not in told
        texts = {json.dumps(in_order(budget_of(number).items())) for number in range(1, 31)}
        held = (await archive_of(running, tmp_path)).read_text("utf-8").replace(",", ", ")
        assert not any(text in held for text in texts)
        assert (await running.get(f"/api/v1/polls/{POLL}/openings"))[0] != 200
        _, page = await running.get(f"/results/{POLL}")
        assert "A whole budget could be recognised, so only tables are shown." in page


async def test_where_few_vote_not_even_tables_are_published(tmp_path: Path) -> None:
    async with AsyncExitStack() as stack:
        running = await given_a_city(tmp_path, stack)
        await given_budgets(running, 12)
        await running.chair(POLL, "publish")

        assert await answer(running, "ballots") == {
            "poll": POLL, "withheld": True, "questions": {}
        }  # fmt: skip
        archive = await archive_of(running, tmp_path)
        checks = list(examine(read_archive(archive.read_bytes())))
        assert wrong_in(archive) == []
        assert second_verdict(archive).returncode == 0
        assert any("was not counted again" in one.sentence.wording for one in checks)


async def test_blank_ballots_hide_no_budget_in_the_tables(tmp_path: Path) -> None:
    async with AsyncExitStack() as stack:
        running = await given_a_city(tmp_path, stack)
        await given_budgets(running, 20)  # one of them is blank
        await running.chair(POLL, "publish")

        assert "tables" not in await answer(running, "ballots")
        archive = await archive_of(running, tmp_path)
        assert wrong_in(archive) == []
        assert second_verdict(archive).returncode == 0


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"roads": 82}, "You are $100,000 short. Raise more, or spend less."),
        ({"fees": 34}, "$200,000 is left over. Spend it, or raise less."),
        ({"roads": 101, "tax": 121}, "This form does not fit the question."),
    ],
)
async def test_a_ballot_that_does_not_fit_leaves_the_card_unspent(
    tmp_path: Path, change: dict[str, int], said: str
) -> None:
    async with AsyncExitStack() as stack:
        running = await given_a_city(tmp_path, stack)
        code = await running.card("")

        status, page = await cast(running, code, fields_of(LAST | change))

        assert status == 422
        assert said in page
        assert running.kiosk.hall.sitting.box.cast_number(POLL) == 0
        assert "Your vote is cast" in (await cast(running, code, fields_of(LAST)))[1]


async def test_the_rest_is_spread_without_any_script_and_then_it_can_be_cast(
    tmp_path: Path,
) -> None:
    async with AsyncExitStack() as stack:
        running = await given_a_city(tmp_path, stack)
        path = f"/card/{await running.card('')}/poll/{POLL}"
        asked = (("asked", QUESTION), *fields_of(LAST | {"parks": 24}))

        _, short = await running.post(path, *asked, ("step", "stay"))
        _, even = await running.post(path, *asked, ("step", "change:revenue"))
        _, review = await running.get(f"{path}?question=review")

        assert "$200,000 short" in short
        assert "$200,000 short" not in even
        assert ">Balanced<" in even
        assert "Property tax: $150,000 more. Now $5,150,250." in review
        assert "Fees: $50,000 more. Now $1,550,000." in review
        assert "Parks: $200,000 more. Now $1,200,000." in review
        assert "2 lines stay as last year." in review
        assert "Cast my vote" in review


async def test_after_a_restart_the_same_budget_is_counted_again(tmp_path: Path) -> None:
    async with AsyncExitStack() as stack:
        running = await given_a_city(tmp_path, stack)
        await given_budgets(running, 24)
        await running.chair(POLL, "publish")
        before = await answer(running, "result")
        await running.stop()

        again = await start_kiosk(running.data)
        stack.push_async_callback(again.stop)
        await counting_over(again)

        assert await answer(again, "result") == before
        assert again.kiosk.hall.sitting.altered == set()


@pytest.mark.parametrize("rule", RULE_NAMES)
async def test_central_counts_the_tables_again_and_shows_the_budget(
    tmp_path: Path, rule: str
) -> None:
    async with AsyncExitStack() as stack:
        url = await stack.enter_async_context(central_at(tmp_path / "central.sqlite"))
        running = await given_a_city(tmp_path, stack, rule=rule)
        await given_budgets(running, 24)
        await running.chair(POLL, "publish")
        sent = await send_records(running.kiosk.hall.sitting.roll, url)
        assert sent.trouble == ""

        session = await stack.enter_async_context(aiohttp.ClientSession())
        async with session.get(f"{url}/api/v1/assemblies") as found:
            (meeting,) = (await found.json())["assemblies"]
        at = f"{url}{meeting['address']}/polls/{POLL}"
        async with session.get(at) as found:
            page = await found.text()
        async with session.get(f"{at}/ballots.json") as found:
            tables = (await found.json())["tables"]
        _, here = await running.get(f"/results/{POLL}")

        assert "The budget balances." in page
        assert tables == (await answer(running, "ballots"))["tables"]
        verdict = here.split('class="verdict"')[1].split("</p>")[0].split("<span>")[1]
        assert verdict in page


async def test_sixty_people_decide_a_real_citys_budget(tmp_path: Path) -> None:
    if not BUDGETS.exists():
        pytest.skip("the folder with real budgets is not here")
    example = json.loads(
        (BUDGETS / "expected" / "20-oakland-60-made-up-ballots.json").read_text("utf-8")
    )
    rows, settings = (
        list(csv.DictReader((BUDGETS / name).read_text("utf-8").splitlines()))
        for name in ("oakland-2015-16.csv", "oakland-2015-16-settings.csv")
    )
    own = {row["id"]: row for row in settings}
    with (tmp_path / "budget.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow((*HEAD, "step", "floor", "ceiling", "locked", "reason"))
        for row in rows:
            more = own[row["id"]]
            table.writerow(
                [row[key] for key in HEAD]
                + [more[key] for key in ("step", "floor", "ceiling", "locked", "lock_reason")]
            )
    toml = (
        'title = "Oakland"\ncurrency = "$"\ncards = "printed"\n[[poll]]\nid = "budget"\n'
        'title = "Budget"\n[[poll.question]]\nid = "money"\ntitle = "Money"\nkind = "two_sided"\n'
        'rule = "most-backed"\nlines = "budget.csv"\nunit = 100000\n'
    )
    (tmp_path / "assembly.toml").write_text(toml, encoding="utf-8")
    await load(tmp_path / "data", tmp_path / "assembly.toml")
    running = await start_kiosk(tmp_path / "data")
    async with AsyncExitStack() as stack:
        stack.push_async_callback(running.stop)
        await running.chair(POLL, "open")
        both = running.kiosk.hall.sitting.poll(POLL).questions[0].both_sides
        last = {line.id: line.last_year for line in both.free}
        for ballot in example["ballots"]:
            for _ in range(ballot["times"]):
                changes = ballot["changes"]
                amounts = {one: amount + changes.get(one, 0) for one, amount in last.items()}
                _, page = await cast(running, await running.card(""), fields_of(amounts, last=last))
                assert "Your vote is cast" in page
        await running.chair(POLL, "close")
        await running.chair(POLL, "publish")
        told = await answer(running, "result")

        scores = told["questions"][QUESTION]["scores"]  # type: ignore[index]
        expected = example["expected"]["most-backed"]["amounts"]
        assert {line.id: scores[line.id] - line.last_year for line in both.lines} == expected
