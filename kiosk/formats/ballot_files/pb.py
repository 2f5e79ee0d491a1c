"""Budget files of Pabulib as ballot files."""

from kiosk.domain.count.contract import Shape
from kiosk.domain.questions import KINDS
from kiosk.formats import budget_pb
from kiosk.formats.ballot_file import BallotFile, BallotFormat
from kiosk.formats.pb_notes import least_score


def read(text: str, name: str) -> BallotFile:
    """The projects with the votes on them; raises BadFile."""
    budget = budget_pb.read(text, file=name)
    shapes: tuple[Shape, ...] = (KINDS[budget.question.kind].shape,)
    if shapes == (Shape.SOME,) and budget.question.most == 1:
        shapes = (Shape.SOME, Shape.ONE)
    return BallotFile(
        name=name,
        title=budget.title,
        options=budget.question.options,
        ballots=budget.ballots,
        shapes=shapes,
        in_order=budget.each,
        budget=budget.question.budget,
        most=budget.question.most,
        currency=dict(budget.meta).get("currency", ""),
        notes=budget.notes,
        least_score=least_score(budget.meta),
    )


FORMAT = BallotFormat(name=".pb", read=read)
