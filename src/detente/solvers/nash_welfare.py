"""Maximum Nash welfare: whole items given out so that the product of the parties' points is largest, exactly.

Source: Caragiannis, Kurokawa, Moulin, Procaccia, Shah and Wang 2019. Such an allocation is efficient, and envy goes
away when some one item of the other's is left out; which allocation it is does not depend on anybody's scale. Where
not everybody can be given something, a largest set of parties that can is served, the first one in their order; the
source leaves that choice open, and to choose by products would compare the points of different parties.

The search is that of `detente.solvers.items`. What bounds a state: for any positive w, the mean of u_i / w_i is
at least their geometric mean, so that the product of u is at most that of w times the P-th power of that mean; and the
mean is largest where each item left goes to whoever has the largest v_i / w_i. Any w gives a bound; a good one is near
the best division of what is left if items could be split, found by filling up the poorest first. Bounds are floats,
kept with a margin; products are compared as integers. A mixed-integer programme with tangents of the logarithm (HiGHS)
gives the same answers, but needs tolerances; it takes as long on random values, and far longer where all want the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import expm1, prod

import numpy as np
from numpy.typing import NDArray

from detente.errors import UsageError
from detente.solvers.items import Floats, Rating, allocations, item_order, servable
from detente.solvers.network import Integers

__all__ = ["NashWelfare", "nash_welfare"]

_MARGIN = 1e-9
_ROUNDING = 1e-12
_ROUNDS = 300
_NARROW = 200
"""States held by the first search, which only looks for a good allocation."""
_WIDE = 20_000
"""States held by the search that proves it best."""


@dataclass(frozen=True, slots=True)
class NashWelfare:
    """An allocation with the greatest product.

    Parameters
    ----------
    owners
        The party that has each item.
    points
        What each party has, in its own units.
    served
        The parties that have anything; the product is theirs.
    product
        Product of the points of the parties served, in their units; 1 if there are none.
    excess
        0 when exact; else another allocation's product may be larger by at most this part of it.
    """

    owners: tuple[int, ...]
    points: tuple[int, ...]
    served: tuple[int, ...]
    product: int
    excess: float


def nash_welfare(values: Integers, *, limit: int = _WIDE) -> NashWelfare:
    """Return an allocation of all items with the greatest product of points.

    Of several, the one that gives the first party most, then the second, and so on, unless the limit was met. Items
    that no party served values go to the first of them.

    Parameters
    ----------
    values
        Shape ``(parties, items)``, non-negative integers, each row in its party's own units; at least one party.
    limit
        Most states held at a time; if there were more, the result says how far off it may be.

    Raises
    ------
    UsageError
        If a value is negative, or there is no party.

    Examples
    --------
    >>> found = nash_welfare(np.array([[5, 4, 1], [4, 4, 2], [9, 0, 3]]))
    >>> found.owners, found.points, found.product
    ((2, 0, 1), (4, 2, 9), 72)
    """
    if not len(values) or (values < 0).any():
        raise UsageError("Items need at least one party, and values of 0 or more.")
    first = servable(values)
    served = tuple(first)
    owners = np.zeros(values.shape[1], dtype=np.int64)
    excess = 0.0
    if served:
        owned, excess = _best(values[list(served)], list(first.values()), limit)
        owners = np.array(served, dtype=np.int64)[owned]
    points = tuple(
        sum(int(values[party, item]) for item in np.flatnonzero(owners == party)) for party in range(len(values))
    )
    return NashWelfare(tuple(owners.tolist()), points, served, prod(points[party] for party in served), excess)


def _best(values: Integers, start: list[int], limit: int) -> tuple[NDArray[np.int64], float]:
    """Return the best allocation between parties, each of which values its item of `start`, and its excess."""
    owners = np.argmax(values, axis=0)
    owners[start] = np.arange(len(values))
    held = np.array([values[party, owners == party].sum() for party in range(len(values))], dtype=values.dtype)
    weights = [_divided(values)]
    for most in (min(_NARROW, limit), limit):
        found = allocations(values, _rating(values, weights, held), most)
        vectors = [tuple(map(int, row)) for row in found.points]
        row = max(range(len(vectors)), key=lambda row: (prod(vectors[row]), vectors[row]), default=-1)
        if row >= 0 and prod(vectors[row]) >= prod(map(int, held)):
            held, owners = found.points[row], found.owners[row]
        if found.dropped == -np.inf:
            return owners, 0.0
        weights = [weights[0], np.asarray(held, dtype=np.float64)]
    # Ratings were relative to the best product known when the search began; products are whole numbers.
    more = max(0.0, expm1(found.dropped + _ROUNDING))
    return owners, more if more * prod(map(int, held)) >= 1 else 0.0


def _divided(values: Integers) -> Floats:
    """Return about what each party has under the best division if items could be split.

    Proportional response (Zhang 2011): each party spreads one unit of money over the items as they served it before.
    """
    shares = np.asarray(values, dtype=np.float64)
    bids = shares / shares.sum(axis=1, keepdims=True)
    gained = bids
    for _ in range(_ROUNDS):
        prices = bids.sum(axis=0)
        gained = shares * (bids / np.where(prices > 0, prices, 1.0))
        bids = gained / gained.sum(axis=1, keepdims=True)
    return gained.sum(axis=1)


def _rating(values: Integers, weights: list[Floats], held: Integers) -> Rating:
    """Return a rating: the logarithm of the bound on the product, less that of the product held."""
    shares = np.asarray(values[:, item_order(values)], dtype=np.float64)
    floor = float(np.log(np.asarray(held, dtype=np.float64)).sum())
    # What the items left can add to the sum of u_i / w_i, by how many are given out.
    parties = len(values)
    rests = [np.append(np.cumsum((shares.T / w).max(axis=1)[::-1])[::-1], 0.0) for w in weights]

    def rating(points: Integers, done: int) -> Floats:
        sums = np.asarray(points, dtype=np.float64)
        scores = np.full(len(sums), np.inf)

        def score(rows: NDArray[np.int64], base: Floats, total: Floats) -> None:
            bounds = base + parties * np.log(total / parties)
            scores[rows] = np.where(bounds < -_MARGIN, -np.inf, np.minimum(scores[rows], bounds))

        for w, rest in zip(weights, rests, strict=True):
            able = np.flatnonzero(scores > -np.inf)
            heights, left = sums[able] / w, float(rest[done])
            score(able, np.full(len(able), np.log(w).sum() - floor), heights.sum(axis=1) + left)
            filled = np.maximum(sums[able], _level(heights, left)[:, None] * w)
            wet = (scores[able] > -np.inf) & (filled > 0).all(axis=1)
            able, filled = able[wet], filled[wet]
            total = (sums[able] / filled).sum(axis=1)
            for item in range(done, shares.shape[1]):
                total += (shares[:, item] / filled).max(axis=1)
            score(able, np.log(filled).sum(axis=1) - floor, total)
        # Whoever has nothing when nothing is left makes the product 0.
        if done == shares.shape[1]:
            scores[(sums == 0).any(axis=1)] = -np.inf
        return scores

    return rating


def _level(heights: Floats, water: float) -> Floats:
    """Return how high water stands, by row, when poured over steps of given heights."""
    steps = np.sort(heights, axis=1)
    counts = np.arange(1, int(steps.shape[1]) + 1)
    levels = (np.cumsum(steps, axis=1) + water) / counts
    # The last step that is under water.
    last = len(counts) - 1 - np.argmax((levels >= steps)[:, ::-1], axis=1)
    return levels[np.arange(len(steps)), last]
