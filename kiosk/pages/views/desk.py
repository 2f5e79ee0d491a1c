"""What the sign-in desk's pages show."""

from dataclasses import dataclass

from markupsafe import Markup

from kiosk.presentation.views.presence import Presence


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One person whom a search found.

    ``number``: the member number, sent back by the button. ``label``: first name, initial and one
    thing that tells people apart, as ``Rosa M. · North bank``; never a full surname.
    """

    number: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPage:
    """The sign-in page ``desk.html`` and the way out ``desk_leave.html``.

    ``found``: at most five people. ``too_many``: how many match where more than five do, and then
    ``found`` is empty. ``same_name``: how many have the very name that was typed, where more than
    five do. ``too_short``: fewer than three letters were typed. ``see_greeter``: not
    on the list, or already signed in (never say which). ``voting_card``: a voting card was
    scanned where a member number belongs. ``ask_greeter``: five searches found nothing.
    ``open_door``: there is no roster, everybody gets a card. ``idle_seconds``: after which a
    touched page starts afresh. ``once``: random text of this page; a guest's or an open door's
    form that is sent twice with it counts once.
    """

    presence: Presence
    once: str
    found: tuple[Found, ...] = ()
    too_many: int = 0
    same_name: int = 0
    too_short: bool = False
    see_greeter: bool = False
    voting_card: bool = False
    ask_greeter: bool = False
    open_door: bool = False
    idle_seconds: int = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskConfirm:
    """``desk_confirm.html``: "Is this you?".

    ``leaving``: the person wants to leave; else to sign in. ``once``: as in DeskPage.
    """

    presence: Presence
    person: Found
    once: str
    leaving: bool = False
    idle_seconds: int = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class CardShown:
    """A voting card on the screen.

    ``code``: the spoken code in groups of letters. ``qr``: its QR code as an inline SVG with
    ``role="img"`` or ``aria-hidden``. ``trouble``: what the printer says in a ready sentence
    ("The printer has no paper."); ``printed``: the slip is out; else it is on its way.
    ``no_printer``: there is no printer here at all, which is no trouble.
    """

    code: tuple[str, ...]
    qr: Markup
    trouble: str = ""
    printed: bool = False
    no_printer: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskCard:
    """``desk_card.html``: "You are signed in", with the card or the bowl to draw it from.

    ``card``: the card that waits to be taken; None where cards are drawn, and for a person who
    has one. ``ticket`` names it. ``taken``: it was taken, or shown to a scanner or phone. ``draw``:
    draw a card from the bowl now. ``back``: the person was here before and keeps the card.
    ``no_vote``: on the list without a vote, so there is no card. ``reset_seconds``: after which the
    next person's page comes; 0: it waits, because paper is missing or on its way.
    """

    presence: Presence
    card: CardShown | None = None
    ticket: str = ""
    taken: bool = False
    no_vote: bool = False
    draw: bool = False
    back: bool = False
    reset_seconds: int = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskDone:
    """``desk_done.html``: a guest was counted in or out, or a member left; one is true."""

    presence: Presence
    guest_came: bool = False
    guest_left: bool = False
    member_left: bool = False
    reset_seconds: int = 20
