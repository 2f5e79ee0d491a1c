"""The pictures of an Equal Shares count: whose support counted, who paid, what was missing."""

from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from fractions import Fraction

from kiosk.domain.count.rounds import Holders, Purchase, Shortfall
from kiosk.domain.sentence import Amount
from kiosk.presentation.charts.bands import Split
from kiosk.presentation.charts.bars import Bar, CrossLine
from kiosk.presentation.charts.canvas import Canvas
from kiosk.presentation.result_words import ResultWords
from kiosk.presentation.views.result import ChartPicture
from kiosk.presentation.views.table import Table

Steps = Sequence[Purchase]


@dataclass(frozen=True, slots=True)
class _Held:
    """What the voters hold after a step, and its title."""

    title: str
    holders: Holders
    money: Amount


def support_picture(words: ResultWords, steps: Steps, canvas: Canvas) -> ChartPicture | None:
    """The effective support of each bought project, within the frame of all its supporters."""
    effective = [one.effective_votes for one in steps if one.effective_votes is not None]
    if len(effective) < len(steps):
        return None
    phrases = words.phrases
    heading = phrases.gettext("Effective support")
    most = Fraction(max(one.supporters for one in steps) * 21, 20)
    rows = tuple(
        Bar(
            title=_title(words, one),
            figure=phrases.gettext("%(part)s of %(whole)s")
            % {
                "part": phrases.number(_for_the_eye(votes)),
                "whole": phrases.number(one.supporters),
            },
            share=votes / most,
            frame=one.supporters / most,
            won=True,
        )
        for one, votes in list(zip(steps, effective, strict=True))[: canvas.most]
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
            phrases.number(one.supporters),
            phrases.number(one.payers),
            words.money(one.pays or 0),
            phrases.number(votes),
            words.money(costs.get(one.option, Fraction(0))),
        )
        for one, votes in zip(steps, effective, strict=True)
    )
    return ChartPicture(
        heading=heading,
        chart=canvas.draw(rows, name=heading),
        notes=tuple(notes),
        table=Table(phrases.gettext("Who supported and paid"), columns, cells),
    )


def money_picture(words: ResultWords, steps: Steps, canvas: Canvas, *, voters: int) -> ChartPicture:
    """How many voters still hold how much of their share after each purchase."""
    phrases = words.phrases
    heading = phrases.gettext("Money left with the voters")
    whole = Fraction(steps[0].endowment) * voters
    begun = _Held(phrases.gettext("At the start"), Holders(voters, 0, 0, 0), whole)
    after = [_Held(f"{one.step}. {_title(words, one)}", one.holders, one.held) for one in steps]
    shown = _spread([begun, *after], canvas.steps)
    rows = tuple(
        Split(
            title=one.title,
            figure=phrases.percent(one.money, whole or 1),
            shares=tuple(Fraction(number, voters) for number in astuple(one.holders)),
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
            one.title,
            *(phrases.number(number) for number in astuple(one.holders)),
            words.money(one.money),
        )
        for one in (begun, *after)
    )
    return ChartPicture(
        heading=heading,
        chart=canvas.split(rows, name=heading, legend=legend),
        notes=tuple(notes),
        table=Table(phrases.gettext("Voters by how much of their share is left"), columns, cells),
    )


def missing_picture(
    words: ResultWords, last: Purchase, canvas: Canvas, *, winners: tuple[str, ...]
) -> ChartPicture | None:
    """For each project that lost: what its supporters had, beside what it costs."""
    phrases = words.phrases
    lost = [one for one in last.refused or () if one.option not in winners]
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
            phrases.number(one.supporters),
            words.money(one.money),
            words.money(costs[one.option]),
            words.money(one.missing),
            phrases.number(one.missing_shares),
        )
        for one in lost
    )
    return ChartPicture(
        heading=heading,
        chart=canvas.draw(
            rows, name=heading, line=CrossLine(axis, phrases.gettext("the whole cost"))
        ),
        notes=(
            phrases.gettext("Each bar is the part of the cost that supporters still had."),
            *_hidden(words, len(lost) - len(rows)),
        ),
        table=Table(phrases.gettext("Money behind projects not funded"), columns, cells),
    )


def _legend(words: ResultWords) -> tuple[str, ...]:
    phrases = words.phrases
    return (
        phrases.gettext("All of it"),
        phrases.gettext("More than half"),
        phrases.gettext("Half or less"),
        phrases.gettext("Nothing"),
    )


def _title(words: ResultWords, one: Purchase | Shortfall) -> str:
    return words.names.get(one.option, one.option)


def _costs(words: ResultWords) -> dict[str, Fraction]:
    return {option.id: Fraction(option.cost) for option in words.question.options}


def _part(one: Shortfall, costs: dict[str, Fraction]) -> Fraction:
    return one.money / costs[one.option]


def _for_the_eye(votes: Amount) -> Amount:
    """Votes in a picture: without decimals where there are many."""
    return round(votes) if votes >= 100 else votes


def _spread(steps: list[_Held], most: int) -> list[_Held]:
    """At most so many steps, the first and the last among them, evenly spread."""
    if len(steps) <= most:
        return steps
    return [steps[place * (len(steps) - 1) // (most - 1)] for place in range(most)]


def _hidden(words: ResultWords, number: int) -> Iterator[str]:
    if number > 0:
        yield words.phrases.ngettext(
            "%(num)s more is in the table.", "%(num)s more are in the table.", number
        ) % {"num": number}
