"""A finger's press arrives in the loop once, whatever the contact does."""

import asyncio
import threading
from contextlib import contextmanager

import pytest
from gpiozero import Device
from gpiozero.pins.mock import MockFactory
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.devices.buttons.gpio import PINS, GpioButtons
from kiosk.devices.buttons.virtual import VirtualButtons
from kiosk.devices.contact import CHATTER, NOISE_PRESSES, Contact
from kiosk.devices.contract import Listening, NoButtons, Noisy, NotListening
from kiosk.devices.gpio_there import gpio_is_there, open_gpio
from kiosk.domain.colour import Colour


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


@contextmanager
def given_buttons(clock=None):
    """The real buttons' code on pins in memory: the buttons, their pins, what was pressed."""
    factory = MockFactory()
    pressed: list[Colour] = []
    buttons = GpioButtons(lambda: factory, clock=clock or Clock())
    buttons.start(pressed.append)
    try:
        yield buttons, {colour: factory.pin(pin) for colour, pin in PINS.items()}, pressed
    finally:
        buttons.stop()


async def from_another_thread(act):
    thread = threading.Thread(target=act)
    thread.start()
    await asyncio.to_thread(thread.join)
    await asyncio.sleep(0)


async def press(pin, clock, *, hold=0.2, pause=0.2):
    clock.now += pause
    await from_another_thread(pin.drive_low)
    clock.now += hold
    await from_another_thread(pin.drive_high)


async def test_a_press_on_another_thread_arrives_in_the_loop():
    seen: list[tuple[Colour, threading.Thread]] = []
    buttons = VirtualButtons()
    buttons.start(lambda colour: seen.append((colour, threading.current_thread())))
    try:
        for colour in Colour:
            await buttons.press(colour)
    finally:
        buttons.stop()

    assert seen == [(colour, threading.main_thread()) for colour in Colour]


async def test_each_of_two_quick_presses_counts():
    seen: list[Colour] = []
    buttons = VirtualButtons()
    buttons.start(seen.append)
    try:
        await asyncio.gather(buttons.press(Colour.RED), buttons.press(Colour.RED))
    finally:
        buttons.stop()

    assert seen == [Colour.RED, Colour.RED]


async def test_stopped_buttons_are_not_heard_and_can_start_again():
    seen: list[Colour] = []
    buttons = VirtualButtons()
    assert buttons.state() == NotListening()
    await buttons.press(Colour.GREEN)

    buttons.start(seen.append)
    assert buttons.state() == Listening()
    buttons.stop()
    await buttons.press(Colour.GREEN)
    assert seen == []
    assert buttons.state() == NotListening()

    buttons.start(seen.append)
    await buttons.press(Colour.GREEN)
    buttons.stop()
    assert seen == [Colour.GREEN]


async def test_two_kiosks_in_one_program_do_not_hear_each_other():
    here: list[Colour] = []
    there: list[Colour] = []
    first, second = VirtualButtons(), VirtualButtons()
    first.start(here.append)
    second.start(there.append)
    try:
        await first.press(Colour.BLUE)
    finally:
        first.stop()
        second.stop()

    assert (here, there) == ([Colour.BLUE], [])
    assert Device.pin_factory is None


async def test_a_press_counts_once_though_its_contact_chatters():
    clock = Clock()
    with given_buttons(clock) as (_, pins, pressed):
        for _ in range(6):
            await from_another_thread(pins[Colour.GREEN].drive_low)
            clock.now += 0.002
            await from_another_thread(pins[Colour.GREEN].drive_high)
            clock.now += 0.002

        assert pressed == [Colour.GREEN]


async def test_letting_go_after_a_long_press_is_no_second_press():
    clock = Clock()
    with given_buttons(clock) as (_, pins, pressed):
        await press(pins[Colour.RED], clock, hold=1.5)
        for _ in range(4):  # the contact chatters as it opens
            clock.now += 0.003
            await from_another_thread(pins[Colour.RED].drive_low)
            clock.now += 0.003
            await from_another_thread(pins[Colour.RED].drive_high)

        assert pressed == [Colour.RED]


async def test_a_second_press_after_a_second_counts():
    clock = Clock()
    with given_buttons(clock) as (_, pins, pressed):
        await press(pins[Colour.WHITE], clock)
        await press(pins[Colour.WHITE], clock, pause=1.0)

        assert pressed == [Colour.WHITE, Colour.WHITE]


async def test_a_button_that_presses_itself_is_switched_off_and_the_others_work():
    clock = Clock()
    with given_buttons(clock) as (buttons, pins, pressed):
        for _ in range(NOISE_PRESSES + 5):
            await press(pins[Colour.GREEN], clock, hold=0.04, pause=0.04)
        assert buttons.state() == Noisy((Colour.GREEN,))
        heard = len(pressed)

        await press(pins[Colour.GREEN], clock)
        await press(pins[Colour.RED], clock)

        assert heard == NOISE_PRESSES - 1
        assert pressed[heard:] == [Colour.RED]


async def test_hum_that_never_settles_is_noise_and_no_presses():
    clock = Clock()
    with given_buttons(clock) as (buttons, pins, pressed):
        for _ in range(NOISE_PRESSES):
            await press(pins[Colour.BLUE], clock, hold=0.01, pause=0.01)

        assert buttons.state() == Noisy((Colour.BLUE,))
        assert pressed == [Colour.BLUE]


async def test_starting_again_gives_a_noisy_button_another_chance():
    clock = Clock()
    with given_buttons(clock) as (buttons, pins, pressed):
        for _ in range(NOISE_PRESSES):
            await press(pins[Colour.GREEN], clock, hold=0.01, pause=0.01)

        buttons.start(pressed.append)

        assert buttons.state() == Listening()


async def test_a_press_in_flight_when_listening_stops_is_dropped():
    with given_buttons() as (buttons, pins, pressed):
        thread = threading.Thread(target=pins[Colour.GREEN].drive_low)
        thread.start()
        thread.join()

        buttons.stop()
        await asyncio.sleep(0)

        assert pressed == []


async def test_no_thread_outlives_the_buttons():
    before = threading.active_count()
    buttons = VirtualButtons()
    buttons.start(lambda colour: None)
    await buttons.press(Colour.RED)

    buttons.stop()

    assert threading.active_count() == before


@pytest.mark.parametrize(
    ("pins", "fault"), [({Colour.GREEN: 5, Colour.RED: 5}, "GPIOPinInUse"), ({}, "OSError")]
)
async def test_a_machine_without_usable_pins_says_so_and_goes_on(pins, fault):
    def open_factory():
        if not pins:
            raise OSError("no chip")
        return MockFactory()

    buttons = GpioButtons(open_factory, pins)
    buttons.start(lambda colour: None)

    state = buttons.state()

    assert isinstance(state, NoButtons)
    assert fault in state.reason
    buttons.stop()
    assert buttons.state() == NotListening()


def given_a_machine(root, *, model, chip):
    (root / "proc/device-tree").mkdir(parents=True)
    (root / "proc/device-tree/compatible").write_bytes(model)
    (root / "dev").mkdir()
    if chip:
        (root / "dev/gpiochip0").touch()
    return root


@pytest.mark.parametrize(
    ("model", "chip"), [(b"acme,laptop\0", True), (b"raspberrypi,4-model-b\0", False)]
)
def test_a_laptop_with_a_gpio_chip_is_no_kiosk(tmp_path, model, chip):
    assert not gpio_is_there(given_a_machine(tmp_path, model=model, chip=chip))


def test_a_raspberry_pi_has_gpio_where_its_library_is_installed(tmp_path, monkeypatch):
    (tmp_path / "lgpio.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    machine = given_a_machine(tmp_path / "pi", model=b"raspberrypi,5\0brcm,bcm2712\0", chip=True)

    assert gpio_is_there(machine)


async def test_asking_for_pins_that_are_not_there_is_a_state():
    if gpio_is_there():
        pytest.skip("this machine has GPIO, which a test must not touch")

    buttons = GpioButtons(open_gpio)
    buttons.start(lambda colour: None)

    assert isinstance(buttons.state(), NoButtons)


@given(st.lists(st.floats(0.0001, CHATTER * 0.99), min_size=1, max_size=40))
@settings(max_examples=100, deadline=None)
def test_edges_closer_than_chatter_are_one_press(gaps):
    contact, now = Contact(), 10.0
    assert contact.pressed(now)

    for number, gap in enumerate(gaps):
        now += gap
        if number % 2:
            assert not contact.pressed(now)
        else:
            contact.released(now)


def test_fifty_presses_in_more_than_five_seconds_are_an_eager_child():
    contact = Contact()

    for number in range(200):
        contact.pressed(number * 0.11)

    assert not contact.noisy
