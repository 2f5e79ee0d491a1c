"""A card's key: what its code gives after some work, so that no file tells what codes there are."""

from argon2.low_level import Type, hash_secret_raw

MEMORY = 1024  # KiB: a graphics card waits for its memory, and a small board has it to spare
PASSES = 2
KEY_SIZE = 32
SALT_SIZE = 32


def card_key(code: str, salt: bytes) -> bytes:
    """Argon2id of the code. Slow: milliseconds on a small board; other threads work meanwhile.

    All that is kept of a card comes from it by fast digests, each with a purpose of its own.
    """
    return hash_secret_raw(
        code.encode(),
        salt,
        time_cost=PASSES,
        memory_cost=MEMORY,
        parallelism=1,
        hash_len=KEY_SIZE,
        type=Type.ID,
    )
