"""An Equal Shares count told in rounds, in sentences, and as the reason why each loser lost."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil

from kiosk.domain.assembly import Option
from kiosk.domain.count.budgets.filling import Filling
from kiosk.domain.count.budgets.greedy_explanation import closing, funding_sentences
from kiosk.domain.count.budgets.holdings import holders_after
from kiosk.domain.count.budgets.shares import Offer, Run, Voters
from kiosk.domain.count.contract import Contest
from kiosk.domain.count.rounds import Filled, FreeProject, Purchase, Round, Shortfall
from kiosk.domain.sentence import Amount, Money, Name, Sentence, say, say_many


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchases:
    """What was bought with the shares. ``unit``: the number that made all costs whole."""

    voters: Voters
    outcome: Run
    options: tuple[Option, ...]  # by their number among the voters
    votes: Mapping[str, int]
    free: tuple[Option, ...]
    unit: int

    @property
    def winners(self) -> tuple[str, ...]:
        """The projects that cost nothing, then those bought, in order."""
        bought = (self.options[project].id for project in self.outcome.bought)
        return (*(option.id for option in self.free), *bought)

    @property
    def cost(self) -> Amount:
        """What they cost together."""
        return sum((self.options[project].cost for project in self.outcome.bought), start=0)

    @property
    def share(self) -> Fraction:
        """What every ballot had to spend, in the currency."""
        return self.money(self.outcome.money, self.outcome.scale)

    def money(self, amount: int, scale: int) -> Fraction:
        """An amount of the count in the currency."""
        return Fraction(amount, scale * self.unit)

    def price(self, offer: Offer) -> Fraction:
        """What a supporter pays who has enough: for the project, or for each point of utility."""
        return self.money(offer.need, offer.scale * offer.per)


def rounds(bought: Purchases, rest: Filling, *, utility: str) -> tuple[Round, ...]:
    """What costs nothing, then each purchase, then each project funded with the money left."""
    free = [
        FreeProject(step=step, option=option.id, supporters=bought.votes[option.id])
        for step, option in enumerate(bought.free, start=1)
    ]
    purchases = list(_purchases(bought, first=len(free) + 1, utility=utility))
    if purchases:
        purchases[-1] = replace(purchases[-1], refused=tuple(_refused(bought)))
    filled = [turn for turn in rest.turns if turn.option.id in rest.funded]
    return (
        *free,
        *purchases,
        *(
            Filled(step=step, option=turn.option.id, score=turn.score, left=turn.left)
            for step, turn in enumerate(filled, start=len(free) + len(purchases) + 1)
        ),
    )


def _purchases(bought: Purchases, *, first: int, utility: str) -> Iterator[Purchase]:
    voters = sum(bought.voters.weights)
    held = voters * bought.share
    after = holders_after(bought.outcome, voters)
    for number, (step, holders) in enumerate(
        zip(bought.outcome.steps, after, strict=True), start=first
    ):
        option, pays = bought.options[step.offer.project], bought.price(step.offer)
        is_alike = utility in {"cost", "cardinality"}  # each supporter gets the same from it
        held -= option.cost
        yield Purchase(
            step=number,
            option=option.id,
            price=pays / option.cost if utility == "cost" else pays,
            supporters=bought.votes[option.id],
            payers=step.offer.payers,
            endowment=bought.share,
            pays=pays if is_alike else None,
            effective_votes=option.cost / pays if is_alike else None,
            holders=holders,
            held=held,
        )


def _refused(bought: Purchases) -> Iterator[Shortfall]:
    costs = {option.id: option.cost for option in bought.options}
    for option, money in _money_of_supporters(bought).items():
        missing = costs[option] - money
        yield Shortfall(
            option=option,
            supporters=bought.votes[option],
            money=money,
            missing=missing,
            missing_shares=ceil(missing / bought.share),
        )


def explained(
    contest: Contest, bought: Purchases, rest: Filling, *, start: int
) -> tuple[Sentence, ...]:
    """The purchases told in order; ``start``: what all shares were together before any raise."""
    outcome = bought.outcome
    first = bought.money(start, outcome.scale)
    sentences = [say("Every ballot gets the same share to spend: %(share)s.", share=Money(first))]
    if outcome.money != start:
        sentences.append(
            say("To use more of the money, it was raised to %(share)s.", share=Money(bought.share))
        )
    sentences += [
        say("%(option)s costs nothing and is funded.", option=Name(option.id))
        for option in bought.free
    ]
    sentences += [_bought(bought, step.offer) for step in outcome.steps]
    if not outcome.steps:
        sentences.append(say("No project's supporters can pay for it."))
    if rest.funded:
        sentences.append(say("The money left goes to the highest scores that fit."))
        sentences += funding_sentences(rest)
    return (*sentences, closing(bought.cost + rest.cost, contest.budget))


def _bought(bought: Purchases, offer: Offer) -> Sentence:
    option = bought.options[offer.project]
    name, price = Name(option.id), Money(bought.price(offer))
    if offer.payers > 1 and any(part[2] != 1 for part in (*offer.rich, *offer.poor)):
        return say(
            "%(option)s: %(payers)s supporters pay, up to %(price)s for each point.",
            option=name,
            payers=offer.payers,
            price=price,
        )
    if offer.poor:
        return say(
            "%(option)s: %(payers)s supporters pay, nobody more than %(price)s.",
            option=name,
            payers=offer.payers,
            price=price,
        )
    return say_many(
        "%(option)s: its %(number)s supporter pays %(price)s.",
        "%(option)s: its %(number)s supporters pay %(price)s each.",
        offer.payers,
        option=name,
        price=Money(option.cost) if offer.payers == 1 else price,
    )


def reasons(contest: Contest, bought: Purchases, rest: Filling) -> Iterator[tuple[str, Sentence]]:
    """For every project that is not funded: nobody chose it, or its supporters had too little."""
    winners = {*bought.winners, *rest.funded}
    together = _money_of_supporters(bought)
    for option in contest.options:
        if option.id in winners:
            continue
        if option.id not in together:
            yield option.id, say("Nobody chose it.")
            continue
        yield (
            option.id,
            say(
                "It costs %(cost)s; its supporters had only %(money)s left.",
                cost=Money(option.cost),
                money=Money(together[option.id]),
            ),
        )


def _money_of_supporters(bought: Purchases) -> dict[str, Fraction]:
    """What the supporters of each refused project had together when it was refused."""
    refused = [offer for step in bought.outcome.steps for offer in step.refused]
    return {
        bought.options[offer.project].id: bought.money(
            sum(number * money for money, number, _, _ in offer.poor), offer.scale
        )
        for offer in (*refused, *bought.outcome.refused)
    }
