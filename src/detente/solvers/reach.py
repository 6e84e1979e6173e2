"""What thresholds can still expect of partial sums: exact bounds of everything not yet added (rule D2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.solvers.bounds import bounds_of
from detente.solvers.message import Message
from detente.solvers.network import Integers, Network
from detente.solvers.tree import Tree

__all__ = ["Reach", "reach_of_buckets", "reach_of_roots"]


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


def reach_of_buckets(network: Network, tree: Tree, columns: Sequence[int]) -> tuple[bool, list[Reach]]:
    """Return whether anything is allowed at all, and per bucket the reach of the message it sends."""
    whole, inside, outside = bounds_of(network, tree)
    chosen = list(columns)
    reaches: list[Reach] = []
    for below, rest in zip(inside, outside, strict=True):
        size = rest.valid.size
        reaches.append(
            Reach(
                (rest.valid & below.valid).reshape(size),
                rest.low.reshape(size, -1)[:, chosen],
                rest.high.reshape(size, -1)[:, chosen],
                below.low.reshape(size, -1)[:, chosen],
            )
        )
    return bool(whole.valid.any()), reaches


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
