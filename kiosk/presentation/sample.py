"""The ballots that the tellers' dice chose, opened before everyone: what they say, in words."""

from collections.abc import Callable

from kiosk.domain.assembly import Poll, Question
from kiosk.domain.ballot import Marks
from kiosk.domain.questions import KINDS
from kiosk.domain.sentence import Amount
from kiosk.domain.slip import Big, Divider, Line, Slip, Small, Words, sheet_slip
from kiosk.presentation.names import names_in
from kiosk.presentation.phrases import Phrases
from kiosk.proof.ballots import read_ballot_text
from kiosk.proof.commitment import commitment
from kiosk.proof.sample import chance
from kiosk.proof.tracker import tracker
from kiosk.sync.report import Report

EXCHANGED = (20, 10)
"""The chance is stated for one ballot in twenty and one in ten exchanged: what can turn a vote."""


def choice_words(
    question: Question, marks: Marks, phrases: Phrases, money: Callable[[Amount], str]
) -> str:
    """What a ballot says to one question."""
    if not marks:
        return phrases.gettext("blank")
    names = names_in(question, phrases)
    answers = KINDS[question.kind].answers(question, marks)
    return ", ".join(phrases.say(one, names, money) for one in answers)


def opened_ballots(
    report: Report, poll: Poll, phrases: Phrases, money: Callable[[Amount], str]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """For each opened ballot the words of its receipt, and what it says to each question."""
    sample = report.sample
    found = []
    for _, text, opening in sample.openings if sample else ():
        ballot = read_ballot_text(text)
        words = tracker(commitment(poll.id, text.encode(), bytes.fromhex(opening)))
        choices = tuple(
            f"{question.title.in_language(phrases.language)} "
            f"{choice_words(question, ballot.marks(question.id), phrases, money)}"
            for question in poll.questions
        )
        found.append((words, choices))
    return tuple(found)


def chances(size: int, number: int, phrases: Phrases) -> tuple[str, ...]:
    """How likely the dice meet a ballot that was exchanged, in one sentence for each share."""
    if not number:
        return ()
    exchanged = dict.fromkeys(-(-size // one_in) for one_in in EXCHANGED)
    return tuple(
        phrases.ngettext(
            "With %(num)s ballot exchanged, the dice find it in %(chance)s of all cases.",
            "With %(num)s ballots exchanged, the dice find one in %(chance)s of all cases.",
            many,
        )
        % {
            "num": phrases.number(many),
            "chance": phrases.percent(chance(size=size, number=number, exchanged=many), 1),
        }
        for many in exchanged
    )


def sample_slip(
    title: str,
    *,
    heading: str,
    poll: Poll,
    report: Report,
    phrases: Phrases,
    money: Callable[[Amount], str],
) -> Slip:
    """The opened ballots on paper. Whoever holds those receipts knows that theirs is known."""
    size = report.closed.ballots if report.closed else 0
    number = len(report.sample.openings) if report.sample else 0
    lines: list[Line] = []
    for words, choices in opened_ballots(report, poll, phrases, money):
        lines += [Big(words), *(Words(choice) for choice in choices), Divider()]
    sheet = sheet_slip(
        title,
        heading=heading,
        sentences=(
            phrases.gettext("The tellers’ dice chose these ballots. No name is with them."),
            phrases.gettext("Anyone whose receipt has these words finds their own ballot here."),
            *chances(size, number, phrases),
        ),
    )
    dice = Small(
        phrases.gettext("Dice: %(dice)s") % {"dice": report.sample.dice if report.sample else ""}
    )
    return Slip((*sheet.lines[:-1], dice, Divider(), *lines, sheet.lines[-1]))
