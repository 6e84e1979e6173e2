"""What each package is worth to each party at the central values (rules C1, C3, C4 and C7)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise, permutations, product
from typing import TYPE_CHECKING

from detente.case import Brackets, Estimate, StatusQuoPlus

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from detente.case import Case, Condition, Issue, Option, Preferences, Values, WeightOrder

HALF_OF_SCALE = Fraction(50)


@dataclass(frozen=True)
class Link:
    """Points added to one party where a package meets a condition."""

    position: int
    meets: tuple[frozenset[int] | None, ...]
    points: Fraction


@dataclass(frozen=True)
class Worth:
    """One party's points: a table per issue, already divided by the weight sum, and its linkages."""

    tables: tuple[tuple[Fraction, ...], ...]
    links: tuple[Link, ...]

    def of(self, package: Sequence[int]) -> Fraction:
        total = sum((table[k] for table, k in zip(self.tables, package, strict=True)), Fraction(0))
        return total + sum((link.points for link in self.links if satisfies(package, link.meets)), Fraction(0))


def central(estimate: Estimate) -> Fraction:
    if estimate.unknown:
        return HALF_OF_SCALE
    if estimate.likely is not None:
        return Fraction(estimate.low + 4 * estimate.likely + estimate.high, 6)
    return Fraction(estimate.low + estimate.high, 2)


def number(text: str) -> Fraction | None:
    try:
        return Fraction(text.strip())
    except ValueError:
        return None


def picked(issue: Issue, text: str) -> frozenset[int]:
    """Return the positions of the options that a text picks: a name, a number, or an interval ``low..high``."""
    if text in issue.options:
        return frozenset([issue.options.index(text)])
    low_text, dots, high_text = text.partition("..")
    low = number(low_text)
    high = number(high_text) if dots else low
    if low is None or high is None:
        return frozenset()
    return frozenset(
        k for k, option in enumerate(issue.options) if not isinstance(option, str) and low <= option <= high
    )


def meeting(case: Case, condition: Condition) -> tuple[frozenset[int] | None, ...]:
    """Return for each issue the positions that meet the condition; ``None`` where it says nothing."""
    return tuple(
        frozenset[int]().union(*(picked(issue, text) for text in condition.picks[name]))
        if name in condition.picks
        else None
        for name, issue in case.issues.items()
    )


def satisfies(package: Sequence[int], meets: Sequence[frozenset[int] | None]) -> bool:
    return all(wanted is None or k in wanted for k, wanted in zip(package, meets, strict=True))


def status_quo(issue: Issue) -> int | None:
    if issue.status_quo is None:
        return None
    (position,) = picked(issue, issue.status_quo)
    return position


def status_quo_package(case: Case) -> tuple[int, ...] | None:
    """Return the package that moves nothing, or ``None`` if some issue names no status quo."""
    positions = [status_quo(issue) for issue in case.issues.values()]
    return tuple(k for k in positions if k is not None) if None not in positions else None


def mean_in_order(order: WeightOrder) -> dict[str, Fraction]:
    """Return the mean weights over every strict order that an order allows, each a simplex with known corners."""
    ways = [[(rank.issues,)] if rank.tied else permutations((name,) for name in rank.issues) for rank in order.ranks]
    total = dict.fromkeys(order.rank_of, Fraction(0))
    count = 0
    for way in product(*ways):
        parts = [part for rank in way for part in rank]
        first: list[str] = []
        for part in parts:
            first += part
            for name in first:
                total[name] += Fraction(1, len(first) * len(parts))
        count += 1
    return {name: weight / count for name, weight in total.items()}


def shares_of_weight(case: Case, preferences: Preferences) -> dict[str, Fraction]:
    if preferences.weight_order is not None:
        return mean_in_order(preferences.weight_order)
    written = {name: preferences.weights[name] for name in case.issues if name in preferences.weights}
    known = [central(weight) for weight in written.values() if not weight.unknown]
    stand_in = max(known) / 2 if known else Fraction(1)
    raw = {name: stand_in if weight.unknown else central(weight) for name, weight in written.items()}
    total = sum(raw.values(), Fraction(0))
    return {name: raw.get(name, Fraction(0)) / total for name in case.issues}


def stated_points(values: Values) -> dict[str, Fraction]:
    """Return the central points of every option that is written, by points or in an order."""
    if values.order is None:
        return {text: central(given) for text, given in values.points.items()}
    steps = len(values.order.levels) - 1
    levels = enumerate(values.order.levels)
    return {text: Fraction(100) - Fraction(100 * k, steps) for k, level in levels for text in level}


def value(option: Option, values: Values) -> Fraction:
    """Return the points of one option: as written, or between the two nearest corners of a quantity."""
    if values.unknown:
        return HALF_OF_SCALE
    points = stated_points(values)
    if isinstance(option, str):
        return points[option]
    corners = sorted((x, y) for text, y in points.items() if (x := number(text)) is not None)
    for (x0, y0), (x1, y1) in pairwise(corners):
        if x0 <= option <= x1:
            return y0 + (y1 - y0) * (option - x0) / (x1 - x0)
    ((x, y),) = corners
    if x != option:
        raise ValueError(option)
    return y


def worth(case: Case, party: str) -> Worth:
    preferences = case.preferences[party]
    shares = shares_of_weight(case, preferences)
    tables = tuple(
        tuple(
            shares[name] * value(option, preferences.values[name]) if shares[name] else Fraction(0)
            for option in issue.options
        )
        for name, issue in case.issues.items()
    )
    links = tuple(
        Link(position, meeting(case, linkage.when), central(linkage.adds))
        for position, linkage in enumerate(case.linkages)
        if linkage.party == party
    )
    return Worth(tables, links)


def completed(case: Case, reference: str | Mapping[str, str]) -> tuple[int, ...]:
    """Return the package that a proposal's name or a mapping means, silent issues at status quo."""
    picks = case.proposals[reference].package if isinstance(reference, str) else reference
    positions: list[int] = []
    for name, issue in case.issues.items():
        position = next(iter(picked(issue, picks[name]))) if name in picks else status_quo(issue)
        if position is None:
            raise ValueError(name)
        positions.append(position)
    return tuple(positions)


def no_deal(case: Case, party: str, points: Worth) -> Fraction | None:
    """Return the central value of having no agreement, or ``None`` where the case gives none."""
    stated = case.preferences[party].no_deal
    if stated is None:
        return None
    if isinstance(stated, Estimate):
        return central(stated)
    if isinstance(stated, StatusQuoPlus):
        still = status_quo_package(case)
        if still is None:
            raise ValueError(party)
        return points.of(still) + central(stated.plus)
    return between(case, stated, points)


def between(case: Case, brackets: Brackets, points: Worth) -> Fraction:
    lower = max((points.of(completed(case, entry)) for entry in brackets.better_than), default=Fraction(0))
    upper = min((points.of(completed(case, entry)) for entry in brackets.worse_than), default=Fraction(100))
    return (lower + upper) / 2
