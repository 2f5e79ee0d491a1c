"""The words that the tellers sign on paper are those that the archive's check says."""

from pathlib import Path

from journey import Running, given_a_quorum, until
from program import run

POLL = "young-voters"
ASKED = "All ballots, in words\n"


async def test_the_archive_says_the_words_of_the_signed_closing_report(
    demo: Running, tmp_path: Path
) -> None:
    codes = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    for code in codes[:6]:
        await demo.post(f"/card/{code}/poll/{POLL}", ("motion", "yes"), ("step", "cast"))
    await demo.chair(POLL, "close")
    assert demo.kiosk.demo is not None
    printer = demo.kiosk.demo.printer
    await until(lambda: any(ASKED in "\n".join(one.text) for one in printer.pictures))
    paper = next(text for one in printer.pictures if ASKED in (text := "\n".join(one.text)))
    words = paper.split(ASKED)[1].split("\n")[0]

    file = str(tmp_path / "meeting.kiosk")
    written, _, _ = await run("archive", "--data", str(demo.data), "--out", file)
    key = paper.split("Key of this kiosk\n")[1].split("\n")[0]
    checked, said, _ = await run("verify", file, "--key", key, "--root", words)

    assert (written, checked) == (0, 0)
    assert len(key.split()) == 8
    assert f"all ballots, in words: {words}." in said
    assert f"This closing report is here: {words}." in said
    assert said.endswith("Everything holds.\n")
