"""The demo's panel: the slips of a whole hall, each with the number it was printed with."""

import re

from journey import Running, until

MEMBERS = range(101, 125)


def numbers(page: str) -> list[int]:
    return [int(number) for number in re.findall(r"<figcaption[^>]*>Slip (\d+)<", page)]


async def a_hall_signs_in(demo: Running) -> int:
    """How many slips were printed."""
    assert demo.kiosk.demo is not None
    printer = demo.kiosk.demo.printer
    for number in MEMBERS:
        await demo.post("/desk/sign-in", ("number", str(number)), ("once", f"t{number}"))
    await until(lambda: len(printer.pictures) >= len(MEMBERS), seconds=60)
    return printer.pictures[0].number


async def test_every_slip_of_a_larger_meeting_can_be_looked_at_again(demo: Running) -> None:
    printed = await a_hall_signs_in(demo)

    _, page = await demo.get("/panel")
    newest = numbers(page)
    older = re.search(r'href="(/panel\?before=\d+)#printer"', page)
    assert older is not None
    _, before = await demo.get(older[1])

    assert [*newest, *numbers(before)] == list(range(printed, 0, -1))
    assert "Older slips" not in before
    assert 'href="/panel#printer"' in before
    for picture in re.findall(r'src="(/panel/slips/[0-9a-f]+)"', before):
        async with demo.browser.get(demo.url + picture) as answer:
            assert answer.status == 200


async def test_one_more_slip_renames_none(demo: Running) -> None:
    await a_hall_signs_in(demo)
    caption = re.compile(r'src="(/panel/slips/[0-9a-f]+)".*?Slip (\d+)<', re.DOTALL)
    _, page = await demo.get("/panel")
    earlier = dict(caption.findall(page))

    await demo.post("/desk/sign-in", ("number", "126"), ("once", "one-more"))
    first = max(map(int, earlier.values()))
    printer = demo.kiosk.demo.printer if demo.kiosk.demo else None
    await until(lambda: printer is not None and printer.pictures[0].number > first, seconds=30)
    _, page = await demo.get("/panel")
    later = dict(caption.findall(page))

    same = earlier.keys() & later.keys()
    assert len(same) == len(earlier) - 1
    assert {picture: earlier[picture] for picture in same} == {
        picture: later[picture] for picture in same
    }


async def test_a_number_that_is_none_shows_the_newest(demo: Running) -> None:
    for asked in ("x", "-1", "9" * 30, "", "1.5", "٣"):
        status, _ = await demo.get(f"/panel?before={asked}")
        assert status == 200
