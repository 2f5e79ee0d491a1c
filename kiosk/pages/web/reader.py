"""Who reads a page: all that views and answers take from a request."""

from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import web

from kiosk.domain.sentence import Amount
from kiosk.meeting.hall import Hall, Sitting
from kiosk.pages.web.kiosk import KIOSK, Kiosk
from kiosk.pages.web.language import chosen_in_address, in_language, language_of
from kiosk.presentation.phrases import Phrases


@dataclass(slots=True, eq=False)  # each request makes one: frozen would take four times as long
class Reader:
    """The kiosk that answers, the language and address of the page asked for; never changed."""

    kiosk: Kiosk
    phrases: Phrases  # in the page's language
    chosen: str = ""  # the language that the address asks for; empty: none
    path: str = "/"  # of this page
    called: bool = False  # the address says that help was called

    @property
    def hall(self) -> Hall:
        """What every action has at hand."""
        return self.kiosk.hall

    @property
    def sitting(self) -> Sitting:
        """The assembly that meets now."""
        return self.kiosk.hall.sitting

    @property
    def language(self) -> str:
        """The page's language."""
        return self.phrases.language

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of this assembly, its main one first."""
        return self.sitting.assembly.languages

    @property
    def booth_name(self) -> str:
        """What the chair reads of the touch screen: in the main language, whoever sits there."""
        return self.kiosk.renderer.phrases(self.languages[0]).gettext("Voting booth")

    @property
    def assembly_title(self) -> str:
        """The assembly's title in the page's language."""
        return self.sitting.assembly.title.in_language(self.language)

    @property
    def money(self) -> Callable[[Amount], str]:
        """How sums of this assembly are written."""
        return self.phrases.money_in(self.sitting.assembly.currency)

    def keeping(self, path: str) -> str:
        """The path with the chosen language, if the person chose one in the address."""
        return in_language(path, self.chosen) if self.chosen else path


def reader_of(request: web.Request, language: str = "") -> Reader:
    """Who sent the request. ``language``: other than what the request asks for."""
    kiosk = request.app[KIOSK]
    chosen, called = "", False
    if request.query_string:
        chosen, called = chosen_in_address(request), "called" in request.query
    phrases = kiosk.renderer.phrases(language or language_of(request, chosen))
    return Reader(kiosk, phrases, chosen, request.path, called)
