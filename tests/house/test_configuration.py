"""Settings come from four places, the later wins, and a misspelt one is refused."""

from pathlib import Path

import pytest

from kiosk.config import Config, read_config
from kiosk.devices import buttons, printers
from kiosk.devices.contract import ButtonsDriver, PrinterDriver
from kiosk.devices.drivers import examples, named
from kiosk.domain.errors import BadFile


def faults(**sources: object) -> list[str]:
    with pytest.raises(BadFile) as caught:
        read_config(file="config.toml", **sources)  # type: ignore[arg-type]
    return [str(fault) for fault in caught.value.faults]


def test_without_any_source_the_defaults_hold() -> None:
    assert read_config() == Config()


def test_the_command_line_wins_over_the_environment_and_that_over_the_file() -> None:
    config = read_config(
        file_text='port = 1\nprinter_dots = 576\nhost = "127.0.0.2"\n',
        environment={"KIOSK_PORT": "2", "KIOSK_PRINTER_DOTS": "400", "HOME": "/root"},
        overrides={"port": 3, "data": None},
    )

    assert (config.port, config.printer_dots, config.host) == (3, 400, "127.0.0.2")
    assert config.data == Config().data


def test_phones_type_the_address_or_else_host_and_port() -> None:
    assert read_config(overrides={"port": 81}).reached_at == "http://127.0.0.1:81"
    assert read_config(overrides={"address": "http://a.test/"}).reached_at == "http://a.test"


@pytest.mark.parametrize(
    ("sources", "fault"),
    [
        (
            {"file_text": "\nprot = 1\n"},
            "config.toml, line 2: The key 'prot' is not known. Write port.",
        ),
        (
            {"file_text": 'port = "many"'},
            "config.toml, line 1: port is 'many'. Write a whole number.",
        ),
        (
            {"file_text": "port = "},
            "config.toml, line 1: Nothing stands after =. Write a value, or take the line out.",
        ),
        (
            {"environment": {"KIOSK_PROT": "1"}},
            "KIOSK_PROT: There is no such setting. Write KIOSK_PORT.",
        ),
        (
            {"environment": {"KIOSK_PORT": "many"}},
            "KIOSK_PORT: It is 'many'. Write a whole number from 0 on.",
        ),
        ({"overrides": {"port": 70000}}, "port: It is 70000. Write a number from 0 to 65535."),
        (
            {"overrides": {"printer": "lp0"}},
            f"printer: It is 'lp0'. Write {examples(printers.DRIVERS)}.",
        ),
        (
            {"overrides": {"buttons": "vi"}},
            f"buttons: It is 'vi'. Write {examples(buttons.DRIVERS)}.",
        ),
        (
            {"overrides": {"pin_yes": 6}},
            "pin_yes: Two buttons share a pin. Give each its own pin.",
        ),
    ],
)
def test_a_wrong_setting_is_refused_with_its_place_and_a_remedy(
    sources: dict[str, object], fault: str
) -> None:
    assert faults(**sources) == [fault]


def test_all_wrong_settings_are_listed_at_once() -> None:
    found = faults(file_text="prot = 1\nmm = 1\n", environment={"KIOSK_X": "", "KIOSK_TEST_A": ""})

    assert len(found) == 3


def test_every_setting_is_named_in_the_readme() -> None:
    readme = Path(__file__).resolve().parents[2] / "README.md"
    if not readme.exists():
        pytest.skip("README.md is not written yet")
    text = readme.read_text("utf-8")

    assert [name for name in Config.__dataclass_fields__ if f"`{name}`" not in text] == []


@pytest.mark.parametrize("drivers", [printers.DRIVERS, buttons.DRIVERS])
def test_every_device_that_a_setting_can_name_is_in_the_readme(
    drivers: tuple[PrinterDriver | ButtonsDriver, ...],
) -> None:
    text = (Path(__file__).resolve().parents[2] / "README.md").read_text("utf-8")

    wanted = [example for driver in drivers for example in driver.examples]
    assert [example for example in wanted if f"`{example}`" not in text] == []


def test_a_device_is_named_by_the_whole_setting() -> None:
    written = {"/dev/usb/lp0": 0, "tcp:10.0.0.9:9100": 0, "none": 1, "virtual": 2}
    shipped = [one for one in printers.DRIVERS if one.examples[0] in {*written}]

    assert [shipped.index(found) for one in written if (found := named(shipped, one))] == [
        0,
        0,
        1,
        2,
    ]
    assert [named(shipped, one) for one in ("lp0", "tcp:host", "virtual ", "none2")] == [None] * 4
    assert examples(shipped) == "/dev/usb/lp0, tcp:HOST:PORT, none or virtual"


def test_listening_everywhere_needs_an_address_for_phones() -> None:
    with pytest.raises(BadFile, match="address"):
        read_config(overrides={"host": "0.0.0.0"})  # noqa: S104
    config = read_config(overrides={"host": "0.0.0.0", "address": "http://10.42.0.1"})  # noqa: S104
    assert config.address == "http://10.42.0.1"


def test_a_width_that_no_printer_has_is_refused() -> None:
    with pytest.raises(BadFile, match="printer_dots"):
        read_config(overrides={"printer_dots": 385})


@pytest.mark.parametrize("settings", [{"host": "10.42.0.1", "port": 0}, {"host": ""}])
def test_an_address_that_nobody_can_know_ahead_must_be_written(
    settings: dict[str, str | int],
) -> None:
    with pytest.raises(BadFile, match="address"):
        read_config(overrides=settings)
    config = read_config(overrides={**settings, "address": "http://10.42.0.1"})
    assert config.address == "http://10.42.0.1"


def test_on_this_machine_alone_any_free_port_will_do() -> None:
    assert read_config(overrides={"port": 0}).port == 0
