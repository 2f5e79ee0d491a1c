"""Ranked ballots as .blt text as ballot files."""

from kiosk.domain.count.contract import Shape
from kiosk.formats import ranked_blt
from kiosk.formats.ballot_file import BallotFile, BallotFormat


def read(text: str, name: str) -> BallotFile:
    """The options that stand with the ballots; raises BadFile."""
    ranked = ranked_blt.read(text, file=name)
    return BallotFile(
        name=name,
        title=ranked.title,
        options=ranked.standing,
        ballots=ranked.ballots,
        shapes=(Shape.RANKING,),
        seats=ranked.seats,
        lot=ranked.lot,
        notes=ranked.notes,
    )


FORMAT = BallotFormat(name=".blt", read=read)
