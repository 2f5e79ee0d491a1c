"""Ed25519 signatures of a device, each bound to the purpose it was made for."""

from dataclasses import dataclass, field

from nacl.bindings import crypto_sign_BYTES, crypto_sign_PUBLICKEYBYTES, crypto_sign_SEEDBYTES
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from kiosk.proof.digest import digest
from kiosk.proof.tracker import spoken_digest

FINGERPRINT_TAG = "kiosk key fingerprint 1"


@dataclass(frozen=True, slots=True)
class Key:
    """A device's secret key. Its seed never shows in a representation, and so in no log."""

    seed: bytes = field(repr=False)

    @property
    def public(self) -> str:
        """The public key, 64 hexadecimal digits: the device's name towards everybody."""
        return SigningKey(self.seed).verify_key.encode().hex()


def new_key(seed: bytes) -> Key:
    """The key that 32 random bytes make; raises ValueError for another length."""
    if len(seed) != crypto_sign_SEEDBYTES:
        raise ValueError(f"a seed is {crypto_sign_SEEDBYTES} bytes long")
    return Key(seed)


def sign(key: Key, tag: str, message: bytes) -> bytes:
    """64 bytes: the key's signature under the message for the purpose that the tag names."""
    return SigningKey(key.seed).sign(digest(tag, message)).signature


def verify(public: str, tag: str, message: bytes, signature: bytes) -> bool:
    """Whether the owner of the public key signed the message for that purpose."""
    if not is_public_key(public) or len(signature) != crypto_sign_BYTES:
        return False
    try:
        VerifyKey(bytes.fromhex(public)).verify(digest(tag, message), signature)
    except (BadSignatureError, ValueError):
        return False
    return True


def is_public_key(text: str) -> bool:
    """Whether the text has the form of a public key: lower-case hexadecimal digits."""
    digits = set(text) <= set("0123456789abcdef")
    return digits and len(text) == 2 * crypto_sign_PUBLICKEYBYTES


def fingerprint(public: str) -> str:
    """Eight words to compare a public key by, aloud: ``river-lamp-stone-cloud-...``.

    They are 64 bits. With four, another key that has the same words is found in minutes.
    """
    words = spoken_digest(digest(FINGERPRINT_TAG, bytes.fromhex(public)).hex())
    return words.replace(" ", "-")


def fingerprint_lines(public: str) -> tuple[str, ...]:
    """The same eight words in two lines of four, as they are read aloud."""
    words = fingerprint(public).split("-")
    half = len(words) // 2
    return (" ".join(words[:half]), " ".join(words[half:]))
