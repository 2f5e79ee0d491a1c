"""Example views of the chair's pages, also the awkward ones, for the tests and for a look."""

from markupsafe import Markup
from page_sample import ENOUGH, TOO_FEW, Sample

from kiosk.pages.views.chair import (
    AgendaItem,
    Asked,
    ChairClose,
    ChairPage,
    ChairPublish,
    Device,
    HelpCallShown,
    LotAsked,
    PinPage,
    PollShown,
    Projector,
    ReportShown,
    Scene,
    StepButton,
    Steps,
    Turnout,
)
from kiosk.presentation.views.presence import Presence
from kiosk.presentation.views.result import Figure, QuestionResult
from kiosk.presentation.views.table import Table

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
    asks=(Asked(title="Should we buy the lot for $12,000?", decides=("More yes than no.",)),),
    minutes=4,
    steps=Steps(pause=StepButton(), close=StepButton()),
    turnout=Turnout(cast=41, entitled=63, started=4),
)
BLOCKED = PollShown(
    id="board",
    title="Board",
    state="draft",
    state_words="Not open yet",
    asks=(Asked(title="Who shall be treasurer?"),),
    steps=Steps(open=StepButton(blocked="There is no quorum: 9 are present, 15 must be.")),
)
TIED = PollShown(
    id="board",
    title="Board",
    state="closed",
    state_words="Voting is closed",
    steps=Steps(publish=StepButton(blocked="The result needs a lot first.")),
    lot=LotAsked(tied=("Ana Pérez", "James Wright")),
)
COUNTING = PollShown(
    id="money",
    title="Projects",
    state="closed",
    state_words="Voting is closed",
    steps=Steps(stop=StepButton()),
    turnout=Turnout(cast=90_000, entitled=100_000),
    counting=("Counting: 40,000 of 90,000 ballots", "Counting for 12 seconds"),
)
NOT_COUNTED = PollShown(
    id="money",
    title="Projects",
    state="closed",
    state_words="Voting is closed",
    steps=Steps(count=StepButton()),
    trouble="The count stopped. Press Count.",
)
PASSED = QuestionResult(
    id="buy",
    title="Should we buy the lot on Capers Avenue for $12,000?",
    verdict="The motion is passed.",
    facts=(Figure("Ballots", "41"), Figure("Blank", "1")),
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
    steps=Steps(publish=StepButton()),
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
REPORT = ReportShown(
    id="zero-lot",
    title="Opening report: Buy the lot",
    lines=("Oak Street assembly", "Buy the lot on Capers Avenue?", "Ballots in the box: 0"),
)
CALLS = (
    HelpCallShown(id="a1", where="Booth", minutes=1),
    HelpCallShown(id="b2", where="Sign-in", coming=True),
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
        "chair-counting",
        "chair.html",
        "chair",
        ChairPage(
            presence=ENOUGH,
            printer=WELL,
            sync=SENT,
            agenda=AGENDA,
            poll=COUNTING,
            steady="counting-money",
        ),
    ),
    Sample(
        "chair-not-counted",
        "chair.html",
        "chair",
        ChairPage(presence=ENOUGH, printer=WELL, sync=SENT, agenda=AGENDA, poll=NOT_COUNTED),
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
        ChairPage(presence=Presence(present="0"), printer=WELL, sync=SENT, agenda=()),
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
    Sample(
        "chair-publish",
        "chair_publish.html",
        "chair",
        ChairPublish(
            id="lot",
            title=OPEN.title,
            verdicts=("The motion passes.",),
            exposed=("Fewer than 5 ballots: the result may show who chose what.",),
            sample=2,
        ),
    ),
    Sample("chair-publish-early", "chair_publish.html", "chair", ChairPublish(id="lot", title="")),
    Sample("pin", "pin.html", "chair", PinPage(onward="/chair/pin")),
    Sample("pin-wrong", "pin.html", "organiser", PinPage(onward="/organiser/pin", wrong=True)),
    Sample("pin-wait", "pin.html", "chair", PinPage(onward="/chair/pin", wait_seconds=8)),
)
