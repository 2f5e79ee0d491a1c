"""A question as its template shows it: options with their state, meters, places, in words."""

from collections.abc import Callable

from kiosk.domain.assembly import Option, Question
from kiosk.domain.ballot import Marks
from kiosk.domain.deciding import sentences_of_rule
from kiosk.domain.questions.budget import spent
from kiosk.domain.questions.kind import name_of
from kiosk.domain.sentence import Amount
from kiosk.pages.i18n import Phrases
from kiosk.pages.views.question import Meter, OptionRow, Place, QuestionView

SAMPLE = 1234567  # shows the script where people here put commas
MONEY = "budget"


def question_view(
    question: Question,
    marks: Marks,
    *,
    phrases: Phrases,
    money: Callable[[Amount], str],
    faults: tuple[str, ...] = (),
) -> QuestionView:
    """The question with what is chosen so far, in the phrases' language."""
    language = phrases.language
    rows = tuple(_row(question, option, marks, language, money) for option in question.options)
    decides, *conditions = (phrases.say(one, {}, money) for one in sentences_of_rule(question))
    return QuestionView(
        id=question.id,
        template=f"questions/{question.kind}.html",
        title=question.title.in_language(language),
        detail=question.detail.in_language(language),
        more=bool(question.detail.versions) or any(row.detail for row in rows),
        instruction=instruction(question, phrases),
        decides=decides,
        conditions=" ".join(conditions),
        options=rows,
        skip=_skip(question, phrases) if question.kind == "choose_one" else None,
        counter=_counter(question, marks, phrases),
        money=_money(question, marks, money) if question.within_budget else None,
        spent=money(spent(question, marks)) if question.kind == MONEY else "",
        points=_points(question, marks, phrases) if question.kind == "points" else None,
        places=_places(question, marks, phrases) if question.kind == "rank" else (),
        faults=faults,
    )


def instruction(question: Question, phrases: Phrases) -> str:
    """How to answer, in one sentence."""
    limit = question.limit
    match question.kind:
        case "points":
            return phrases.ngettext(
                "You have %(num)s point to give.",
                "You have %(num)s points to give.",
                question.points,
            ) % {"num": question.points}
        case "rank":
            return phrases.gettext("Tap the options in your order of preference.")
        case "yes_no" | "choose_one":
            return phrases.gettext("Choose one.")
        case _ if question.within_budget:
            return phrases.gettext("Choose what you want to fund. Stay within the money.")
        case _ if limit >= len(question.options):
            return phrases.gettext("Choose as many as you like.")
        case _:
            return phrases.ngettext("Choose up to %(num)s.", "Choose up to %(num)s.", limit) % {
                "num": limit
            }


def _row(
    question: Question,
    option: Option,
    marks: Marks,
    language: str,
    money: Callable[[Amount], str],
) -> OptionRow:
    given = dict(marks).get(option.id, 0)
    is_points = question.kind == "points"
    return OptionRow(
        anchor=f"{question.id}-{option.id}",
        field=name_of(question, option.id) if is_points else name_of(question),
        value=option.id,
        title=option.title.in_language(language),
        detail=option.detail.in_language(language),
        cost=money(option.cost) if question.kind == MONEY else "",
        price=str(option.cost) if question.kind == MONEY else "",
        chosen=bool(given),
        points=str(given) if is_points and given else "",
    )


def _skip(question: Question, phrases: Phrases) -> OptionRow:
    return OptionRow(
        anchor=f"{question.id}-skip",
        field=name_of(question),
        value="",
        title=phrases.gettext("I skip this question"),
        chosen=False,  # never chosen beforehand: people would not notice the question
    )


def _counter(question: Question, marks: Marks, phrases: Phrases) -> Meter | None:
    if question.kind not in {"approve", MONEY}:
        return None
    return _meter(len(marks), question.limit, phrases.number)


def _points(question: Question, marks: Marks, phrases: Phrases) -> Meter:
    return _meter(sum(number for _, number in marks), question.points, phrases.number)


def _money(question: Question, marks: Marks, money: Callable[[Amount], str]) -> Meter:
    return _meter(spent(question, marks), question.budget, money, sample=money(SAMPLE))


def _meter(
    used: Amount, whole: Amount, write: Callable[[Amount], str], *, sample: str = ""
) -> Meter:
    return Meter(
        used=write(used),
        left=write(max(whole - used, 0)),
        whole=write(whole),
        used_number=str(used),
        whole_number=str(whole),
        percent=min(100, int(100 * used / whole)) if whole else 0,
        over=used > whole,
        money_sample=sample,
    )


def _places(question: Question, marks: Marks, phrases: Phrases) -> tuple[Place, ...]:
    stands = {place: option for option, place in marks}
    return tuple(
        Place(
            anchor=f"{question.id}-place-{place}",
            field=name_of(question, str(place)),
            label=phrases.gettext("Choice %(place)s") % {"place": place},
            options=tuple(
                OptionRow(
                    anchor=f"{question.id}-{place}-{option.id}",
                    field=name_of(question, str(place)),
                    value=option.id,
                    title=option.title.in_language(phrases.language),
                    chosen=stands.get(place) == option.id,
                )
                for option in question.options
            ),
        )
        for place in range(1, question.limit + 1)
    )
