"""No code, card or screen leads a phone to itself; who can mend it is told what to set."""

from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from card_pages import codes_on
from journey import PIN, Running, given_a_quorum, load, start_kiosk
from PIL import Image
from program import run
from small_meeting import MEETING

from kiosk.actions import reach_phones
from kiosk.config import Config
from kiosk.devices.printers.virtual import Picture, VirtualPrinter
from kiosk.domain.cards import read_code
from kiosk.shipped import demo_file

POLL = "young-voters"


@pytest.mark.parametrize(
    ("settings", "astray"),
    [
        ({}, True),
        ({"host": "0.0.0.0"}, True),  # noqa: S104
        ({"host": "::"}, True),
        ({"host": "::1"}, True),
        ({"address": "http://localhost:8080"}, True),
        ({"address": "http://127.1.2.3"}, True),
        ({"address": "http://kiosk.localhost/"}, True),
        ({"address": "http://[::1]:8080"}, True),
        ({"host": "192.168.4.1"}, False),
        ({"host": "0.0.0.0", "address": "http://10.42.0.1"}, False),  # noqa: S104
        ({"address": "http://kiosk.lan"}, False),
    ],
)
def test_an_address_that_leads_a_phone_to_itself_is_known(
    settings: dict[str, str], astray: bool
) -> None:
    assert Config(**settings).leads_phones_astray is astray  # type: ignore[arg-type]


async def cards(tmp_path: Path, *more: str) -> tuple[str, Path]:
    meeting = tmp_path / "assembly.toml"
    meeting.write_text(MEETING, "utf-8")
    (tmp_path / "roster.csv").write_text("number,name\n1,Ana Bell\n", "utf-8")
    await load(tmp_path / "data", meeting)
    out = tmp_path / "cards.pdf"
    code, _, errors = await run(
        "cards", "--data", str(tmp_path / "data"), "--number", "3", "--out", str(out), *more
    )
    assert code == 0, errors
    return errors, out


async def test_cards_without_an_address_for_phones_hold_the_bare_code_and_say_so(
    tmp_path: Path,
) -> None:
    errors, out = await cards(tmp_path)

    assert "Note: phones cannot open http://127.0.0.1:8080" in errors
    assert b"127.0.0.1" not in out.read_bytes()
    codes = codes_on(out.read_bytes())
    assert [read_code(code) for code in codes] == codes
    assert len(set(codes)) == 3


async def test_cards_hold_the_address_of_the_settings(tmp_path: Path) -> None:
    settings = tmp_path / "hall.toml"
    settings.write_text('address = "http://10.42.0.1:8080"\n', "utf-8")

    errors, out = await cards(tmp_path, "--config", str(settings))

    assert "Note" not in errors
    codes = codes_on(out.read_bytes())
    assert [code.removesuffix(read_code(code)) for code in codes] == [
        "http://10.42.0.1:8080/card/"
    ] * 3


async def shown(data: Path, **settings: str) -> tuple[str, str]:
    """What a kiosk without virtual devices shows on the projector and to the organiser."""
    await load(data, demo_file())
    running = await start_kiosk(data, printer="none", **settings)
    try:
        _, screen = await running.get("/screen")
        await running.post("/organiser/enter", ("pin", PIN))
        _, organiser = await running.get("/organiser")
    finally:
        await running.stop()
    return screen, organiser


async def test_a_kiosk_that_phones_cannot_reach_shows_no_address_and_says_what_to_set(
    tmp_path: Path,
) -> None:
    screen, organiser = await shown(tmp_path)

    assert "127.0.0.1" not in screen
    assert "Please vote at the voting booth." in screen
    assert "Phones cannot open it. Set host and address in the settings." in organiser


async def test_an_address_where_nobody_answers_is_said_in_the_ready_list(tmp_path: Path) -> None:
    screen, organiser = await shown(tmp_path, address="http://192.0.2.7:9")

    assert "192.0.2.7:9" in screen
    assert "Nothing answers there." in organiser


async def test_a_demonstration_says_that_only_its_machine_can_open_it(demo: Running) -> None:
    await demo.post("/organiser/enter", ("pin", PIN))

    _, organiser = await demo.get("/organiser")

    assert "Only this machine can open it. Start the demonstration with --host." in organiser


async def test_no_receipt_slip_or_page_leads_another_device_to_itself(tmp_path: Path) -> None:
    await load(tmp_path / "data", demo_file())
    hall = await start_kiosk(tmp_path / "data", printer="none")
    printer = hall.kiosk.hall.printer = VirtualPrinter(tmp_path / "paper")
    try:
        code, *_ = await given_a_quorum(hall)
        await hall.chair(POLL, "open")
        await hall.post("/booth", ("code", code))
        _, done = await hall.at_booth(POLL, ("motion", "yes"), ("step", "cast"))
        await hall.post(f"/booth/print/{POLL}")
        await hall.kiosk.booths.own.session.receipts[POLL].settled.wait()
        await hall.post("/organiser/enter", ("pin", PIN))
        await hall.post("/organiser/test-slip")
        assert hall.kiosk.hall.test_slip is not None
        await hall.kiosk.hall.test_slip.settled.wait()
        _, pairing = await hall.post("/organiser/pair")
        knock = {"Host": "captive.apple.com"}
        async with hall.browser.get(f"{hall.url}/hotspot-detect.html", headers=knock) as answer:
            portal = await answer.text()
    finally:
        await hall.stop()

    assert "Your vote is cast" in done
    test_slip, receipt, *reports = printer.pictures
    assert (codes_in(receipt), codes_in(test_slip)) == ([], ["Test slip"])
    assert any("look for these words" in line for line in receipt.text)
    assert "Other screens cannot open this kiosk. Set host and address in the settings." in pairing
    assert "Ask at the desk for the right address." in portal
    papers = [line for paper in (test_slip, receipt, *reports) for line in paper.text]
    assert "/pair</strong>" not in pairing
    for told in (done, *papers, portal):
        assert "127.0.0.1" not in told


def codes_in(paper: Picture) -> list[str]:
    """What the QR codes on it say."""
    return [code.text for code in zxingcpp.read_barcodes(Image.open(BytesIO(paper.png)))]


async def test_a_name_that_only_this_machine_knows_is_no_address_for_phones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As Debian writes the machine's own name into /etc/hosts.
    monkeypatch.setattr(reach_phones, "addresses_of", _only_here)

    _, organiser = await shown(tmp_path, address="http://kiosk-in-the-hall:8080")

    assert "Only this machine knows that name. Set the right address in the settings." in organiser


async def _only_here(_: str) -> tuple[str, ...]:
    return ("127.0.1.1",)
