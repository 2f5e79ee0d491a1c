"""SHA-256 with a purpose: the digest of one thing can never be taken for that of another."""

import hashlib

LENGTH = 32  # bytes of a digest


def digest(tag: str, *parts: bytes) -> bytes:
    """SHA-256 over the tag and the parts, each behind its length as eight bytes, big end first."""
    state = hashlib.sha256()
    for part in (tag.encode(), *parts):
        state.update(len(part).to_bytes(8, "big"))
        state.update(part)
    return state.digest()
