"""``kiosk rules``: every counting rule, what it needs, its options and its source."""

import json

import click

from kiosk.domain.count.contract import Json, Rule, Setting
from kiosk.domain.count.rules import RULES

FORMS = {"integer": "NUMBER", "fraction": "FRACTION", "list": "LIST"}


@click.command("rules")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object.")
def COMMAND(*, as_json: bool) -> None:  # noqa: N802 - the name that is found
    """List every rule: what it needs, its options, its source."""
    if as_json:
        rules: list[Json] = [_as_json(rule) for rule in RULES.values()]
        click.echo(json.dumps({"rules": rules}, ensure_ascii=False, indent=1))
    else:
        click.echo("\n\n".join(map(_told, RULES.values())))


def _as_json(rule: Rule) -> dict[str, Json]:
    options: list[Json] = [
        {
            "name": setting.name,
            "default": setting.default,
            "values": [*setting.values],
            "form": setting.form,
            "meaning": setting.meaning,
        }
        for setting in rule.settings
    ]
    return {
        "name": rule.name,
        "title": rule.title,
        "ballots": [*sorted(rule.shapes)],
        "needs_budget": rule.needs_budget,
        "source": rule.source,
        "options": options,
    }


def _told(rule: Rule) -> str:
    needs = f"ballots: {', '.join(sorted(rule.shapes))}{'; a budget' if rule.needs_budget else ''}"
    return "\n".join(
        [
            f"{rule.name}: {rule.title}",
            f"  Needs {needs}",
            f"  Source: {rule.source}",
            *(f"  {_option(setting)}" for setting in rule.settings),
        ]
    )


def _option(setting: Setting) -> str:
    if setting.form == "flag":
        return f"--{setting.name}: {setting.meaning}; not unless given"
    values = [*setting.values, *filter(None, [FORMS.get(setting.form)])]
    default = setting.default or "none"
    return f"--{setting.name} {'|'.join(values)}: {setting.meaning}; {default} unless given"
