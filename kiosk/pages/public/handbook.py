"""The handbook, served in the hall because there is no internet."""

from dataclasses import replace
from pathlib import Path

from aiohttp import web
from markupsafe import Markup

from kiosk.pages.views.help import HelpContents, HelpPage, Topic
from kiosk.pages.web.answers import frame_of, page
from kiosk.pages.web.frame import Frame, Refresh
from kiosk.pages.web.reader import Reader, reader_of
from kiosk.presentation.phrases import Phrases
from kiosk.shipped import web_folder

ENGLISH = "en"
DESK = "/desk"
READ_WITHIN = 180  # seconds for a page of the handbook at the desk; then the next person's comes
TOPICS = (
    "voter",
    "volunteer",
    "chair",
    "organiser",
    "budgeting",
    "counting",
    "trust",
    "trouble",
)
"""The pages of the handbook in their order."""


def _titles(phrases: Phrases) -> dict[str, str]:
    return {
        "voter": phrases.gettext("How to vote"),
        "volunteer": phrases.gettext("The volunteer’s page"),
        "chair": phrases.gettext("Running the meeting"),
        "organiser": phrases.gettext("Preparing the meeting"),
        "budgeting": phrases.gettext("A budgeting assembly"),
        "counting": phrases.gettext("Ways to count"),
        "trust": phrases.gettext("Why you can trust it"),
        "trouble": phrases.gettext("When something goes wrong"),
    }


def _file(topic: str, language: str) -> Path:
    return web_folder() / "help" / language / f"{topic}.html"


def _topics(reader: Reader, shown: str = "") -> tuple[Topic, ...]:
    titles, place = _titles(reader.phrases), _screen(reader)
    return tuple(
        Topic(address=f"{place}/help/{name}", title=titles[name], shown=name == shown)
        for name in TOPICS
        if _file(name, ENGLISH).is_file()
    )


def _screen(reader: Reader) -> str:
    """The address of the screen that asked, such as ``/desk``; empty for everybody else."""
    return reader.path.partition("/help")[0]


def _frame(reader: Reader, title: str) -> Frame:
    """At the desk a scan is the next person's, and who went away from a page leaves the start."""
    frame, screen = frame_of(reader, title, place="help"), _screen(reader)
    if not screen:
        return frame
    frame = replace(frame, home=screen, help=f"{screen}/help")
    if screen != DESK:
        return frame
    back = Refresh(seconds=READ_WITHIN, address=DESK, with_scripts=True)
    return replace(frame, scans=DESK, refresh=back)


async def contents(request: web.Request) -> web.Response:
    """What the handbook holds."""
    reader = reader_of(request)
    view = HelpContents(topics=_topics(reader), back=_screen(reader))
    return page(reader, "help.html", view, _frame(reader, reader.phrases.gettext("Help")))


async def topic(request: web.Request) -> web.Response:
    """One page of the handbook."""
    name = request.match_info["topic"]
    reader = reader_of(request)
    phrases, language = reader.phrases, reader.language
    if name not in TOPICS or not _file(name, ENGLISH).is_file():
        raise web.HTTPNotFound
    if not _file(name, language).is_file():
        language = ENGLISH
    view = HelpPage(
        title=_titles(phrases)[name],
        body=Markup(_file(name, language).read_text("utf-8")),  # noqa: S704 -- our own file
        language=language,
        direction=reader.kiosk.renderer.phrases(language).direction,
        topics=_topics(reader, name),
        back=_screen(reader),
    )
    return page(reader, "help_page.html", view, _frame(reader, view.title))
