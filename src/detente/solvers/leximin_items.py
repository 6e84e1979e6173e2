"""The most even way to give out whole items: leximin, exactly.

The least that any party has is made as large as possible, then the second least, and so on (Sen 1970; Bouveret and
Lemaitre 2009 for items). This compares points of different parties, so they must be in units that may be compared.

With F_t(u) the sum of min(u_i, t), one vector is more even than another if and only if F is larger at the first whole t
where the two differ, because F_t - F_{t-1} counts the parties that have at least t. So each level t of the best
allocation known is challenged in turn: is there one with no less at the levels below and more at t + 1? The search is
that of `detente.solvers.items`. As F_t is concave, min(u_i, t) is at most (1 - l_i) t + l_i u_i for l_i from 0 to 1;
the sum of these is largest where each item left goes to whoever has the largest l_i v_ij. So any l gives a bound, and a
few steps of subgradient descent a good one. Floats bound, with a margin; allocations are compared as integers. Where
many states remain, a mixed-integer programme (HiGHS) answers the challenge, if the numbers are not too large for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from math import gcd

import numpy as np
from numpy.typing import NDArray

from detente.errors import UsageError
from detente.solvers.items import Floats, Rating, allocations, item_order
from detente.solvers.nash_welfare import nash_welfare
from detente.solvers.network import Integers

__all__ = ["LeximinItems", "leximin_items"]

_MARGIN = 1e-9
_NARROW = 200
_WIDE = 1_000
_COUNTED = 1 << 20
"""Largest sum of all values in whose programme a difference of 1 is far above the tolerances."""
_NODES = 5_000
_ROUNDS = 200
_STEPS = 4
"""Steps of descent for the root, and for each state."""


@dataclass(frozen=True, slots=True)
class LeximinItems:
    """A most even allocation.

    Parameters
    ----------
    owners
        The party that has each item.
    points
        What each party has.
    exact
        Whether it is proved that no allocation is more even.
    """

    owners: tuple[int, ...]
    points: tuple[int, ...]
    exact: bool


@dataclass(frozen=True, slots=True)
class _Demand:
    """At least `least` for the sum of min(u_i, level)."""

    level: int
    least: int


def leximin_items(
    values: Integers, *, limit: int = _WIDE, nodes: int = _NODES, challenges: int | None = None
) -> LeximinItems:
    """Return an allocation of all items whose points, from the least up, are lexicographically greatest.

    Parameters
    ----------
    values
        Shape ``(parties, items)``, non-negative integers in one unit; at least one party.
    limit
        Most states held at a time; if there were more, the result may not be exact, and says so.
    nodes
        Most nodes of each mixed-integer programme that is asked where the limit was met; 0 for none, which is quick.
    challenges
        Most searches for a more even allocation, after which the result is not exact; ``None`` for as many as it takes.

    Raises
    ------
    UsageError
        If a value is negative, or there is no party.

    Examples
    --------
    >>> leximin_items(np.array([[5, 4, 1], [4, 4, 2], [9, 0, 3]]))
    LeximinItems(owners=(0, 1, 2), points=(5, 4, 3), exact=True)
    """
    if not len(values) or (values < 0).any():
        raise UsageError("Items need at least one party, and values of 0 or more.")
    unit = gcd(*(int(entry) for entry in values.ravel())) or 1
    values = values // unit
    owners = np.array(nash_welfare(values, limit=_NARROW).owners, dtype=np.int64)
    points = _points(values, owners)
    held: list[_Demand] = []
    exact = True
    level = min(points)
    for _ in count() if challenges is None else range(challenges):
        wanted = [*held, _demand(points, level), _demand(points, level + 1, more=1)]
        found = allocations(values, _rating(values, wanted), limit)
        sure = found.dropped == -np.inf
        better = _more_even(values, points, found.owners)
        if better is None and not sure and nodes and int(values.sum()) <= _COUNTED:
            proposed, sure = _programmed(values, wanted, nodes)
            better = _more_even(values, points, proposed)
        if better is not None:
            owners, before, points = better, sorted(points), _points(values, better)
            # Below the level only where a search there was not whole: what was settled above is open again.
            first = min(old for old, new in zip(before, sorted(points), strict=True) if new > old)
            held = [demand for demand in held if demand.level <= first]
            level = min(entry for entry in points if entry >= min(level, first))
            continue
        exact &= sure
        held.append(_demand(points, level))
        above = [entry for entry in points if entry > level]
        if not above:
            break
        level = min(above)
    else:
        exact = False
    return LeximinItems(tuple(owners.tolist()), tuple(unit * entry for entry in points), exact)


def _points(values: Integers, owners: NDArray[np.int64]) -> list[int]:
    return [int(values[party, owners == party].sum()) for party in range(len(values))]


def _more_even(values: Integers, points: list[int], found: NDArray[np.int64]) -> NDArray[np.int64] | None:
    """Return the most even of some allocations, or ``None`` if none of them is more even than that with `points`."""
    best = max(found, key=lambda owners: sorted(_points(values, owners)), default=None)
    return best if best is not None and sorted(_points(values, best)) > sorted(points) else None


def _demand(points: list[int], level: int, more: int = 0) -> _Demand:
    return _Demand(level, sum(min(entry, level) for entry in points) + more)


def _rating(values: Integers, demands: list[_Demand]) -> Rating:
    """Return a rating: by how much the last demand can still be passed, where each of them can still be met."""
    ordered = np.asarray(values[:, item_order(values)], dtype=np.float64)
    guides = [_guide(ordered, float(demand.level)) for demand in demands]

    def rating(points: Integers, done: int) -> Floats:
        sums = np.asarray(points, dtype=np.float64)
        scores = np.full(len(sums), np.inf)
        for demand, guide in zip(demands, guides, strict=True):
            able = np.flatnonzero(scores > -np.inf)
            spare = np.full(len(sums), -np.inf)
            spare[able] = _bound(sums[able], ordered[:, done:], guide, demand)
            scores = np.where(spare >= -_MARGIN * demand.least, spare, -np.inf)
        return scores

    return rating


def _bound(sums: Floats, left: Floats, guide: Floats, demand: _Demand) -> Floats:
    """Return at most how much more than demanded each state can reach: minus infinity where it is too little."""
    level = float(demand.level)
    missing = np.maximum(level - sums, 0.0)
    weights = np.where(missing > 0, guide, 0.0)
    best = np.full(len(sums), np.inf)
    rows = np.arange(len(sums))
    for step in range(1, _STEPS + 1):
        gained = np.zeros(sums.shape)
        for item in range(left.shape[1]):
            worth = np.minimum(left[:, item], missing)
            taker = np.argmax(weights * worth, axis=1)
            gained[rows, taker] += worth[rows, taker]
        # The sum of min(u_i, level) is the level for each party, less what it is still short of.
        short = (weights * (missing - gained)).sum(axis=1)
        best = np.minimum(best, len(guide) * level - short - demand.least)
        pull = missing - gained
        scale = np.abs(pull).max(axis=1, keepdims=True)
        weights = np.clip(weights + pull / np.where(scale > 0, scale, 1.0) / (2 * step), 0.0, 1.0) * (missing > 0)
    return best


def _guide(values: Floats, level: float) -> Floats:
    """Return weights that bound the sum of min(u_i, level) well where nothing is given out yet."""
    missing = np.full(len(values), level)
    capped = np.minimum(values, level)
    weights, best, least = np.ones(len(values)), np.ones(len(values)), np.inf
    for step in range(1, _ROUNDS + 1):
        takers = np.argmax(weights[:, None] * capped, axis=0)
        gained = np.zeros(len(values))
        np.add.at(gained, takers, capped[takers, np.arange(capped.shape[1])])
        bound = -(weights * (missing - gained)).sum()
        if bound < least:
            best, least = weights, bound
        pull = missing - gained
        weights = np.clip(weights + pull / max(float(np.abs(pull).max()), 1e-300) / step, 0.0, 1.0)
    return best


def _programmed(values: Integers, demands: list[_Demand], nodes: int) -> tuple[NDArray[np.int64], bool]:
    """Return an allocation that meets all demands, or none, and whether it is sure if there is none.

    A mixed-integer programme (HiGHS): as much as possible for the last demand, where the others are met.
    """
    # Most cases need no programme, and the import takes longer than they do.
    from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415

    parties, items = values.shape
    given = parties * items
    size = given + parties * len(demands)
    once = np.tile(np.eye(items), parties)
    once = np.hstack([once, np.zeros((items, size - given))])
    capped = np.zeros((parties * len(demands), size))
    sums = np.zeros((len(demands), size))
    for place, demand in enumerate(demands):
        for party in range(parties):
            row = place * parties + party
            capped[row, given + row] = 1
            capped[row, party * items : (party + 1) * items] = -np.minimum(values[party], demand.level)
            sums[place, given + row] = 1
    levels = np.repeat([float(demand.level) for demand in demands], parties)
    least = np.array([float(demand.least) for demand in demands])
    found = milp(
        -sums[-1],
        integrality=np.repeat([1, 0], [given, size - given]),
        bounds=Bounds(np.zeros(size), np.concatenate([np.ones(given), levels])),
        constraints=[
            LinearConstraint(once, 1, 1),
            LinearConstraint(capped, -np.inf, 0),
            LinearConstraint(sums[:-1], least[:-1] - 0.5, np.inf),
        ],
        options={"node_limit": nodes},
    )
    # 0 is best, 2 impossible; with anything else the limit was met.
    owners = np.zeros((0, items), dtype=np.int64)
    if found.x is not None:
        owners = np.argmax(np.array(found.x, dtype=np.float64)[:given].reshape(parties, items), axis=0)[None]
    bound = found.mip_dual_bound
    return owners, found.status == 2 or (bound is not None and -float(bound) < float(least[-1]) - 0.5)
