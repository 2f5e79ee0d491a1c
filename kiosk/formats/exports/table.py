"""Results as a CSV file that any spreadsheet opens: one row for each option of each question."""

import csv
import io
from collections.abc import Mapping

from kiosk.domain.assembly import Poll, Question
from kiosk.domain.count.contract import Result
from kiosk.domain.sentence import wording
from kiosk.formats.export import Export

COLUMNS = ("question", "asked", "option", "title", "cost", "score", "place")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(poll: Poll, results: Mapping[str, Result], language: str) -> bytes:
    """The results by question id, in the poll's order of questions and options.

    ``place``: 1 for the option chosen first, empty for one that was not. Numbers that are not
    whole are written as ``4213/3``. UTF-8 with the mark that spreadsheets look for.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for question in poll.questions:
        if question.id in results:
            writer.writerows(_rows(question, results[question.id], language))
    return text.getvalue().encode("utf-8-sig")


def _rows(question: Question, result: Result, language: str) -> list[tuple[str, ...]]:
    scores = dict(result.scores)
    place = {option: number for number, option in enumerate(result.winners, start=1)}
    return [
        (
            question.id,
            _harmless(question.title.in_language(language)),
            _harmless(option.id),
            _harmless(option.title.in_language(language)),
            str(option.cost or ""),
            str(scores.get(option.id, "")),
            str(place.get(option.id, "")),
        )
        for option in question.options
    ]


def _harmless(cell: str) -> str:
    # A spreadsheet runs a cell that begins like a formula; the quote makes it a text.
    return f"'{cell}" if cell.startswith(FORMULA) else cell


EXPORT = Export(name="csv", title=wording("As a table"), media_type="text/csv", write=write)
