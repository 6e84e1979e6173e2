"""What thresholds can still expect of partial sums: exact bounds of everything not yet added (rule D2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.solvers.bounds import Bounds, Extremes, bounds_of
from detente.solvers.message import Message
from detente.solvers.network import Integers, Network
from detente.solvers.tree import Tree

__all__ = ["Reach", "Reaches", "reach_of_roots"]


@dataclass(frozen=True)
class Reach:
    """What thresholds can still expect, per flat assignment of a message's scope (columns as in the search).

    `low` and `high` bound everything not yet added; `floor` is the least sum already added: a gate is never
    held below it, so that several held parts still add up to the threshold.
    """

    valid: NDArray[np.bool_]
    low: Integers
    high: Integers
    floor: Integers


@dataclass(frozen=True)
class Reaches:
    """The reach of every message on the way through a bucket tree, for the columns that a search asks for."""

    tree: Tree
    columns: tuple[int, ...]
    extremes: Extremes
    whole: Bounds
    inside: Sequence[Bounds]
    outside: Sequence[Bounds]

    @classmethod
    def of(cls, network: Network, tree: Tree, columns: Sequence[int]) -> Reaches:
        """Return the reaches of a network's tree."""
        return cls(tree, tuple(columns), Extremes(network), *bounds_of(network, tree))

    @property
    def possible(self) -> bool:
        """Return whether anything is allowed at all."""
        return bool(self.whole.valid.any())

    def sent(self, position: int) -> Reach:
        """Return the reach of the message that a bucket sends, over its separator."""
        return self._reach(self.outside[position], self.inside[position])

    def joined(self, position: int, children: Sequence[int], scope: Sequence[int]) -> Reach:
        """Return the reach of the joined messages of some children of a bucket, over the variables they speak of."""
        bucket, separators = self.tree.buckets[position], self.tree.buckets
        parts = [(bucket.clique, self.extremes.local(bucket)), (bucket.separator, self.outside[position])]
        below = [(separators[child].separator, self.inside[child]) for child in children]
        waiting = [(separators[c].separator, self.inside[c]) for c in bucket.children if c not in children]
        rest = self.extremes.product(bucket.clique, [*parts, *waiting])
        return self._reach(
            self.extremes.marginal(rest, bucket.clique, scope), self.extremes.product(tuple(scope), below)
        )

    def _reach(self, rest: Bounds, below: Bounds) -> Reach:
        size, chosen = rest.valid.size, list(self.columns)
        return Reach(
            (rest.valid & below.valid).reshape(size),
            rest.low.reshape(size, -1)[:, chosen],
            rest.high.reshape(size, -1)[:, chosen],
            below.low.reshape(size, -1)[:, chosen],
        )


def _ends(message: Message, size: int) -> tuple[NDArray[np.bool_], Integers, Integers]:
    """Return, per flat assignment of a message's scope, whether it has points, and their least and greatest sums."""
    first = np.flatnonzero(np.diff(message.key, prepend=-1))
    present = message.key[first]
    low: Integers = np.zeros((size, message.points.shape[1]), dtype=message.points.dtype)
    high = low.copy()
    low[present] = np.minimum.reduceat(message.points, first, axis=0)
    high[present] = np.maximum.reduceat(message.points, first, axis=0)
    valid = np.zeros(size, dtype=np.bool_)
    valid[present] = True
    return valid, low, high


def reach_of_roots(roots: Sequence[Message], size: int) -> list[Reach]:
    """Return, for each number of root messages already joined, what the others can still add."""
    ends = [_ends(message, size) for message in roots]
    valid = np.logical_and.reduce([possible for possible, _, _ in ends])
    zero = ends[0][1] - ends[0][1]
    return [
        Reach(
            valid,
            sum((low for _, low, _ in ends[i + 1 :]), start=zero),
            sum((high for _, _, high in ends[i + 1 :]), start=zero),
            sum((low for _, low, _ in ends[: i + 1]), start=zero),
        )
        for i in range(len(roots))
    ]
