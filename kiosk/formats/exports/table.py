"""Results as a CSV file that any spreadsheet opens: one row for each option of each question."""

import csv
import io
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from kiosk.domain.assembly import Poll, Question
from kiosk.domain.count.contract import Result
from kiosk.domain.sentence import Amount, wording
from kiosk.formats.export import Export
from kiosk.formats.harmless import harmless

PLACES = 6
COLUMNS = ("question", "asked", "option", "title", "cost", "score", "place")


def write(poll: Poll, results: Mapping[str, Result], language: str) -> bytes:
    """The results by question id, in the poll's order of questions and options.

    ``place``: 1 for the option chosen first, empty for one that was not. Scores that are not whole
    are rounded to six places: a fraction such as 9/2 would be read as a date, and stands in the
    JSON. UTF-8 with the mark that spreadsheets look for.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for question in poll.questions:
        if question.id in results:
            writer.writerows(_rows(question, results[question.id], language))
    return text.getvalue().encode("utf-8-sig")


def _rows(question: Question, result: Result, language: str) -> list[tuple[str, ...]]:
    scores = question.both_sides.scores_in_money(dict(result.scores))
    place = {option: number for number, option in enumerate(result.winners, start=1)}
    return [
        (
            question.id,
            harmless(question.title.in_language(language)),
            harmless(option.id),
            harmless(option.title.in_language(language)),
            str(option.cost or ""),
            _number(scores[option.id]) if option.id in scores else "",
            str(place.get(option.id, "")),
        )
        for option in question.options
    ]


def _number(score: Amount) -> str:
    exact = Fraction(score)
    if exact.denominator == 1:
        return str(exact.numerator)
    return f"{Decimal(round(exact * 10**PLACES)).scaleb(-PLACES):f}".rstrip("0")


EXPORT = Export(name="csv", title=wording("As a table"), media_type="text/csv", write=write)
