"""Examples of motions, proposals and sums that together tell every sentence of these rules."""

from typing import Any

from examples_told import Example

from kiosk.domain.count.contract import Shape

MOTION = "yes no abstain"
PROPOSAL = "agree stand-aside object block"


def _motion(title: str, ballots: str, *, options: str = MOTION, **given: str) -> Example:
    named = {key.replace("_", "-"): value for key, value in given.items()}
    numbers: dict[str, Any] = {
        key: int(named.pop(key)) for key in ("present", "members") if key in named
    }
    return Example(
        title=title,
        rule="majority",
        options=options,
        ballots=ballots,
        shape=Shape.ONE,
        given=named,
        more=numbers,
    )


def _at_least(base: str) -> dict[str, str]:
    return {"at_least": "yes", "base": base, "present": "5", "members": "6"}


def _proposal(title: str, ballots: str, *, options: str = PROPOSAL, **given: str) -> Example:
    named = {key.replace("_", "-"): value for key, value in given.items()}
    return Example(
        title=title,
        rule="consent",
        options=options,
        ballots=ballots,
        shape=Shape.ONE,
        given=named,
    )


def _sum(title: str, rule: str, ballots: str, **more: Any) -> Example:
    shape = {"plurality": Shape.ONE, "approval": Shape.SOME, "points": Shape.POINTS}[rule]
    given = {key: more.pop(key) for key in ("given",) if key in more}
    return Example(
        title=title, rule=rule, options="a b c d", ballots=ballots, shape=shape, more=more, **given
    )


def _feeling(title: str, ballots: str) -> Example:
    return Example(
        title=title,
        rule="temperature",
        options="warm unsure cold",
        ballots=ballots,
        shape=Shape.ONE,
        given={},
    )


EXAMPLES = (
    _feeling("nothing is decided", "3 warm; 1 unsure; 1 "),
    _feeling("nobody feels anything", "2 "),
    _motion("one more than needed", "4 yes; 1 no; 1 abstain; 1 "),
    _motion("exactly enough", "2 yes; 1 no", threshold="2/3", at_least="yes"),
    _motion("a tie fails", "2 yes; 2 no"),
    _sum("nobody abstains into office", "plurality", "3 a; 2 b; 7 d", given={"apart": "d"}),
    _motion("one in place of no", "3 yes; 2 no", threshold="2/3"),
    _motion("all ballots", "2 yes; 1 no; 2 abstain", base="ballots"),
    _motion("two more of all ballots", "1 yes; 4 abstain", base="ballots"),
    _motion("those present", "2 yes; 1 no", base="present", present="4"),
    _motion("two of those present", "2 yes; 1 no", base="present", present="7"),
    _motion("the members", "2 yes", base="members", members="4"),
    _motion("two more of the members", "2 yes", base="members", members="7"),
    _motion("nobody voted yes or no", "1 abstain"),
    _motion("exactly the quorum", "2 yes", quorum="4", present="4"),
    _motion("one short of the quorum", "2 yes", quorum="4", present="3"),
    _motion("two short of the quorum", "2 yes", quorum="4", quorum_base="ballots"),
    _motion("a second share is met", "3 yes; 1 no", also=" >=1/4:members , 1/2:cast", members="9"),
    _motion("a second share misses more", "3 yes; 3 no", also="1/2:members", members="9"),
    _motion("all must say yes", "2 yes", threshold="1", at_least="yes"),
    _motion("more than all", "2 yes", threshold="1"),
    _motion("more than one", "2 yes", threshold="3/2", at_least="yes"),
    _motion("a further share without a base", "2 yes", also="1/2"),
    _motion("a further share of nothing known", "2 yes", also="1/2:town"),
    _motion("a further share that is no number", "2 yes", also="some:cast"),
    _motion("nobody counted the present", "2 yes", base="present"),
    _motion("nobody counted the members", "2 yes", base="members"),
    _motion("nobody counted for the quorum", "2 yes", quorum="1"),
    *(
        _motion(f"at least {share} of {base}", "4 yes; 1 no", threshold=share, **_at_least(base))
        for base, share in [("ballots", "2/3"), ("present", "4/5"), ("members", "2/5")]
    ),
    *(
        _motion(f"all of {base}", "4 yes", threshold="1", **_at_least(base))
        for base in ("ballots", "present", "members")
    ),
    *(
        _motion(f"more than {share}", "4 yes; 1 no", threshold=share)
        for share in ("1/3", "1/5", "3/5", "1/10", "4/7")
    ),
    _motion("no option no", "2 yes; 1 abstain", options="yes abstain"),
    _motion("no option yes", "2 no", options="no abstain"),
    _proposal("all agree", "3 agree; 1 stand-aside; 1 object; 1 "),
    _proposal("one blocks", "3 agree; 1 block"),
    _proposal("two block, one objects", "3 agree; 2 block; 1 object", objections="block"),
    _proposal("two object", "3 agree; 2 object", objections="block"),
    _proposal("an objection is only written down", "3 agree; 2 object", objections="recorded"),
    _proposal("as many stand aside as may", "3 agree; 1 stand-aside", most_aside="1"),
    _proposal("one too many stands aside", "3 agree; 2 stand-aside", most_aside="1"),
    _proposal("two too many stand aside", "3 agree; 2 stand-aside", most_aside="0"),
    _proposal("nobody agrees", "1 stand-aside"),
    _proposal("only agree and block", "1 agree", options="agree block"),
    _proposal("nobody can object", "1 agree", options="agree block", objections="block"),
    _proposal("nobody can stand aside", "1 agree", options="agree block", most_aside="0"),
    _proposal("no option block", "1 agree", options="agree object"),
    _proposal("no option agree", "1 block", options="object block"),
    _sum("more for a", "plurality", "3 a; 1 b; 1 "),
    _sum("nobody chose any", "plurality", "2 "),
    _sum(
        "two seats, the last by lot", "plurality", "3 a; 2 c; 2 b; 1 d", seats=2, lot=tuple("dcba")
    ),
    _sum("three for one seat, without a lot", "plurality", "1 a; 1 b; 1 c"),
    _sum("more seats than were chosen", "approval", "2 a b; 1 b", seats=3),
    _sum("one chosen most often", "approval", "2 a b; 1 b"),
    _sum("two with the most points", "points", "1 a*4 b*1; 1 c*2", seats=2),
    _sum("both of a tie fit", "approval", "2 a b; 3 c", seats=3),
    _sum("two of three by lot", "approval", "2 a b c; 1 d", seats=2, lot=tuple("cabd")),
    _sum("one more needed", "points", "1 a*4 b*1; 1 b*2; 1 x*9", seats=1),
    _sum("a tie of points", "points", "1 a*4 b*1; 1 b*3", seats=1, lot=tuple("bacd")),
    _motion("an unknown setting", "1 yes", colour="red"),
    _motion("a flag that is neither", "1 yes", at_least="maybe"),
    _motion("a number that is none", "1 yes", quorum="-1"),
    _motion("a number in other digits", "1 yes", quorum="²"),
    _motion("a number that is too long", "1 yes", quorum="1234567890123456789"),
    _motion(
        "a number that is just not too long", "1 yes", quorum="123456789012345678", present="0"
    ),
    _motion("a share of nothing", "1 yes", threshold="0"),
    _motion("a share by nothing", "1 yes", threshold="1/0"),
    _motion("a share in words", "1 yes", threshold="half"),
    _motion("a share with decimals", "1 yes", threshold="0.75"),
    _motion("a base that nobody knows", "1 yes", base="town"),
    _proposal("a number or a word", "1 agree", most_aside="many"),
    _sum("a rule without settings", "approval", "1 a", given={"colour": "red"}),
    _motion("a further share with two bases", "2 yes", also="1/2:cast:cast"),
    _motion("a further share in many words", "2 yes", also="a quarter of the members:cast"),
)
