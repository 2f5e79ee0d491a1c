"""A clock that no time server has checked is told on a report together with what it means."""

import pytest

from kiosk.domain.happening import ClockQuality, Happening
from kiosk.presentation import reports
from kiosk.presentation.phrases import Catalogues
from kiosk.shipped import web_folder
from kiosk.sync.event import Event


@pytest.mark.parametrize(
    ("language", "meaning"),
    [
        ("en", "The time written here may be wrong."),
        ("es", "La hora escrita aquí puede ser incorrecta."),
    ],
)
def test_a_clock_that_nobody_checked_says_what_that_means(language: str, meaning: str) -> None:
    phrases = Catalogues(web_folder() / "locale").phrases(language)
    told = Event(
        what=Happening.POLL_OPENED, moment="2026-11-24 18:30", clock=ClockQuality.PLAUSIBLE
    )

    assert reports._clock(phrases, told)[-1] == meaning
