"""The pictures of an Equal Shares count: whose support counted, who paid, what was missing."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from kiosk.domain.count.contract import Json, Round
from kiosk.presentation.charts.bands import Split
from kiosk.presentation.charts.bars import Bar, Line
from kiosk.presentation.charts.canvas import Canvas
from kiosk.presentation.views.result import Picture
from kiosk.presentation.views.table import Table
from kiosk.presentation.words import Words, entries, exact, items

BANDS = ("all", "more_than_half", "half_or_less", "nothing")
Steps = Sequence[Round]


def support_picture(words: Words, steps: Steps, canvas: Canvas) -> Picture | None:
    """The effective support of each bought project, within the frame of all its supporters."""
    if any("effective_votes" not in one for one in steps):
        return None
    phrases = words.phrases
    heading = phrases.gettext("Effective support")
    most = max(exact(one["supporters"]) for one in steps) * 21 / 20
    rows = tuple(
        Bar(
            title=_title(words, one),
            figure=phrases.gettext("%(part)s of %(whole)s")
            % {
                "part": phrases.number(_for_the_eye(exact(one["effective_votes"]))),
                "whole": phrases.number(exact(one["supporters"])),
            },
            share=exact(one["effective_votes"]) / most,
            frame=exact(one["supporters"]) / most,
            won=True,
        )
        for one in steps[: canvas.most]
    )
    notes = [
        phrases.gettext("The frame is all supporters. The filled part is the effective support."),
        phrases.gettext("It is the cost divided by the most that one supporter paid."),
        phrases.gettext("Supporters who had spent their share before add little."),
        *_hidden(words, len(steps) - len(rows)),
    ]
    columns = (
        phrases.gettext("Project"),
        phrases.gettext("Supporters"),
        phrases.gettext("Who paid"),
        phrases.gettext("The most that one paid"),
        phrases.gettext("Effective support"),
        phrases.gettext("Cost"),
    )
    costs = _costs(words)
    cells = tuple(
        (
            _title(words, one),
            phrases.number(exact(one["supporters"])),
            phrases.number(exact(one["payers"])),
            words.money(exact(one["pays"])),
            phrases.number(exact(one["effective_votes"])),
            words.money(costs.get(str(one["option"]), Fraction(0))),
        )
        for one in steps
    )
    return Picture(
        heading=heading,
        chart=canvas.draw(rows, name=heading),
        notes=tuple(notes),
        table=Table(phrases.gettext("Who supported and paid"), columns, cells),
    )


def money_picture(words: Words, steps: Steps, canvas: Canvas, *, voters: int) -> Picture:
    """How many voters still hold how much of their share after each purchase."""
    phrases = words.phrases
    heading = phrases.gettext("Money left with the voters")
    share = exact(steps[0]["endowment"])
    begun: Round = {"holders": {"all": voters}, "held": str(share * voters)}
    shown = _spread([begun, *steps], canvas.steps)
    whole = share * voters or Fraction(1)
    rows = tuple(
        Split(
            title=_after(words, one),
            figure=phrases.percent(exact(one["held"]), whole),
            shares=tuple(Fraction(number, voters) for number in _holders(one)),
        )
        for one in shown
    )
    legend = _legend(words)
    notes = [
        phrases.gettext("Every bar is all voters, by how much of their share is left."),
        phrases.gettext("Percent: the money that all voters still hold together."),
    ]
    if len(shown) <= len(steps):
        left_out = phrases.ngettext(
            "%(num)s step between is left out here; the table has all.",
            "%(num)s steps between are left out here; the table has all.",
            len(steps) + 1 - len(shown),
        )
        notes.append(left_out % {"num": len(steps) + 1 - len(shown)})
    columns = (phrases.gettext("After"), *legend, phrases.gettext("Money left"))
    cells = tuple(
        (
            _after(words, one),
            *(phrases.number(number) for number in _holders(one)),
            words.money(exact(one["held"])),
        )
        for one in (begun, *steps)
    )
    return Picture(
        heading=heading,
        chart=canvas.split(rows, name=heading, legend=legend),
        notes=tuple(notes),
        table=Table(phrases.gettext("Voters by how much of their share is left"), columns, cells),
    )


def missing_picture(
    words: Words, last: Round, canvas: Canvas, *, winners: tuple[str, ...]
) -> Picture | None:
    """For each project that lost: what its supporters had, beside what it costs."""
    phrases = words.phrases
    lost = [one for one in map(entries, items(last.get("refused"))) if one["option"] not in winners]
    if not lost:
        return None
    costs = _costs(words)
    lost.sort(key=lambda one: -_part(one, costs))
    heading = phrases.gettext("Not funded: what was missing")
    axis = Fraction(20, 21)  # the cost of each stands where the line is
    rows = tuple(
        Bar(
            title=_title(words, one),
            figure=phrases.percent(_part(one, costs), 1),
            share=_part(one, costs) * axis,
            look="lost",
        )
        for one in lost[: canvas.most]
    )
    columns = (
        phrases.gettext("Project"),
        phrases.gettext("Supporters"),
        phrases.gettext("What they had left"),
        phrases.gettext("Cost"),
        phrases.gettext("Missing"),
        phrases.gettext("Full shares missing"),
    )
    cells = tuple(
        (
            _title(words, one),
            phrases.number(exact(one["supporters"])),
            words.money(exact(one["money"])),
            words.money(costs[str(one["option"])]),
            words.money(exact(one["missing"])),
            phrases.number(exact(one["missing_shares"])),
        )
        for one in lost
    )
    return Picture(
        heading=heading,
        chart=canvas.draw(rows, name=heading, line=Line(axis, phrases.gettext("the whole cost"))),
        notes=(
            phrases.gettext("Each bar is the part of the cost that supporters still had."),
            *_hidden(words, len(lost) - len(rows)),
        ),
        table=Table(phrases.gettext("Money behind projects not funded"), columns, cells),
    )


def _legend(words: Words) -> tuple[str, ...]:
    phrases = words.phrases
    return (
        phrases.gettext("All of it"),
        phrases.gettext("More than half"),
        phrases.gettext("Half or less"),
        phrases.gettext("Nothing"),
    )


def _holders(one: Round) -> tuple[int, ...]:
    holders = entries(one["holders"])
    return tuple(int(exact(holders.get(band))) for band in BANDS)


def _after(words: Words, one: Round) -> str:
    if "option" not in one:
        return words.phrases.gettext("At the start")
    return f"{one['step']}. {_title(words, one)}"


def _title(words: Words, one: Round | dict[str, Json]) -> str:
    option = str(one["option"])
    return words.names.get(option, option)


def _costs(words: Words) -> dict[str, Fraction]:
    return {option.id: Fraction(option.cost) for option in words.question.options}


def _part(one: dict[str, Json], costs: dict[str, Fraction]) -> Fraction:
    return exact(one["money"]) / costs[str(one["option"])]


def _for_the_eye(votes: Fraction) -> Fraction | int:
    """Votes in a picture: without decimals where there are many."""
    return round(votes) if votes >= 100 else votes


def _spread(steps: list[Round], most: int) -> list[Round]:
    """At most so many steps, the first and the last among them, evenly spread."""
    if len(steps) <= most:
        return steps
    return [steps[place * (len(steps) - 1) // (most - 1)] for place in range(most)]


def _hidden(words: Words, number: int) -> Iterator[str]:
    if number > 0:
        yield words.phrases.ngettext(
            "%(num)s more is in the table.", "%(num)s more are in the table.", number
        ) % {"num": number}
