"""An assembly as people write it: ``assembly.toml``, with the files that it names beside it."""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from babel import localedata

from kiosk.domain.assembly import PUBLISH_FROM, Assembly, Cards, Poll, Quorum, Trackers
from kiosk.domain.secrecy import is_in_parts
from kiosk.formats.faults import nearest, shown
from kiosk.formats.named_sheet import file_and_sheet, is_plain_name, not_there
from kiosk.formats.question_toml import Beside, id_of, read_question, title_of
from kiosk.formats.toml_table import TomlTable, read_assembly_toml

MOST_POLLS = 100
MOST_QUESTIONS = 50
MOST_LANGUAGES = 20
LONGEST_CURRENCY = 6
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?", re.ASCII)
SHARE = re.compile(r"(\d{1,4})\s*/\s*(\d{1,4})|(\d{1,3})\s*%", re.ASCII)
MORE_THAN = re.compile(r"(?:>|more than|over)\s*(?P<share>.+)", re.IGNORECASE)
MORE_THAN_HALF = {"majority", "50%+1", "1/2+1", "half+1", "morethanhalf", ">half", "overhalf"}
HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class AssemblyFile:
    """What the file holds: the assembly, the name of its roster, and what may not be meant."""

    assembly: Assembly
    roster: str
    warnings: tuple[str, ...]


def read(text: str, *, file: str, beside: Mapping[str, bytes]) -> AssemblyFile:
    """The assembly in the text. ``beside``: the files it names. Raises BadFile with all faults."""
    table = read_assembly_toml(text, file=file)
    table.need("title", "poll")
    languages = _languages(table)
    roster = _roster(table, beside)
    assembly = Assembly(
        title=title_of(table, languages),
        place=table.text("place"),
        date=_date(table),
        languages=languages,
        currency=_currency(table),
        quorum=_quorum(table),
        cards=_cards(table, has_roster=bool(roster)),
        open_door=not roster,
        trackers=Trackers(
            table.one_of("trackers", tuple(Trackers), Trackers.CLOSED) or Trackers.CLOSED
        ),
        sealed=table.flag("sealed"),
        publish_from=table.whole("publish-from", PUBLISH_FROM),
        polls=_polls(table, Beside(beside, languages)),
    )
    table.finish()
    table.notes.refuse_any()
    return AssemblyFile(assembly, roster, tuple(table.notes.warnings))


def names_in(text: str) -> tuple[str, ...]:
    """The files that the text names, in its order; raises BadFile if it is no TOML."""
    table = read_assembly_toml(text, file="assembly.toml")
    named = [table.text("roster")]
    for poll in table.tables("poll", most=MOST_POLLS):
        for question in poll.tables("question", most=MOST_QUESTIONS):
            named += [question.text("projects"), question.text("lines")]
    whole_or_sheet = [each for name in named for each in (name, file_and_sheet(name, ())[0])]
    return tuple(dict.fromkeys(name for name in whole_or_sheet if is_plain_name(name)))


def _languages(table: TomlTable) -> tuple[str, ...]:
    """They are read also from where they stand by mistake: else each title would be wrong, too."""
    written = table.texts("languages") if table.has("languages") else _meant(table)
    if not isinstance(table.values.get("languages", []), list):
        return _meant(table)
    for code in written:
        if not LANGUAGE.fullmatch(code) or not localedata.exists(code.replace("-", "_")):
            wrong = f"The language {shown(code)} is not known"
            table.wrong("languages", wrong, 'Write codes such as "en", "es" or "pt-BR"')
    if not written or len(set(written)) < len(written) or len(written) > MOST_LANGUAGES:
        remedy = 'Write each once, such as ["en", "es"]'
        table.wrong("languages", "languages is empty, too long or repeats one", remedy)
    return tuple(dict.fromkeys(written[:MOST_LANGUAGES])) or ("en",)


def _meant(table: TomlTable) -> tuple[str, ...]:
    key = "languages" if table.has("languages") else table.misspelt("languages")
    value = table.values[key] if key else table.notes.misplaced.get("languages")
    codes = value if isinstance(value, list) else re.split(r"[\s,;]+", str(value or ""))
    found = [str(code) for code in codes[:MOST_LANGUAGES] if LANGUAGE.fullmatch(str(code))]
    return tuple(dict.fromkeys(found)) or ("en",)


def _roster(table: TomlTable, beside: Mapping[str, bytes]) -> str:
    name, _ = file_and_sheet(table.text("roster"), beside)
    if name and name not in beside:
        table.wrong("roster", *not_there(name))
    if not name:
        table.warn("roster", "No roster is named, so everybody who comes can vote")
    return name


def _cards(table: TomlTable, *, has_roster: bool) -> Cards:
    """One source of cards; where nobody wrote which and the door is open, the desk prints them."""
    usual = Cards.DRAWN if has_roster else Cards.PRINTED
    return Cards(table.one_of("cards", tuple(Cards), usual) or usual)


def _date(table: TomlTable) -> str:
    value = table.values.get("date", "")
    if table.has("date") and isinstance(value, datetime.date):
        return value.isoformat()[:10]
    written = table.text("date")
    try:
        return datetime.date.fromisoformat(written).isoformat() if written else ""
    except ValueError:
        table.wrong("date", f"date is {shown(written)}", "Write it like 2025-05-10")
        return ""


def _currency(table: TomlTable) -> str:
    currency = table.text("currency")
    if len(currency) > LONGEST_CURRENCY:
        table.wrong("currency", f"currency is {shown(currency)}", 'Write a sign such as "$"')
    return currency


def _quorum(table: TomlTable) -> Quorum:
    if not isinstance(table.values.get("quorum", 0), str):
        return Quorum(number=table.whole("quorum"))
    written = table.text("quorum")
    match = SHARE.fullmatch(written)
    if match:
        above, below = (match[1], match[2]) if match[1] else (match[3], "100")
        if 0 < int(above) <= int(below):
            share = Fraction(int(above), int(below))
            if share == HALF:
                said = f"quorum is {shown(written)}: just half is enough; for more write '>1/2'"
                table.warn("quorum", said)
            return Quorum(share=share)
    if written.isascii() and written.isdigit() and len(written) <= 6:
        return Quorum(number=int(written))
    if written.replace(" ", "").casefold() in MORE_THAN_HALF:
        return Quorum(more_than=HALF)
    if more := MORE_THAN.fullmatch(written):
        match = SHARE.fullmatch(more["share"])
        above, below = (match[1], match[2]) if match and match[1] else (match and match[3], "100")
        if above and 0 <= int(above) < int(below):
            return Quorum(more_than=Fraction(int(above), int(below)))
    remedy = 'Write 15, "1/4", "25%" or, for more than a half, ">1/2"'
    table.wrong("quorum", f"quorum is {shown(written)}", remedy)
    return Quorum()


def _needs(table: TomlTable, earlier: Sequence[Poll]) -> str:
    """The poll on needs that comes first: one that stands above in the file."""
    needs, ids = table.text("needs"), [poll.id for poll in earlier]
    if needs and needs not in ids:
        wrong = f"needs is {shown(needs)}, which is no poll above this one"
        table.wrong("needs", wrong, nearest(needs, ids) if ids else "Move that poll up")
        return ""
    return needs


def _polls(table: TomlTable, beside: Beside) -> tuple[Poll, ...]:
    polls: list[Poll] = []
    taken: set[str] = set()
    for each in table.tables("poll", most=MOST_POLLS):
        each.need("title", "question")
        title = title_of(each, beside.languages)
        poll_id = id_of(each, title, taken, spare="poll")
        asked: set[str] = set()
        questions = tuple(
            read_question(question, beside, asked)
            for question in each.tables("question", most=MOST_QUESTIONS)
        )
        if each.values.get("question") == []:
            each.wrong("question", "The poll has no question", "Write [[poll.question]]")
        if len(questions) > 1 and is_in_parts(Poll(poll_id, title, questions)):
            wrong = "A budget of both sides stands beside other questions"
            each.wrong("question", wrong, "Give it a [[poll]] of its own")
        polls.append(Poll(poll_id, title, questions, _needs(each, polls)))
        each.finish()
    if table.values.get("poll") == []:
        table.wrong("poll", "There is no poll", "Write [[poll]]")
    return tuple(polls)
