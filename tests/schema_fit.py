"""Whether JSON fits a schema of an OpenAPI document: the words that ours uses, none passed over."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "boolean": bool,
    "null": type(None),
}
KNOWN = {
    *("$ref", "anyOf", "type", "title", "description", "properties", "required"),
    *("additionalProperties", "items", "prefixItems", "minItems", "maxItems"),
    *("minLength", "maxLength", "minimum", "maximum", "enum", "pattern"),
    "default",  # what an answer means that leaves it out: nothing to look at
}


def misfits(value: object, schema: Mapping[str, Any], parts: Mapping[str, Any]) -> list[str]:
    """Each place where the value does not fit; ``parts``: the schemas that may be named."""
    return [*_misfits(value, schema, parts, "$")]


def _misfits(
    value: object, schema: Mapping[str, Any], parts: Mapping[str, Any], at: str
) -> Iterator[str]:
    assert schema.keys() <= KNOWN, f"{at}: a word this reader does not know in {schema}"
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/components/schemas/")
        yield from _misfits(value, parts[name], parts, f"{at}<{name}>")
        return
    if "anyOf" in schema:
        tried = [[*_misfits(value, one, parts, at)] for one in schema["anyOf"]]
        if all(tried):
            yield min(tried, key=len)[0]
        return
    if "enum" in schema:
        if value not in schema["enum"]:
            yield f"{at}: {value!r} is none of {schema['enum']}"
        return
    wanted = TYPES[schema["type"]]
    if not isinstance(value, wanted) or (isinstance(value, bool) and wanted is int):
        yield f"{at}: {value!r} is no {schema['type']}"
    elif isinstance(value, dict):
        yield from _in_object(value, schema, parts, at)
    elif isinstance(value, list):
        yield from _in_array(value, schema, parts, at)
    else:
        yield from _in_bounds(value, schema, at)


def _in_bounds(value: object, schema: Mapping[str, Any], at: str) -> Iterator[str]:
    if isinstance(value, str):
        shortest, longest = schema.get("minLength", 0), schema.get("maxLength", len(value))
        if not shortest <= len(value) <= longest:
            yield f"{at}: {len(value)} letters"
        if not re.search(schema.get("pattern", ""), value):
            yield f"{at}: {value!r} has another form"
        return
    whole = isinstance(value, int) and not isinstance(value, bool)
    if whole and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        yield f"{at}: {value} is too small or too large"


def _in_object(
    value: dict[str, Any], schema: Mapping[str, Any], parts: Mapping[str, Any], at: str
) -> Iterator[str]:
    named, others = schema.get("properties", {}), schema.get("additionalProperties", True)
    for name in schema.get("required", ()):
        if name not in value:
            yield f"{at}.{name}: it is missing"
    for name, one in value.items():
        if name in named:
            yield from _misfits(one, named[name], parts, f"{at}.{name}")
        elif others is False:
            yield f"{at}.{name}: no schema names it"
        elif others is not True:
            yield from _misfits(one, others, parts, f"{at}.{name}")


def _in_array(
    value: list[Any], schema: Mapping[str, Any], parts: Mapping[str, Any], at: str
) -> Iterator[str]:
    fixed, others = schema.get("prefixItems", []), schema.get("items", {})
    if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
        yield f"{at}: {len(value)} items"
    for place, one in enumerate(value):
        if place < len(fixed):
            yield from _misfits(one, fixed[place], parts, f"{at}[{place}]")
        elif others is False:
            yield f"{at}[{place}]: one too many"
        elif others:
            yield from _misfits(one, others, parts, f"{at}[{place}]")
