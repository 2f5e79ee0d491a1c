"""Whatever stands in an archive, even signed, gets sentences: no crash, no endless count."""

import copy
import json
import random
from typing import Any

import pytest
from click.testing import CliRunner
from given_an_archive import a_full_day, archive_of, signed_anew, wrong, wrong_says_the_second
from test_single_byte_changes import CONTENT, a_change

from kiosk.commands.verify import COMMAND

KIOSK = a_full_day()
SEED = 20261124
SIGNED, SHOWN = 800, 120
RUBBISH: tuple[Any, ...] = (
    *(None, True, 0, 1, -1, 10**9, 2**53, 10**30, "", "a", "1/2", "0/1", "1/0", "-1", "yes"),
    *("rank", "points", "budget", "irv", "knapsack", "scottish-stv", "meek-stv", "consent"),
    *([], {}, [[]], ["a", 1], [["a", 1]], "open", "00" * 32),
)

Place = tuple[str | int, ...]


def places_in(value: Any, place: Place = ()) -> list[Place]:
    """The places of everything in a JSON value, but for itself."""
    match value:
        case dict():
            inner = list(value.items())
        case list():
            inner = list(enumerate(value))
        case _:
            inner = []
    below = [there for key, one in inner for there in places_in(one, (*place, key))]
    return [*((*place, key) for key, _ in inner), *below]


def spoil(records: list[dict[str, Any]], chance: random.Random) -> None:
    """Replace, take away, double or copy something that a record states."""
    payloads = [record["payload"] for record in records if record["payload"]]
    holder: Any = chance.choice(payloads)
    place: Any = chance.choice(places_in(holder))
    for key in place[:-1]:
        holder = holder[key]
    match chance.randrange(4):
        case 0:
            holder[place[-1]] = copy.deepcopy(chance.choice(RUBBISH))
        case 1:
            del holder[place[-1]]
        case 2 if isinstance(holder, list):
            holder.append(copy.deepcopy(holder[place[-1]]))
        case _:
            other = chance.choice(payloads)
            holder[place[-1]] = copy.deepcopy(other[chance.choice(sorted(other))])


def damaged(chance: random.Random) -> bytes:
    """The archive with one to three things spoiled, signed again with the kiosk's own key."""

    def tamper(records: list[dict[str, Any]]) -> None:
        for _ in range(chance.choice((1, 1, 2, 3))):
            spoil(records, chance)

    return signed_anew(CONTENT, tamper, KIOSK.key)


@pytest.mark.timeout(60)
def test_whatever_is_signed_is_examined_to_its_end() -> None:
    chance = random.Random(SEED)
    named = 0
    for _ in range(SIGNED):
        content = damaged(chance)

        found, second = wrong(content), wrong_says_the_second(content)

        named += bool(found)
        assert found or not second  # what the second program names, this one names, too
    assert named > SIGNED // 2


def test_the_command_answers_every_damaged_file_with_sentences(tmp_path) -> None:
    chance, file = random.Random(SEED), tmp_path / "spring.archive"
    signed, changed = SHOWN // 2, SHOWN // 2
    contents = [damaged(chance) for _ in range(signed)] + [a_change(chance) for _ in range(changed)]
    for content in contents:
        file.write_bytes(content)

        told = CliRunner().invoke(COMMAND, [str(file), "--json"])

        assert isinstance(told.exception, SystemExit | None), told.exception
        assert told.exit_code == (0 if not wrong(content) else 1)
        assert json.loads(told.stdout)["holds"] is (told.exit_code == 0)


def test_an_honest_archive_is_told_apart(tmp_path) -> None:
    file = tmp_path / "spring.archive"
    file.write_bytes(archive_of(KIOSK))

    told = CliRunner().invoke(COMMAND, [str(file), "--key", KIOSK.key.public])

    assert told.exit_code == 0
    assert "Everything that was checked holds." in told.stdout
