"""Rounds of a single negotiating text (Raiffa 1982).

Source: Howard Raiffa, The Art and Science of Negotiation, Harvard University Press, 1982, on the single negotiating text
(after Fisher 1978): a mediator tables a text, each side criticises it, and a new text is drawn up that improves it
for all, until none can be found. The book tells it in words; the case is ours, and every package of it is listed by
a plain loop that shares no code with the engine.

Where it differs from its source: improvements are found among all packages at once, by their product, so that one round
is enough; criticism is the one change that would help a side most and that nobody who accepts the text would refuse.
"""

from __future__ import annotations

import json
from fractions import Fraction
from itertools import product

import pytest

from detente.results import Deal, Outcome, ProposalResult
from literature.menu import deal_of

WEIGHTS = {"north": (50, 20), "oil": (30, 30), "south": (20, 50)}
# Either side's values of each option: the middle is a good compromise on oil and a poor one on the north.
VALUES = {
    "north": {"l": (0, 100), "m": (40, 50), "r": (100, 0)},
    "oil": {"l": (0, 100), "m": (80, 80), "r": (100, 0)},
    "south": {"l": (0, 100), "m": (40, 60), "r": (100, 0)},
}
PARTIES = ("one", "two")
NO_DEAL = (35, 30)
TEXTS = {
    "first text": {"north": "m", "oil": "l", "south": "r"},
    "second text": {"north": "m", "oil": "r", "south": "m"},
    "poor text": {"north": "l", "oil": "l", "south": "m"},
}
Package = dict[str, str]


def points(package: Package) -> tuple[Fraction, Fraction]:
    one, two = (
        Fraction(sum(WEIGHTS[issue][side] * VALUES[issue][option][side] for issue, option in package.items()), 100)
        for side in (0, 1)
    )
    return one, two


EVERYTHING = [dict(zip(WEIGHTS, way, strict=True)) for way in product("lmr", repeat=3)]


def accepts(package: Package, side: int) -> bool:
    return points(package)[side] >= NO_DEAL[side]


def answers(texts: dict[str, Package]) -> Deal:
    stances = {
        party: {
            "weights": {issue: both[side] for issue, both in WEIGHTS.items()},
            "values": {
                issue: {option: both[side] for option, both in options.items()} for issue, options in VALUES.items()
            },
            "no_deal": NO_DEAL[side],
        }
        for side, party in enumerate(PARTIES)
    }
    proposals = {name: {"package": package} for name, package in texts.items()}
    issues = {issue: [*options] for issue, options in VALUES.items()}
    case = {"case": "Two provinces", "parties": PARTIES, "issues": issues, "preferences": stances}
    return deal_of(json.dumps(case | {"proposals": proposals}))


@pytest.fixture(scope="module")
def deal() -> Deal:
    return answers(TEXTS)


def vector(outcome: Outcome) -> tuple[Fraction, Fraction]:
    return outcome.utility["one"], outcome.utility["two"]


def better_than(package: Package) -> list[Package]:
    """Return the acceptable packages that give both sides more."""
    here = points(package)
    return [
        other
        for other in EVERYTHING
        if all(accepts(other, side) and points(other)[side] > here[side] for side in (0, 1))
    ]


@pytest.mark.parametrize("name", TEXTS)
def test_a_new_text_is_better_for_both_sides(name: str, deal: Deal):
    here = points(TEXTS[name])
    found = deal.proposals[name].better
    gains = {tuple(package.values()): points(package) for package in better_than(TEXTS[name])}
    products = {way: (one - here[0]) * (two - here[1]) for way, (one, two) in gains.items()}
    best = {gains[way] for way in gains if products[way] == max(products.values())}
    assert {vector(outcome) for outcome in found} == best
    assert best


def test_the_next_round_finds_nothing_more(deal: Deal):
    seconds = {name: dict(proposal.better[0].package) for name, proposal in deal.proposals.items()}
    again = answers({name: {issue: str(option) for issue, option in text.items()} for name, text in seconds.items()})
    for name, text in seconds.items():
        assert again.proposals[name].better == ()
        assert not better_than({issue: str(option) for issue, option in text.items()})


def expected_change(package: Package, side: int) -> tuple[Fraction, set[tuple[str, str]]]:
    """Return the most points that one change brings a side, where one that makes it accept goes first."""
    bound = 1 - side if accepts(package, 1 - side) else None
    changes: dict[tuple[str, str], tuple[bool, Fraction]] = {}
    for issue in WEIGHTS:
        for option in "lmr":
            changed = package | {issue: option}
            adds = points(changed)[side] - points(package)[side]
            if adds > 0 and (bound is None or accepts(changed, bound)):
                changes[issue, option] = (accepts(changed, side), adds)
    top = max(changes.values(), default=(False, Fraction(0)))
    return top[1], {change for change, rank in changes.items() if rank == top}


def asked(proposal: ProposalResult) -> dict[str, tuple[Fraction, tuple[str, str]]]:
    return {ask.party: (ask.adds, (ask.issue, str(ask.option))) for ask in proposal.asks}


@pytest.mark.parametrize("name", TEXTS)
def test_what_each_side_would_ask_next(name: str, deal: Deal):
    found = asked(deal.proposals[name])
    for side, party in enumerate(PARTIES):
        adds, changes = expected_change(TEXTS[name], side)
        if changes:
            assert found[party][0] == adds
            assert found[party][1] in changes
        else:
            assert party not in found
    assert found


def test_packages_worth_discussing_cannot_be_improved_for_both(deal: Deal):
    assert len(deal.discussed) >= 2
    for each in deal.discussed:
        package = {issue: str(option) for issue, option in each.outcome.package.items()}
        assert points(package) == vector(each.outcome)
        assert all(accepts(package, side) for side in (0, 1))
        here = points(package)
        assert not any(
            points(other) != here and all(points(other)[side] >= here[side] for side in (0, 1)) for other in EVERYTHING
        )
    # The first is what both standards choose, or what Nash's does.
    best = max((p for p in EVERYTHING if all(accepts(p, side) for side in (0, 1))), key=nash)
    assert vector(deal.discussed[0].outcome) == points(best)


def nash(package: Package) -> Fraction:
    one, two = points(package)
    return (one - NO_DEAL[0]) * (two - NO_DEAL[1])
