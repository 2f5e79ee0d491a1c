"""The words of a receipt are in no address: phones keep addresses, and show them to others."""

import io
import re

import zxingcpp
from browser import chromium, page_of
from journey import Running, given_a_quorum
from PIL import Image

POLL = "young-voters"


async def a_receipt(demo: Running) -> str:
    """The words of a ballot in a closed and published box."""
    code, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    _, done = await demo.post(f"/card/{code}/poll/{POLL}", ("motion", "yes"), ("step", "cast"))
    await demo.chair(POLL, "close")
    await demo.step(POLL, "publish")
    return done.split('class="words" translate="no">')[1].split("<")[0]


async def test_an_address_with_words_finds_and_repeats_nothing(demo: Running) -> None:
    words = await a_receipt(demo)

    _, page = await demo.get(f"/tracker?words={words}")
    status, _ = await demo.get(f"/api/v1/polls/{POLL}/inclusion?words={words}")

    assert words not in page
    assert "Your ballot is in the box" not in page
    assert status == 405


async def test_no_link_of_the_answer_holds_the_words(demo: Running) -> None:
    words = await a_receipt(demo)

    _, page = await demo.post("/tracker", ("words", words))

    assert "Your ballot is in the box" in page
    for address in re.findall(r'(?:href|action|src)="([^"]+)"', page):
        assert words not in address


async def test_the_printed_receipt_leads_to_the_page_without_its_words(demo: Running) -> None:
    code, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    await demo.post("/booth", ("code", code))
    await demo.at_booth(POLL, ("motion", "yes"), ("step", "cast"))
    words = demo.kiosk.booths.own.session.trackers[POLL]
    await demo.post(f"/booth/print/{POLL}")
    await demo.kiosk.booths.own.session.receipts[POLL].settled.wait()

    assert demo.kiosk.demo is not None
    receipt = demo.kiosk.demo.printer.pictures[0]
    (read,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(receipt.png)))

    assert any(words in line for line in receipt.text)
    assert read.text == f"{demo.kiosk.address}/tracker"


async def test_a_voter_finds_the_ballot_and_its_proof_in_a_browser(demo: Running) -> None:
    words = await a_receipt(demo)
    async with chromium() as browser:
        for scripts in (True, False):
            faults: list[str] = []
            phone = await page_of(browser, 360, 640, scripts=scripts, faults=faults)
            await phone.goto(f"{demo.url}/tracker")
            await phone.get_by_role("textbox").fill(words)
            await phone.keyboard.press("Enter")
            await phone.get_by_text("Your ballot is in the box").wait_for()
            async with phone.expect_download() as saving:
                await phone.get_by_role("button", name="Check it yourself").click()
            saved = await saving.value

            assert words not in phone.url
            assert saved.suggested_filename == "proof.json"
            assert faults == []
