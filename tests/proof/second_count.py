"""The counting rules of the second verifier, written from their description alone."""

from fractions import Fraction
from hashlib import sha256

SHAPES = {"yes_no": "one", "choose_one": "one", "approve": "some", "budget": "some"}
SHAPES |= {
    "consent": "one",
    "temperature": "one",
    "points": "points",
    "score": "points",
    "rank": "ranking",
}


def drawn_lot(question, closing):
    options, seed = [o["id"] for o in question["options"]], " ".join(closing["seed"].split())
    drawn = sorted(options, key=lambda o: sha256(f"{seed}\n{o}".encode()).digest())
    return {option: (drawn.index(option) if seed else 0, option) for option in options}


def recount(question, papers, closing):
    shape, given = SHAPES.get(question["kind"]), dict(question["settings"])
    if shape is None:
        return None  # a kind that this program does not know
    rule, costs = question["rule"], {o["id"]: Fraction(o["cost"]) for o in question["options"]}
    seed, top = " ".join(closing["seed"].split()), question["most"] or len(costs)
    lot = drawn_lot(question, closing)

    def worth(how, number):
        return {"points": number, "positional": max(0, top + 1 - number)}.get(how, 1)

    def weigh(how):
        return {o: sum(worth(how, n) for m in papers for p, n in m if p == o) for o in costs}

    votes, by_shape = weigh("votes"), {"points": "points", "ranking": "positional"}.get(shape)
    passed, plain, score = None, {None, "no", "none"}, given.get("score", "by-shape")
    scores = weigh(by_shape if score == "by-shape" else score)
    if rule == "majority":
        scores, passed = votes, carried(given, votes, len(papers), closing)
        winners = ["yes"] if passed else []
    elif rule in ("plurality", "approval", "points"):
        scores, seats = weigh("points" if rule == "points" else "votes"), question["seats"]
        winners = sorted((o for o in costs if scores[o]), key=lambda o: -scores[o])
        edge = [scores[o] for o in winners][seats - 1 : seats + 1]
        tied = len(edge) == 2 and edge[0] == edge[1] and edge[0]  # for the last seat
        winners = sorted(winners, key=lambda o: (-scores[o], scores[o] == tied and lot[o]))[:seats]
    elif rule == "irv" and given.get("batch", "no") == "no":
        winners, scores = runoff([[o for o, _ in marks] for marks in papers], costs, lot, seed)
    elif rule == "greedy":
        winners = greedy(given, scores, costs, lot, Fraction(question["budget"]))
    elif rule == "equal-shares" and plain >= {given.get("completion"), given.get("comparison")}:
        how, scores = given.get("utility", "cost"), weigh(by_shape)
        free = {o for o in costs if not costs[o] and (scores if how == "positional" else votes)[o]}
        price = costs if how == "cost" else {}
        utility = [{o: price.get(o) or worth(how, n) for o, n in m if costs[o]} for m in papers]
        share = Fraction(question["budget"]) / max(1, len(papers))
        share = Fraction(int(share)) if given.get("start") == "integral" else share
        winners = sorted(free, key=lot.get)
        winners += shares(utility, [share] * len(papers), costs, lambda o: (-votes[o], lot[o]))
    else:
        return None
    spent = sum(costs[o] for o in winners) if rule in ("greedy", "equal-shares") else None
    cost = str(spent) if spent is not None and spent != int(spent) else spent and int(spent)
    return {"winners": winners, "passed": passed, "cost": cost, "scores": scores}


def carried(given, votes, ballots, closing):
    bases = closing | {"cast": votes["yes"] + votes.get("no", 0), "ballots": ballots}
    main = ">=" * (given.get("at-least") == "yes") + given.get("threshold", "1/2")
    main += ":" + given.get("base", "cast")
    for condition in filter(None, map(str.strip, [main, *given.get("also", "").split(",")])):
        share, base = condition.removeprefix(">=").split(":")
        over = votes["yes"] - Fraction(share) * bases[base]
        if not bases[base] or over < 0 or (over == 0 and not condition.startswith(">=")):
            return False
    quorum, base = int(given.get("quorum", 0)), given.get("quorum-base", "present")
    return not quorum or bases[base] >= quorum


def greedy(given, scores, costs, lot, left):
    funded, least = [], max(1, int(given.get("threshold", 0)))
    per = {o: costs[o] if given.get("per-cost") == "yes" and costs[o] else 1 for o in costs}
    rank = {o: (costs[o] > 0, -Fraction(scores[o]) / per[o], costs[o], lot[o]) for o in costs}
    for option in sorted((o for o in costs if scores[o] >= least), key=rank.get):
        if costs[option] <= left:
            funded, left = [*funded, option], left - costs[option]
        elif given.get("no-skip") == "yes":
            break
    return funded


def shares(utility, money, costs, then):
    bought = []
    while True:
        rates = {}
        for option in {o for voter in utility for o in voter} - set(bought):
            rest = costs[option]
            payers = [(m, v[option]) for m, v in zip(money, utility, strict=True) if v.get(option)]
            while payers:
                rate = rest / sum(u for _, u in payers)
                poor = [(m, u) for m, u in payers if m < rate * u]
                rest -= sum(m for m, _ in poor)
                payers = [payer for payer in payers if payer not in poor]
                if not poor:
                    rates[option], payers = rate, []
        if not rates:
            return bought
        best = min(rates, key=lambda o: (rates[o], costs[o], *then(o)))
        paid = [rates[best] * voter.get(best, 0) for voter in utility]
        money = [max(Fraction(0), m - due) for m, due in zip(money, paid, strict=True)]
        bought.append(best)


def runoff(papers, options, lot, seed):
    rounds, standing = [], list(options)
    while True:
        tops = [next((o for o in paper if o in standing), None) for paper in papers]
        votes = {option: tops.count(option) for option in standing}
        if not any(votes.values()):
            return [], votes
        best, least = max(votes.values()), min(votes.values())
        last_two = len(votes) == 2 and best == least
        left = [option for option in standing if votes[option] == (best if last_two else least)]
        for earlier in reversed(rounds) if least or last_two else ():
            edge = (max if last_two else min)(earlier[option] for option in left)
            left = [option for option in left if earlier[option] == edge]
        rounds.append(votes)
        if last_two or 2 * best > sum(votes.values()):
            return [min(left, key=lot.get) if last_two else max(votes, key=votes.get)], votes
        out = left if not least and not seed else [max(left, key=lot.get)]
        standing = [option for option in standing if option not in out]
