"""How a question will be decided: the sentences that people read before they vote."""

from kiosk.domain.assembly import Question
from kiosk.domain.count.contract import contest_of
from kiosk.domain.count.rules import RULES
from kiosk.domain.count.settings import complete
from kiosk.domain.questions import KINDS
from kiosk.domain.sentence import Sentence


def sentences_of_rule(question: Question) -> tuple[Sentence, ...]:
    """When an option wins, first; then what must be met too, such as a quorum of the motion.

    Raises BadSetting for a question that was not read from a file.
    """
    rule = RULES[question.rule]
    contest = contest_of(question, KINDS[question.kind].shape)
    return rule.decides(contest, complete(rule, dict(question.settings)))
