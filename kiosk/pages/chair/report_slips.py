"""The ceremonies' reports in words: for paper, and the same lines for the chair's page."""

from dataclasses import dataclass

from kiosk.actions.log.make_reports import Kind, Report, card_count, is_bowl_to_count
from kiosk.domain.happening import ClockQuality
from kiosk.domain.reconciliation import said
from kiosk.domain.secrecy import Circumstances, opening_sheet
from kiosk.domain.slip import Slip, report_slip, sheet_slip
from kiosk.meeting.told import facts_of
from kiosk.pages.chair.sample_slip import sample_slip
from kiosk.pages.web.keys import Kiosk
from kiosk.presentation.phrases import Phrases
from kiosk.proof.signature import fingerprint
from kiosk.proof.tracker import spoken_digest
from kiosk.sync.event import Event


@dataclass(frozen=True, slots=True)
class Teller:
    """Puts reports into words: the kiosk, and the phrases of one language."""

    kiosk: Kiosk
    phrases: Phrases

    @property
    def assembly(self) -> str:
        """The meeting's title."""
        title = self.kiosk.hall.sitting.assembly.title
        return title.in_language(self.phrases.language)

    def poll(self, report: Report) -> str:
        """The title of the poll that a report is about."""
        poll = self.kiosk.hall.sitting.assembly.poll(report.poll)
        return poll.title.in_language(self.phrases.language)


def title_of(teller: Teller, report: Report) -> str:
    """What a report is called on the chair's page."""
    phrases = teller.phrases
    match report.kind:
        case Kind.SHEET:
            return phrases.gettext("What this box can know")
        case Kind.OPENING:
            return phrases.gettext("Opening report: %(poll)s") % {"poll": teller.poll(report)}
        case Kind.CLOSING:
            return phrases.gettext("Closing report: %(poll)s") % {"poll": teller.poll(report)}
        case Kind.SAMPLE:
            return phrases.gettext("Opened ballots: %(poll)s") % {"poll": teller.poll(report)}


def slip_of(teller: Teller, report: Report) -> Slip:
    """The report as it is printed."""
    match report.kind:
        case Kind.SHEET:
            return sheet_slip(
                teller.assembly,
                heading=title_of(teller, report),
                sentences=sheet_sentences(teller),
            )
        case Kind.OPENING:
            return _opening(teller, report)
        case Kind.CLOSING:
            return _closing(teller, report)
        case Kind.SAMPLE:
            return sample_slip(
                teller.assembly,
                heading=title_of(teller, report),
                poll=teller.kiosk.hall.sitting.assembly.poll(report.poll),
                report=report,
                phrases=teller.phrases,
                money=teller.phrases.money_in(teller.kiosk.hall.sitting.assembly.currency),
            )


def sheet_sentences(teller: Teller) -> tuple[str, ...]:
    """What the organiser could and could not learn in the mode of this meeting."""
    hall = teller.kiosk.hall
    copies = int(bool(teller.kiosk.config.copy))
    here = Circumstances(assembly=hall.sitting.assembly, copies=copies)
    return tuple(teller.phrases.say(one, {}, str) for one in opening_sheet(here))


def _opening(teller: Teller, report: Report) -> Slip:
    phrases = teller.phrases
    facts = facts_of(report.opened)
    return report_slip(
        teller.assembly,
        heading=title_of(teller, report),
        pairs=(
            (phrases.gettext("Ballots in the box"), _number(phrases, facts, "ballots")),
            (phrases.gettext("Cards spent"), _number(phrases, facts, "spent")),
            (phrases.gettext("Voting cards"), _number(phrases, facts, "cards")),
            (phrases.gettext("Members"), _number(phrases, facts, "members")),
            (phrases.gettext("Present"), _number(phrases, facts, "present")),
            (phrases.gettext("Guests"), _number(phrases, facts, "guests")),
            *_time(phrases, report.opened),
        ),
        words=(
            (phrases.gettext("List of cards"), spoken_digest(str(facts["digest"]))),
            (phrases.gettext("Meeting as loaded"), spoken_digest(str(facts["assembly"]))),
            _key(teller),
        ),
        notes=(
            phrases.gettext("The box was empty when voting opened."),
            *_clock(phrases, report.opened),
        ),
        signatures=_tellers(phrases),
    )


def _closing(teller: Teller, report: Report) -> Slip:
    phrases = teller.phrases
    closed = report.closed
    if closed is None:
        raise ValueError("a closing report needs a closed poll")
    cards = facts_of(report.cards)
    counts = [
        (phrases.gettext("Ballots in the box"), phrases.number(closed.ballots)),
        (phrases.gettext("Of these blank"), phrases.number(closed.blank)),
        (phrases.gettext("Cards spent"), phrases.number(closed.spent)),
        (phrases.gettext("Voting cards"), _number(phrases, cards, "cards")),
        (phrases.gettext("Given out"), _number(phrases, cards, "given")),
    ]
    if closed.present is not None:
        counts.append((phrases.gettext("Counted as present"), phrases.number(closed.present)))
    if "left" in cards and is_bowl_to_count(report, teller.kiosk.hall.sitting):
        counts.append((phrases.gettext("Left in the bowl"), _number(phrases, cards, "left")))
        counts.append((phrases.gettext("Void"), _number(phrases, cards, "void")))
    return report_slip(
        teller.assembly,
        heading=title_of(teller, report),
        pairs=(*counts, *_time(phrases, report.cards)),
        words=(
            (phrases.gettext("All ballots, in words"), spoken_digest(closed.root)),
            (phrases.gettext("List of cards"), spoken_digest(str(cards["digest"]))),
            _key(teller),
        ),
        code=closed.root.upper(),
        notes=(*card_sentences(report, phrases), *_clock(phrases, report.cards)),
        signatures=_tellers(phrases),
    )


def card_sentences(report: Report, phrases: Phrases) -> tuple[str, ...]:
    """Whether the cards add up, and whether their list is the one of the opening."""
    before, after = facts_of(report.opened), facts_of(report.cards)
    more = int(after.get("cards", 0)) - int(before.get("cards", 0))
    if after.get("digest") == before.get("digest"):
        same = phrases.gettext("The list of cards is the same as at the opening.")
    elif more > 0:
        same = phrases.ngettext(
            "%(num)s card was made since the opening.",
            "%(num)s cards were made since the opening.",
            more,
        ) % {"num": phrases.number(more)}
    else:
        same = phrases.gettext("The list of cards is not the one of the opening.")
    return (*(phrases.say(one, {}, str) for one in said(card_count(report))), same)


def _number(phrases: Phrases, facts: dict[str, int | str], name: str) -> str:
    return phrases.number(int(facts.get(name, 0)))


def _key(teller: Teller) -> tuple[str, str]:
    words = fingerprint(teller.kiosk.hall.key.public).replace("-", " ")
    return teller.phrases.gettext("Key of this kiosk"), words


def _tellers(phrases: Phrases) -> tuple[str, ...]:
    return (phrases.gettext("First teller"), phrases.gettext("Second teller"))


def _time(phrases: Phrases, event: Event | None) -> tuple[tuple[str, str], ...]:
    return ((phrases.gettext("About"), event.moment),) if event and event.moment else ()


def _clock(phrases: Phrases, event: Event | None) -> tuple[str, ...]:
    match event.clock if event else None:
        case ClockQuality.PLAUSIBLE:
            return (
                phrases.gettext("No time server has checked this clock."),
                phrases.gettext("The time written here may be wrong."),
            )
        case ClockQuality.UNSET:
            return (phrases.gettext("This kiosk does not know the time."),)
        case _:
            return ()
