"""What every page of the central server has at hand, and how a view becomes a page."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kiosk.central.fair_turns import Turns
from kiosk.central.language import chosen_language
from kiosk.central.store import Store
from kiosk.central.views import LanguageLink, QuestionShown, SiteFrame
from kiosk.prepared import Prepared
from kiosk.presentation.phrases import Catalogues, Phrases, own_name

ASKED = "lang"
MOST_DRAWN = 64  # polls in a language whose results are kept as they are shown
ICONS = "/icons.svg"


@dataclass(frozen=True, slots=True)
class Site:
    """The store, the texts and the templates. ``clock``: seconds since 1970."""

    store: Store
    catalogues: Catalogues
    templates: Path
    clock: Callable[[], int]
    turns: Turns = field(default_factory=Turns)
    prepared: Prepared[bytes] = field(default_factory=Prepared)
    drawn: Prepared[tuple[QuestionShown, ...]] = field(
        default_factory=lambda: Prepared(MOST_DRAWN, lambda _: 1)
    )
    _environments: dict[str, Environment] = field(default_factory=dict)

    def phrases(self, request: web.Request) -> Phrases:
        """The texts in the language the reader asks for."""
        return self.catalogues.phrases(
            chosen_language(
                self.catalogues.languages,
                asked=request.query.get(ASKED, ""),
                accepted=request.headers.get("Accept-Language", ""),
            )
        )

    def page(
        self, request: web.Request, template: str, view: object, *, status: int = 200
    ) -> web.Response:
        """The answer with that view in that template."""
        phrases = self.phrases(request)
        text = (
            self._environment(phrases)
            .get_template(template)
            .render(view=view, frame=self._frame(request, phrases))
        )
        return web.Response(
            text=text,
            status=status,
            content_type="text/html",
            charset="utf-8",
            headers={"Content-Language": phrases.language, "Vary": "Accept-Language"},
        )

    def _frame(self, request: web.Request, phrases: Phrases) -> SiteFrame:
        asked = request.query.get(ASKED, "") in self.catalogues.languages
        # A page that answers a form lies at an address that only takes forms.
        path = request.path.removesuffix("/tracker")
        return SiteFrame(
            language=phrases.language,
            direction=phrases.direction,
            languages=tuple(
                LanguageLink(code, own_name(code), f"{path}?{ASKED}={code}")
                for code in self.catalogues.languages
            ),
            keep=f"?{ASKED}={phrases.language}" if asked else "",
        )

    def _environment(self, phrases: Phrases) -> Environment:
        """One environment for each language, so that each compiles its texts in."""
        if phrases.language not in self._environments:
            environment: Any = Environment(
                loader=FileSystemLoader([self.templates, self.templates.parent]),
                autoescape=True,
                undefined=StrictUndefined,
                extensions=["jinja2.ext.i18n"],
                trim_blocks=True,
                lstrip_blocks=True,
                auto_reload=False,
            )
            environment.install_gettext_callables(phrases.gettext, phrases.ngettext, newstyle=True)
            environment.globals["asset"] = lambda _: ICONS
            self._environments[phrases.language] = environment
        return self._environments[phrases.language]


CENTRAL = web.AppKey("CENTRAL", Site)
