"""Exact bounds and counts by max-, min- and sum-messages over a bucket tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from detente.solvers.network import Bools, Integers, Network, align, clique_shape
from detente.solvers.tree import Bucket, Tree, downward, upward

__all__ = ["Bounds", "Extremes", "bounds_of", "count_assignments", "local_table"]


@dataclass(frozen=True)
class Bounds:
    """Over some variables: which joint options can be completed, and the least and greatest column sums.

    Parameters
    ----------
    valid
        Shape ``sizes``.
    low, high
        Shape ``(*sizes, columns)``; 0 where not valid.
    """

    valid: Bools
    low: Integers
    high: Integers


def local_table(network: Network, bucket: Bucket) -> tuple[Bools, Integers]:
    """Return a bucket's own constraints (shape ``sizes``) and factor sums (``(*sizes, columns)``)."""
    shape = clique_shape(network, bucket.clique)
    valid = np.ones(shape, dtype=np.bool_)
    for position in bucket.constraints:
        constraint = network.constraints[position]
        valid &= align(constraint.allowed, constraint.scope, bucket.clique, 0)
    total: Integers = np.zeros((*shape, network.columns), dtype=network.dtype)
    for position in bucket.factors:
        factor = network.factors[position]
        total = total + align(factor.table, factor.scope, bucket.clique, 1)
    return valid, total


@dataclass(frozen=True)
class Extremes:
    """Bounds as tables of a bucket tree: what is allowed, and the least and greatest column sums."""

    network: Network

    def local(self, bucket: Bucket) -> Bounds:
        """Return a bucket's own bounds, over its clique."""
        valid, total = local_table(self.network, bucket)
        return Bounds(valid, total, total)

    def product(self, scope: Sequence[int], parts: Sequence[tuple[Sequence[int], Bounds]]) -> Bounds:
        """Return the bounds of sums of several parts, over `scope`."""
        shape = clique_shape(self.network, scope)
        valid: Bools = np.ones(shape, dtype=np.bool_)
        low: Integers = np.zeros((*shape, self.network.columns), dtype=self.network.dtype)
        high = low
        for own, part in parts:
            valid = np.asarray(valid & align(part.valid, own, scope, 0))
            low = low + align(part.low, own, scope, 1)
            high = high + align(part.high, own, scope, 1)
        return Bounds(valid, np.where(valid[..., None], low, 0), np.where(valid[..., None], high, 0))

    def marginal(self, table: Bounds, scope: Sequence[int], onto: Sequence[int]) -> Bounds:
        """Return bounds over fewer variables, whatever the options of the others are."""
        gone = tuple(axis for axis, variable in enumerate(scope) if variable not in onto)
        if not gone:
            return table
        valid = np.asarray(table.valid.any(axis=gone))
        inside = table.valid[..., None]
        # An invalid entry is replaced by the worst value present, so that it never decides.
        high = np.where(inside, table.high, table.high.min()).max(axis=gone)
        low = np.where(inside, table.low, table.low.max()).min(axis=gone)
        return Bounds(valid, np.where(valid[..., None], low, 0), np.where(valid[..., None], high, 0))


def bounds_of(network: Network, tree: Tree) -> tuple[Bounds, list[Bounds], list[Bounds]]:
    """Return the bounds of all assignments, and for each bucket those below it and those outside it.

    Returns
    -------
    The whole network's bounds over the kept variables (``valid`` tells whether any assignment is allowed); per
    bucket, over its separator, the bounds of its subtree; and per bucket those of everything else.
    """
    algebra = Extremes(network)
    messages = upward(tree, algebra.local, algebra)
    whole = algebra.product(tree.kept, [(tree.buckets[root].separator, messages[root]) for root in tree.roots])
    return whole, messages, downward(tree, algebra.local, messages, algebra)


@dataclass(frozen=True)
class _Counts:
    network: Network
    dtype: type[np.int64 | np.object_]

    def product(self, scope: Sequence[int], parts: Sequence[tuple[Sequence[int], Integers]]) -> Integers:
        shape = clique_shape(self.network, scope)
        total: Integers = np.ones(shape, dtype=self.dtype)
        for own, part in parts:
            total = total * align(part, own, scope, 0)
        return total

    def marginal(self, table: Integers, scope: Sequence[int], onto: Sequence[int]) -> Integers:
        gone = tuple(axis for axis, variable in enumerate(scope) if variable not in onto)
        return np.asarray(table.sum(axis=gone), dtype=self.dtype)


def count_assignments(network: Network, tree: Tree) -> int:
    """Return the exact number of assignments that obey the constraints."""
    dtype: type[np.int64 | np.object_] = np.int64 if network.outcomes < 1 << 62 else np.object_
    algebra = _Counts(network, dtype)

    def local(bucket: Bucket) -> Integers:
        shape = clique_shape(network, bucket.clique)
        valid = np.ones(shape, dtype=np.bool_)
        for position in bucket.constraints:
            constraint = network.constraints[position]
            valid &= align(constraint.allowed, constraint.scope, bucket.clique, 0)
        return valid.astype(dtype)

    messages = upward(tree, local, algebra)
    total = 1
    for root in tree.roots:
        total *= int(messages[root][()])
    return total
