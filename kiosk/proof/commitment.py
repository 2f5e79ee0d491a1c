"""A promise of what a ballot says that shows nothing until its opening is shown."""

from kiosk.proof.digest import LENGTH, digest

TAG = "kiosk ballot commitment 1"


def commitment(poll_id: str, ballot_bytes: bytes, opening: bytes) -> bytes:
    """32 bytes that bind the ballot in that poll; ``opening`` is 32 random bytes.

    Without the opening nobody can try out which ballot it is. Raises ValueError for an opening
    of another length.
    """
    if len(opening) != LENGTH:
        raise ValueError(f"an opening is {LENGTH} bytes long")
    return digest(TAG, poll_id.encode(), ballot_bytes, opening)
