"""Sealing what lies in a box under a key that is made for one poll and torn up after the count."""

import string

from nacl.bindings import (
    crypto_secretbox,
    crypto_secretbox_MACBYTES,
    crypto_secretbox_NONCEBYTES,
    crypto_secretbox_open,
)
from nacl.exceptions import CryptoError

from kiosk.domain.errors import WrongKey
from kiosk.proof.digest import digest
from kiosk.proof.tracker import words_for
from kiosk.proof.words import WORDS

KEY_SIZE = 16  # bytes: 128 random bits, sixteen words on a slip
NONCE_SIZE = crypto_secretbox_NONCEBYTES
OVERHEAD = NONCE_SIZE + crypto_secretbox_MACBYTES  # bytes that sealing adds
CIPHER_TAG = "kiosk seal 1"
DIGEST_TAG = "kiosk seal key 1"


def seal(key: bytes, body: bytes, *, nonce: bytes) -> bytes:
    """The body sealed (XSalsa20-Poly1305), behind its nonce; longer by OVERHEAD.

    ``nonce``: NONCE_SIZE random bytes, never the same twice under one key.
    """
    return nonce + crypto_secretbox(body, nonce, cipher_key(key))


def unseal(key: bytes, sealed: bytes) -> bytes:
    """What was sealed; raises ValueError for another key or a changed byte."""
    try:
        return crypto_secretbox_open(sealed[NONCE_SIZE:], sealed[:NONCE_SIZE], cipher_key(key))
    except CryptoError as trouble:
        raise ValueError("this was not sealed under this key") from trouble


def cipher_key(key: bytes) -> bytes:
    """What the cipher runs under; raises ValueError for a key of another length."""
    if len(key) != KEY_SIZE:
        raise ValueError(f"a key is {KEY_SIZE} bytes long")
    return digest(CIPHER_TAG, key)


def key_digest(key: bytes) -> bytes:
    """32 bytes that recognise the key, and help nobody to find it."""
    return digest(DIGEST_TAG, key)


def key_words(key: bytes) -> tuple[str, ...]:
    """The key as sixteen words, to be printed and typed."""
    return words_for(key)


def key_code(key: bytes) -> str:
    """The key as 32 hexadecimal digits in capitals, for a QR code."""
    return key.hex().upper()


def read_key(typed: str) -> bytes:
    """The key in its words or digits, however they are spaced; raises WrongKey."""
    letters = "".join(
        letter for letter in typed.lower() if letter in string.ascii_lowercase + string.digits
    )
    if len(letters) == 2 * KEY_SIZE and set(letters) <= set(string.hexdigits):
        return bytes.fromhex(letters)
    words, rest = _cut(letters)
    if rest or len(words) != KEY_SIZE:
        raise WrongKey
    return bytes(WORDS.index(word) for word in words)


def unknown_word(typed: str) -> int:
    """The place, from 1, of the first typed word that is on no slip; 0 where there is none."""
    places = (place for place, word in enumerate(typed_words(typed), 1) if word not in WORDS)
    return next(places, 0)


def typed_words(typed: str) -> tuple[str, ...]:
    """What was typed for a key: words, also run together; what is no word stays as it is."""
    kept = (letter if letter in string.ascii_lowercase else " " for letter in typed.lower())
    words: list[str] = []
    for part in "".join(kept).split():
        found, rest = _cut(part)
        words += [part] if rest else found
    return tuple(words)


def _cut(letters: str) -> tuple[list[str], str]:
    """The words of a slip that the letters begin with, one more than it has at most; the rest."""
    words: list[str] = []
    # No word begins another one, so there is only one way to cut the letters into words.
    while len(words) <= KEY_SIZE and (
        word := next((word for word in WORDS if letters.startswith(word)), "")
    ):
        words.append(word)
        letters = letters[len(word) :]
    return words, letters
