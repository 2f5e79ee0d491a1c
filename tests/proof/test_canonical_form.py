"""Equal values have one byte form, and nothing else is accepted for it."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.proof.canonical import canonical, read_canonical

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
leaves = st.none() | st.booleans() | st.integers() | texts
values = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


@given(values)
@settings(max_examples=150, deadline=None)
def test_a_value_comes_back_from_its_bytes(value):
    assert read_canonical(canonical(value)) == value


@given(st.dictionaries(texts, st.integers(), max_size=6))
@settings(max_examples=60, deadline=None)
def test_the_order_in_which_keys_were_put_leaves_no_trace(value):
    backwards = dict(reversed(value.items()))

    assert canonical(value) == canonical(backwards)


def test_keys_are_sorted_without_spaces_and_letters_stay_as_they_are():
    assert canonical({"b": 1, "a": ["ñ", None, True]}) == '{"a":["ñ",null,true],"b":1}'.encode()


@pytest.mark.parametrize(
    "value", [1.0, float("nan"), {1: "a"}, (1, 2), b"bytes", {"a": [0.5]}, "\ud800"]
)
def test_what_has_no_one_form_is_refused(value):
    with pytest.raises(ValueError):  # noqa: PT011 - any of its kinds
        canonical(value)


@pytest.mark.parametrize(
    "text",
    [b'{"a": 1}', b'{"b":1,"a":1}', b'{"a":1,"a":1}', b"1.0", b"01", b'"\\u00f1"', b"[1]\n", b""],
)
def test_bytes_in_another_form_are_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 - any of its kinds
        read_canonical(text)


@given(values)
@settings(max_examples=60, deadline=None)
def test_any_json_reader_understands_the_canonical_form(value):
    assert json.loads(canonical(value)) == value
