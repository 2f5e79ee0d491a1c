"""One choice each: the options with the most votes win.

Source: relative majority, Robert's Rules of Order (12th ed.), 44:11. An abstention is no
candidate: it is told, and it cannot win.
"""

from dataclasses import replace

from kiosk.domain.assembly import Option
from kiosk.domain.count.abstaining import abstentions
from kiosk.domain.count.contract import (
    Ballots,
    Contest,
    Result,
    Rule,
    Setting,
    Settings,
    Shape,
)
from kiosk.domain.count.scores import seated, votes_for
from kiosk.domain.count.settings import BadSetting
from kiosk.domain.sentence import Name, Sentence, say, say_many, wording


def count(contest: Contest, ballots: Ballots, settings: Settings) -> Result:
    """Seat the options with the highest sums; raises LotNeeded for a tie at the last seat."""
    scores = votes_for(contest, ballots)
    apart = set(settings["apart"].split(","))
    standing = tuple(option for option in contest.options if option.id not in apart)
    among = replace(contest, options=standing)
    result = seated(RULE.name, among, ballots, settings, scores=scores)
    sentences = tuple(
        say_many(
            "%(option)s was chosen %(number)s time; it cannot win.",
            "%(option)s was chosen %(number)s times; it cannot win.",
            scores[option.id],
            option=Name(option.id),
        )
        for option in contest.options
        if option.id in apart
    )
    return replace(result, explanation=(*sentences, *result.explanation))


def spells(given: Settings, options: tuple[Option, ...]) -> Settings:
    """Options that only abstain stand apart, unless somebody wrote who does.

    Raises BadSetting where what was written names none of the options, or all of them.
    """
    apart = ",".join(abstentions(options))
    settings = {"apart": apart, **given} if apart else given
    named = set(filter(None, settings.get("apart", "").split(",")))
    ids = {option.id for option in options}
    if unknown := sorted(named - ids):
        raise BadSetting(f"The setting apart of plurality names {unknown[0]!r}; no option is that.")
    if ids and named == ids:
        raise BadSetting("The setting apart of plurality leaves no option that can win.")
    return settings


def decides(contest: Contest, settings: Settings) -> tuple[Sentence, ...]:
    """When an option wins, as people are told before they vote."""
    if contest.seats == 1:
        return (say("The option with the most votes wins, even with less than half."),)
    return (say("The %(seats)s options with the most votes win.", seats=contest.seats),)


RULE = Rule(
    name="plurality",
    title=wording("Most votes win"),
    shapes=frozenset({Shape.ONE}),
    source="Robert's Rules of Order, 12th edition, 44:11",
    count=count,
    decides=decides,
    spells=spells,
    settings=(
        Setting("apart", "", "options that only abstain and cannot win, by id", form="list"),
    ),
)
