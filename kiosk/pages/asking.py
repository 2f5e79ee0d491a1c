"""From a question and a voter's marks to what the ballot and the check page show."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from kiosk.domain.assembly import Option, Question
from kiosk.domain.ballot import Ballot, Marks
from kiosk.domain.questions import KINDS
from kiosk.domain.questions.budget import spent
from kiosk.domain.questions.kind import name_of
from kiosk.domain.sentence import Amount, Sentence, say, say_many
from kiosk.pages.i18n import Phrases
from kiosk.pages.views.ballot import ReviewRow
from kiosk.pages.views.question import Meter, OptionRow, Place, QuestionView

SKIP = say("I skip this question")


@dataclass(frozen=True, slots=True)
class Asker:
    """The reader's language and the assembly's money, with which questions are shown."""

    phrases: Phrases
    currency: str = ""

    def money(self, amount: Amount) -> str:
        """A sum of the assembly's currency."""
        return self.phrases.money(amount, self.currency)

    def said(self, sentence: Sentence, question: Question) -> str:
        """A sentence about the question, with its options by name."""
        names = {option.id: self.title(option) for option in question.options}
        return self.phrases.say(sentence, names, self.money)

    def title(self, option: Option) -> str:
        """The option's title in the reader's language."""
        return option.title.in_language(self.phrases.language)

    def question(
        self,
        question: Question,
        marks: Marks,
        *,
        faults: tuple[Sentence, ...] = (),
        skipped: bool = False,
    ) -> QuestionView:
        """The question with what is chosen. ``skipped``: the voter said so, not only left it."""
        language = self.phrases.language
        chosen = dict(marks)
        kind = question.kind
        return QuestionView(
            id=question.id,
            template=f"questions/{kind}.html",
            title=question.title.in_language(language),
            detail=question.detail.in_language(language),
            instruction=self.said(INSTRUCTIONS[kind](question), question),
            options=self._rows(question, chosen, wrong=bool(faults)),
            skip=self._skip(question, skipped) if kind == "choose_one" else None,
            counter=self._counter(question, len(marks)) if kind in LIMITED else None,
            money=self._money(question, marks) if question.within_budget else None,
            points=self._points(question, marks) if kind == "points" else None,
            places=self._places(question, marks) if kind == "rank" else (),
            faults=tuple(self.said(fault, question) for fault in faults),
        )

    def review(self, questions: tuple[Question, ...], ballot: Ballot) -> tuple[ReviewRow, ...]:
        """One row for each question of the ballot, with its faults."""
        return tuple(
            self._review_row(question, ballot.marks(question.id), number)
            for number, question in enumerate(questions, start=1)
        )

    def _review_row(self, question: Question, marks: Marks, number: int) -> ReviewRow:
        faults = KINDS[question.kind].check(question, marks)
        return ReviewRow(
            number=number,
            title=question.title.in_language(self.phrases.language),
            answers=tuple(self._answer(question, option, mark) for option, mark in marks),
            ranked=question.kind == "rank",
            summary=self._summary(question, marks),
            skipped=not marks,
            faults=tuple(self.said(fault, question) for fault in faults),
            change=f"question:{question.id}",
        )

    def _answer(self, question: Question, option_id: str, mark: int) -> str:
        option = question.option(option_id)
        if question.kind == "points":
            points = say_many("%(option)s: %(number)s point", "%(option)s: %(number)s points",
                              mark, option=self.title(option))  # fmt: skip
            return self.said(points, question)
        if question.kind == "budget" and option.cost:
            return f"{self.title(option)} · {self.money(option.cost)}"
        return self.title(option)

    def _summary(self, question: Question, marks: Marks) -> str:
        if question.kind == "points":
            given = sum(number for _, number in marks)
            return self.said(
                say("%(given)s of %(whole)s points given.", given=given, whole=question.points),
                question,
            )
        if question.kind == "budget":
            costs = self.money(spent(question, marks))
            if question.within_budget:
                whole = self.money(question.budget)
                return self.said(
                    say("%(used)s of %(whole)s used.", used=costs, whole=whole), question
                )
            return self.said(say("Together %(costs)s.", costs=costs), question)
        return ""

    def _rows(
        self, question: Question, chosen: dict[str, int], *, wrong: bool
    ) -> tuple[OptionRow, ...]:
        parts = question.kind == "points"
        return tuple(
            OptionRow(
                anchor=f"{question.id}-{number}",
                field=name_of(question, option.id if parts else ""),
                value=option.id,
                title=self.title(option),
                detail=option.detail.in_language(self.phrases.language),
                cost=self.money(option.cost) if question.kind == "budget" else "",
                price=str(option.cost) if question.kind == "budget" else "",
                chosen=option.id in chosen,
                points=str(chosen.get(option.id, "")) if parts else "",
                wrong=wrong and (option.id in chosen or not chosen),
            )
            for number, option in enumerate(question.options, start=1)
        )

    def _skip(self, question: Question, skipped: bool) -> OptionRow:
        return OptionRow(
            anchor=f"{question.id}-skip",
            field=question.id,
            value="",
            title=self.said(SKIP, question),
            chosen=skipped,
        )

    def _counter(self, question: Question, chosen: int) -> Meter | None:
        if not question.most:
            return None
        return self._meter(chosen, question.most, self.phrases.number)

    def _points(self, question: Question, marks: Marks) -> Meter:
        given = sum(number for _, number in marks)
        return self._meter(given, question.points, self.phrases.number)

    def _money(self, question: Question, marks: Marks) -> Meter:
        return self._meter(spent(question, marks), question.budget, self.money)

    def _meter(self, used: Amount, whole: Amount, written: Callable[[Amount], str]) -> Meter:
        full = Fraction(used) / whole if whole else Fraction(1)
        return Meter(
            used=written(used),
            left=written(max(whole - used, 0)),
            whole=written(whole),
            used_number=str(used),
            whole_number=str(whole),
            percent=min(100, int(full * 100)),
            over=used > whole,
            money_sample=written(1234567),
        )

    def _places(self, question: Question, marks: Marks) -> tuple[Place, ...]:
        standing = {place: option for option, place in marks}
        return tuple(
            Place(
                anchor=f"{question.id}-place-{place}",
                field=name_of(question, str(place)),
                label=self.said(say("Choice %(place)s", place=place), question),
                options=self._rows(
                    question,
                    {standing[place]: 1} if place in standing else {},
                    wrong=False,
                ),
            )
            for place in range(1, question.limit + 1)
        )


def _approve(question: Question) -> Sentence:
    if not question.most:
        return say("Choose as many as you like.")
    return say_many("Choose %(number)s.", "Choose up to %(number)s.", question.most)


def _budget(question: Question) -> Sentence:
    if question.within_budget:
        return say("Choose what the money should pay for.")
    return _approve(question)


def _points(question: Question) -> Sentence:
    return say_many(
        "You have %(number)s point to give.", "You have %(number)s points to give.", question.points
    )


def _rank(question: Question) -> Sentence:
    if question.most:
        return say_many("Choose %(number)s.", "Put up to %(number)s in your order.", question.most)
    return say("Put them in your order. First the one you want most.")


INSTRUCTIONS: dict[str, Callable[[Question], Sentence]] = {
    "yes_no": lambda _: say("Choose one."),
    "choose_one": lambda _: say("Choose one."),
    "approve": _approve,
    "budget": _budget,
    "points": _points,
    "rank": _rank,
}
LIMITED = frozenset({"approve", "budget"})
