"""Example views of the officials' pages, also the awkward ones, for the tests and for a look."""

from dataclasses import dataclass

from markupsafe import Markup

from kiosk.pages import qr
from kiosk.pages.views.chair import (
    AgendaItem,
    ChairClose,
    ChairPage,
    Device,
    HelpCall,
    LotAsked,
    PinPage,
    PollShown,
    Projector,
    Report,
    Scene,
    Step,
    Steps,
    Turnout,
)
from kiosk.pages.views.common import Table
from kiosk.pages.views.desk import CardShown, DeskCard, DeskConfirm, DeskDone, DeskPage, Found
from kiosk.pages.views.help import TOPICS, HelpContents, HelpPage, Topic
from kiosk.pages.views.organiser import (
    Check,
    FaultLine,
    Loaded,
    LoadedPoll,
    LoadedQuestion,
    OrganiserPage,
    PairedScreen,
    PairingCode,
    PairPage,
)
from kiosk.pages.views.panel import PanelPage, Slip
from kiosk.pages.views.presence import Presence
from kiosk.pages.views.result import Fact, QuestionResult


@dataclass(frozen=True, slots=True)
class Sample:
    """A page to look at: its name, its template, the frame's place, and what it shows."""

    name: str
    template: str
    place: str
    view: object


ENOUGH = Presence(present=23, members=60, needed=15, reached=True, guests=4)
TOO_FEW = Presence(present=9, members=60, needed=15, reached=False)
ONCE = "4f1c"
FOUND = (
    Found(number="7", label="Rosa M. · North bank"),
    Found(number="19", label="Ray W. · Bailey Ave"),
    Found(number="31", label="Rosalind B. · Farish Street and Capers Avenue"),
    Found(number="40", label="Ros T. · South bank"),
    Found(number="58", label="Rosario Q. · North bank"),
)
CODE = ("C7K2R", "9XTFH")
QR = qr.code("http://10.42.0.1/card/C7K2R9XTFH", name="QR code of the card")

DESK = (
    Sample("desk", "desk.html", "desk", DeskPage(presence=ENOUGH, once=ONCE)),
    Sample("desk-found", "desk.html", "desk", DeskPage(presence=ENOUGH, once=ONCE, found=FOUND)),
    Sample("desk-many", "desk.html", "desk", DeskPage(presence=TOO_FEW, once=ONCE, too_many=8)),
    Sample(
        "desk-greeter", "desk.html", "desk", DeskPage(presence=ENOUGH, once=ONCE, see_greeter=True)
    ),
    Sample("desk-open", "desk.html", "desk", DeskPage(presence=ENOUGH, once=ONCE, open_door=True)),
    Sample("desk-leave", "desk_leave.html", "desk", DeskPage(presence=ENOUGH, once=ONCE)),
    Sample(
        "desk-confirm",
        "desk_confirm.html",
        "desk",
        DeskConfirm(presence=ENOUGH, once=ONCE, person=FOUND[0]),
    ),
    Sample(
        "desk-card",
        "desk_card.html",
        "desk",
        DeskCard(presence=ENOUGH, card=CardShown(code=CODE, qr=QR)),
    ),
    Sample(
        "desk-card-no-paper",
        "desk_card.html",
        "desk",
        DeskCard(
            presence=ENOUGH,
            card=CardShown(code=CODE, qr=QR, trouble="The printer has no paper."),
        ),
    ),
    Sample("desk-draw", "desk_card.html", "desk", DeskCard(presence=ENOUGH, draw=True)),
    Sample("desk-back", "desk_card.html", "desk", DeskCard(presence=ENOUGH, back=True)),
    Sample("desk-guest", "desk_done.html", "desk", DeskDone(presence=ENOUGH, guest_came=True)),
    Sample("desk-left", "desk_done.html", "desk", DeskDone(presence=ENOUGH, member_left=True)),
)

AGENDA = (
    AgendaItem(id="minutes", place=1, title="Minutes", state="published", state_words="Published"),
    AgendaItem(
        id="lot",
        place=2,
        title="Buy the lot on Capers Avenue?",
        state="open",
        state_words="Voting is open",
        shown=True,
    ),
    AgendaItem(id="board", place=3, title="Board", state="draft", state_words="Not open yet"),
    AgendaItem(id="money", place=4, title="Projects", state="draft", state_words="Not open yet"),
)
OPEN = PollShown(
    id="lot",
    title="Buy the lot on Capers Avenue?",
    state="open",
    state_words="Voting is open",
    asks=("Should we buy the lot on Capers Avenue for $12,000?",),
    minutes=4,
    steps=Steps(pause=Step(), close=Step()),
    turnout=Turnout(cast=41, entitled=63, started=4),
)
BLOCKED = PollShown(
    id="board",
    title="Board",
    state="draft",
    state_words="Not open yet",
    asks=("Who shall be treasurer?",),
    steps=Steps(open=Step(blocked="There is no quorum: 9 are present, 15 must be.")),
)
TIED = PollShown(
    id="board",
    title="Board",
    state="closed",
    state_words="Voting is closed",
    steps=Steps(publish=Step(blocked="The result needs a lot first.")),
    lot=LotAsked(tied=("Ana Pérez", "James Wright")),
)
PASSED = QuestionResult(
    id="buy",
    title="Should we buy the lot on Capers Avenue for $12,000?",
    verdict="The motion is passed.",
    facts=(Fact("Ballots", "41"), Fact("Blank", "1")),
    chart=Markup(
        '<svg viewBox="0 0 300 60" role="img" aria-label="Yes 26, No 11, Abstain 3">'
        '<path d="M0 4h260v14H0z"/><path d="M0 24h110v14H0z"/><path d="M0 44h30v14H0z"/></svg>'
    ),
    table=Table("Votes", ("Choice", "Votes"), (("Yes", "26"), ("No", "11"), ("Abstain", "3"))),
    explanation=(
        "More than half of the yes and no votes must be yes.",
        "26 of 37 are yes. It needed 19.",
    ),
)
COUNTED = PollShown(
    id="lot",
    title="Buy the lot on Capers Avenue?",
    state="closed",
    state_words="Voting is closed",
    steps=Steps(publish=Step()),
    turnout=Turnout(cast=41, entitled=63),
    results=(PASSED,),
)
WELL = Device(words="Printer ready")
NO_PAPER = Device(words="No paper", trouble=True)
SENT = Device(words="All is sent")
UNSENT = Device(words="Not sent yet: 1 file")
SCENES = Projector(
    turnout=Scene(current=True), result=Scene(blocked="The result is not published yet.")
)
REPORT = Report(
    id="zero-lot",
    title="Opening report: Buy the lot",
    lines=("Oak Street assembly", "Buy the lot on Capers Avenue?", "Ballots in the box: 0"),
)
CALLS = (
    HelpCall(id="a1", where="Booth", minutes=1),
    HelpCall(id="b2", where="Sign-in", coming=True),
)

CHAIR = (
    Sample(
        "chair-open",
        "chair.html",
        "chair",
        ChairPage(
            presence=ENOUGH,
            printer=WELL,
            sync=SENT,
            agenda=AGENDA,
            poll=OPEN,
            projector=SCENES,
            reports=(REPORT,),
            help_calls=CALLS,
        ),
    ),
    Sample(
        "chair-blocked",
        "chair.html",
        "chair",
        ChairPage(
            presence=TOO_FEW,
            printer=NO_PAPER,
            sync=UNSENT,
            agenda=AGENDA,
            poll=BLOCKED,
            projector=SCENES,
            warnings=("There is no second copy. Put in a USB stick.",),
            refused="There is no quorum.",
        ),
    ),
    Sample(
        "chair-tied",
        "chair.html",
        "chair",
        ChairPage(presence=ENOUGH, printer=WELL, sync=SENT, agenda=AGENDA, poll=TIED),
    ),
    Sample(
        "chair-counted",
        "chair.html",
        "chair",
        ChairPage(
            presence=ENOUGH,
            printer=WELL,
            sync=SENT,
            agenda=AGENDA,
            poll=COUNTED,
            projector=SCENES,
            said="Voting is closed.",
        ),
    ),
    Sample(
        "chair-empty",
        "chair.html",
        "chair",
        ChairPage(presence=Presence(present=0), printer=WELL, sync=SENT, agenda=()),
    ),
    Sample(
        "chair-close",
        "chair_close.html",
        "chair",
        ChairClose(id="lot", title=OPEN.title, turnout=Turnout(cast=41, entitled=63, started=4)),
    ),
    Sample(
        "chair-close-refused",
        "chair_close.html",
        "chair",
        ChairClose(
            id="lot",
            title=OPEN.title,
            turnout=Turnout(cast=3, entitled=63, few=True),
            lot_typed="3 5",
            refused="Please type at least ten dice.",
        ),
    ),
    Sample("pin", "pin.html", "chair", PinPage(onward="/chair/pin")),
    Sample("pin-wrong", "pin.html", "organiser", PinPage(onward="/organiser/pin", wrong=True)),
    Sample("pin-wait", "pin.html", "chair", PinPage(onward="/chair/pin", wait_seconds=8)),
)

LOADED = Loaded(
    title="Oak Street assembly",
    place="Community hall",
    date="14 March 2027",
    languages=("English", "Español"),
    members=60,
    guests=2,
    quorum="15 of 60 members must be present.",
    cards="Cards are printed when people sign in.",
    polls=(
        LoadedPoll(
            title="Buy the lot on Capers Avenue?",
            questions=(LoadedQuestion(title="Should we?", kind="Yes or no", rule="majority"),),
        ),
        LoadedPoll(
            title="Projects",
            questions=(
                LoadedQuestion(title="Which projects?", kind="Budget", rule="equal-shares"),
            ),
        ),
    ),
)
CHECKS = (
    Check(words="An assembly is loaded."),
    Check(words="The printer has no paper.", remedy="Open the cover and put a roll in."),
    Check(words="The disk has room."),
)
FAULTS = (
    FaultLine(
        file="assembly.toml", line=12, wrong="There is no rule majorty", remedy="Write majority"
    ),
    FaultLine(
        file="roster.csv", line=17, wrong="Number 23 is there twice", remedy="Give each its own"
    ),
    FaultLine(file="projects.csv", line=0, wrong="The file is missing", remedy="Send it too"),
)

ORGANISER = (
    Sample("organiser-empty", "organiser.html", "organiser", OrganiserPage(checks=CHECKS)),
    Sample(
        "organiser-faults",
        "organiser.html",
        "organiser",
        OrganiserPage(faults=FAULTS, checks=CHECKS),
    ),
    Sample(
        "organiser-loaded",
        "organiser.html",
        "organiser",
        OrganiserPage(
            loaded=LOADED,
            checks=CHECKS,
            said="The assembly is loaded.",
            screens=(PairedScreen(id="5d", name="Screen 2"),),
            pairing=PairingCode(address="10.42.0.1/pair", code=("480", "213"), minutes=10),
            test_slip="The test slip was sent.",
        ),
    ),
    Sample(
        "organiser-locked",
        "organiser.html",
        "organiser",
        OrganiserPage(loaded=LOADED, locked="Voting is open. Close it first."),
    ),
    Sample("pair", "pair.html", "desk", PairPage()),
    Sample("pair-wrong", "pair.html", "desk", PairPage(wrong=True)),
)

PICTURE = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
PANEL = (
    Sample(
        "panel",
        "panel.html",
        "panel",
        PanelPage(
            printer="Printer ready",
            slips=(
                Slip(number=2, picture=PICTURE, text=("Oak Street assembly", "Receipt")),
                Slip(number=1, picture=PICTURE, text=("Oak Street assembly", "Voting card")),
            ),
        ),
    ),
    Sample(
        "panel-trouble",
        "panel.html",
        "panel",
        PanelPage(printer="No paper", no_paper=True, said="Green is pressed."),
    ),
)

CONTENTS = tuple(Topic(name=name, title=title.wording) for name, title in TOPICS)
HELP = (
    Sample("help", "help.html", "help", HelpContents(topics=CONTENTS)),
    Sample(
        "help-page",
        "help_page.html",
        "help",
        HelpPage(
            title="How to vote",
            body=Markup("<h1>How to vote</h1><p>You need your voting card.</p>"),
            language="en",
            topics=CONTENTS,
        ),
    ),
)

OFFICIALS: tuple[Sample, ...] = (*DESK, *CHAIR, *ORGANISER, *PANEL, *HELP)
