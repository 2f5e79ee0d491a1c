"""Example views of every page a voter sees, for tests and for looking at them."""

import gettext
from dataclasses import replace

from kiosk.domain.assembly import Assembly, Option, Poll, Question
from kiosk.domain.ballot import Ballot, Choice, in_order
from kiosk.domain.count.contract import merge
from kiosk.domain.questions import KINDS
from kiosk.domain.questions.yes_no import OPTIONS
from kiosk.domain.tally import count_question
from kiosk.domain.text import translated
from kiosk.pages import qr
from kiosk.pages.asking import Asker
from kiosk.pages.frame import Frame, Refresh, Switch
from kiosk.pages.i18n import Phrases
from kiosk.pages.telling import Told
from kiosk.pages.views.ballot import BallotView, DoneView, Pressed, ReviewView
from kiosk.pages.views.common import Fault, Hidden, Idle, Link
from kiosk.pages.views.refusal import Again, RefusalView
from kiosk.pages.views.result import ResultRow, ResultsView, ResultView
from kiosk.pages.views.screen import JoinScene, NowScene, RevealScene, ScreenView
from kiosk.pages.views.tracker import Found, TrackerView
from kiosk.pages.views.welcome import BoothView, CardPoll, CardView, WelcomeView

NULL = gettext.NullTranslations()
KEYS = (tuple("234679"), tuple("CDFGHJK"), tuple("NPRTVX"))


def option(id_: str, title: str, detail: str = "", cost: int = 0) -> Option:
    return Option(id_, translated({"en": title}), translated({"en": detail} if detail else {}), cost)


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
    options=(*TREASURER.options, option("rosa", "Rosa Delgado-Whitfield"), option("sam", "Sam Oduya")),
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
PROJECTS = (
    option("p1", "Street lights on Mill Street", "Twelve new lamps between the school and the park.", 20000),
    option("p2", "Bus shelter", "A roof and a bench at the Bailey Avenue stop.", 12000),
    option("p3", "Playground repair", "", 25000),
    option("p4", "Community garden", "Forty beds, a shed and water.", 9500),
    option("p5", "Ramp and handrail at the community hall entrance", "So that everybody gets in.", 18000),
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
    size = Switch(label="Text", icon="text", step="text:l" if step else "", address="" if step else "?text=l")
    colors = Switch(label="Colors", icon="colors", step="theme:night" if step else "", address="" if step else "?theme=night")
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


def ballot(asker: Asker, question: Question, place: str, **more: object) -> BallotView:
    chosen = more.pop("marks", MARKS[question.id])
    faults = more.pop("faults", ())
    shown = asker.question(question, chosen, faults=faults)
    return BallotView(
        action="/card/C7K2R9XTFH/poll/p",
        hidden=(Hidden("at", question.id), Hidden("token", "t")),
        question=shown,
        number=2,
        total=3,
        leads_to_review=question.kind == "budget",
        idle=Idle(leave="/booth/leave") if place == "booth" else None,
        **more,
    )


def counted(question: Question, ballots: list[tuple[tuple[str, int], ...]]) -> Told:
    cast = [Ballot((Choice(question.id, in_order(marks)),)) for marks in ballots]
    result = count_question(
        question, cast, present=70, members=100, lot=tuple(o.id for o in question.options)
    )
    return Told(question, result, Phrases("en", NULL), "USD")


def results() -> dict[str, Told]:
    lot = [(("yes", 1),)] * 34 + [(("no", 1),)] * 21 + [(("abstain", 1),)] * 6 + [()] * 2
    treasurer = [(("ana", 1),)] * 30 + [(("james", 1),)] * 21 + [(("li", 1),)] * 12
    board = (
        [(("li", 1), ("ana", 2))] * 14
        + [(("ana", 1), ("rosa", 2))] * 18
        + [(("rosa", 1), ("li", 2))] * 9
        + [(("james", 1), ("sam", 2), ("li", 3))] * 12
        + [(("sam", 1),)] * 5
    )
    money = [(("p1", 1), ("p2", 1))] * 30 + [(("p3", 1), ("p4", 1), ("p6", 1))] * 22 + [(("p8", 1), ("p5", 1))] * 11
    weights = [(("garden", 4), ("bus", 3))] * 21 + [(("lights", 9), ("library", 1))] * 14
    return {
        "lot": counted(LOT, lot),
        "treasurer": counted(TREASURER, treasurer),
        "board": counted(BOARD, board),
        "money": counted(MONEY, money),
        "weights": counted(POINTS, weights),
    }


def views(place: str, phrases: Phrases) -> dict[str, tuple[str, object, Frame]]:
    """Every page by a short name: its template, its view, its frame."""
    asker = Asker(phrases, "USD")
    language = phrases.language
    tools = (Link("Results", "/results", "list"), Link("Find my ballot", "/tracker", "search"))
    made: dict[str, tuple[str, object, Frame]] = {}

    def add(name: str, template: str, view: object, *, form: str = "") -> None:
        made[name] = (template, view, frame(name.replace("_", " ").capitalize(), place, language, form=form))

    for question in (LOT, TREASURER, BOARD, IDEAS, POINTS, MONEY, KNAPSACK):
        add(f"ballot_{question.id}", "ballot.html", ballot(asker, question, place), form="ballot")
    add("ballot_lot_fresh", "ballot.html", ballot(asker, LOT, place, marks=()), form="ballot")
    add(
        "ballot_lot_pressed",
        "ballot.html",
        ballot(asker, LOT, place, pressed=Pressed(choice="no", title="No")),
        form="ballot",
    )
    over = (("p1", 1), ("p2", 1), ("p3", 1))
    wrong = KINDS["budget"].check(KNAPSACK, over)
    add(
        "ballot_sack_over",
        "ballot.html",
        ballot(
            asker,
            KNAPSACK,
            place,
            marks=over,
            faults=wrong,
        ),
        form="ballot",
    )
    shown = made["ballot_sack_over"][1]
    made["ballot_sack_over"] = (
        "ballot.html",
        replace(shown, faults=tuple(Fault(text, "sack-1") for text in shown.question.faults)),
        made["ballot_sack_over"][2],
    )
    full = Ballot(tuple(Choice(q.id, MARKS[q.id]) for q in (LOT, BOARD, MONEY)))
    some = Ballot((full.choices[0], Choice("board"), full.choices[2]))
    for name, cast in (("review", some), ("review_ranked", full)):
        add(
            name,
            "review.html",
            ReviewView(
                action="/card/C7K2R9XTFH/poll/p",
                hidden=(Hidden("lot", "no"), Hidden("token", "t")),
                rows=asker.review((LOT, BOARD, MONEY), cast),
                closing="Voting closes in 2 minutes." if name == "review" else "",
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
    add("done_no_paper", "done.html", replace(done, printer_trouble="The printer has no paper. Write the words down, or take a photo.", next_poll=Link("Next vote", "/card/x")))
    add("refusal_voted", "refusal.html", RefusalView(heading="This card has voted", sentences=("One ballot is in the box. It counts once.",), icon="check", words="river lamp stone cloud", links=(Link("Show my card", "/card/x"),)))
    add("refusal_busy", "refusal.html", RefusalView(heading="Many people are voting", sentences=("Wait a moment, then try again.", "Nothing was cast."), icon="clock", again=Again(action="/x", label="Try again", hidden=(Hidden("a", "b"),)), links=(Link("Back to my card", "/card/x"),)))
    if place == "booth":
        booth = BoothView(assembly="Oak Street Assembly", keys=KEYS)
        add("booth", "booth.html", booth)
        add("booth_wrong", "booth.html", replace(booth, typed="C7K2R", faults=(Fault("This is not a voting card of this meeting.", "code"),)))
        return made
    add("welcome", "welcome.html", WelcomeView(assembly="Oak Street Assembly", place="Community hall, 14 March 2026", links=tools))
    add("welcome_wrong", "welcome.html", WelcomeView(assembly="Oak Street Assembly", typed="RIVER", faults=(Fault("This is not a voting card of this meeting.", "code"),), links=tools))
    polls = (
        CardPoll(title="Evening votes", status="Open now", icon="box", note="You started, but your vote is not cast.", warning=True, vote=Link("Go on voting", "/card/x/poll/p")),
        CardPoll(title="Minutes of the last meeting", status="You voted", icon="check", result=Link("See the result", "/results/m")),
        CardPoll(title="Closing resolution", status="Not open yet", icon="clock"),
    )
    add("card", "card.html", CardView(code="C7K2R-9XTFH", polls=polls, links=tools))
    add("card_waiting", "card.html", CardView(code="C7K2R-9XTFH", polls=polls[1:], waiting=True, links=tools))
    add("tracker", "tracker.html", TrackerView(links=tools[:1]))
    add("tracker_found", "tracker.html", TrackerView(typed="river lamp stone cloud", found=Found(heading="Your ballot is in the box", sentences=("It is one of 63 in “Evening votes”.",), result=Link("See the result", "/results/p")), links=tools[:1]))
    add("results", "results.html", ResultsView(polls=(ResultRow(title="Evening votes", status="Result is out", icon="list", result=Link("See the result", "/results/p")), ResultRow(title="Closing resolution", status="Not open yet", icon="clock")), links=tools[1:]))
    told = results()
    add("result", "result.html", ResultView(title="Evening votes", questions=tuple(t.question_result() for t in told.values()), downloads=(Link("Ballots (CSV)", "/results/p.csv"), Link("Ballots (.pb)", "/results/p.pb")), links=tools))
    return made


def scenes() -> dict[str, tuple[str, object, Frame]]:
    """The projector's scenes."""
    code = qr.code("http://10.42.0.1/", name="The address of the vote")
    made: dict[str, tuple[str, object, Frame]] = {}
    join = JoinScene(wifi_code=qr.wifi_code("OakAssembly", "garden-47", name="The Wi-Fi"), network="OakAssembly", password="garden-47", address_code=code, address="10.42.0.1", sentence="Voting has not started.")
    now = NowScene(poll="Evening votes", questions=("Should we buy the lot on Capers Avenue for $12,000?", "Who should be treasurer?", "What should the neighbourhood money pay for?"), status="Voting is open", open=True, voted=41, present=63, percent=65, quorum="50 members must be here: reached.", address_code=code, address="10.42.0.1")
    screen = ScreenView(assembly="Oak Street Assembly")
    made["screen_join"] = ("screen.html", replace(screen, join=join), frame("Screen", "screen"))
    made["screen_now"] = ("screen.html", replace(screen, now=now), frame("Screen", "screen"))
    for name, told in results().items():
        reveal = RevealScene(poll="Evening votes", result=told.for_screen(), sentences=told.few_sentences(), address="10.42.0.1/results")
        made[f"screen_{name}"] = ("screen.html", replace(screen, reveal=reveal), frame("Screen", "screen"))
    made["screen_thanks"] = ("screen.html", replace(screen, thanks="Thank you for coming"), frame("Screen", "screen"))
    return made
