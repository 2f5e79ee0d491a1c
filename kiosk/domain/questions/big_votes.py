"""Kinds with three big votes, on the screen as on the button box: green, white, red."""

from collections.abc import Mapping

from kiosk.domain.assembly import Option, Question
from kiosk.domain.ballot import Marks
from kiosk.domain.colour import Colour
from kiosk.domain.count.contract import Shape
from kiosk.domain.questions.choose_one import check, instruction
from kiosk.domain.questions.form import read_ticked, write_ticked
from kiosk.domain.questions.kind import Kind
from kiosk.domain.questions.limits import longest


def big_votes(
    name: str, title: str, options: tuple[Option, ...], *, green: str, white: str, red: str
) -> Kind:
    """The kind of that name; each colour chooses one of the options, by its id."""

    def buttons(question: Question) -> Mapping[Colour, Marks]:
        return {
            Colour.GREEN: ((green, 1),),
            Colour.WHITE: ((white, 1),),
            Colour.RED: ((red, 1),),
        }

    return Kind(
        name=name,
        title=title,
        shape=Shape.ONE,
        read=read_ticked,
        fields=write_ticked,
        check=check,
        longest=lambda question: longest(question, 1, 1),
        instruction=instruction,
        options=options,
        buttons=buttons,
        shares=True,
        recognisable=False,
        looks={green: "yes", white: "abstain", red: "no"},
    )
