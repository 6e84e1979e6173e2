"""Sums of integers of any size, compared many at a time without making them (rule D3).

A sum of two messages is judged before it is made: the parts are cut into limbs of 61 bits, limbs are added as 64-bit
integers, and what is left to compare are the ranks of the sums in each column, which are exact. Only the sums that
survive are then made as Python integers.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from detente.solvers.network import Integers

__all__ = ["Limbs", "limbs_of", "ranks_of_sums"]

_BITS = 61
_MASK = (1 << _BITS) - 1

Limbs: TypeAlias = NDArray[np.int64]
Positions: TypeAlias = NDArray[np.int64]


def limbs_of(points: Integers) -> Limbs:
    """Return integers, less the least of their column, as limbs: shape ``(limbs, n, columns)``, the highest first.

    Examples
    --------
    >>> limbs_of(np.array([[5], [5 + 2**61]], dtype=object)).tolist()
    [[[0], [1]], [[0], [0]]]
    """
    rest = points.astype(np.object_) - points.min(axis=0)
    count = max(1, -(-int(rest.max()).bit_length() // _BITS))
    found = np.empty((count, *points.shape), dtype=np.int64)
    for place in range(count - 1, -1, -1):
        found[place] = rest & _MASK
        rest = rest >> _BITS
    return found


def ranks_of_sums(first: Limbs, left: Positions, second: Limbs, right: Positions) -> NDArray[np.int64]:
    """Return, per pair and column, the rank of the sum among those of all pairs, equal for equal sums.

    Parameters
    ----------
    first, second
        Limbs of what is added up.
    left, right
        Which rows of them make a pair.

    Examples
    --------
    >>> parts = limbs_of(np.array([[0], [2**70], [2**70 + 1]], dtype=object))
    >>> ranks_of_sums(parts, np.array([0, 1, 2]), parts, np.array([2, 0, 1])).tolist()
    [[1], [0], [2]]
    """
    count = max(len(first), len(second))
    ranks = np.empty((len(left), first.shape[2]), dtype=np.int64)
    for column in range(first.shape[2]):
        keys: list[NDArray[np.int64]] = []
        carry: NDArray[np.int64] | None = None
        for place in range(1, count + 1):
            total = np.zeros(len(left), dtype=np.int64) if carry is None else carry
            if place <= len(first):
                total = total + first[-place, :, column][left]
            if place <= len(second):
                total = total + second[-place, :, column][right]
            if place < count:
                carry = total >> _BITS
                total &= _MASK
            keys.append(total)
        ranks[:, column] = _ranks(keys)
    return ranks


def _ranks(keys: list[NDArray[np.int64]]) -> NDArray[np.int64]:
    """Return dense ranks of rows, the last key deciding first."""
    order = np.argsort(keys[-1])
    ordered = keys[-1][order]
    new = np.zeros(len(order), dtype=np.bool_)
    new[1:] = ordered[1:] != ordered[:-1]
    if len(keys) > 1:
        # The highest limb alone tells most sums apart: only where it does not, the others are looked at.
        tied = np.zeros(len(order), dtype=np.bool_)
        tied[1:] = ~new[1:]
        tied[:-1] |= ~new[1:]
        places = np.flatnonzero(tied)
        rows, block = order[places], np.cumsum(new)[places]
        within = np.lexsort([*(key[rows] for key in keys[:-1]), block])
        order[places] = rows = rows[within]
        for key in keys[:-1]:
            differs = key[rows][1:] != key[rows][:-1]
            new[places[1:]] |= differs
    ranks = np.empty(len(order), dtype=np.int64)
    ranks[order] = np.cumsum(new)
    return ranks
