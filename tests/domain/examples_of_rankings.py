"""Examples of rankings that together tell every sentence of these rules."""

from examples_told import Example

from kiosk.domain.count.contract import Shape


def _ranked(rule: str, ballots: str, **more: str) -> Example:
    named = {key: value for key, value in more.items() if key not in {"lot", "seats", "options"}}
    contest: dict[str, object] = {"seats": int(more.get("seats", 1))}
    if "lot" in more:
        contest["lot"] = tuple(more["lot"])
    return Example(
        title=" ".join([ballots, *(f"{key}={value}" for key, value in more.items())]),
        rule=rule,
        options=" ".join(more.get("options", "abcd")),
        ballots=ballots,
        shape=Shape.RANKING,
        given=named,
        more=contest,
    )


EXAMPLES = (
    _ranked(
        "irv",
        "3 c=a>b>d>e; 3 d>a; 3 c>d; 1 b>c; 3 b>c>a",
        options="abcde",
        lot="dcabe",
        batch="yes",
        skips="1",
    ),
    _ranked(
        "irv",
        "3 b>a>d>c; 4 d>; 1 a>d; 4 c>b>a; 3 d>; 1 b>d>c",
        options="abcd",
        lot="bacd",
        overvote="skip",
        skips="2",
    ),
    _ranked(
        "irv",
        "3 c=b; 4 c=a; 3 a>>c; 3 c>; 3 b>a",
        options="abc",
        lot="bac",
        batch="yes",
        duplicates="exhaust",
    ),
    _ranked(
        "irv",
        "4 c>b>a>d; 2 a>; 3 b>a>d; 1 a>b>d>c; 4 d>b>a>c",
        options="abcd",
        lot="bcda",
        batch="yes",
        overvote="exhaust-if-continuing",
    ),
    _ranked("irv", "1 d=b>>a", options="abcd", lot="cbad"),
    _ranked("irv", "5 a; 4 b; 1 c>b; 1 d>b", ties="together"),
    _ranked("irv", "2 a>b; 1 b; 1 c>b", options="abc", lot="bca", ties="lot"),
    _ranked(
        "irv",
        "4 >>a>b; 4 >c>b; 1 d>",
        options="abcd",
        lot="bcad",
        batch="yes",
        overvote="exhaust",
        skips="1",
    ),
    _ranked(
        "irv",
        "4 a>c>b; 4 d>c; 2 c>d>b; 4 d=a; 2 >c>a; 4 b>c>d",
        options="abcd",
        lot="acdb",
        overvote="exhaust",
    ),
    _ranked(
        "irv", "3 d>c", options="abcd", lot="cdba", batch="yes", skips="2", duplicates="exhaust"
    ),
    _ranked("irv", "2 c>b>d", options="abcd", lot="abcd", batch="yes"),
    _ranked("irv", "4 b>c; 1 d>", options="abcde", lot="ceabd", duplicates="exhaust"),
    _ranked("irv", "3 c>; 2 a=b>c", options="abc", lot="bca", skips="1"),
    _ranked(
        "irv",
        "2 b>; 2 b>c; 3 a>b>c",
        options="abc",
        batch="yes",
        overvote="exhaust-if-continuing",
        skips="1",
        duplicates="exhaust",
    ),
    _ranked("irv", "1 b>>c>d; 2 e>b>a; 2 a>e>d", options="abcde"),
    _ranked(
        "irv",
        "2 c>d; 4 b>; 3 a>c>b>d; 4 a>",
        options="abcd",
        lot="bacd",
        skips="0",
        duplicates="exhaust",
    ),
    _ranked(
        "irv",
        "1 c>d>b; 4 a>c; 4 d>a; 4 a>b>d",
        options="abcd",
        lot="adbc",
        overvote="exhaust",
        duplicates="exhaust",
    ),
    _ranked(
        "irv",
        "4 a>b>c>e; 2 d=a; 1 >a>e>c; 4 a>d>c>e",
        options="abcde",
        lot="baecd",
        batch="yes",
        overvote="exhaust",
        duplicates="exhaust",
    ),
    _ranked(
        "irv",
        "4 a>d; 2 >>d>b; 1 b>; 2 c>d>b; 4 d>b>a",
        options="abcd",
        lot="cdba",
        batch="yes",
        duplicates="exhaust",
    ),
    _ranked(
        "irv",
        "3 b>c>d>a; 4 a>c>d; 2 a>; 1 a>b; 1 d>b>c",
        options="abcd",
        lot="bacd",
        overvote="exhaust",
        skips="1",
        duplicates="exhaust",
    ),
    _ranked("scottish-stv", "2 a>; 1 a>", options="abcde", lot="badce", seats="3"),
    _ranked(
        "scottish-stv",
        "1 a>c>e; 4 d>; 1 b>d>c>e>a; 1 >b=c>e>a>d; 4 a>e; 4 >b=e>c>a>d",
        options="abcde",
        seats="1",
    ),
    _ranked("scottish-stv", "2 a=e>c>d>b", options="abcde", lot="ceabd", seats="2"),
    _ranked("scottish-stv", "2 a>d>c; 1 >b=a>c", options="abcd", lot="cadb", seats="3"),
    _ranked(
        "scottish-stv", "1 e>b>c; 1 d>c; 2 d>b>e; 1 d>c", options="abcde", lot="edacb", seats="1"
    ),
    _ranked("scottish-stv", "4 d>b>c", options="abcde", seats="3"),
    _ranked(
        "scottish-stv",
        "2 b>d>e; 1 a>c; 4 e>a>c>b; 2 d>c>e",
        options="abcde",
        lot="decab",
        seats="3",
    ),
    _ranked(
        "scottish-stv",
        "2 c>a>b; 3 c>; 4 b>a>c; 1 a>; 2 a>; 1 a>b>c",
        options="abc",
        lot="abc",
        seats="2",
    ),
    _ranked("meek-stv", "1 b>c>d; 1 b>d>a", options="abcde", lot="aebdc", seats="2"),
    _ranked("meek-stv", "1 c>", options="abcde", lot="bdace", seats="3"),
    _ranked("meek-stv", "4 >c; 4 a>b; 4 a>b>c", options="abc", lot="cab", seats="1"),
    _ranked("meek-stv", "1 >b>a", options="abc", lot="acb", seats="1"),
    _ranked("meek-stv", "3 e>b>c>d>a", options="abcde", seats="3"),
    _ranked("meek-stv", "2 b>; 1 a>; 4 b>c", options="abc", lot="bac", seats="2"),
    _ranked("meek-stv", "4 b>a; 1 b>>a; 3 c>a>e>b>d; 3 e>d>a; 4 d>a", options="abcde", seats="3"),
    _ranked("irv", "4 b=c; 2 b>a>c; 4 a>c; 1 b=c; 4 b>c; 3 d>", lot="dcab", batch="yes"),
    _ranked(
        "scottish-stv",
        "2 b>e>d; 1 c>e>b>d>a; 6 b>e>a; 5 a>e; 1 c>d>a; 5 a>",
        options="abcde",
        lot="bcade",
        seats="3",
    ),
    _ranked(
        "scottish-stv",
        "1 d>; 4 c>b; 1 d>e>a>b>c; 3 e>a>d>b>c; 4 d>e>a>b>c; 6 b>e>a>d>c",
        options="abcde",
        lot="ecdba",
        seats="3",
    ),
    _ranked(
        "scottish-stv",
        "1 d>; 4 c>b; 1 d>e>a>b>c; 3 e>a>d>b>c; 4 d>e>a>b>c; 6 b>e>a>d>c",
        options="abcde",
        seats="3",
    ),
    _ranked("meek-stv", "4 c>b>a; 3 b>c; 6 c>", options="abc", lot="acb", seats="3"),
    _ranked("meek-stv", "1 a>d>c>b; 3 b>a; 2 c>b>d>a", lot="dacb", seats="2"),
)
