"""How opposed the parties are (rule D5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

import numpy as np
from numpy.typing import NDArray

from detente.solvers.bounds import local_table
from detente.solvers.network import Bools, Integers, Network, align, clique_shape
from detente.solvers.tree import Bucket, Tree, downward, upward

__all__ = ["Moments", "moments", "squared_distance_to_ideal"]

_MARGIN = 1e-9


def squared_distance_to_ideal(points: Integers, low: Sequence[int], high: Sequence[int]) -> Fraction | None:
    """Return the least squared distance to everybody's best, over parties scaled to [0, 1].

    Parameters
    ----------
    points
        Shape ``(n, parties)``: at least the non-dominated vectors.
    low, high
        Least and greatest sum of each party; a party whose ends agree is left out.

    Returns
    -------
    The exact square, divided by (parties left - 1), or ``None`` with fewer than two parties left.

    Examples
    --------
    >>> squared_distance_to_ideal(np.array([[4, 0], [3, 3], [0, 4]]), (0, 0), (4, 4))
    Fraction(1, 8)
    """
    varying = [j for j in range(len(low)) if high[j] > low[j]]
    if len(varying) < 2:
        return None
    shortfalls = [np.asarray(high[j] - points[:, j], dtype=np.float64) / float(high[j] - low[j]) for j in varying]
    rough = sum((part**2 for part in shortfalls), start=np.zeros(len(points)))
    candidates = np.flatnonzero(rough <= float(rough.min()) * (1 + _MARGIN) + 1e-300)
    exact = min(
        sum((Fraction(high[j] - int(points[row, j]), high[j] - low[j]) ** 2 for j in varying), start=Fraction(0))
        for row in candidates
    )
    return exact / (len(varying) - 1)


@dataclass(frozen=True)
class Moments:
    """Covariances under the uniform distribution over the allowed assignments.

    Parameters
    ----------
    covariance
        Shape ``(columns, columns)``: of the column sums.
    shares
        Shape ``(factors, columns, columns)``: entry ``[f, p, q]`` is the covariance of factor f's column p
        with the sum of column q; over f they add up to `covariance`.
    """

    covariance: NDArray[np.float64]
    shares: NDArray[np.float64]


@dataclass(frozen=True)
class _Weighted:
    """Weights of assignments, and the same weights times the column sums."""

    weight: NDArray[np.float64]
    sums: NDArray[np.float64]


@dataclass(frozen=True)
class _SumProduct:
    network: Network
    columns: int

    def product(self, scope: Sequence[int], parts: Sequence[tuple[Sequence[int], _Weighted]]) -> _Weighted:
        if parts and tuple(parts[0][0]) == tuple(scope):
            weight, sums = parts[0][1].weight, parts[0][1].sums
            parts = parts[1:]
        else:
            shape = clique_shape(self.network, scope)
            weight, sums = np.ones(shape), np.zeros((*shape, self.columns))
        for own, part in parts:
            other = align(part.weight, own, scope, 0)
            sums = sums * other[..., None] + align(part.sums, own, scope, 1) * weight[..., None]
            weight = weight * other
        return _Weighted(weight, sums)

    def marginal(self, table: _Weighted, scope: Sequence[int], onto: Sequence[int]) -> _Weighted:
        gone = tuple(axis for axis, variable in enumerate(scope) if variable not in onto)
        weight = np.asarray(table.weight.sum(axis=gone))
        sums = np.asarray(table.sums.sum(axis=gone))
        # Only ratios matter: keep the weights near 1, whatever the number of assignments.
        top = float(weight.max()) or 1.0
        return _Weighted(weight / top, sums / top)


def moments(network: Network, tree: Tree, columns: Sequence[int], spans: Sequence[int]) -> Moments:
    """Return the covariances of column sums over all allowed assignments, and each factor's share.

    Two sum-product passes up and down the tree: the first finds each factor's mean, the second works with
    tables centred on it, so that nothing cancels. At least one assignment must be allowed.

    Parameters
    ----------
    columns
        Which columns.
    spans
        What to divide each of them by (its range, say), positive.
    """
    tables: list[NDArray[np.float64]] = []
    for factor in network.factors:
        parts: list[NDArray[np.float64]] = []
        for column, span in zip(columns, spans, strict=True):
            entries = factor.table[..., column]
            middle = (int(entries.max()) + int(entries.min())) // 2
            parts.append(np.asarray(entries - middle, dtype=np.float64) / float(span))
        tables.append(np.stack(parts, axis=-1))
    means, _ = _pass(network, tree, tables)
    _, shares = _pass(network, tree, [table - mean for table, mean in zip(tables, means, strict=True)])
    return Moments(shares.sum(axis=0), shares)


def _pass(
    network: Network, tree: Tree, tables: list[NDArray[np.float64]]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the mean of every factor, and the covariances of the factors with the sums."""
    columns = tables[0].shape[-1]
    algebra = _SumProduct(network, columns)

    @cache
    def local(bucket: Bucket) -> _Weighted:
        valid: Bools = local_table(network, bucket)[0]
        sums = np.zeros((*valid.shape, columns))
        for position in bucket.factors:
            sums = sums + align(tables[position], network.factors[position].scope, bucket.clique, 1)
        return _Weighted(valid.astype(np.float64), np.where(valid[..., None], sums, 0.0))

    messages = upward(tree, local, algebra)
    outside = downward(tree, local, messages, algebra)
    means = np.zeros((len(tables), columns))
    crossed = np.zeros((len(tables), columns, columns))
    overall = np.zeros(columns)
    for position, bucket in enumerate(tree.buckets):
        belief = algebra.product(
            bucket.clique,
            [
                (bucket.clique, local(bucket)),
                *((tree.buckets[child].separator, messages[child]) for child in bucket.children),
                (bucket.separator, outside[position]),
            ],
        )
        mass = float(belief.weight.sum())
        overall = belief.sums.reshape(-1, columns).sum(axis=0) / mass
        for factor in bucket.factors:
            table = np.broadcast_to(
                align(tables[factor], network.factors[factor].scope, bucket.clique, 1), belief.sums.shape
            ).reshape(-1, columns)
            means[factor] = (table * belief.weight.reshape(-1, 1)).sum(axis=0) / mass
            crossed[factor] = table.T @ belief.sums.reshape(-1, columns) / mass
    return means, crossed - means[:, :, None] * overall[None, None, :]
