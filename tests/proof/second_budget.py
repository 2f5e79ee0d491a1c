"""Both sides of a budget for the second verifier, unit by unit, from their description alone."""

from fractions import Fraction
from itertools import pairwise


def table_faults(poll, closing, least):
    """What is wrong with the tables of a budget, where there are any."""
    (question,), wishes = poll["questions"], closing["wishes"]
    if not closing["withheld"] or closing["tallies"]:
        yield f"{poll['id']}: whole budgets are published"
    elif (wishes is not None) is not (len(closing["commitments"]) - closing["blank"] >= least):
        yield f"{poll['id']}: tables are withheld or published against the meeting's rule"
    elif wishes is not None:
        lines = [one for one in question["both_sides"]["lines"] if one["floor"] != one["ceiling"]]
        number = len(closing["commitments"]) - closing["blank"]
        if [name for name, _ in wishes["lines"]] != [one["id"] for one in lines]:
            yield f"{poll['id']}: the tables are of other lines"
            return
        for line, (_, table) in zip(lines, wishes["lines"], strict=True):
            if not fits(table, number) or not all(
                line["floor"] <= amount <= line["ceiling"] for amount, _ in table
            ):
                yield f"{line['id']}: the table does not fit the ballots"
        if not fits(wishes["totals"], number):
            yield f"{poll['id']}: the totals do not fit the ballots"


def balances(question, scores):
    """Whether the stated amounts are a budget; of any other question nothing is said."""
    if not (both := question.get("both_sides")):
        return True
    sums = {"spending": 0, "revenue": both["opening"]}
    for line in both["lines"]:
        if not line["floor"] <= scores.get(line["id"], line["floor"] - 1) <= line["ceiling"]:
            return False
        sums[line["side"]] += scores[line["id"]]
    return sums["spending"] == sums["revenue"] and len(scores) == len(both["lines"])


def fits(table, number):
    rising = all(one[0] < other[0] for one, other in pairwise(table))
    return rising and sum(n for _, n in table) == number and all(n > 0 for _, n in table)


def count_tables(question, wishes, lot):
    """The amount of each line by the question's rule; None where nobody made a budget."""
    both, tables = question["both_sides"], dict(wishes["lines"])
    if not wishes["totals"]:
        return None
    for line in both["lines"]:
        tables.setdefault(line["id"], [[line["floor"], voters(wishes["totals"])]])
    out, into = ([x for x in both["lines"] if x["side"] == s] for s in ("spending", "revenue"))
    how = {"most-backed": backed, "average": averaged, "shares": shared}[question["rule"]]
    return how((out, into, both["opening"]), tables, wishes["totals"], lot)


def voters(totals):
    return sum(n for _, n in totals)


def asked(table, amount):
    return sum(n for wish, n in table if wish >= amount)


def backed(sides, tables, totals, lot):
    out, into, opening = sides

    def units(lines):
        found = [asked(tables[x["id"]], k) for x in lines
                 for k in range(x["floor"] + 1, x["ceiling"] + 1)]  # fmt: skip
        return sorted(found, reverse=True)

    floors = [sum(x["floor"] for x in lines) for lines in (out, into)]
    total = low = max(floors[0], floors[1] + opening)
    best, other = units(out)[total - floors[0] :], units(into)[total - opening - floors[1] :]
    for one, two in zip(best, other, strict=False):
        if one + two < voters(totals):
            break
        total += 1
        low = total if one + two > voters(totals) else low
    last = sum(x["last_year"] for x in out)
    total = min(max(last, low), total)
    amounts: dict[str, int] = {}
    for lines, wanted in ((out, total), (into, total - opening)):
        now = {x["id"]: x["floor"] for x in lines}
        for _ in range(wanted - sum(now.values())):
            open_ones = [x for x in lines if now[x["id"]] < x["ceiling"]]
            pick = min(open_ones, key=lambda x: (
                -asked(tables[x["id"]], now[x["id"]] + 1),
                now[x["id"]] - x["last_year"], lot[x["id"]]))  # fmt: skip
            now[pick["id"]] += 1
        amounts |= now
    return amounts


def averaged(sides, tables, totals, lot):
    out, into, opening = sides
    mean = {name: Fraction(sum(a * n for a, n in t), voters(totals)) for name, t in tables.items()}
    exact, last = sum(mean[x["id"]] for x in out), sum(x["last_year"] for x in out)
    down = exact.numerator // exact.denominator
    rest = exact - down
    up = rest > Fraction(1, 2) or (rest == Fraction(1, 2) and last > down)
    amounts: dict[str, int] = {}
    for lines, wanted in ((out, down + up), (into, down + up - opening)):
        now = {x["id"]: mean[x["id"]].numerator // mean[x["id"]].denominator for x in lines}
        order = sorted(lines, key=lambda x: (
            now[x["id"]] - mean[x["id"]], now[x["id"]] - x["last_year"], lot[x["id"]]
        ))  # fmt: skip
        for line in order[: wanted - sum(now.values())]:
            now[line["id"]] += 1
        amounts |= now
    return amounts


def shared(sides, tables, totals, lot):
    out, into, opening = sides
    spent = [amount for amount, n in totals for _ in range(n)]
    low, high = spent[(len(spent) - 1) // 2], spent[len(spent) // 2]
    total = min(max(sum(x["last_year"] for x in out), low), high)
    amounts: dict[str, int] = {}
    for lines, wanted in ((out, total), (into, total - opening)):
        now = {x["id"]: x["floor"] for x in lines}

        def cost(x, now=now):
            above, backers = now[x["id"]] + 1 - x["floor"], asked(tables[x["id"]], now[x["id"]] + 1)
            first = (0, Fraction(above, backers)) if backers else (1, above)
            return (*first, now[x["id"]] - x["last_year"], lot[x["id"]])

        for _ in range(wanted - sum(now.values())):
            pick = min((x for x in lines if now[x["id"]] < x["ceiling"]), key=cost)
            now[pick["id"]] += 1
        amounts |= now
    return amounts
