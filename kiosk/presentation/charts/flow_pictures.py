"""The picture of a ranked count: where the votes of each round went, with the same as a table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from kiosk.domain.count.contract import Result
from kiosk.domain.count.rankings.stv_stage import Action
from kiosk.domain.count.rounds import Flow, RunoffRound, StageRound
from kiosk.presentation.charts.canvas import Canvas
from kiosk.presentation.charts.lanes import Band, Flows, Lane, Pile
from kiosk.presentation.result_words import ResultWords
from kiosk.presentation.views.result import ChartPicture
from kiosk.presentation.views.table import Table

NOBODY = ""  # the lane of votes that no option holds
FEW = 100  # below it numbers in the picture have decimals


@dataclass(frozen=True, slots=True)
class _Move:
    """Votes that pass on. ``written``: with all their decimals, as the count has them."""

    sources: tuple[str, ...]
    to: str
    votes: Fraction
    written: str


@dataclass(frozen=True, slots=True)
class _Column:
    """One round as the picture needs it. ``moves``: what passes on to the next round."""

    title: str
    votes: dict[str, Fraction]
    enough: Fraction
    sure: frozenset[str]  # chosen in this round or before
    out: frozenset[str]  # goes out before the next round
    moves: tuple[_Move, ...]


Ranked = RunoffRound | StageRound


def flow_picture(
    words: ResultWords, result: Result, rounds: Sequence[Ranked], canvas: Canvas
) -> ChartPicture:
    """Where votes went; for a count of more than one round."""
    columns = _columns(words, rounds)
    first = _first(columns, canvas)
    shown = columns[first:]
    lanes = _lanes(shown, result, canvas)
    heading = words.phrases.gettext("Where the votes went")
    flows = Flows(
        columns=tuple(column.title for column in shown),
        enough=tuple(column.enough for column in shown),
        lanes=tuple(_lane(words, option, shown) for option in lanes),
        bands=tuple(_bands(shown, lanes)),
    )
    return ChartPicture(
        heading=heading,
        chart=canvas.flow(flows, name=heading),
        notes=tuple(_notes(words, columns, first=first, lanes=lanes)),
        table=_table(words, columns),
    )


def _columns(words: ResultWords, rounds: Sequence[Ranked]) -> list[_Column]:
    columns: list[_Column] = []
    sure: frozenset[str] = frozenset()
    for one, following in zip(rounds, [*rounds[1:], None], strict=True):
        sure |= set(one.elected)
        columns.append(_column(words, one, following, sure))
    return columns


def _column(
    words: ResultWords, one: Ranked, following: Ranked | None, sure: frozenset[str]
) -> _Column:
    """A stage tells what it moved itself, an instant runoff's round what moves after it."""
    match one:
        case RunoffRound():
            return _Column(
                title=words.phrases.gettext("Round %(num)s") % {"num": one.number},
                votes={
                    **{option: Fraction(votes) for option, votes in one.votes},
                    NOBODY: Fraction(one.exhausted),
                },
                enough=Fraction(one.needed),
                sure=sure,
                out=frozenset(one.eliminated),
                moves=tuple(map(_move, one.flows)),
            )
        case StageRound():
            return _Column(
                title=words.phrases.gettext("Stage %(num)s") % {"num": one.number},
                votes={
                    **{option: votes.exact for option, votes in one.votes},
                    NOBODY: one.non_transferable.exact,
                },
                enough=one.quota.exact,
                sure=sure,
                out=_excluded(following),
                moves=tuple(map(_move, following.flows)) if following else (),
            )


def _excluded(following: Ranked | None) -> frozenset[str]:
    match following:
        case StageRound(action=Action.EXCLUSION, option=str(option)):
            return frozenset({option})
        case _:
            return frozenset()


def _move(flow: Flow) -> _Move:
    votes = flow.votes
    return _Move(tuple(map(_lane_of, flow.sources)), _lane_of(flow.to), votes.exact, str(votes))


def _lane_of(pile: str | None) -> str:
    return NOBODY if pile is None else pile


def _standing(columns: Sequence[_Column]) -> dict[str, Fraction]:
    """Who has votes in any of these rounds, and the most they have."""
    most: dict[str, Fraction] = {}
    for column in columns:
        for option, votes in column.votes.items():
            if votes and option != NOBODY:
                most[option] = max(votes, most.get(option, Fraction(0)))
    return most


def _first(columns: Sequence[_Column], canvas: Canvas) -> int:
    """The round that the picture begins with: the last ones decide, and few lanes can be read."""
    first = max(0, len(columns) - canvas.columns)
    while first < len(columns) - 2 and len(_standing(columns[first:])) > canvas.lanes:
        first += 1
    return first


def _lanes(columns: Sequence[_Column], result: Result, canvas: Canvas) -> list[str]:
    """The chosen in their order, then who lasted longest, then what nobody holds."""
    standing = _standing(columns)
    place = {option: at for at, option in enumerate(result.winners)}
    lasted = {o: sum(1 for column in columns if column.votes.get(o)) for o in standing}
    ordered = sorted(
        standing, key=lambda o: (place.get(o, len(place)), -lasted[o], -columns[-1].votes.get(o, 0))
    )
    moving = {o for column in columns for move in column.moves for o in (*move.sources, move.to)}
    if len(ordered) > canvas.lanes:  # who neither gives nor gets has nothing to show
        keep = set(sorted(ordered, key=lambda o: o not in moving)[: canvas.lanes])
        ordered = [option for option in ordered if option in keep]
    over = any(column.votes[NOBODY] for column in columns)
    return [*ordered, NOBODY] if over else ordered


def _lane(words: ResultWords, option: str, columns: Sequence[_Column]) -> Lane:
    last = columns[-1]
    if option == NOBODY:
        title = words.phrases.gettext("No further choice")
    elif option in last.sure:
        title = f"✓ {words.names[option]}"
    elif any(option in column.out for column in columns):
        title = f"✕ {words.names[option]}"
    else:
        title = words.names[option]
    return Lane(title, tuple(_pile(words, option, column, columns) for column in columns))


def _pile(
    words: ResultWords, option: str, column: _Column, columns: Sequence[_Column]
) -> Pile | None:
    votes = column.votes.get(option, Fraction(0))
    if not votes:
        return None
    look = "open"
    if option == NOBODY:
        look = "rest"
    elif option in column.sure:
        look = "box"
    elif option in column.out:
        look = "lost"
    whole = _rounded(columns) and max(column.votes.values()) >= FEW
    return Pile(votes, words.phrases.number(round(votes) if whole else votes), look)


def _rounded(columns: Sequence[_Column]) -> bool:
    return any(n.denominator > 1 for column in columns for n in column.votes.values())


def _bands(columns: Sequence[_Column], lanes: list[str]) -> Iterator[Band]:
    """Where several lose together, each band is shared among them by what they lose."""
    at = {option: lane for lane, option in enumerate(lanes)}
    for number, (column, following) in enumerate(pairwise(columns)):
        for move in column.moves:
            lost = {o: column.votes.get(o, 0) - following.votes.get(o, 0) for o in move.sources}
            for option in move.sources:
                if option in at and move.to in at:
                    share = move.votes * lost[option] / sum(lost.values())
                    yield Band(number, at[option], at[move.to], Fraction(share))


def _notes(
    words: ResultWords, columns: Sequence[_Column], *, first: int, lanes: list[str]
) -> Iterator[str]:
    phrases = words.phrases
    yield phrases.gettext("Bands show where votes went. The dashed line is enough to win.")
    if any(column.out for column in columns[first:]):
        yield phrases.gettext("✓ is chosen. ✕ and dots: goes out.")
    if first:
        wording = phrases.gettext("The picture begins with %(round)s; the table has all.")
        yield wording % {"round": columns[first].title}
    hidden = len(_standing(columns[first:])) - sum(1 for lane in lanes if lane != NOBODY)
    if hidden:
        yield phrases.ngettext(
            "%(num)s option is only in the table.", "%(num)s options are only in the table.", hidden
        ) % {"num": hidden}
    if any(len(move.sources) > 1 for column in columns[first:] for move in column.moves):
        yield phrases.gettext("Where several pass on votes together, their shares are drawn.")
    if _rounded(columns):
        yield phrases.gettext("Numbers here are rounded. The table is exact.")


def _table(words: ResultWords, columns: Sequence[_Column]) -> Table:
    phrases = words.phrases

    def named(option: str) -> str:
        return words.names.get(option, option) or phrases.gettext("No further choice")

    head = (
        phrases.gettext("After"),
        phrases.gettext("From"),
        phrases.gettext("To"),
        phrases.gettext("Votes"),
    )
    rows = tuple(
        (
            column.title,
            phrases.joined(tuple(named(option) for option in move.sources)),
            named(move.to),
            move.written,
        )
        for column in columns
        for move in column.moves
    )
    return Table(phrases.gettext("Votes that moved"), head, rows)
