"""The handbook, served in the hall because there is no internet."""

from pathlib import Path

from aiohttp import web
from markupsafe import Markup

from kiosk.pages.views.help import HelpContents, HelpPage, Topic
from kiosk.pages.web.answers import frame_of, page
from kiosk.pages.web.reader import reader_of
from kiosk.presentation.phrases import Phrases
from kiosk.shipped import web_folder

ENGLISH = "en"
TOPICS = ("voter", "volunteer", "chair", "organiser", "counting", "trust", "trouble")


def _titles(phrases: Phrases) -> dict[str, str]:
    return {
        "voter": phrases.gettext("How to vote"),
        "volunteer": phrases.gettext("The volunteer’s page"),
        "chair": phrases.gettext("Running the meeting"),
        "organiser": phrases.gettext("Preparing the meeting"),
        "counting": phrases.gettext("Ways to count"),
        "trust": phrases.gettext("Why you can trust it"),
        "trouble": phrases.gettext("When something goes wrong"),
    }


def _file(topic: str, language: str) -> Path:
    return web_folder() / "help" / language / f"{topic}.html"


def _topics(phrases: Phrases, shown: str) -> tuple[Topic, ...]:
    titles = _titles(phrases)
    return tuple(
        Topic(name=name, title=titles[name], shown=name == shown)
        for name in TOPICS
        if _file(name, ENGLISH).is_file()
    )


async def contents(request: web.Request) -> web.Response:
    """What the handbook holds."""
    reader = reader_of(request)
    frame = frame_of(reader, reader.phrases.gettext("Help"), place="help")
    return page(reader, "help.html", HelpContents(topics=_topics(reader.phrases, "")), frame)


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
        topics=_topics(phrases, name),
    )
    return page(reader, "help_page.html", view, frame_of(reader, view.title, place="help"))
