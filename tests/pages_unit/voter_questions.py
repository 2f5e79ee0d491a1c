"""The questions and the frame that the examples of voters' pages share."""

import gettext
from dataclasses import replace

from kiosk.domain.assembly import Assembly, Option, Poll, Question
from kiosk.domain.ballot import in_order
from kiosk.domain.questions.yes_no import OPTIONS
from kiosk.domain.text import translated
from kiosk.pages.web.frame import Frame, Switch
from kiosk.presentation.phrases import Phrases

NULL = gettext.NullTranslations()
ENGLISH = Phrases("en", NULL)


def option(id_: str, title: str, detail: str = "", cost: int = 0) -> Option:
    return Option(
        id_, translated({"en": title}), translated({"en": detail} if detail else {}), cost
    )


LOT = Question(
    id="lot",
    title=translated(
        {
            "en": "Should we buy the lot on Capers Avenue for $12,000?",
            "es": "¿Compramos el terreno de la avenida Capers por 12 000 $?",
        }
    ),
    detail=translated({"en": "The lot is empty since 2019. The money comes from our savings."}),
    kind="yes_no",
    rule="majority",
    options=OPTIONS,
)
TREASURER = Question(
    id="treasurer",
    title=translated({"en": "Who should be treasurer?"}),
    kind="choose_one",
    rule="plurality",
    options=(
        option("ana", "Ana Pérez", "Bookkeeper, Mill Street"),
        option("james", "James Wright"),
        option("li", "Li Chen", "Runs the tool library"),
    ),
)
BOARD = Question(
    id="board",
    title=translated({"en": "Who should chair the board?"}),
    kind="rank",
    rule="irv",
    options=(
        *TREASURER.options,
        option("rosa", "Rosa Delgado-Whitfield"),
        option("sam", "Sam Oduya"),
    ),
)
IDEAS = Question(
    id="ideas",
    title=translated({"en": "Which ideas should we follow up?"}),
    kind="approve",
    rule="approval",
    most=3,
    options=(
        option("garden", "Community garden"),
        option("lights", "Street lights"),
        option("bus", "Bus shelter"),
        option("library", "Longer library hours"),
    ),
)
POINTS = Question(
    id="weights",
    title=translated({"en": "How important are these to you?"}),
    kind="points",
    rule="points",
    points=10,
    options=IDEAS.options,
)
SCORES = Question(
    id="scores",
    title=translated({"en": "How good is each idea?"}),
    kind="score",
    kind_settings=(("highest", "5"),),
    rule="points",
    options=IDEAS.options,
)
PROJECTS = (
    option(
        "p1",
        "Street lights on Mill Street",
        "Twelve new lamps between the school and the park.",
        20000,
    ),
    option("p2", "Bus shelter", "A roof and a bench at the Bailey Avenue stop.", 12000),
    option("p3", "Playground repair", "", 25000),
    option("p4", "Community garden", "Forty beds, a shed and water.", 9500),
    option(
        "p5",
        "Ramp and handrail at the community hall entrance",
        "So that everybody gets in.",
        18000,
    ),
    option("p6", "Tool library", "", 4000),
    option("p7", "After-school meals for one year", "", 31000),
    option("p8", "Storm drains on Farish Street", "", 44000),
)
MONEY = Question(
    id="money",
    title=translated({"en": "What should the neighbourhood money pay for?"}),
    kind="budget",
    rule="greedy",
    budget=50000,
    most=5,
    options=PROJECTS,
)
KNAPSACK = replace(MONEY, id="sack", within_budget=True, most=0)
POLL = Poll("p", translated({"en": "Evening votes"}), (LOT, TREASURER, MONEY))
ASSEMBLY = Assembly(
    title=translated({"en": "Oak Street Assembly", "es": "Asamblea de la calle Oak"}),
    currency="USD",
    languages=("en", "es"),
    polls=(POLL,),
)
MARKS = {
    "lot": (("no", 1),),
    "treasurer": (("james", 1),),
    "board": (("li", 1), ("ana", 2)),
    "ideas": (("bus", 1), ("garden", 1)),
    "weights": in_order((("garden", 4), ("bus", 3))),
    "scores": in_order((("garden", 5), ("bus", 2))),
    "money": (("p1", 1), ("p2", 1)),
    "sack": (("p1", 1), ("p2", 1)),
}


def frame(title: str, place: str, language: str = "en", *, form: str = "") -> Frame:
    step = bool(form)
    spanish = Switch(
        label="Español" if language == "en" else "English",
        icon="language",
        language="es" if language == "en" else "en",
        step="language:es" if step else "",
        address="" if step else "?language=es",
    )
    size = Switch(
        label="Text", icon="text", step="text:l" if step else "", address="" if step else "?text=l"
    )
    colors = Switch(
        label="Colors",
        icon="colors",
        step="theme:night" if step else "",
        address="" if step else "?theme=night",
    )
    return Frame(
        title=title,
        language=language,
        place=place,
        assembly=ASSEMBLY.title.in_language(language),
        home="/" if place == "phone" else "",
        switches=(size, colors, spanish) if place == "booth" else (size, spanish),
        form=form,
        help="/help" if place == "phone" else "",
        help_step="help" if place == "booth" and step else "",
        theme="auto" if place == "phone" else "paper",
        live="/live" if place != "booth" else "",
    )
