"""The same dispute written differently: other scales, other orders, sides exchanged."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

from detente.case import Case, Condition, Estimate, Linkage, Party, Preferences, Rule, Values, option_text
from oracle.worth import central, no_deal, shares_of_weight, stated_points, worth

if TYPE_CHECKING:
    from random import Random

Entry = TypeVar("Entry")


def rescaled(case: Case, party: str, factor: Fraction, shift: Fraction) -> Case:
    """Return the case with one party's points u written as factor * u + shift."""
    given = case.preferences[party]

    def moved(name: str, stated: Values) -> Values:
        middle = {option_text(option): Fraction(50) for option in case.issues[name].options}
        points = middle if stated.unknown else stated_points(stated)
        return Values({text: Estimate.point(factor * value + shift) for text, value in points.items()})

    values = {name: moved(name, stated) for name, stated in given.values.items()}
    threshold = no_deal(case, party, worth(case, party))
    written = replace(
        given, values=values, no_deal=None if threshold is None else Estimate.point(factor * threshold + shift)
    )
    linkages = tuple(
        replace(linkage, adds=Estimate.point(factor * central(linkage.adds))) if linkage.party == party else linkage
        for linkage in case.linkages
    )
    return replace(case, preferences={**case.preferences, party: written}, linkages=linkages)


def shuffled(rng: Random, entries: Mapping[str, Entry]) -> dict[str, Entry]:
    names = list(entries)
    rng.shuffle(names)
    return {name: entries[name] for name in names}


def reordered(rng: Random, case: Case) -> Case:
    """Return the case with parties, issues, options and preferences listed in another order."""
    issues = {
        name: replace(issue, options=tuple(rng.sample(issue.options, len(issue.options))))
        for name, issue in case.issues.items()
    }
    return replace(
        case,
        parties=shuffled(rng, case.parties),
        issues=shuffled(rng, issues),
        preferences=shuffled(rng, case.preferences),
    )


def other(name: str) -> str:
    """Return the name that stands for an issue when the two sides change places."""
    return name.removesuffix(" (reverse)") if name.endswith(" (reverse)") else f"{name} (reverse)"


def both_ways(case: Case, first: str, second: str) -> Case:
    """Return a case in which two parties' situations are each other's mirror image.

    Every issue stands in it twice, once with the parties' places exchanged, and so does every rule and linkage.
    Both have half of the first party's no-deal value. Red lines, proposals and everybody else are left out.
    """
    stances = {first: case.preferences[first], second: case.preferences[second]}

    def mirrored(condition: Condition) -> Condition:
        return Condition({other(name): picks for name, picks in condition.picks.items()})

    def joined(own: Mapping[str, Entry], opposite: Mapping[str, Entry]) -> dict[str, Entry]:
        return {**own, **{other(name): entry for name, entry in opposite.items()}}

    def stance(own: Preferences, opposite: Preferences) -> Preferences:
        return Preferences(
            own.party,
            joined(shares(own), shares(opposite)),
            joined(own.values, opposite.values),
            Estimate.point(threshold / 2),
        )

    def shares(given: Preferences) -> dict[str, Estimate]:
        """Return the weights as shares of their sum, so that both parties' own halves weigh the same."""
        return {name: Estimate.point(share) for name, share in shares_of_weight(case, given).items()}

    threshold = no_deal(case, first, worth(case, first)) or Fraction(0)
    partner = {first: second, second: first}
    linkages = [linkage for linkage in case.linkages if linkage.party in partner]
    return Case(
        case.title,
        {first: Party(first), second: Party(second)},
        joined(case.issues, {name: replace(issue, name=other(name)) for name, issue in case.issues.items()}),
        {first: stance(stances[first], stances[second]), second: stance(stances[second], stances[first])},
        rules=(*case.rules, *(mirrored_rule(rule, mirrored) for rule in case.rules)),
        linkages=(*linkages, *(Linkage(partner[k.party], mirrored(k.when), k.adds) for k in linkages)),
    )


def mirrored_rule(rule: Rule, mirrored: Callable[[Condition], Condition]) -> Rule:
    never, when, needs = (part and mirrored(part) for part in (rule.never, rule.when, rule.needs))
    return replace(rule, never=never, when=when, needs=needs)
