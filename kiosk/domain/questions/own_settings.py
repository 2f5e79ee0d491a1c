"""The settings of a question's kind, beside those of its rule."""

from collections.abc import Mapping

from kiosk.domain.assembly import Question
from kiosk.domain.count.contract import Setting
from kiosk.domain.count.settings import check_settings
from kiosk.domain.questions.kind import Kind


def all_settings(kind: Kind, given: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """All settings of the kind, those not given at their defaults; raises BadSetting."""
    check_settings(f"The kind {kind.name}", kind.settings, given)
    return tuple((one.name, given.get(one.name, one.default)) for one in kind.settings)


def setting_of(question: Question, setting: Setting) -> str:
    """What the question's kind is set to; a record need not state a default."""
    return dict(question.kind_settings).get(setting.name, setting.default)
