"""A new language is one catalogue; its handbook may come later, page by page."""

import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from dropped_in import SPANISH, Copy, copied, told_cost

LANGUAGE = "ar"  # from right to left, six forms of a number
HEAD = r"""# A made-up language: every text stands between marks.
msgid ""
msgstr ""
"Language: ar\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 :"
" n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);\n"
"""
FORMS = 6


def catalogue(copy: Copy) -> str:
    """Every text of the product in the made-up language, in the order of a catalogue."""
    spanish = read_po(io.BytesIO(copy.read(SPANISH).encode()), locale="es")
    return "\n".join([HEAD, *(entry(one.id) for one in spanish if one.id)])


def entry(text: str | Sequence[str]) -> str:
    """One text, said in the made-up language."""
    wordings = (text,) if isinstance(text, str) else text
    one, many = (escaped(wordings[0]), escaped(wordings[-1]))
    flag = "#, python-format\n" if "%(" in many else ""
    if isinstance(text, str):
        return f'{flag}msgid "{one}"\nmsgstr "«ب{one}»"\n'
    forms = "".join(f'msgstr[{form}] "«ب{many}»"\n' for form in range(FORMS))
    return f'{flag}msgid "{one}"\nmsgid_plural "{many}"\n{forms}'


def escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


@pytest.mark.timeout(300)
async def test_a_language_that_is_dropped_in_is_spoken_on_every_page(tmp_path: Path) -> None:
    copy = copied(tmp_path)
    copy.write(f"web/locale/{LANGUAGE}/LC_MESSAGES/kiosk.po", catalogue(copy))

    await copy.play("play_language.py", "test_translations.py")

    assert copy.say_cost("A language") == told_cost("a language")
