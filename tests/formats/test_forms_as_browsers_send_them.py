"""A form is read the same way whether or not something in it is encoded."""

from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.formats.form_fields import MOST_FIELDS, read_fields

SIGNS = st.text(st.sampled_from("ab=&%+ 1é\0"), max_size=30)
FIELDS = st.lists(st.tuples(st.text(max_size=4), st.text(max_size=4)), max_size=5)


@given(SIGNS)
@settings(max_examples=300, deadline=None)
def test_every_form_is_read_as_the_standard_says(text):
    known = parse_qsl(text, keep_blank_values=True, encoding="utf-8", errors="replace")

    try:
        read = read_fields(text.encode())
    except UnicodeDecodeError:  # what is encoded there is no text
        assert "%" in text
    else:
        assert read == known


@given(FIELDS)
def test_what_was_sent_comes_back(fields):
    sent = [(name.encode("utf-8", "replace"), value) for name, value in fields]

    read = read_fields(urlencode(sent, errors="replace").encode())

    assert read == [
        (name.decode(), value.encode("utf-8", "replace").decode()) for name, value in sent
    ]


@pytest.mark.parametrize("field", ["a=1", "a", "a=%31", ""])
def test_a_form_has_so_many_fields_and_not_one_more(field):
    assert len(read_fields("&".join([field] * MOST_FIELDS).encode())) == MOST_FIELDS * bool(field)
    with pytest.raises(ValueError, match="Max number of fields"):
        read_fields("&".join([field] * (MOST_FIELDS + 1)).encode())
