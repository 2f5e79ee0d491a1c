"""Speaking to people in their language: catalogues of ``web/locale``, sentences with values."""

import gettext
import io
import logging
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_currency, format_decimal, format_percent

from kiosk.domain.sentence import Amount, Sentence
from kiosk.domain.wording import joined, spoken

log = logging.getLogger(__name__)

ENGLISH = "en"
PLACE = re.compile(r"%\(\w+\)s")
UNSAFE = re.compile(r'%(?!%)(?<!%%)|[<>"]')  # no text of a catalogue is markup
ISO_CODE = 3  # letters of a currency code such as USD
MARKS = tuple(Fraction(mark) for mark in ("0", "1/4", "1/3", "1/2", "2/3", "3/4", "1"))
LARGEST_SHARE = 12  # 2/3 is said as it is, 4213/3217 as a number with two places


@lru_cache(maxsize=64)  # a kiosk offers a few; each page asks for them
def own_name(language: str) -> str:
    """The language's name in itself, as on a button: ``Español``."""
    name = Locale.parse(language, sep="-").get_display_name() or language
    return name[:1].upper() + name[1:]


@lru_cache(maxsize=4096)  # every page of the desk says how many are present
def _whole_number(number: int, language: str) -> str:
    return format_decimal(number, locale=Locale.parse(language, sep="-"))


@lru_cache(maxsize=8192)  # a ballot about a budget offers hundreds of amounts
def _sum_of_money(amount: Amount, currency: str, language: str) -> str:
    exact, locale = Fraction(amount), Locale.parse(language, sep="-")
    pattern = locale.currency_formats["standard"].pattern
    if exact.denominator == 1:
        pattern = pattern.replace("0.00", "0")
    return format_currency(
        _two_places(exact), currency, pattern, locale=locale, currency_digits=False
    )


class Phrases:
    """All texts of the product in one language; what is not translated stays English."""

    def __init__(self, language: str, catalogue: gettext.NullTranslations) -> None:
        locale = Locale.parse(language, sep="-")
        self.language = language
        self.direction: str = locale.text_direction
        self._locale = locale
        self.catalogue = catalogue

    def gettext(self, wording: str) -> str:
        """The wording in this language."""
        return self.catalogue.gettext(wording) if wording else ""

    def ngettext(self, one: str, many: str, number: int) -> str:
        """The wording for that number in this language."""
        return self.catalogue.ngettext(one, many, number)

    def number(self, amount: Amount) -> str:
        """A number as people here write it, fractions rounded to two places for the eye only."""
        exact = Fraction(amount)
        if exact.denominator == 1:
            return _whole_number(exact.numerator, self.language)
        return format_decimal(_two_places(exact), format="#,##0.00", locale=self._locale)

    def percent(self, part: Amount, whole: Amount) -> str:
        """A share as people here write it; ``whole`` is not 0.

        In whole percent, with one decimal where that would pass for a half, a third, a quarter,
        none or all: 126 of 250 are 50.4 %.
        """
        share = Fraction(part) / Fraction(whole)
        mark = min(MARKS, key=lambda one: abs(one - share))
        if share == mark or round(share * 100) != round(mark * 100):
            return format_percent(Decimal(round(share * 100)).scaleb(-2), locale=self._locale)
        tenths = round(share * 1000)
        if tenths == round(mark * 1000):
            tenths += 1 if share > mark else -1
        pattern = self._locale.percent_formats[None].pattern.replace("##0", "##0.0")
        return format_percent(Decimal(tenths).scaleb(-3), pattern, locale=self._locale)

    def money(self, amount: Amount, currency: str = "") -> str:
        """A sum as people here write it; without a currency a bare number."""
        if not currency:
            return self.number(amount)
        if not (currency.isalpha() and len(currency) == ISO_CODE):
            return f"{currency}{self.number(amount)}"  # a sign of the organiser's own: "$250,000"
        return _sum_of_money(amount, currency, self.language)

    def money_in(self, currency: str) -> Callable[[Amount], str]:
        """How sums of that currency are written."""
        return lambda amount: self.money(amount, currency)

    def joined(self, names: tuple[str, ...]) -> str:
        """Several names as one phrase: ``Ana, Ben and Carla``."""
        return joined(names, self)

    def say(
        self, sentence: Sentence, names: Mapping[str, str], money: Callable[[Amount], str]
    ) -> str:
        """The sentence in this language; ``names`` maps option ids to titles."""
        return spoken(
            sentence,
            self,
            name_of=lambda option: names.get(option, option),
            money=money,
            number=self._share_or_number,
        )

    def _share_or_number(self, amount: Amount) -> str:
        exact = Fraction(amount)
        if 1 < exact.denominator <= LARGEST_SHARE:
            return f"{exact.numerator}/{exact.denominator}"
        return self.number(amount)


class Catalogues:
    """The phrases of every language that ``web/locale/<language>/LC_MESSAGES/kiosk.po`` holds.

    A folder that is no language, or whose text is not UTF-8, is left out and logged.
    """

    def __init__(self, folder: Path) -> None:
        self._phrases = {ENGLISH: Phrases(ENGLISH, gettext.NullTranslations())}
        for file in sorted(folder.glob("*/LC_MESSAGES/kiosk.po")):
            language = file.parent.parent.name
            try:
                self._phrases[language] = Phrases(language, _read(file, language))
            except (UnknownLocaleError, ValueError):  # a stray folder must not keep a meeting out
                log.warning("web/locale/%s: no language, or its text cannot be read", language)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages there are texts for, English first."""
        return tuple(self._phrases)

    def phrases(self, language: str) -> Phrases:
        """The phrases of that language; of ``es-US`` those of ``es``, else English."""
        if language not in self._phrases:
            wider = self._phrases.get(language.partition("-")[0], self._phrases[ENGLISH])
            self._phrases[language] = Phrases(language, wider.catalogue)
        return self._phrases[language]


def _two_places(exact: Fraction) -> Decimal:
    """The number rounded half to even at two places, for showing only."""
    return Decimal(round(exact * 100)).scaleb(-2)


def _fits(message: Message) -> bool:
    """Whether the translation has the places of the English, and no sign that a page could read."""
    english = message.id if isinstance(message.id, tuple | list) else (message.id,)
    said = message.string if isinstance(message.string, tuple | list) else (message.string,)
    places = set(PLACE.findall(english[-1]))
    return all(
        not each or (set(PLACE.findall(each)) == places and not UNSAFE.search(PLACE.sub("", each)))
        for each in said
    )


def _read(file: Path, language: str) -> gettext.NullTranslations:
    """A catalogue in memory, compiled on the way, so that nobody has to compile files."""
    with file.open("rb") as lines:
        catalogue = read_po(lines, locale=language.replace("-", "_"))
    for message in list(catalogue):
        if message.id and not _fits(message):
            catalogue.delete(message.id, message.context)  # its English is said instead
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
