"""A question as its template shows it: options with their state, meters, places, in words."""

from collections.abc import Callable

from kiosk.domain.assembly import Option, Question
from kiosk.domain.ballot import Marks
from kiosk.domain.deciding import sentences_of_rule
from kiosk.domain.questions import KINDS
from kiosk.domain.questions.form import name_of
from kiosk.domain.questions.kind import Entry, Unit, Use
from kiosk.domain.sentence import Amount
from kiosk.presentation.both_sides import SAMPLE, both_sides_view
from kiosk.presentation.names import name_in
from kiosk.presentation.phrases import Phrases
from kiosk.presentation.views.question import Meter, OptionRow, QuestionView, RankPlace


def question_view(
    question: Question,
    marks: Marks,
    *,
    phrases: Phrases,
    money: Callable[[Amount], str],
    faults: tuple[str, ...] = (),
) -> QuestionView:
    """The question with what is chosen so far, in the phrases' language."""
    kind, language = KINDS[question.kind], phrases.language
    rows = tuple(_row(question, option, marks, phrases, money) for option in question.options)
    own = {option.id for option in kind.options}
    decides, *conditions = (phrases.say(one, {}, money) for one in sentences_of_rule(question))
    meters = {use.unit: _meter(use, phrases, money) for use in kind.uses(question, marks)}
    return QuestionView(
        id=question.id,
        template=f"questions/{kind.name}.html",
        title=question.title.in_language(language),
        detail=question.detail.in_language(language),
        more=bool(question.detail.versions) or any(row.detail for row in rows),
        instruction=phrases.say(kind.instruction(question), {}, money),
        decides=decides,
        conditions=" ".join(conditions),
        options=tuple(row for row in rows if not own or row.value in own),
        reasons=tuple(row for row in rows if own and row.value not in own),
        skip=_skip(question, phrases) if kind.can_skip else None,
        counter=meters.get(Unit.OPTIONS),
        money=meters.get(Unit.MONEY),
        points=meters.get(Unit.POINTS),
        places=_places(question, marks, phrases) if kind.entry is Entry.PLACE else (),
        highest=str(kind.highest(question)) if kind.entry is Entry.NUMBER else "",
        both_sides=both_sides_view(question, marks, phrases=phrases, money=money)
        if kind.entry is Entry.AMOUNT
        else None,
        faults=faults,
    )


def _row(
    question: Question,
    option: Option,
    marks: Marks,
    phrases: Phrases,
    money: Callable[[Amount], str],
) -> OptionRow:
    kind, given = KINDS[question.kind], dict(marks).get(option.id, 0)
    by_number = kind.entry is Entry.NUMBER
    has_cost = Unit.MONEY in kind.needs
    return OptionRow(
        anchor=f"{question.id}-{option.id}",
        field=name_of(question, option.id) if by_number else name_of(question),
        value=option.id,
        title=name_in(question, option, phrases),
        detail=option.detail.in_language(phrases.language),
        cost=money(option.cost) if has_cost else "",
        price=str(option.cost) if has_cost else "",
        chosen=bool(given),
        look=kind.looks.get(option.id, ""),
        points=str(given) if by_number and given else "",
    )


def _skip(question: Question, phrases: Phrases) -> OptionRow:
    return OptionRow(
        anchor=f"{question.id}-skip",
        field=name_of(question),
        value="",
        title=phrases.gettext("I skip this question"),
        chosen=False,  # never chosen beforehand: people would not notice the question
    )


def _meter(use: Use, phrases: Phrases, money: Callable[[Amount], str]) -> Meter:
    used, whole, is_money = use.used, use.whole, use.unit is Unit.MONEY
    write = money if is_money else phrases.number
    return Meter(
        used=write(used),
        left=write(max(whole - used, 0)),
        whole=write(whole),
        used_number=str(used),
        whole_number=str(whole),
        percent=min(100, int(100 * used / whole)) if whole else 0,
        over=used > whole,
        money_sample=money(SAMPLE) if is_money else "",
    )


def _places(question: Question, marks: Marks, phrases: Phrases) -> tuple[RankPlace, ...]:
    stands = {place: option for option, place in marks}
    return tuple(
        RankPlace(
            anchor=f"{question.id}-place-{place}",
            field=name_of(question, str(place)),
            label=phrases.gettext("Choice %(place)s") % {"place": place},
            options=tuple(
                OptionRow(
                    anchor=f"{question.id}-{place}-{option.id}",
                    field=name_of(question, str(place)),
                    value=option.id,
                    title=name_in(question, option, phrases),
                    chosen=stands.get(place) == option.id,
                )
                for option in question.options
            ),
        )
        for place in range(1, question.limit + 1)
    )
