"""What every page has around its content: title, place, language, switches, live updates."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch:
    """A way to see the same page differently: another language, text size or colours.

    It is a link to ``address``; where that is empty, a button of the frame's form that sends
    ``step`` = ``step``, so that nothing chosen is lost.
    """

    label: str  # "Español", "Text", "Colors"
    icon: str = ""  # a symbol of icons.svg
    language: str = ""  # of the label, where it differs from the page's
    step: str = ""  # "language:es", "text:l", "theme:night"
    address: str = ""  # "?language=es"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refresh:
    """Reload by itself after a few seconds; ``address`` empty: the same page."""

    seconds: int
    address: str = ""
    with_scripts: bool = False  # also where scripts run; else only in place of live updates


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What is around a page."""

    title: str  # of the browser's window, in the page's language
    language: str  # "en"
    place: str = "phone"  # phone, booth, desk, chair, organiser, panel, help, screen
    assembly: str = ""  # its title, shown on top
    home: str = "/"  # where the assembly's title leads; empty: nowhere
    switches: tuple[Switch, ...] = ()  # languages (not the present one), text size, colours
    form: str = ""  # id of the form that the switches send, "ballot"
    switch_action: str = ""  # where the page has no form of its own: the switches post here
    text: str = "m"  # s, m, l, xl
    theme: str = "auto"  # as the device likes; or paper, night, contrast, contrast-night, glare
    help: str = ""  # address of help; empty: no button
    help_step: str = ""  # on the booth: the step that calls a person, in place of an address
    live: str = ""  # address of the event stream that says "look again"
    look: str = ""  # what the page looks at again, where its own address is a form's or refuses
    scans: str = ""  # at booth and desk: where a scan is sent
    visit: str = ""  # at the booth: whose page this is
    main_step: str = ""  # what Enter does in a field of the frame's form
    refresh: Refresh | None = None
    device_styles: str = ""  # address of the sheet with this screen's millimetres
    trial: bool = False  # a striped banner: nothing counts
