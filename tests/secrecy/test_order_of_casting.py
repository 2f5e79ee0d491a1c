"""Whoever reads every byte that the kiosk wrote learns neither the order of votes nor who voted."""

import asyncio
import json
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from order_measures import measures, places_of
from votes_in_order import NEVER_CAST, Voted, given_votes

pytestmark = pytest.mark.timeout(300)  # six hundred people, one after the other

OF_A_CARD = ("cards", "spent cards", "openings")
OF_A_BALLOT = ("ballots", "ballots in letters", "commitments", "commitments in letters")
CLOSED = "after the close"


Found = dict[bytes, list[int]]


@dataclass(frozen=True, slots=True)
class Seen:
    """A meeting, what was looked for, and where it stands in each file at each moment."""

    voted: Voted
    things: dict[str, list[bytes]]
    places: dict[tuple[str, str], Found]

    def number(self, moment: str, path: str, wanted: Iterable[bytes]) -> int:
        """How many of these stand in that file."""
        return len(self.places[moment, path].keys() & set(wanted))


@pytest.fixture(scope="module", params=[60, 600], ids=lambda number: f"{number} ballots")
def seen(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """The people vote, and every byte of every file is read once.

    In memory where there is such a folder: no place in a file depends on how slow a disk is.
    """
    number: int = request.param
    memory = Path("/dev/shm")  # noqa: S108 - a folder of its own is made in it
    above = memory if os.access(memory, os.W_OK) else tmp_path_factory.mktemp("hall")
    with TemporaryDirectory(dir=above) as folder:
        voted = asyncio.run(given_votes(Path(folder), number, late=number // 6))
        things = voted.things()
    wanted = [*voted.members(), *voted.codes_as_seen(), *chain(*things.values())]
    read: dict[bytes, Found] = {}
    places = {}
    for moment, files in voted.moments.items():
        for path, content in files.items():
            if content not in read:
                read[content] = places_of(content, wanted)
            places[moment, path] = read[content]
    return Seen(voted, things, places)


def test_no_file_tells_the_order_in_which_people_voted(seen: Seen) -> None:
    measured = [
        (f"{moment}: {path}: {what}", measure)
        for (moment, path), found in seen.places.items()
        for what, happened in seen.things.items()
        for measure in measures(found, happened)
    ]

    assert [f"{where}: {measure}" for where, measure in measured if measure.is_leak] == []
    assert len(measured) > 100


def test_what_is_looked_for_is_there(seen: Seen) -> None:
    number, whole = len(seen.voted.casts), "after kill -9"
    boxes = [path for path in seen.voted.moments[whole] if path.endswith("/box.sqlite")]

    assert len(seen.voted.codes) == number == len(seen.voted.people)
    assert [path.split("/")[0] for path in sorted(boxes)] == ["copy", "data"]
    for path in boxes:
        for what in ("ballots", "openings", "spent cards", "cards"):
            assert seen.number(whole, path, seen.things[what]) == number, (path, what)
    assert seen.number(CLOSED, "archive.out", seen.things["commitments in letters"]) == number
    assert seen.number(CLOSED, "archive.out", seen.things["ballots in letters"]) == number
    assert {"public-ballots", "backup-box.sqlite", "backup-roll.sqlite"} <= set(
        seen.voted.moments[CLOSED]
    )


def test_no_file_holds_both_a_member_and_a_card_or_a_ballot(seen: Seen) -> None:
    members = set(seen.voted.members())
    with_members = [place for place, found in seen.places.items() if found.keys() & members]
    # What is published at the close, sorted, is in the signed log, which the roll keeps.
    both = [
        f"{moment}: {path}: {kind}"
        for moment, path in with_members
        for kind in (OF_A_CARD if moment == CLOSED else OF_A_CARD + OF_A_BALLOT)
        if seen.number(moment, path, seen.things[kind])
    ]

    assert both == []
    assert with_members


def test_what_the_log_publishes_at_the_close_is_sorted(seen: Seen) -> None:
    archive = json.loads(seen.voted.moments[CLOSED]["archive.out"])
    (closed,) = [one["payload"] for one in archive["records"] if one["kind"] == "poll-closed"]

    assert closed["ballots"] == sorted(closed["ballots"])
    assert closed["commitments"] == sorted(closed["commitments"])
    assert closed["openings"] == []


def test_no_card_code_and_no_ballot_that_was_only_looked_at_is_in_any_file(seen: Seen) -> None:
    codes = set(seen.voted.codes_as_seen())
    looked = re.compile(rb"(?<![0-9a-f])%d(?![0-9a-f])" % NEVER_CAST)
    files = seen.voted.moments

    assert [place for place, found in seen.places.items() if found.keys() & codes] == []
    assert [(at, path) for at, path in seen.places if looked.search(files[at][path])] == []


def test_no_file_is_born_or_grows_with_a_ballot(seen: Seen) -> None:
    """Names and lengths of files tell no more of the votes than their bytes do."""
    moments = seen.voted.moments
    between = [moment for moment in moments if moment.startswith("between")]

    for one, other in (between[:2], between[2:]):  # the late sign in after the first two
        lengths = [
            {path: len(content) for path, content in moments[moment].items() if "box." in path}
            for moment in (one, other)
        ]
        assert lengths[0] == lengths[1]
        assert moments[one].keys() == moments[other].keys()
    assert len(between) == 4
