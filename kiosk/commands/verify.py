"""``kiosk verify``: check everything in an archive and count it again, on any computer."""

import _thread
import gettext
import json
import re
from collections.abc import Iterator
from pathlib import Path
from threading import Timer

import click

from kiosk.audit.examination import Check, examine, examine_key, examine_report
from kiosk.audit.finding import Finding
from kiosk.commands.count import printable
from kiosk.domain.sentence import Sentence, say
from kiosk.domain.wording import spoken
from kiosk.proof.archive import MOST_BYTES, Archive, ArchiveRefused, read_archive
from kiosk.proof.seal import typed_words, unknown_word
from kiosk.proof.signature import fingerprint, fingerprint_lines
from kiosk.proof.tracker import COMPARED

ENGLISH = gettext.NullTranslations()
WHOLE = re.compile(r"[0-9a-f]{64}", re.IGNORECASE)
LONGEST_CHECK = 600.0  # seconds; a hostile archive may ask for a count that takes for ever


def _named(
    _context: click.Context, _option: click.Parameter, named: str | tuple[str, ...] | None
) -> str | tuple[str, ...] | None:
    """What was named, if it can be words on a paper: a slip of the finger is no finding."""
    for words in [named] if isinstance(named, str) else named or ():
        if wrong := _no_words(words):
            raise click.BadParameter(wrong)
    return named


def _no_words(named: str) -> str:
    """Why that is neither eight words nor the whole digest or key; empty if it is."""
    if WHOLE.fullmatch("".join(named.split())):
        return ""
    if place := unknown_word(named):
        return f"Word {place} is on no list. Check its spelling."
    if len(typed_words(named)) != COMPARED or any(letter.isdigit() for letter in named):
        return "Type eight words."
    return ""


@click.command("verify")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--key",
    metavar="WORDS",
    callback=_named,
    help="The kiosk's eight words, from a signed report.",
)
@click.option(
    "--root",
    "roots",
    metavar="WORDS",
    multiple=True,
    callback=_named,
    help="The eight words for all ballots, from a closing report; once for each report.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")
def COMMAND(  # noqa: N802 - the name that is found
    file: Path, key: str | None, roots: tuple[str, ...], as_json: bool
) -> None:
    """Check the signatures, the log, the ballots and the results of an archive.

    Every line says what holds, what does not, or what was not checked; a note says what is not
    there. No data folder is needed. The words say whose archive it is: compare them with the
    closing report, or name them with --key. Name each closing report's words with --root.
    Spaces, hyphens and capitals do not matter.
    """
    try:
        archive = read_archive(_content(file))
    except ArchiveRefused as refusal:
        if as_json:
            _write_json(file, None, [Check(Finding.WRONG, refusal.why)], key)
            raise SystemExit(1) from refusal
        raise click.ClickException(f"{file.name}: {_said(refusal.why)}") from refusal
    checks: list[Check] = []
    for check in _in_time(_checks(archive, key, roots)):
        checks.append(check)
        if not as_json:
            click.echo(f"{check.finding.value}  {_said(check.sentence)}")
    if as_json:
        _write_json(file, archive, checks, key)
    else:
        click.echo(_verdict(archive, checks, key))
    if not all(check.holds for check in checks):
        raise SystemExit(1)


def _content(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except OSError as trouble:
        raise click.ClickException(f"{file} cannot be read: {trouble.strerror}.") from trouble


def _checks(archive: Archive, key: str | None, roots: tuple[str, ...]) -> Iterator[Check]:
    if key is not None:
        yield examine_key(archive, key)
    seen: list[Check] = []
    for check in examine(archive):
        seen.append(check)
        yield check
    for words in roots:
        yield examine_report(seen, words)


def _in_time(checks: Iterator[Check]) -> Iterator[Check]:
    """The checks as they come, and in their place one that says so when they take too long."""
    late: list[bool] = []

    def interrupt() -> None:
        late.append(True)
        _thread.interrupt_main()

    timer = Timer(LONGEST_CHECK, interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield from checks
    except KeyboardInterrupt:
        if not late:
            raise
        yield Check(Finding.WRONG, say("Counting again takes too long, and was stopped."))
    finally:
        timer.cancel()


def _said(sentence: Sentence) -> str:
    text = spoken(sentence, ENGLISH, name_of=str, money=str, number=lambda exact: f"{exact:,}")
    return printable(text)


def _verdict(archive: Archive, checks: list[Check], key: str | None) -> str:
    """The last words. Who named no key may hold a forgery that is whole, even if --root fits.

    The root stands for the commitments; what the ballots say stands under the key's signature.
    """
    wrong = sum(not check.holds for check in checks)
    if wrong:
        return f"{wrong:,} of {len(checks):,} lines are wrong. Do not trust this archive."
    open_lines = sum(check.finding is Finding.NOT_CHECKED for check in checks)
    rest = f" Lines that were not checked: {open_lines:,}." if open_lines else ""
    if key is not None:
        return f"Everything that was checked holds.{rest}" if rest else "Everything holds."
    words = "\n".join(f"    {line}" for line in fingerprint_lines(archive.device))
    return f"Everything fits together.{rest} Compare these words with the signed paper.\n{words}"


def _write_json(file: Path, archive: Archive | None, checks: list[Check], key: str | None) -> None:
    report = {
        "file": str(file),
        "holds": all(check.holds for check in checks),
        "named": key is not None,
        "device": archive.device if archive else None,
        "key": fingerprint(archive.device) if archive else None,
        "records": len(archive.records) if archive else None,
        "checks": [
            {
                "holds": check.holds,
                "checked": check.checked,
                "poll": check.poll,
                "sentence": _said(check.sentence),
            }
            for check in checks
        ],
    }
    click.echo(json.dumps(report, ensure_ascii=False, indent=1))
