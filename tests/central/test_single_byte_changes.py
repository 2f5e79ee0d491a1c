"""No single byte of an archive can be changed unseen: thousands of random changes, none passes."""

import random

from given_an_archive import a_full_day, archive_of, wrong, wrong_says_the_second

CONTENT = archive_of(a_full_day())
SEED = 20261124
CHANGES = 4_000
COMPARED = 800  # of these are shown to the second verifier, too


def a_change(chance: random.Random) -> bytes:
    """The archive with one byte flipped, replaced, inserted or deleted."""
    at = chance.randrange(len(CONTENT))
    before, byte, after = CONTENT[:at], CONTENT[at], CONTENT[at + 1 :]
    match chance.randrange(5):
        case 0:
            return before + bytes([byte ^ 1 << chance.randrange(8)]) + after
        case 1:
            return before + after
        case 2:
            return before + bytes([chance.randrange(256), byte]) + after
        case 3:  # a letter that is likely to leave the form whole
            return before + bytes([chance.choice(b"0123456789abcdef")]) + after
        case _:
            return before + bytes([chance.randrange(256)]) + after


def test_no_single_byte_is_changed_unseen():
    chance = random.Random(SEED)
    tried, passed = 0, []
    while tried < CHANGES:
        content = a_change(chance)
        if content == CONTENT:
            continue
        tried += 1
        if not wrong(content) or (tried <= COMPARED and not wrong_says_the_second(content)):
            passed.append(content)

    print(f"{tried} single-byte changes, seed {SEED}: {len(passed)} passed unseen")
    assert passed == []
