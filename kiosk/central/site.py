"""What every page of the central server has at hand, and how a view becomes a page."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kiosk.central.store import Store
from kiosk.central.turns import Turns
from kiosk.central.views import Frame, LanguageLink
from kiosk.central.voice import Voice, Voices, chosen_language, own_name
from kiosk.prepared import Prepared

ASKED = "lang"


@dataclass(frozen=True, slots=True)
class Site:
    """The store, the texts and the templates. ``clock``: seconds since 1970."""

    store: Store
    voices: Voices
    languages: tuple[str, ...]
    templates: Path
    clock: Callable[[], int]
    turns: Turns = field(default_factory=Turns)
    prepared: Prepared[bytes] = field(default_factory=Prepared)
    _environments: dict[str, Environment] = field(default_factory=dict)

    def voice(self, request: web.Request) -> Voice:
        """The texts in the language the reader asks for."""
        return self.voices.phrases(
            chosen_language(
                self.languages,
                asked=request.query.get(ASKED, ""),
                accepted=request.headers.get("Accept-Language", ""),
            )
        )

    def page(
        self, request: web.Request, template: str, view: object, *, status: int = 200
    ) -> web.Response:
        """The answer with that view in that template."""
        voice = self.voice(request)
        text = (
            self._environment(voice)
            .get_template(template)
            .render(view=view, frame=self._frame(request, voice))
        )
        return web.Response(
            text=text,
            status=status,
            content_type="text/html",
            charset="utf-8",
            headers={"Content-Language": voice.language, "Vary": "Accept-Language"},
        )

    def _frame(self, request: web.Request, voice: Voice) -> Frame:
        asked = request.query.get(ASKED, "") in self.languages
        # A page that answers a form lies at an address that only takes forms.
        path = request.path.removesuffix("/tracker")
        return Frame(
            language=voice.language,
            direction=voice.direction,
            languages=tuple(
                LanguageLink(code, own_name(code), f"{path}?{ASKED}={code}")
                for code in self.languages
            ),
            keep=f"?{ASKED}={voice.language}" if asked else "",
        )

    def _environment(self, voice: Voice) -> Environment:
        """One environment for each language, so that each compiles its texts in."""
        if voice.language not in self._environments:
            environment: Any = Environment(
                loader=FileSystemLoader(self.templates),
                autoescape=True,
                undefined=StrictUndefined,
                extensions=["jinja2.ext.i18n"],
                trim_blocks=True,
                lstrip_blocks=True,
                auto_reload=False,
            )
            environment.install_gettext_callables(voice.gettext, voice.ngettext, newstyle=True)
            self._environments[voice.language] = environment
        return self._environments[voice.language]


CENTRAL = web.AppKey("CENTRAL", Site)
