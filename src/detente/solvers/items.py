"""Ways to give whole items to parties, item by item, of which only those that may still be best are kept.

Breadth first over the items, the most valued ones first (dynamic programming over vectors of points). A state is what
each party has so far, with one allocation that gives it. Of equal vectors one is kept, dominated ones are dropped, and
so is whatever a rating, an upper bound on what a state can still become, tells to drop. Parties that value all items
alike are interchangeable: they are kept in one order.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from detente.solvers.dominance import dense_ranks, prune
from detente.solvers.network import Bools, Integers

__all__ = ["Allocations", "Floats", "Rating", "allocations", "item_order", "servable"]

Floats: TypeAlias = NDArray[np.float64]
Rating: TypeAlias = Callable[[Integers, int], Floats]
"""Given the points of some states and how many items of the order are given out: how good each can still become,
or minus infinity where that is not enough."""

_COMPARED = 4_000
"""Most states that are compared with each other one by one."""


@dataclass(frozen=True, slots=True)
class Allocations:
    """What is left of all allocations of the items.

    Parameters
    ----------
    points
        Shape ``(n, parties)``: distinct vectors, none dominating another if there are few.
    owners
        Shape ``(n, items)``: the party that has each item.
    dropped
        The best rating of a state dropped because there were too many; minus infinity if that was never so.
    """

    points: Integers
    owners: NDArray[np.int64]
    dropped: float


def item_order(values: Integers) -> list[int]:
    """Return the items in the order in which they are given out: the most valued by anybody first."""
    return sorted(range(values.shape[1]), key=lambda item: -int(values[:, item].max()))


def allocations(values: Integers, rating: Rating, limit: int) -> Allocations:
    """Return the allocations of all items that a rating lets pass.

    An item goes to a party that values it; one that nobody values goes to the first.

    Parameters
    ----------
    values
        Shape ``(parties, items)``, non-negative integers, at least one party.
    rating
        Must never rate a state below what one of its completions deserves.
    limit
        Most states held at a time: of more, those with the best ratings.
    """
    parties, items = values.shape
    alike = _alike(values)
    points = np.zeros((1, parties), dtype=values.dtype)
    owners = np.zeros((1, items), dtype=np.int64)
    dropped = -np.inf
    for done, item in enumerate(item_order(values), 1):
        takers = np.flatnonzero(values[:, item] > 0)
        if len(takers):
            taker = np.tile(takers, len(points))
            points, owners = np.repeat(points, len(takers), axis=0), np.repeat(owners, len(takers), axis=0)
            points[np.arange(len(points)), taker] += values[taker, item]
            owners[:, item] = taker
            for group in alike:
                _sort_alike(points, owners, group)
            first = _distinct(points)
            points, owners = points[first], owners[first]
        scores = rating(points, done)
        kept = np.flatnonzero(scores > -np.inf)
        if len(kept) > limit:
            ranked = kept[np.argsort(-scores[kept], kind="stable")]
            dropped = max(dropped, float(scores[ranked[limit]]))
            kept = np.sort(ranked[:limit])
        points, owners = points[kept], owners[kept]
        if 1 < len(points) <= _COMPARED:
            best = np.sort(prune(points, np.zeros(len(points), dtype=np.int64), parties).first)
            points, owners = points[best], owners[best]
    return Allocations(points, owners, dropped)


def _alike(values: Integers) -> list[list[int]]:
    """Return the groups of two or more parties with the same values."""
    groups: dict[tuple[int, ...], list[int]] = {}
    for party, row in enumerate(values.tolist()):
        groups.setdefault(tuple(row), []).append(party)
    return [group for group in groups.values() if len(group) > 1]


def _sort_alike(points: Integers, owners: NDArray[np.int64], group: list[int]) -> None:
    """Swap bundles within a group, in place, so that of its parties the first has most."""
    members = np.array(group, dtype=np.int64)
    order = np.argsort(-points[:, members], axis=1, kind="stable")
    points[:, members] = np.take_along_axis(points[:, members], order, axis=1)
    renamed = np.zeros(points.shape, dtype=np.int64)
    renamed[:] = np.arange(int(points.shape[1]))
    np.put_along_axis(renamed, members[order], np.broadcast_to(members, order.shape), axis=1)
    owners[:] = np.take_along_axis(renamed, owners, axis=1)


def _distinct(points: Integers) -> NDArray[np.int64]:
    """Return the first row of each distinct vector."""
    columns = points.T
    ranks = np.stack([dense_ranks(column) for column in columns]) if points.dtype == np.object_ else columns
    order = np.lexsort(ranks)
    new = np.ones(len(order), dtype=np.bool_)
    new[1:] = (ranks[:, order[1:]] != ranks[:, order[:-1]]).any(axis=0)
    return np.sort(order[new])


def servable(values: Integers) -> dict[int, int]:
    """Return a largest set of parties that can all be given something they value, with an item for each.

    Of several sets, the first in order of the parties. Source: Kuhn 1955, by augmenting paths; sets that can be served
    are a matroid (Edmonds and Fulkerson 1965), so that taking each party that still fits reaches a largest set.

    Examples
    --------
    >>> servable(np.array([[1, 0], [2, 0], [0, 3]]))
    {0: 0, 2: 1}
    """
    wanted: Bools = np.asarray(values > 0, dtype=np.bool_)
    holder: dict[int, int] = {}

    def seated(party: int, tried: set[int]) -> bool:
        for item in np.flatnonzero(wanted[party]).tolist():
            if item not in tried:
                tried.add(item)
                if item not in holder or seated(holder[item], tried):
                    holder[item] = party
                    return True
        return False

    for party in range(len(values)):
        seated(party, set())
    return dict(sorted((party, item) for item, party in holder.items()))
