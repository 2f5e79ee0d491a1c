"""Examples of budgets that together tell every sentence of these rules."""

from examples_told import Example, amount

from kiosk.domain.count.contract import Shape

LOT = tuple("fedcba")


def _budget(
    title: str, rule: str, options: str, ballots: str, budget: int | str, **given: str
) -> Example:
    named = {key.replace("_", "-"): value for key, value in given.items()}
    more: dict[str, object] = {"budget": amount(str(budget))}
    if "lot" in named:
        more["lot"] = tuple(named.pop("lot"))
    if "most" in named:
        more["most"] = int(named.pop("most"))
    shape = Shape.RANKING if ">" in ballots else Shape.SOME
    shape = Shape.POINTS if "*" in ballots else shape
    return Example(
        title=title,
        rule=rule,
        options=options,
        ballots=ballots,
        shape=shape,
        given=named,
        more=more,
    )


def _greedy(title: str, options: str, ballots: str, budget: int | str, **given: str) -> Example:
    return _budget(title, "greedy", options, ballots, budget, **given)


def _shares(title: str, options: str, ballots: str, budget: int | str, **given: str) -> Example:
    return _budget(title, "equal-shares", options, ballots, budget, **given)


def _knapsack(title: str, options: str, ballots: str, budget: int | str, **given: str) -> Example:
    return _budget(title, "knapsack", options, ballots, budget, **given)


EXAMPLES = (
    _greedy("one is too dear, one free", "a:3 b:4 c:0 d:2 e:1", "3 a; 2 b c; 1 d; 1 ", 5),
    _greedy("the cheaper of two equals", "a:3 b:4 c:2", "2 a b; 1 c", 5),
    _greedy("equal, and the lot decides", "a:3 b:3 c:3", "2 a b; 1 c", 4, lot="bac"),
    _greedy("equal, and no lot", "a:3 b:3 c:3", "2 a b; 1 c", 4),
    _greedy("stopped at the dear one", "a:3 b:4 c:1 d:5", "4 a; 3 b; 1 c d", 5, no_skip="yes"),
    _greedy("stopped after the lot", "a:3 b:3 c:1", "2 a b; 1 c", 4, no_skip="yes", lot="abc"),
    _greedy("stopped per cost", "a:3 b:4 c:2", "4 a; 3 b; 1 c", 5, no_skip="yes", per_cost="yes"),
    _greedy(
        "a threshold missed by one and by two", "a:3 b:1 c:1", "4 a; 3 b; 2 c", 9, threshold="4"
    ),
    _greedy("nothing is funded", "a:3 b:9", "1 a; 1 b", 2),
    _greedy("points", "a:3 b:4", "1 a*3 b*5; 2 a*2", 5),
    _greedy("enough points", "a:3 b:4", "1 a*3 b*5; 2 a*2", 5, threshold="6"),
    _greedy("points for each cost", "a:3 b:4", "1 a*3 b*5; 2 a*2", 5, per_cost="yes"),
    _greedy("votes though there are points", "a:3 b:4", "1 a*3 b*5; 2 b*1", 5, score="votes"),
    _greedy("places", "a:3 b:4 c:1", "2 a>b; 1 b>a>c", "15/2"),
    _greedy("only two places count", "a:3 b:4 c:1", "2 a>b; 1 b>a>c", 5, most="2"),
    _greedy("places for each cost", "a:3 b:4 c:1", "2 a>b; 1 b>a>c", 5, per_cost="yes"),
    _greedy("votes for each cost", "a:3 b:4 c:2", "2 a b; 1 c", 5, per_cost="yes"),
    _greedy("points of places", "a:3 b:4", "1 a>b", 5, score="points"),
    _greedy("places of votes", "a:3 b:4", "1 a b", 5, score="positional"),
    _shares("pays for two of three", "a:4 b:2 c:3 d:0 e:1", "2 a b; 1 c d; 1 ", 8),
    _shares("nobody can pay", "a:4 b:4", "1 a; 1 b", 4),
    _shares("raised until exhaustive", "a:6 b:3 c:5", "2 a b; 1 c", 12, completion="add1"),
    _shares(
        "raised until it overspends",
        "a:6 b:3 c:5",
        "2 a b; 1 c",
        12,
        completion="add1",
        stop="until-overspend",
        start="integral",
        unit="1/2",
    ),
    _shares("raised, then by score", "a:6 b:6 c:2", "1 a; 1 b; 1 c", 10, completion="add1u"),
    _shares("then by score", "a:4 b:4 c:1 d:9", "2 a; 1 b; 1 c d", 9, completion="greedy"),
    _shares(
        "then by score, with a lot",
        "a:4 b:4 c:1",
        "1 a; 1 b; 1 c",
        6,
        completion="greedy",
        lot="bac",
    ),
    _shares("each point has a price", "a:4 b:2", "1 a*3 b*1; 1 a*1 b*1", 5, utility="points"),
    _shares("each place has a price", "a:4 b:2", "1 a>b; 1 b>a", 5, utility="positional"),
    _shares("places past the last", "a:4 b:2 c:1", "1 a>b>c", 5, utility="positional", most="2"),
    _shares("a poor supporter", "a:2 b:3 c:4", "1 a b; 1 b; 1 b c", 6, utility="cardinality"),
    _shares("places of votes", "a:4 b:2", "1 a b", 5, utility="positional"),
    _shares("points of places", "a:4 b:2", "1 a>b", 5, utility="points"),
    _shares("a tie by cost", "a:2 b:3", "2 a b", 4),
    _shares("a tie by votes", "a:2 b:2 c:2", "2 a; 2 b; 1 c", 6, lot="abc"),
    _shares("the lot decides", "a:2 b:2", "2 a b", 3, lot="ba"),
    _shares("no lot", "a:2 b:2", "2 a b", 3),
    _shares("any order will do", "a:2 b:2", "2 a; 2 b", 4),
    _shares(
        "equal before the share was raised",
        "a:5 b:5 c:4",
        "1 a b; 1 c",
        9,
        completion="add1",
        lot="ba",
    ),
    _shares("the same set as by score", "a:4 b:4", "2 a; 1 b", 9, comparison="yes"),
    _shares(
        "nobody prefers either", "a:4 b:3 c:3", "1 a; 1 b; 1 c", 6, comparison="yes", lot="abc"
    ),
    _shares("shares stay after the comparison", "a:9 b:3 c:3", "3 a; 2 b c", 10, comparison="yes"),
    _shares("one prefers the highest scores", "a:4 b:2 c:3", "2 a c; 1 b", 8, comparison="yes"),
    _knapsack("the most votes that fit", "a:5 b:3 c:3 d:0 e:9 f:1", "4 a; 3 b d; 2 c; 1 e", 6),
    _knapsack("the most money", "a:5 b:3 c:3", "4 a; 3 b; 2 c", 6, value="score-times-cost"),
    _knapsack("the same sum, but dearer", "a:3 b:2", "2 a b", 3),
    _knapsack("the lot decides", "a:3 b:3 c:1", "2 a b; 1 c", 4, lot="cba"),
    _knapsack("no lot", "a:3 b:3 c:1", "2 a b; 1 c", 4),
    _knapsack("cents", "a:5/2 b:3/2 c:1/2", "3 a; 2 b; 2 c", "9/2"),
    _knapsack("points", "a:5 b:3 c:3", "1 a*5 b*1; 1 c*2", 6),
    _knapsack("places", "a:5 b:3 c:3", "1 a>b>c; 1 c>b", 6),
    _shares(
        "the lot chose the same set twice",
        "a:5 b:5",
        "4 a b",
        13,
        completion="greedy",
        utility="cardinality",
        lot="ab",
        comparison="yes",
    ),
    _shares(
        "the lot chose the set to compare with",
        "a:3 b:5 c:3 d:5",
        "1 a d c; 3 b",
        8,
        completion="greedy",
        lot="bcad",
        comparison="yes",
    ),
    _shares(
        "a poorer supporter pays all",
        "a:2 b:4 c:4",
        "3 c a; 3 b c a; 2 b c; 3 a b",
        13,
        completion="add1u",
        stop="until-overspend",
        lot="cab",
    ),
    _shares(
        "the lot chose the set that lost",
        "a:6 b:6 c:2 d:3",
        "3 b d a; 3 a d b c",
        6,
        completion="add1",
        utility="cardinality",
        lot="bcda",
        comparison="yes",
    ),
    _shares(
        "a lot on the way",
        "a:6 b:6 c:6 d:3",
        "2 c b a d; 2 c b a d; 3 a d c b; 1 c a",
        5,
        completion="add1u",
        stop="until-overspend",
        lot="cbad",
    ),
    _shares(
        "equal shares stay",
        "a:1 b:2 c:3",
        "1 a b c; 2 c; 3 a b c; 1 a",
        3,
        completion="greedy",
        lot="cba",
        comparison="yes",
    ),
    _shares(
        "one prefers equal shares",
        "a:1 b:2 c:3",
        "1 a; 1 c; 1 a b c",
        3,
        completion="greedy",
        lot="cba",
        comparison="yes",
    ),
    _shares(
        "votes decide before the lot",
        "a:6 b:6 c:2",
        "2 b; 3 a c b; 2 a b; 3 c a",
        10,
        completion="add1u",
        utility="cardinality",
        lot="abc",
        comparison="yes",
    ),
    _greedy("two that cost nothing", "a:0 b:0 c:3", "1 a; 2 b; 3 c", 3),
    _shares("any order will do, by id", "b:2 a:2", "2 a; 2 b", 4),
    _shares("two that cost nothing, by lot", "a:0 b:0", "1 a; 1 b", 4, lot="ba"),
    _shares("two that cost nothing, by id", "b:0 a:0", "1 a; 1 b", 4),
    _shares(
        "nobody chose one of the highest scores",
        "a:4 b:2 c:3 d:1",
        "2 a c; 1 b",
        8,
        comparison="yes",
    ),
    _shares("one supporter with three points", "a:2 b:3", "1 a*3 b*1; 1 b*2", 8, utility="points"),
    _greedy(
        "sums too long for a float",
        "a:100000000000000001 b:100000000000000001",
        "1 a b",
        "200000000000000001",
        lot="ab",
    ),
    _shares(
        "a lot is needed though the first supporter has nothing left",
        "x:1 a:2 b:2",
        "1 x*9 a*1 b*1; 2 a*1 b*1",
        3,
        utility="points",
    ),
    _shares("named past the last place that counts", "a:1 b:2 c:1", "1 a>b>c", 5, most="2"),
    _shares("one ballot", "a:12 b:4", "1 a b", 10, completion="add1", stop="until-overspend"),
    _shares(
        "prices too alike for a float",
        "a:100000000000000001 b:100000000000000000",
        "1 a; 1 b",
        "200000000000000002",
        utility="cardinality",
    ),
    _shares(
        "exactly the cost, too long for a float",
        "a:100000000000000000 b:100000000000000000",
        "1 a; 1 b",
        "200000000000000000",
        utility="cardinality",
    ),
    _shares(
        "half of a share, too long for a float", "a:100000000000000001", "1 a", "200000000000000002"
    ),
    _shares(
        "a place past the last is worth nothing",
        "a:4 b:2 c:2",
        "1 a>b>c; 1 c>a",
        6,
        utility="positional",
        most="2",
    ),
)
