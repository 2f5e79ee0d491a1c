"""Turning a view into a page: templates that do not think, strict about every name."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from kiosk.pages.assets import Assets
from kiosk.pages.blanks import Blanks
from kiosk.pages.frame import Frame
from kiosk.pages.i18n import Catalogues, Phrases


class Renderer:
    """All templates of the ``web`` folder, read once, with the texts of every language."""

    def __init__(self, web: Path) -> None:
        self.assets = Assets(web)
        self.catalogues = Catalogues(web / "locale")
        self._web = web
        self._environments: dict[str, Environment] = {}
        self.blanks = Blanks()

    def phrases(self, language: str) -> Phrases:
        """The product's texts in that language."""
        return self.catalogues.phrases(language)

    def render(self, template: str, view: object, frame: Frame) -> str:
        """The page of a template such as ``ballot.html``, in the frame's language."""
        phrases = self.phrases(frame.language)
        return self._template(template, phrases).render(
            view=view,
            frame=frame,
            direction=phrases.direction,
            styles=self.assets.address(f"sheets/{frame.place}.css"),
        )

    def _template(self, name: str, phrases: Phrases) -> Template:
        if phrases.language not in self._environments:
            self._environments[phrases.language] = self._environment(phrases)
        return self._environments[phrases.language].get_template(name)

    def _environment(self, phrases: Phrases) -> Environment:
        """One environment per language, so that each compiles its texts in."""
        environment: Any = Environment(
            loader=FileSystemLoader(self._web / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            extensions=["jinja2.ext.i18n"],
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        environment.install_gettext_callables(phrases.gettext, phrases.ngettext, newstyle=True)
        environment.globals["asset"] = self.assets.address
        environment.globals["number"] = phrases.number
        made: Environment = environment
        return made
