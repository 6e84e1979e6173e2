"""How opposed the parties are, from every feasible package (rule D5)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

from oracle.worth import satisfies

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oracle.brute import Truth


@dataclass(frozen=True)
class Contest:
    """Zero-sumness: in all, per pair, per issue and per linkage; ``None`` where it is not defined."""

    value: float | None
    pairs: dict[frozenset[str], float | None]
    by_issue: dict[str, float | None]
    by_linkage: tuple[float | None, ...]


def squared_distance(truth: Truth) -> tuple[Fraction, int] | None:
    """Return the squared distance of the nearest feasible vector from everybody's best, and how many parties count.

    A party that all feasible packages give the same is left out; ``None`` if fewer than two remain.
    """
    vectors = list(truth.groups)
    ends = [(min(column), max(column)) for column in zip(*vectors, strict=True)]
    moved = [p for p, (least, most) in enumerate(ends) if least < most]
    if len(moved) < 2:
        return None
    # The same distances over whole numbers: party p's shortfall times the product of the other parties' ranges.
    units = [truth.scale[party] for party in truth.counted]
    spans = {p: int((ends[p][1] - ends[p][0]) * units[p]) for p in moved}
    tops = {p: int(ends[p][1] * units[p]) for p in moved}
    common = math.prod(spans.values())
    nearest = min(sum(((tops[p] - int(v[p] * units[p])) * (common // spans[p])) ** 2 for p in moved) for v in vectors)
    return Fraction(nearest, common**2), len(moved)


def opposition(truth: Truth) -> float | None:
    found = squared_distance(truth)
    if found is None:
        return None
    square, parties = found
    return math.sqrt(square / (parties - 1))


def covariance(x: Sequence[int], y: Sequence[int]) -> int:
    """Return the covariance of two series, times the square of their length."""
    return len(x) * sum([a * b for a, b in zip(x, y, strict=True)]) - sum(x) * sum(y)


def root_ratio(numerator: int, square: int) -> float:
    """Return numerator / sqrt(square), rounded once at the end."""
    size = math.sqrt(Fraction(numerator * numerator, square))
    return math.copysign(size, numerator)


def contest(truth: Truth) -> Contest:
    """Return minus the mean pairwise correlation, times P - 1, with the share of each issue and linkage."""
    counted = truth.counted
    utility = {party: [truth.whole[party][x] for x in truth.feasible] for party in counted}
    spread = {party: covariance(utility[party], utility[party]) for party in counted}
    pairs = list(combinations(counted, 2))
    tense = {
        (p, q): -root_ratio(covariance(utility[p], utility[q]), spread[p] * spread[q])
        if spread[p] and spread[q]
        else None
        for p, q in pairs
    }
    values = list(tense.values())
    known = [v for v in values if v is not None]
    if not pairs or len(known) < len(values):
        return Contest(
            None,
            {frozenset(pair): v for pair, v in tense.items()},
            dict.fromkeys(truth.case.issues),
            (None,) * len(truth.case.linkages),
        )
    factor = (len(counted) - 1) / len(pairs)

    def share(parts: dict[str, list[int]]) -> float:
        """Return what one issue or linkage adds, given what it gives each party in every package."""
        total = 0.0
        for p, q in pairs:
            mixed = sum(covariance(parts[a], utility[b]) for a, b in ((p, q), (q, p)) if a in parts)
            total -= root_ratio(mixed, spread[p] * spread[q]) / 2
        return factor * total

    return Contest(
        factor * math.fsum(known),
        {frozenset(pair): v for pair, v in tense.items()},
        {name: share(issue_part(truth, i)) for i, name in enumerate(truth.case.issues)},
        tuple(share(linkage_part(truth, k)) for k in range(len(truth.case.linkages))),
    )


def issue_part(truth: Truth, i: int) -> dict[str, list[int]]:
    tables = {
        party: [int(points * truth.scale[party]) for points in truth.worths[party].tables[i]] for party in truth.counted
    }
    return {party: [table[x[i]] for x in truth.feasible] for party, table in tables.items()}


def linkage_part(truth: Truth, position: int) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for party in truth.counted:
        for link in truth.worths[party].links:
            if link.position == position:
                points = int(link.points * truth.scale[party])
                found[party] = [points if satisfies(x, link.meets) else 0 for x in truth.feasible]
    return found
