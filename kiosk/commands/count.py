"""``kiosk count``: count a ballot file by a rule."""

import gettext
import json
from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path

import click

from kiosk.commands.ballot_file import SUFFIXES, contest_in, read_ballots
from kiosk.domain.count.budgets.best_set import NoBestSetInTime
from kiosk.domain.count.contract import Contest, Result, Rule, Setting, Settings, Tie
from kiosk.domain.count.lot import drawn_from, read_lot
from kiosk.domain.count.rules import RULES, greedy, majority
from kiosk.domain.count.settings import BadSetting, complete, spelled_out
from kiosk.domain.errors import LotNeeded
from kiosk.domain.sentence import Amount, Sentence
from kiosk.domain.wording import spoken
from kiosk.formats.ballot_file import BallotFile
from kiosk.formats.pb_notes import threshold_note
from kiosk.formats.result_json import result_json

ENGLISH = gettext.NullTranslations()


def _rule_options() -> list[click.Option]:
    """An option for each setting of each rule; a setting that several rules have, once."""
    found: dict[str, list[tuple[Rule, Setting]]] = {}
    for rule in RULES.values():
        for setting in rule.settings:
            found.setdefault(setting.name, []).append((rule, setting))
    return [_rule_option(name, uses) for name, uses in found.items()]


def _rule_option(name: str, uses: list[tuple[Rule, Setting]]) -> click.Option:
    first = uses[0][1]
    flag = first.form == "flag"
    meanings = "; ".join(f"{rule.name}: {setting.meaning}" for rule, setting in uses)
    return click.Option(
        [f"--{name}", f"rule_{name.replace('-', '_')}"],
        is_flag=flag,
        default=None,
        metavar=None if flag else "|".join(first.values) or "VALUE",
        help=f"{meanings}.",
    )


@click.command(
    "count",
    context_settings={"max_content_width": 100},
    help=f"Count a ballot file ({SUFFIXES}) by a rule.",
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--rule",
    "name",
    required=True,
    type=click.Choice(list(RULES)),
    metavar="RULE",
    help="How to count; see kiosk rules.",
)
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object.")
@click.option("--draw", metavar="ID,ID,...", default="", help="The lot: earlier wins a tie.")
@click.option("--seed", metavar="TEXT", default="", help="The lot, drawn from a public seed.")
@click.option("--present", type=click.IntRange(0), help="Members present.")
@click.option("--members", type=click.IntRange(0), help="All members.")
@click.option("--seats", type=click.IntRange(1), help="Seats to fill; default: the file's.")
def COMMAND(  # noqa: N802 - the name that is found
    *,
    file: Path,
    name: str,
    as_json: bool,
    draw: str,
    seed: str,
    present: int | None,
    members: int | None,
    seats: int | None,
    **given: str | bool | None,
) -> None:
    """Read the file, count it and tell the result."""
    rule = RULES[name]
    settings = {
        option.removeprefix("rule_").replace("_", "-"): "yes" if value is True else str(value)
        for option, value in given.items()
        if value is not None and value is not False
    }
    _refuse_wrong(rule, settings)
    ballots = read_ballots(file)
    settings, notes = _as_the_file_asks(ballots, rule, settings)
    for note in notes:
        click.echo(printable(f"Note: {note}"), err=True)
    try:
        complete_settings = complete(rule, spelled_out(rule, settings, ballots.options))
        contest = contest_in(
            ballots,
            rule,
            seats=seats,
            present=present,
            members=members,
            lot=_lot(ballots, draw, seed),
        )
        _refuse_small_bases(contest, ballots.ballots.total, complete_settings)
        result = rule.count(contest, ballots.ballots, complete_settings)
    except BadSetting as bad:
        raise click.UsageError(str(bad)) from bad
    except LotNeeded as tie:
        tied = _named(ballots, tie.options)
        message = f"{file.name}: {tied} are tied, and only a lot decides. Give --draw or --seed."
        raise click.ClickException(message) from tie
    except NoBestSetInTime as hard:
        message = f"{file.name}: finding the best set would take too long. Count it with greedy."
        raise click.ClickException(message) from hard
    speak = _speaker(ballots)
    if as_json:
        content = result_json(str(file), result, speak)
        if notes:
            content["notes"] = [*map(printable, notes)]
        click.echo(json.dumps(content, ensure_ascii=False, indent=1))
    else:
        click.echo(_told(ballots, result, speak))


COMMAND.params += _rule_options()


def _refuse_wrong(rule: Rule, settings: Mapping[str, str]) -> None:
    """Wrong usage is said before a large file is read."""
    try:
        complete(rule, settings)
    except BadSetting as bad:
        raise click.UsageError(str(bad)) from bad


def _as_the_file_asks(
    ballots: BallotFile, rule: Rule, settings: dict[str, str]
) -> tuple[dict[str, str], tuple[str, ...]]:
    """The settings with the least score that the file asks for, and what is to be noted.

    That score belongs to the city's own rule, most votes first: with another order it is said
    and not taken.
    """
    least, notes = ballots.least_score, ballots.notes
    if not least or ("threshold" in settings and rule.name == greedy.RULE.name):
        return settings, notes
    kept = rule.name == greedy.RULE.name and "per-cost" not in settings
    given = {**settings, "threshold": str(least)} if kept else settings
    return given, (*notes, threshold_note(ballots.name, least, kept=kept))


def _refuse_small_bases(contest: Contest, ballots: int, settings: Settings) -> None:
    """No base is smaller than the number of its ballots; raises UsageError."""
    bases = majority.bases_of(settings) if "quorum-base" in settings else frozenset()
    for name, known in (("present", contest.present), ("members", contest.members)):
        if name in bases and known is not None and known < ballots:
            wrong = f"There are {ballots} ballots, but --{name} is {known}."
            raise click.UsageError(f"{wrong} Give --{name} {ballots} or more.")


def _lot(ballots: BallotFile, draw: str, seed: str) -> tuple[str, ...]:
    ids = [option.id for option in ballots.options]
    if draw and seed:
        raise click.UsageError("Give --draw or --seed, not both.")
    if said := read_lot(seed):
        return drawn_from(said, ids)
    drawn = tuple(part.strip() for part in draw.split(",") if part.strip())
    for option in drawn:
        if option not in ids:
            raise click.UsageError(f"--draw names {option!r}, which is not in {ballots.name}.")
        if drawn.count(option) > 1:
            raise click.UsageError(f"--draw names {option!r} twice.")
    return drawn


def _named(ballots: BallotFile, ids: tuple[str, ...]) -> str:
    """Options by id and name: a lot is drawn of people, and given by ids."""
    names = {option.id: option.title.in_language("en") for option in ballots.options}
    each = (
        f"{one} ({names[one]})" if names.get(one) not in ("", None, one) else one for one in ids
    )
    return printable(", ".join(each))


def _speaker(ballots: BallotFile) -> Callable[[Sentence], str]:
    names = {option.id: option.title.in_language("en") or option.id for option in ballots.options}

    def money(amount: Amount) -> str:
        return f"{written(amount)} {ballots.currency}".strip()

    def speak(sentence: Sentence) -> str:
        text = spoken(
            sentence, ENGLISH, name_of=lambda option: names.get(option, option), money=money
        )
        return printable(text)

    return speak


def written(amount: Amount) -> str:
    """A number to read: thousands apart, fractions rounded to two places for the eye only."""
    exact = Fraction(amount)
    if exact.denominator == 1:
        return f"{exact.numerator:,}"
    cents = round(exact * 100)
    return f"{cents // 100:,}.{cents % 100:02}"


def printable(text: str) -> str:
    """The text without the control characters that a file may bring to a terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _told(ballots: BallotFile, result: Result, speak: Callable[[Sentence], str]) -> str:
    names = {option.id: option.title.in_language("en") for option in ballots.options}
    settings = ", ".join(f"{name} {value}" for name, value in result.settings)
    blank = f", {result.blank:,} of them blank" if result.blank else ""
    rejected = f" {result.rejected:,} more were rejected." if result.rejected else ""
    rule = f"{result.rule}{f' ({settings})' if settings else ''}"
    lines = [
        printable(ballots.title),
        f"{rule}: {result.counted:,} ballots{blank}.{rejected}",
        "",
        *(speak(sentence) for sentence in result.explanation),
    ]
    if result.ties:
        lines += ["", "Ties:", *(_tie_told(tie, names, speak) for tie in result.ties)]
    if result.winners:
        lines += ["", "Chosen:"]
        for place, winner in enumerate(result.winners, start=1):
            name = names.get(winner, "")
            lines.append(printable(f"{place:>4}. {winner}{f'  {name}' if name != winner else ''}"))
    if result.reasons:
        lines += ["", "Not chosen:"]
        for option, sentence in result.reasons:
            lines.append(f"  {printable(names.get(option) or option)}: {speak(sentence)}")
    return "\n".join(lines)


def _tie_told(tie: Tie, names: Mapping[str, str], speak: Callable[[Sentence], str]) -> str:
    """Who were equal, where, what decided, and who was taken: the next winner or who goes out."""
    tied, taken = (
        ", ".join(names.get(option) or option for option in group)
        for group in (tie.options, tie.chosen)
    )
    how = tie.decided_by.replace("-", " ")
    return printable(f"  {tied} were equal ({speak(tie.where)}). By {how}: {taken}.")
