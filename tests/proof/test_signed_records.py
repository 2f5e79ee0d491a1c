"""A record is taken only from its device, unchanged, and behind the record it names."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.count.contract import Json
from kiosk.domain.record import BEFORE_THE_FIRST, Record, RecordRefused
from kiosk.proof.chain import check_record, digest_of, make_record
from kiosk.proof.signature import (
    fingerprint,
    fingerprint_lines,
    is_public_key,
    new_key,
    sign,
    verify,
)
from kiosk.proof.words import WORDS

KEY = new_key(bytes(range(32)))
STRANGER = new_key(bytes(32))


def first(payload: Mapping[str, Json] | None = None) -> Record:
    return make_record(
        KEY, 1, log="l1", prev=BEFORE_THE_FIRST, kind="assembly", payload=payload or {"a": 1}
    )


def second() -> Record:
    return make_record(KEY, 2, log="l1", prev=digest_of(first()), kind="x", payload={})


def test_a_record_of_the_device_in_its_place_is_taken():
    assert check_record(first(), BEFORE_THE_FIRST) == first()
    assert check_record(second(), digest_of(first())) == second()


@pytest.mark.parametrize(
    "changed",
    [
        {"seq": 2},
        {"log": "l2"},
        {"kind": "poll-closed"},
        {"payload": {"a": 2}},
        {"prev": "0" * 63 + "1"},
        {"device": STRANGER.public},
        {"device": "zz"},
        {"signature": "00" * 64},
        {"signature": "rubbish"},
        {"payload": {"a": 1.5}},
    ],
)
def test_a_changed_record_has_no_valid_signature(changed):
    with pytest.raises(RecordRefused, match="signature"):
        check_record(replace(first(), **changed), BEFORE_THE_FIRST)


def test_a_record_behind_another_one_than_it_names_is_refused():
    with pytest.raises(RecordRefused, match="does not follow"):
        check_record(second(), digest_of(first({"a": 2})))


def test_only_the_first_record_may_follow_nothing():
    late = make_record(KEY, 2, log="l1", prev=BEFORE_THE_FIRST, kind="x", payload={})

    with pytest.raises(RecordRefused, match="does not follow"):
        check_record(late, BEFORE_THE_FIRST)


def test_a_signature_counts_for_one_purpose_and_one_key_only():
    signature = sign(KEY, "purpose", b"text")

    assert verify(KEY.public, "purpose", b"text", signature)
    assert not verify(KEY.public, "other", b"text", signature)
    assert not verify(KEY.public, "purpose", b"texT", signature)
    assert not verify(STRANGER.public, "purpose", b"text", signature)
    assert not verify(KEY.public, "purpose", b"text", signature[:-1])


def test_signatures_are_ed25519_as_in_rfc_8032():
    seed = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    public = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"

    assert new_key(seed).public == public


def test_the_seed_shows_in_no_representation():
    assert KEY.seed.hex() not in repr(KEY)
    assert repr(KEY) == "Key()"


def test_a_key_has_eight_words_to_compare_it_by():
    words = fingerprint(KEY.public).split("-")

    assert len(words) == 8
    assert fingerprint_lines(KEY.public) == (" ".join(words[:4]), " ".join(words[4:]))
    assert fingerprint(STRANGER.public).split("-") != words


@given(st.binary(min_size=32, max_size=32))
@settings(max_examples=200, deadline=None)
def test_the_words_tell_eight_bytes_so_keys_with_the_same_four_words_differ_in_others(
    public: bytes,
):
    tagged = b"".join(
        len(part).to_bytes(8, "big") + part for part in (b"kiosk key fingerprint 1", public)
    )

    words = fingerprint(public.hex()).split("-")

    assert bytes(map(WORDS.index, words)) == hashlib.sha256(tagged).digest()[:8]


def test_a_public_key_is_64_small_hexadecimal_digits():
    assert is_public_key(KEY.public)
    assert not is_public_key(KEY.public.upper())
    assert not is_public_key(KEY.public[:-1])


def test_a_seed_of_another_length_makes_no_key():
    with pytest.raises(ValueError, match="32 bytes"):
        new_key(b"short")
