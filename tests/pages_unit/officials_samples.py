"""Example views of the officials' pages, also the awkward ones, for the tests and for a look."""

from chair_samples import CHAIR
from markupsafe import Markup
from page_sample import ENOUGH, TOO_FEW, Sample

from kiosk.pages.views.desk import CardShown, DeskCard, DeskConfirm, DeskDone, DeskPage, Found
from kiosk.pages.views.help import HelpContents, HelpPage, Topic
from kiosk.pages.views.organiser import (
    FaultLine,
    LoadedMeeting,
    LoadedPoll,
    LoadedQuestion,
    OrganiserPage,
    PairedScreen,
    PairingCode,
    PairPage,
    ReadyCheck,
)
from kiosk.pages.views.panel import PanelPage, SlipPicture
from kiosk.presentation import qr

ONCE = "4f1c"
FOUND = (
    Found(number="7", label="Rosa M. · North bank"),
    Found(number="19", label="Ray W. · Bailey Ave"),
    Found(number="31", label="Rosalind B. · Farish Street and Capers Avenue"),
    Found(number="40", label="Ros T. · South bank"),
    Found(number="58", label="Rosario Q. · North bank"),
)
CODE = ("C7K2R", "9XTFH", "4DG7")
QR = qr.code("http://10.42.0.1/card/C7K2R9XTFH4DG7", name="QR code of the card")

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
        DeskCard(presence=ENOUGH, ticket="t", card=CardShown(code=CODE, qr=QR, printed=True)),
    ),
    Sample(
        "desk-card-no-paper",
        "desk_card.html",
        "desk",
        DeskCard(
            presence=ENOUGH,
            ticket="t",
            reset_seconds=0,
            card=CardShown(code=CODE, qr=QR, trouble="The printer has no paper."),
        ),
    ),
    Sample("desk-draw", "desk_card.html", "desk", DeskCard(presence=ENOUGH, draw=True)),
    Sample("desk-back", "desk_card.html", "desk", DeskCard(presence=ENOUGH, back=True)),
    Sample("desk-guest", "desk_done.html", "desk", DeskDone(presence=ENOUGH, guest_came=True)),
    Sample("desk-left", "desk_done.html", "desk", DeskDone(presence=ENOUGH, member_left=True)),
)

LOADED = LoadedMeeting(
    title="Oak Street assembly",
    place="Community hall",
    date="14 March 2027",
    languages=("English", "Español"),
    members=60,
    guests=2,
    quorum="15 of 60 members must be present.",
    cards="Cards are printed when people sign in.",
    whole="Published from 20 votes on.",
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
    ReadyCheck(words="An assembly is loaded."),
    ReadyCheck(words="The printer has no paper.", remedy="Open the cover and put a roll in."),
    ReadyCheck(words="The disk has room."),
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
                SlipPicture(number=2, picture=PICTURE, text=("Oak Street assembly", "Receipt")),
                SlipPicture(number=1, picture=PICTURE, text=("Oak Street assembly", "Voting card")),
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

CONTENTS = (
    Topic(address="/help/voter", title="How to vote", shown=True),
    Topic(address="/help/counting", title="Ways to count"),
)
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
            direction="ltr",
            topics=CONTENTS,
        ),
    ),
)

OFFICIALS: tuple[Sample, ...] = (*DESK, *CHAIR, *ORGANISER, *PANEL, *HELP)
