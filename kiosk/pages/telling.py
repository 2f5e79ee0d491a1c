"""From a counted result to what people read: verdict, figures, chart, reasons."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from kiosk.domain.assembly import Question
from kiosk.domain.count.contract import Result
from kiosk.domain.sentence import Amount, Names, Sentence, say, say_many
from kiosk.pages.charts import Bar, Line, bars, bars_for_screen, budget_bar
from kiosk.pages.i18n import Phrases
from kiosk.pages.rounds import round_tables
from kiosk.pages.views.common import Table
from kiosk.pages.views.result import Fact, QuestionResult, Reason

MOST_BARS = 40  # in a chart on a page; the table has them all
MOST_BARS_ON_SCREEN = 8
LINES_ON_SCREEN = 9  # bars and sentences together, so that all can be read from afar
VOTES = frozenset({"yes_no", "choose_one", "approve"})
Chart = Callable[..., Markup]


@dataclass(frozen=True, slots=True)
class Told:
    """A question and its result, told in one language with the assembly's money."""

    question: Question
    result: Result
    phrases: Phrases
    currency: str = ""

    def question_result(self) -> QuestionResult:
        """Everything that the results page shows."""
        return self._shown(bars, MOST_BARS)

    def for_screen(self) -> QuestionResult:
        """The same for the projector, with as few bars as can be read from afar."""
        return self._shown(bars_for_screen, MOST_BARS_ON_SCREEN)

    def few_sentences(self) -> tuple[str, ...]:
        """The last sentences of the explanation, which say how it came out."""
        shown = min(len(self.result.scores), MOST_BARS_ON_SCREEN)
        return self._explanation()[-max(1, min(4, LINES_ON_SCREEN - shown)) :]

    def _shown(self, chart: Chart, most: int) -> QuestionResult:
        winners = tuple(self._name(option) for option in self.result.winners)
        return QuestionResult(
            id=self.question.id,
            title=self.question.title.in_language(self.phrases.language),
            verdict=self._say(self._verdict()),
            positive=bool(self.result.winners),
            winners=winners if len(winners) > 1 else (),
            facts=tuple(self._facts()),
            chart=self._chart(chart, most),
            chart_note=self._note(most),
            table=self._table(),
            rounds_chart=self._spending(),
            rounds=round_tables(self.result, self._name, phrases=self.phrases, money=self._money),
            explanation=self._explanation(),
            ties=tuple(self._tie(number) for number in range(len(self.result.ties))),
            reasons=tuple(
                Reason(self._name(option), self._say(reason))
                for option, reason in self.result.reasons
            ),
        )

    def _money(self, amount: Amount) -> str:
        return self.phrases.money(amount, self.currency)

    def _name(self, option: str) -> str:
        titles = {known.id: known.title for known in self.question.options}
        return titles[option].in_language(self.phrases.language) if option in titles else option

    def _say(self, sentence: Sentence) -> str:
        names = {option.id: self._name(option.id) for option in self.question.options}
        return self.phrases.say(sentence, names, self._money)

    def _explanation(self) -> tuple[str, ...]:
        return tuple(self._say(sentence) for sentence in self.result.explanation)

    def _verdict(self) -> Sentence:
        winners = self.result.winners
        if self.result.passed is not None:
            return say("The motion passes.") if self.result.passed else say("The motion fails.")
        if not winners:
            return say("Nothing is chosen.")
        if self.question.kind == "budget":
            return say_many(
                "%(number)s project gets money.", "%(number)s projects get money.", len(winners)
            )
        if len(winners) == 1:
            return say("Chosen: %(option)s.", option=self._name(winners[0]))
        return say_many("%(number)s is chosen.", "%(number)s are chosen.", len(winners))

    def _facts(self) -> list[Fact]:
        said, result = self.phrases.gettext, self.result
        facts = [Fact(said("Ballots counted"), self.phrases.number(result.counted))]
        if result.blank:
            facts.append(Fact(said("Of them blank"), self.phrases.number(result.blank)))
        if result.rejected:
            facts.append(Fact(said("Not valid"), self.phrases.number(result.rejected)))
        if self.question.budget and result.cost is not None:
            left = self.question.budget - result.cost
            facts += [
                Fact(said("Money to spend"), self._money(self.question.budget)),
                Fact(said("Spent"), self._money(result.cost)),
                Fact(said("Left over"), self._money(left)),
            ]
        return facts

    def _scores(self) -> tuple[tuple[str, Amount], ...]:
        """Final scores in the order of the ballot; in a budget the funded first, then the rest."""
        scores = dict(self.result.scores)
        order = [option.id for option in self.question.options if option.id in scores]
        if self.question.kind == "budget":
            first = [option for option in self.result.winners if option in scores]
            rest = [option for option in order if option not in first]
            order = first + sorted(rest, key=lambda option: -scores[option])
        return tuple((option, scores[option]) for option in order)

    def _chart(self, chart: Chart, most: int) -> Markup:
        scores = self._scores()
        if not scores:
            return Markup()
        whole = self._axis(scores)
        rows = tuple(
            Bar(
                title=self._name(option),
                figure=self._figure(score),
                share=Fraction(score) / whole,
                look=self._look(option),
                won=option in self.result.winners and self.result.passed is None,
            )
            for option, score in scores[:most]
        )
        return chart(rows, name=self._say(self._verdict()), line=self._line(whole))

    def _axis(self, scores: tuple[tuple[str, Amount], ...]) -> Fraction:
        """What the whole width stands for: a little more than the longest bar or the line."""
        needed = [int(str(row.get("needed", 0))) for row in self._conditions()]
        longest = max([Fraction(score) for _, score in scores] + [Fraction(n) for n in needed])
        return max(longest * 21 / 20, Fraction(1))

    def _conditions(self) -> tuple[dict[str, object], ...]:
        if self.result.passed is None:
            return ()
        return tuple(dict(row) for row in self.result.rounds if "needed" in row)

    def _line(self, whole: Fraction) -> Line | None:
        for row in self._conditions():
            needed = int(str(row["needed"]))
            words = say("Yes needs %(needed)s", needed=needed)
            return Line(Fraction(needed) / whole, self._say(words))
        return None

    def _look(self, option: str) -> str:
        if self.result.passed is not None and option in {"yes", "no", "abstain"}:
            return option
        return "box" if option in self.result.winners else "lost"

    def _figure(self, score: Amount) -> str:
        voted = self.result.counted
        if self.question.kind in VOTES and voted and Fraction(score).denominator == 1:
            return f"{self.phrases.number(score)} · {self._percent(score)}"
        return self.phrases.number(score)

    def _percent(self, score: Amount) -> str:
        return f"{round(Fraction(score) * 100 / self.result.counted)} %"

    def _note(self, most: int) -> str:
        notes = []
        if self.question.kind in VOTES and self.result.counted:
            notes.append(say("Percent of %(counted)s ballots.", counted=self.result.counted))
        if self.question.kind == "approve":
            notes.append(say("It adds up to more, because people could choose several."))
        if self.question.kind == "rank" and self.result.rounds:
            notes.append(say("Votes in the last round."))
        if len(self.result.scores) > most:
            notes.append(say("The first %(most)s are shown.", most=most))
        return " ".join(self._say(note) for note in notes)

    def _table(self) -> Table:
        said = self.phrases.gettext
        money = self.question.kind == "budget"
        head = (said("Option"), said("Votes"), *((said("Cost"),) if money else ()), said("Chosen"))
        yes, no = said("Yes"), said("No")
        rows = tuple(
            (
                self._name(option),
                self.phrases.number(score),
                *((self._money(self.question.option(option).cost),) if money else ()),
                yes if option in self.result.winners else no,
            )
            for option, score in self._scores()
        )
        if self.result.passed is not None:
            return Table(said("All figures"), head[:-1], tuple(row[:-1] for row in rows))
        return Table(said("All figures"), head, rows)

    def _spending(self) -> Markup:
        """The budget as one bar, filled in the order of the result."""
        if self.question.kind != "budget" or not self.question.budget or not self.result.winners:
            return Markup()
        parts = tuple(
            (self._name(option), Fraction(self.question.option(option).cost) / self.question.budget)
            for option in self.result.winners
        )
        return budget_bar(parts, name=self.phrases.gettext("How the money is used"))

    def _tie(self, number: int) -> str:
        tie = self.result.ties[number]
        tied = self._say(
            say("%(options)s were equal: %(where)s.", options=Names(tie.options),
                where=self._say(tie.where))
        )  # fmt: skip
        by_lot = say("The lot decided for %(chosen)s.", chosen=Names(tie.chosen))
        by_rule = say("The rule decided for %(chosen)s.", chosen=Names(tie.chosen))
        return f"{tied} {self._say(by_lot if tie.decided_by == 'lot' else by_rule)}"
