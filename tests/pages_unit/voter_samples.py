"""Example views of every page that a voter sees, for tests and for looking at them."""

from dataclasses import replace
from typing import Any

from result_samples import dollars, results
from voter_questions import (
    BOARD,
    IDEAS,
    KNAPSACK,
    LOT,
    MARKS,
    MONEY,
    POINTS,
    SCORES,
    TREASURER,
    frame,
)

from kiosk.domain.assembly import Question
from kiosk.domain.questions import KINDS
from kiosk.pages.views.ballot import BallotView, DoneView, Pressed, ReviewRow, ReviewView
from kiosk.pages.views.common import FieldFault, Hidden, Idle, Link
from kiosk.pages.views.refusal import Again, RefusalView
from kiosk.pages.views.result import ResultRow, ResultsView, ResultView
from kiosk.pages.views.tracker import BoxAnswer, TrackerView
from kiosk.pages.views.welcome import BoothView, CardPoll, CardView, WelcomeView
from kiosk.pages.web.frame import Frame
from kiosk.presentation.charts.canvas import PAPER
from kiosk.presentation.phrases import Phrases
from kiosk.presentation.question import question_view

KEYS = (tuple("234679"), tuple("CDFGHJK"), tuple("NPRTVX"))


def ballot(phrases: Phrases, question: Question, place: str, **more: Any) -> BallotView:
    chosen = more.pop("marks", MARKS[question.id])
    faults = more.pop("faults", ())
    said = tuple(phrases.say(fault, {}, dollars) for fault in faults)
    shown = question_view(question, chosen, phrases=phrases, money=dollars, faults=said)
    return BallotView(
        action="/card/C7K2R9XTFH4DG7/poll/p",
        hidden=(Hidden("at", question.id), Hidden("token", "t")),
        question=shown,
        number=2,
        total=3,
        leads_to_review=question.kind == "budget",
        idle=Idle(leave="/booth/leave") if place == "booth" else None,
        **more,
    )


def views(place: str, phrases: Phrases) -> dict[str, tuple[str, object, Frame]]:
    """Every page by a short name: its template, its view, its frame."""
    language = phrases.language
    tools = (Link("Results", "/results", "list"), Link("Find my ballot", "/tracker", "search"))
    made: dict[str, tuple[str, object, Frame]] = {}

    def add(name: str, template: str, view: object, *, form: str = "") -> None:
        made[name] = (
            template,
            view,
            frame(name.replace("_", " ").capitalize(), place, language, form=form),
        )

    for question in (LOT, TREASURER, BOARD, IDEAS, POINTS, SCORES, MONEY, KNAPSACK):
        add(f"ballot_{question.id}", "ballot.html", ballot(phrases, question, place), form="ballot")
    add("ballot_lot_fresh", "ballot.html", ballot(phrases, LOT, place, marks=()), form="ballot")
    add(
        "ballot_lot_pressed",
        "ballot.html",
        ballot(phrases, LOT, place, pressed=Pressed(colour="red", answer="No")),
        form="ballot",
    )
    over = (("p1", 1), ("p2", 1), ("p3", 1))
    wrong = KINDS["budget"].check(KNAPSACK, over)
    add(
        "ballot_sack_over",
        "ballot.html",
        ballot(
            phrases,
            KNAPSACK,
            place,
            marks=over,
            faults=wrong,
        ),
        form="ballot",
    )
    shown = made["ballot_sack_over"][1]
    assert isinstance(shown, BallotView)
    made["ballot_sack_over"] = (
        "ballot.html",
        replace(shown, faults=tuple(FieldFault(text, "sack-1") for text in shown.question.faults)),
        made["ballot_sack_over"][2],
    )
    answers = (
        ReviewRow(number=1, title="Should we buy the lot?", answers=("No",), change="question:lot"),
        ReviewRow(
            number=2,
            title="Who should chair the board?",
            answers=("1. Li Chen", "2. Ana Pérez"),
            change="question:board",
        ),
        ReviewRow(
            number=3,
            title="What should the neighbourhood money pay for?",
            answers=("Street lights on Mill Street · $20,000", "Bus shelter · $12,000"),
            summary="$32,000 together",
            change="question:money",
        ),
    )
    skipped = replace(answers[1], answers=(), skipped=True)
    for name, rows in (("review", (answers[0], skipped, answers[2])), ("review_ranked", answers)):
        add(
            name,
            "review.html",
            ReviewView(
                action="/card/C7K2R9XTFH4DG7/poll/p",
                hidden=(Hidden("lot", "no"), Hidden("token", "t")),
                rows=rows,
                notice="Voting closes in 2 minutes." if name == "review" else "",
                idle=Idle(leave="/booth/leave") if place == "booth" else None,
            ),
            form="ballot",
        )
    done = DoneView(
        poll="Evening votes",
        tracker="river lamp stone cloud",
        tracker_address="10.42.0.1/tracker",
        print_action="/booth/print" if place == "booth" else "",
        done=Link("Done", "/booth"),
    )
    add("done", "done.html", done)
    add(
        "done_no_paper",
        "done.html",
        replace(
            done,
            printer_trouble="The printer has no paper. Write the words down, or take a photo.",
            next_poll=Link("Next vote", "/card/x"),
        ),
    )
    add(
        "refusal_voted",
        "refusal.html",
        RefusalView(
            heading="This card has voted",
            sentences=("One ballot is in the box. It counts once.",),
            icon="check",
            words="river lamp stone cloud",
            links=(Link("Show my card", "/card/x"),),
        ),
    )
    add(
        "refusal_busy",
        "refusal.html",
        RefusalView(
            heading="Many people are voting",
            sentences=("Wait a moment, then try again.", "Nothing was cast."),
            icon="clock",
            again=Again(action="/x", label="Try again", hidden=(Hidden("a", "b"),)),
            links=(Link("Back to my card", "/card/x"),),
        ),
    )
    if place == "booth":
        booth = BoothView(assembly="Oak Street Assembly", keys=KEYS)
        add("booth", "booth.html", booth)
        add(
            "booth_wrong",
            "booth.html",
            replace(
                booth,
                typed="C7K2R",
                faults=(FieldFault("This is not a voting card of this meeting.", "code"),),
            ),
        )
        return made
    add(
        "welcome",
        "welcome.html",
        WelcomeView(
            assembly="Oak Street Assembly", place="Community hall, 14 March 2026", links=tools
        ),
    )
    add(
        "welcome_wrong",
        "welcome.html",
        WelcomeView(
            assembly="Oak Street Assembly",
            typed="RIVER",
            faults=(FieldFault("This is not a voting card of this meeting.", "code"),),
            links=tools,
        ),
    )
    polls = (
        CardPoll(
            title="Evening votes",
            status="Open now",
            icon="box",
            note="You started, but your vote is not cast.",
            warning=True,
            vote=Link("Go on voting", "/card/x/poll/p"),
        ),
        CardPoll(
            title="Minutes of the last meeting",
            status="You voted",
            icon="check",
            result=Link("See the result", "/results/m"),
        ),
        CardPoll(title="Closing resolution", status="Not open yet", icon="clock"),
    )
    add("card", "card.html", CardView(code="C7K2R-9XTFH-4DG7", polls=polls, links=tools))
    add(
        "card_waiting",
        "card.html",
        CardView(code="C7K2R-9XTFH-4DG7", polls=polls[1:], waiting=True, links=tools),
    )
    add("tracker", "tracker.html", TrackerView(links=tools[:1]))
    add(
        "tracker_found",
        "tracker.html",
        TrackerView(
            typed="river lamp stone cloud",
            found=BoxAnswer(
                heading="Your ballot is in the box",
                sentences=("It is one of 63 in “Evening votes”.",),
                result=Link("See the result", "/results/p"),
            ),
            links=tools[:1],
        ),
    )
    add(
        "results",
        "results.html",
        ResultsView(
            polls=(
                ResultRow(
                    title="Evening votes",
                    status="Result is out",
                    icon="list",
                    result=Link("See the result", "/results/p"),
                ),
                ResultRow(title="Closing resolution", status="Not open yet", icon="clock"),
            ),
            links=tools[1:],
        ),
    )
    told = results(PAPER)
    add(
        "result",
        "result.html",
        ResultView(
            title="Evening votes",
            questions=tuple(told.values()),
            downloads=(
                Link("Ballots (CSV)", "/results/p.csv"),
                Link("Ballots (.pb)", "/results/p.pb"),
            ),
            links=tools,
        ),
    )
    return made
