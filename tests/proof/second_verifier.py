"""A second verifier of archives, written from their description alone: it shares no code.

``python second_verifier.py FILE [--key WORDS or hex]``. Described in ``kiosk/ARCHIVE.md``.
"""

import json
import re
import sys
from argparse import ArgumentParser
from contextlib import suppress
from fractions import Fraction
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

from nacl import exceptions, signing

sys.path.append(str(Path(__file__).parent))

from second_budget import balances, count_tables, table_faults
from second_count import SHAPES, drawn_lot, recount

HEX, LAST, LOG = "[0-9a-f]{64}", ',"signature":"XX"}', '"log":"[^"]*"'
WHOLE = (
    '{"device":"X","format":"assembly-kiosk archive 1","head":"X",' + LOG + ',"records":{}' + LAST
)
RECORD = '{"device":"X","kind":"[^"]*",' + LOG + ',"payload":{},"prev":"X","seq":[0-9]+' + LAST
WORDS = Path(__file__).parents[2] / "kiosk" / "proof" / "words.py"


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
    if archive["log"].startswith("trial-"):
        yield "this is the log of a trial: nothing in it counts"
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
    cast = len(promises) if closing["withheld"] else cast
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


def cards(closing, assembly, told):
    """At most each card that was made voted; of drawn ones only those of the list's people."""
    poll, out = closing["poll"], [told.get("cards")]
    if assembly.get("cards", "drawn") == "drawn" and closing["members"] is not None:
        out.append(told.get("given"))
    if not all(isinstance(number, int) for number in out):
        yield f" {poll}: not checked against the cards given out (the log does not tell them)"
    elif len(closing["commitments"]) > min(out):
        yield f"{poll}: more voted than cards were given out"


def withheld(closing, poll, least):
    if any(question["kind"] == "two_sided" for question in poll["questions"]):
        yield from table_faults(poll, closing, least)
        return
    promises, kinds = len(closing["commitments"]), [q["kind"] for q in poll["questions"]]
    single = [SHAPES.get(kind) == "one" for kind in kinds]
    tallies, blank = closing["tallies"], [one["blank"] for _, one in closing["results"]]
    if closing["withheld"] is not (promises < least and single != [True]):
        yield f"{poll['id']}: ballots are withheld or published against the meeting's rule"
    elif not closing["withheld"]:
        if tallies or closing["blank"]:
            yield f"{poll['id']}: there are tallies beside whole ballots"
    elif closing["ballots"] or closing["openings"]:
        yield f"{poll['id']}: withheld ballots are published"
    elif [name for name, _ in tallies] != [
        q["id"] for q, one in zip(poll["questions"], single, strict=True) if one
    ]:
        yield f"{poll['id']}: the tallies are of other questions"
    elif not 0 <= closing["blank"] <= min(blank) or closing["blank"] < min(blank) * (
        len(blank) == 1
    ):
        yield f"{poll['id']}: the blank ballots do not fit the results"
    else:
        for name, tally in tallies:
            marks = [[*map(tuple, each)] for each, _ in tally]
            rising = all(one < other for one, other in pairwise(marks))
            if sum(n for _, n in tally) != promises or not rising or any(n < 1 for _, n in tally):
                yield f"{name}: the tally does not fit the ballots"
            if any(len(each) > 1 or (each and each[0][1] != 1) for each in marks):
                yield f"{name}: an answer of the tally cannot be given"


def stated(question, closing, outcome):
    name, known = question["id"], {o["id"]: Fraction(o["cost"]) for o in question["options"]}
    winners, cost = outcome["winners"], outcome["cost"]
    options = [o for tie in outcome["ties"] for o in (*tie["options"], *tie["chosen"])]
    stated = {*winners, *outcome["scores"], *options} <= set(known)
    paid = cost is None or Fraction(cost) == sum(known[o] for o in winners if o in known)
    head = outcome["rule"], outcome["counted"], outcome["rejected"]
    same = head == (question["rule"], len(closing["commitments"]), 0)
    number = closing["blank"] <= outcome["blank"] <= outcome["counted"]
    number = number and balances(question, outcome["scores"])
    if not (stated and paid and same and number and len(set(winners)) == len(winners)):
        yield f"{name}: no such ballots can give this result"
    else:
        yield f" {name}: not counted again (few voted, so the ballots are withheld)"


def sampled(opened, closing):
    poll, size, openings = opened["poll"], len(closing["commitments"]), opened["openings"]
    if closing["withheld"]:
        yield f"{poll}: ballots were opened, though few voted"
        return
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
    if closing["wishes"]:
        yield from tables(closing, poll)
        return
    tallies = dict(closing["tallies"])
    for question, (name, outcome) in zip(poll["questions"], closing["results"], strict=True):
        if closing["withheld"] and name not in tallies:
            yield from stated(question, closing, outcome)
            continue
        whole = [(dict(one)[name], n) for one, n in ballots]
        given = tallies[name] if closing["withheld"] else whole
        papers = [[*map(tuple, marks)] for marks, n in given for _ in range(n)]
        known, named = {o["id"] for o in question["options"]}, [[o for o, _ in m] for m in papers]
        if not all(len(set(one)) == len(one) and set(one) <= known for one in named):
            yield f"{name}: a ballot does not fit the question"
        elif (found := recount(question, papers, closing)) is None:
            yield f" {name}: not counted again ({question['kind']}, rule {question['rule']})"
        else:
            found |= {"rule": question["rule"], "counted": len(papers), "rejected": 0}
            found |= {"blank": sum(not marks for marks in papers), "ties": outcome["ties"]}
            if found != outcome:
                yield f"{name}: counted again, another result"


def tables(closing, poll):
    (question,), ((name, outcome),) = poll["questions"], closing["results"]
    found = count_tables(question, closing["wishes"], drawn_lot(question, closing))
    head = {"rule": question["rule"], "counted": len(closing["commitments"]), "rejected": 0}
    head |= {"blank": closing["blank"], "winners": [], "passed": None, "cost": None}
    if found is None:
        yield f" {name}: not counted again (nobody made a budget)"
    elif head | {"scores": found, "ties": outcome["ties"]} != outcome:
        yield f"{name}: counted again, another result"


def statements(archive):
    assembly, polls, closed, seen, lots, loaded, kind = None, {}, {}, set(), {}, None, None
    out = {}
    for one in archive["records"]:
        loaded = one["prev"] if kind == "assembly" else loaded
        kind, said, poll = one["kind"], one["payload"], one["payload"].get("poll")
        what, facts = (said["what"], dict(said.get("facts", ()))) if kind == "event" else ("", {})
        lots |= {poll: str(facts.get("lot", ""))} if what == "lot-drawn" else {}
        out = {poll: facts} | out if what == "cards-counted" else out
        if what == "poll-opened" and facts.get("assembly", loaded) != loaded:
            yield f"{poll} was opened with another meeting"
        elif kind == "assembly":
            before, polls, assembly = polls, {p["id"]: p for p in said["polls"]}, said
            if any(polls.get(name) != before.get(name) for name in closed):
                yield "a closed poll was changed afterwards"
        elif kind == "poll-closed":
            said = {"openings": [], "withheld": False, "tallies": [], "blank": 0} | said
            said = {"wishes": None} | said
            if poll not in polls or poll in closed:
                yield f"{poll} is closed twice, or unknown"
            else:
                lot, trackers = lots.get(poll, said["seed"]), assembly.get("trackers", "closed")
                least = assembly.get("publish_from", 0)
                faults = [*box(said, trackers, lot), *withheld(said, polls[poll], least)]
                yield from faults or results(said, polls[poll])
                yield from cards(said, assembly, out.get(poll, {}))
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
