"""Turning a view into a page: templates that do not think, strict about every name."""

from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.bccache import Bucket

from kiosk.pages.web.assets import Assets
from kiosk.pages.web.frame import Frame
from kiosk.pages.web.stencils import Stencils
from kiosk.presentation.phrases import ENGLISH, Catalogues, Phrases


class _Compiled(BytecodeCache):
    """What templates compile to: the same in every language, so the work is done once."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}
        self.all_there = False

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


class Renderer:
    """All templates of the ``web`` folder, read once, with the texts of every language."""

    def __init__(self, web: Path) -> None:
        self.assets = Assets(web)
        self.catalogues = Catalogues(web / "locale")
        self._web = web
        self._environments: dict[str, Environment] = {}
        self.stencils = Stencils()

    def compile_all(self) -> None:
        """Compile every template now: else whoever sees a page first keeps all others waiting.

        Once for all languages; for a thread of its own.
        """
        if not _COMPILED.all_there:
            environment = self._environment(self.phrases(ENGLISH))
            for name in environment.list_templates(extensions=["html"]):
                environment.get_template(name)
            _COMPILED.all_there = True

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
        """One environment per language, which has its texts."""
        environment: Any = Environment(
            loader=FileSystemLoader(self._web / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            extensions=["jinja2.ext.i18n"],
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=_COMPILED,
        )
        environment.install_gettext_callables(phrases.gettext, phrases.ngettext, newstyle=True)
        environment.globals["asset"] = self.assets.address
        environment.globals["number"] = phrases.number
        made: Environment = environment
        return made
