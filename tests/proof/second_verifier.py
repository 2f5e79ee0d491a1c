"""A second verifier of archives, written from their description alone: it shares no code.

``python second_verifier.py FILE [--key WORDS or hex]``. Described in ``kiosk/ARCHITECTURE.md``.
"""

import json
import re
import sys
from argparse import ArgumentParser
from contextlib import suppress
from fractions import Fraction
from hashlib import sha256
from pathlib import Path

from nacl import exceptions, signing

HEX, LAST, LOG = "[0-9a-f]{64}", ',"signature":"XX"}', '"log":"[^"]*"'
WHOLE = (
    '{"device":"X","format":"assembly-kiosk archive 1","head":"X",' + LOG + ',"records":{}' + LAST
)
RECORD = '{"device":"X","kind":"[^"]*",' + LOG + ',"payload":{},"prev":"X","seq":[0-9]+' + LAST
WORDS = Path(__file__).parents[2] / "kiosk" / "proof" / "words.py"
SHAPES = {"yes_no": "one", "choose_one": "one", "approve": "some", "budget": "some"}
SHAPES |= {"points": "points", "rank": "ranking"}


def canonical(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(tag, *parts):
    return sha256(b"".join(len(p).to_bytes(8, "big") + p for p in (tag.encode(), *parts))).digest()


def signed(key, tag, mark, said):
    with suppress(exceptions.CryptoError, ValueError):
        return signing.VerifyKey(bytes.fromhex(key)).verify(digest(tag, said), bytes.fromhex(mark))


def merkle(leaves):
    if len(leaves) < 2:
        return sha256(b"".join(b"\x00" + leaf for leaf in leaves)).digest()
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return sha256(b"\x01" + merkle(leaves[:split]) + merkle(leaves[split:])).digest()


def read(content):
    archive = json.loads(content.decode("utf-8"))
    forms = [(archive | {"records": {}}, WHOLE)]
    forms += [(one | {"payload": {}}, RECORD) for one in archive["records"]]
    fits = (re.fullmatch(form.replace("X", HEX), canonical(v).decode()) for v, form in forms)
    if canonical(archive) != content or not all(fits):
        raise ValueError("this is not the canonical form of this format")
    return archive


def chain(archive, named):
    prev, told = "0" * 64, re.sub("[^0-9a-z]", "", (named or "").lower())
    if named is not None and told != archive["device"]:
        eight = digest("kiosk key fingerprint 1", bytes.fromhex(archive["device"]))[:8]
        if told != "".join(WORDS.read_text().split('"""')[3].split()[byte] for byte in eight):
            yield "this is not the kiosk that was named"
    for number, one in enumerate(archive["records"], start=1):
        body = canonical({name: one[name] for name in one if name != "signature"})
        if (one["device"], one["log"]) != (archive["device"], archive["log"]):
            yield f"record {number} is of another kiosk or log"
        if not signed(one["device"], "kiosk record signature 1", one["signature"], body):
            yield f"the signature of record {number} is wrong"
        if one["seq"] != number or one["prev"] != prev:
            yield f"record {number} is not in its place"
        prev = digest("kiosk record 1", body, bytes.fromhex(one["signature"])).hex()
    whole = archive | {"records": len(archive["records"])}
    under = "kiosk archive signature 1", whole.pop("signature"), canonical(whole)
    if archive["head"] != prev or not signed(archive["device"], *under):
        yield "the archive does not end as it was signed"


def opens(poll, promise, text, opening):
    parts = poll.encode(), text.encode(), bytes.fromhex(opening)
    return digest("kiosk ballot commitment 1", *parts).hex() == promise


def box(closing, trackers, lot):
    poll, promises, openings = closing["poll"], closing["commitments"], closing["openings"]
    texts, cast = [text for text, _ in closing["ballots"]], sum(n for _, n in closing["ballots"])
    if " ".join(re.findall("[0-9A-Za-z]+", lot)) != closing["seed"]:
        yield f"{poll}: the lot is not the one that was typed"
    if texts != sorted(set(texts)) or promises != sorted(set(promises)):
        yield f"{poll}: ballots or commitments are doubled or not sorted"
    if not cast == closing["cards_spent"] == len(promises):
        yield f"{poll}: ballots, cards and commitments differ in number"
        return
    if merkle([bytes.fromhex(one) for one in promises]).hex() != closing["root"]:
        yield f"{poll}: the root is not that of the commitments"
    if openings:
        shown = [text for text, copies in closing["ballots"] for _ in range(copies)]
        if trackers != "open" or sorted(text for text, _ in openings) != shown:
            yield f"{poll}: the openings show other ballots, or should not be there"
        elif not all(opens(poll, p, *o) for p, o in zip(promises, openings, strict=True)):
            yield f"{poll}: an opening does not fit"


def sampled(opened, closing):
    poll, size, openings = opened["poll"], len(closing["commitments"]), opened["openings"]
    dice, root, places, draw = opened["dice"], closing["root"], set(), 0
    while len(places) < min(10, size // 4):
        parts = dice.encode(), bytes.fromhex(root), draw.to_bytes(8, "big")
        value, draw = int.from_bytes(digest("kiosk sample 1", *parts), "big"), draw + 1
        places |= {value % size} if value < 2**256 - 2**256 % size else set()
    if not re.fullmatch("[1-6]( [1-6]){9}", dice) or [at for at, *_ in openings] != sorted(places):
        yield f"{poll}: the dice do not choose these ballots"
    elif not {text for _, text, _ in openings} <= set(dict(closing["ballots"])):
        yield f"{poll}: an opened ballot was not published"
    elif not all(opens(poll, closing["commitments"][at], *rest) for at, *rest in openings):
        yield f"{poll}: an opened ballot does not fit its commitment"


def results(closing, poll):
    ids = [question["id"] for question in poll["questions"]]
    ballots = [(json.loads(text), copies) for text, copies in closing["ballots"]]
    forms = [canonical(choices).decode() for choices, _ in ballots]
    answered = [[name for name, _ in choices] for choices, _ in [*ballots, (closing["results"], 1)]]
    if forms != [text for text, _ in closing["ballots"]] or any(each != ids for each in answered):
        yield f"{poll['id']}: a ballot or the results answer other questions, or in another form"
        return
    for question, (name, stated) in zip(poll["questions"], closing["results"], strict=True):
        papers = [[*map(tuple, dict(one)[name])] for one, n in ballots for _ in range(n)]
        known, named = {o["id"] for o in question["options"]}, [[o for o, _ in m] for m in papers]
        if not all(len(set(one)) == len(one) and set(one) <= known for one in named):
            yield f"{name}: a ballot does not fit the question"
        elif (found := recount(question, papers, closing)) is None:
            yield f" {name}: not counted again (rule {question['rule']})"
        else:
            found |= {"rule": question["rule"], "counted": len(papers), "rejected": 0}
            found |= {"blank": sum(not marks for marks in papers), "ties": stated["ties"]}
            if found != stated:
                yield f"{name}: counted again, another result"


def recount(question, papers, closing):
    shape, given = SHAPES[question["kind"]], dict(question["settings"])
    rule, costs = question["rule"], {o["id"]: Fraction(o["cost"]) for o in question["options"]}
    seed, top = " ".join(closing["seed"].split()), question["most"] or len(costs)
    drawn = sorted(costs, key=lambda o: sha256(f"{seed}\n{o}".encode()).digest())
    lot = {option: (drawn.index(option) if seed else 0, option) for option in costs}

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


def statements(archive):
    assembly, polls, closed, seen, lots, loaded, kind = None, {}, {}, set(), {}, None, None
    for one in archive["records"]:
        loaded = one["prev"] if kind == "assembly" else loaded
        kind, said, poll = one["kind"], one["payload"], one["payload"].get("poll")
        what, facts = (said["what"], dict(said.get("facts", ()))) if kind == "event" else ("", {})
        lots |= {poll: str(facts.get("lot", ""))} if what == "lot-drawn" else {}
        if what == "poll-opened" and facts.get("assembly", loaded) != loaded:
            yield f"{poll} was opened with another meeting"
        elif kind == "assembly":
            before, polls, assembly = polls, {p["id"]: p for p in said["polls"]}, said
            if any(polls.get(name) != before.get(name) for name in closed):
                yield "a closed poll was changed afterwards"
        elif kind == "poll-closed":
            said = {"openings": []} | said
            if poll not in polls or poll in closed:
                yield f"{poll} is closed twice, or unknown"
            else:
                lot, trackers = lots.get(poll, said["seed"]), assembly.get("trackers", "closed")
                yield from [*box(said, trackers, lot)] or results(said, polls[poll])
            closed[poll] = said
        elif kind in ("poll-published", "ballots-opened"):
            if poll not in closed or (kind, poll) in seen:
                yield f"{poll}: {kind} twice, or before it was closed"
            elif kind == "ballots-opened":
                yield from sampled(said, closed[poll])
            seen |= {(kind, poll)}
    if assembly is None:
        yield "there is no assembly"


def findings(content, named=None):
    with suppress(
        ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RuntimeError
    ):
        archive = read(content)
        return [*chain(archive, named), *statements(archive)]
    return ["this is no archive, or something in it cannot be read"]


if __name__ == "__main__":
    asked = ArgumentParser(allow_abbrev=False)
    asked.add_argument("file", type=Path)
    asked.add_argument("--key")
    told = findings(asked.parse_args().file.read_bytes(), asked.parse_args().key)
    wrong, good = any(line[0] != " " for line in told), "What was checked" if told else "Everything"
    print(*told, "Something is wrong." if wrong else f"{good} holds.", sep="\n")
    sys.exit(wrong)
