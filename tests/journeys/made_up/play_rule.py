"""The evening of a made-up rule, from the meeting's file to both verifiers; run on a copy."""

from pathlib import Path

from evening import cast_on_a_phone, evening, uploaded, verified
from program import run

MEETING = """
title = "A made-up evening"
languages = ["en", "es"]
roster = "roster.csv"
cards = "printed"
publish-from = 0
[[poll]]
id = "games"
title = "Games"
[[poll.question]]
id = "q"
title = "Which games?"
kind = "approve"
rule = "well-liked"
settings = { share = "2/3" }
options = [
  { id = "chess", title = "Chess" }, { id = "darts", title = "Darts" },
  { id = "cards", title = "Cards" },
]
"""
BOWL = """META
key;value
description;Games
num_projects;2
num_votes;3
budget;10
vote_type;approval
PROJECTS
project_id;cost;name
chess;5;Chess
darts;5;Darts
VOTES
voter_id;vote
1;chess
2;chess,darts
3;chess
"""
BALLOTS = (("chess",), ("chess", "darts"), ("chess",))


async def test_a_made_up_rule_goes_the_whole_way(tmp_path: Path) -> None:
    _, rules, _ = await run("rules")
    assert "well-liked: Well liked" in rules
    assert "--share FRACTION: the share of ballots that must name it" in rules
    (tmp_path / "bowl.pb").write_text(BOWL)
    _, counted, said = await run(
        "count", str(tmp_path / "bowl.pb"), "--rule", "well-liked", "--share", "2/3"
    )
    assert "Chess is well liked by 3." in counted, said
    assert "Darts: Too few like it." in counted

    async with evening(tmp_path) as hall:
        wrong = await uploaded(hall, MEETING.replace("2/3", "many"))
        assert "The setting share of well-liked is like 2/3" in wrong
        page = await uploaded(hall, MEETING)
        assert "The meeting is loaded." in page
        assert "Well liked" in page

        codes = [await hall.card(str(number)) for number in range(1, 6)]
        await hall.chair("games", "open")
        for code, chosen in zip(codes, BALLOTS, strict=False):
            phone = f"/card/{code}/poll/games"
            assert "Whatever 2/3 of all ballots like wins." in (await hall.get(phone))[1]
            await cast_on_a_phone(hall, phone, *(("q", one) for one in chosen))
        await hall.chair("games", "close")
        await hall.chair("games", "publish")

        _, result = await hall.get("/results/games")
        _, projector = await hall.get("/screen")
        _, spanish = await hall.get("/results/games?language=es")
        for shown in (result, projector):
            assert "Chess is chosen." in shown
            assert "<svg" in shown
        assert "Chess is well liked by 3." in result
        assert "Too few like it." in result
        assert "Chess gusta a 3." in spanish
        assert "A pocos les gusta." in spanish
        second = await verified(hall, tmp_path / "evening.kiosk")
        assert "well-liked" in second  # it says which questions it left
