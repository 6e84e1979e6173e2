"""Non-dominated integer vectors, exactly, many groups at a time.

Dominance is tested on integers (or on dense ranks where they are large), never with a tolerance: with one it
would not be transitive. Two objectives are filtered by one sort and a running maximum (Kung, Luccio and
Preparata 1975); more by moocore (Lopez-Ibanez and others), in one call for all groups.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import moocore
import numpy as np
from numpy.typing import NDArray

from detente.solvers.network import Integers

__all__ = ["Survivors", "dense_group", "dense_ranks", "prune"]

_FLOAT_EXACT = 1 << 53
_PACKED = 1 << 62

Positions = NDArray[np.int64]


@dataclass(frozen=True)
class Survivors:
    """The distinct non-dominated vectors of each group, and all rows that have them.

    Parameters
    ----------
    rows
        Input rows with a surviving vector, grouped by vector.
    starts
        Shape ``(survivors + 1,)``: rows ``rows[starts[i]:starts[i + 1]]`` share the i-th surviving vector.
        Survivors are in ascending order of their group.
    """

    rows: Positions
    starts: Positions

    @property
    def first(self) -> Positions:
        """Return one input row per surviving vector."""
        return self.rows[self.starts[:-1]]


def dense_ranks(column: Integers) -> NDArray[np.int64]:
    """Return the rank of each entry among the distinct ones, from 0.

    Examples
    --------
    >>> dense_ranks(np.array([7, 2**70, 7], dtype=object)).tolist()
    [0, 1, 0]
    """
    return np.unique(column, return_inverse=True)[1].astype(np.int64).reshape(-1)


def _lexicographic_ranks(columns: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
    """Return the dense rank of each row, the first column deciding first."""
    rows = len(columns[0])
    order = np.lexsort(tuple(reversed(columns)))
    new = np.zeros(rows, dtype=np.bool_)
    for column in columns:
        ordered = column[order]
        new[1:] |= ordered[1:] != ordered[:-1]
    ranks = np.empty(rows, dtype=np.int64)
    ranks[order] = np.cumsum(new)
    return ranks


def _packed(columns: Sequence[NDArray[np.int64]], room: int) -> list[NDArray[np.int64]]:
    """Return the columns (all >= 0) as few sort keys, most significant first, each below 2^62 / `room`."""
    keys: list[NDArray[np.int64]] = []
    used = _PACKED
    for column in columns:
        span = int(column.max()) + 1
        if used * span * room < _PACKED:
            keys[-1] = keys[-1] * span + column
            used *= span
        else:
            keys.append(column)
            used = span
    return keys


def _sorted_order(columns: Sequence[NDArray[np.int64]]) -> tuple[Positions, NDArray[np.bool_]]:
    """Return the order that sorts rows by the columns (all >= 0), and where a new distinct row begins."""
    rows = len(columns[0])
    new = np.ones(rows, dtype=np.bool_)
    keys = _packed(columns, rows)
    if len(keys) == 1 and int(keys[0].max()) < _PACKED // rows:
        numbered = keys[0] * rows
        numbered += np.arange(rows)
        numbered.sort()
        value, order = np.divmod(numbered, rows)
        np.not_equal(value[1:], value[:-1], out=new[1:])
        return order, new
    order = np.lexsort(tuple(reversed(keys)))
    new[1:] = False
    for key in keys:
        ordered = key[order]
        new[1:] |= ordered[1:] != ordered[:-1]
    return order, new


def _shifted(columns: list[NDArray[np.int64]]) -> list[NDArray[np.int64]]:
    return [column - column.min() for column in columns]


def _staircase(group: NDArray[np.int64], second: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which rows survive; rows are distinct, sorted by group, first objective down, second down."""
    lifted = second + group * (int(second.max()) + 1)
    best = np.maximum.accumulate(lifted)
    keep = np.ones(len(lifted), dtype=np.bool_)
    keep[1:] = lifted[1:] > best[:-1]
    return keep


def _keep_many(group: NDArray[np.int64], columns: list[NDArray[np.int64]]) -> NDArray[np.bool_]:
    """Return which rows survive, equal ones together, for any number of objectives.

    One call serves all groups: objective one is raised and objective two lowered by the group times their
    spans, so that rows of different groups never dominate each other.
    """
    spans = [int(column.max()) + 1 for column in columns]
    groups = int(group.max()) + 1
    if max(spans) >= _FLOAT_EXACT or (groups > 1 and groups * max(spans[:2]) >= _FLOAT_EXACT):
        columns = [dense_ranks(column) for column in columns]
        group = dense_ranks(group)
        spans = [int(column.max()) + 1 for column in columns]
    table = np.empty((len(group), len(columns)))
    for j, column in enumerate(columns):
        table[:, j] = column
    if groups > 1:
        table[:, 0] += group * spans[0]
        table[:, 1] -= group * spans[1]
    return np.asarray(moocore.is_nondominated(table, maximise=True, keep_weakly=True), dtype=np.bool_)


def _keep_two(group: NDArray[np.int64], columns: list[NDArray[np.int64]]) -> NDArray[np.bool_]:
    """Return which rows survive in two objectives and a gate of 0 or 1: only what passes drops what passes."""
    first, second, gate = columns
    order, new = _sorted_order([group, int(first.max()) - first, int(second.max()) - second])
    keep = np.empty(len(group), dtype=np.bool_)
    for chosen in (np.arange(len(order)), np.flatnonzero(gate[order])):
        # Rows are equal where no new one has begun since the last chosen one.
        vector = np.cumsum(new)[chosen]
        starts = np.flatnonzero(np.diff(vector, prepend=-1))
        rows = order[chosen]
        heads = rows[starts]
        kept = _staircase(dense_group(group[heads]), second[heads])
        keep[rows] = np.repeat(kept, np.diff(np.append(starts, len(rows))))
    return keep


def prune(vectors: Integers, group: NDArray[np.int64], objectives: int) -> Survivors:
    """Return the distinct non-dominated vectors within each group, with every row that has them.

    The first `objectives` columns are objectives. Further columns are sums that must still pass a threshold
    ("gates"): a row is dropped for another only if that one is at least as good in every column and better
    in some objective, so rows with equal objectives and different gates all stay and counts stay exact.
    Without objectives, gates are compared among themselves.

    Parameters
    ----------
    vectors
        Shape ``(n, columns)``, n >= 1; more is better.
    group
        Shape ``(n,)``, non-negative: rows are compared within a group only.
    objectives
        How many of the columns are objectives.

    Examples
    --------
    >>> found = prune(np.array([[1, 2], [2, 1], [1, 1], [2, 1]]), np.zeros(4, dtype=np.int64), 2)
    >>> found.rows.tolist(), found.starts.tolist()
    ([1, 3, 0], [0, 2, 3])
    """
    columns: list[NDArray[np.int64]] = [
        dense_ranks(vectors[:, j]) if vectors.dtype == np.object_ else np.asarray(vectors[:, j], dtype=np.int64)
        for j in range(vectors.shape[1])
    ]
    columns = _shifted(columns)
    if objectives:
        columns = columns[:objectives] + [gate for gate in columns[objectives:] if gate.any()]
    rows, keep = np.arange(len(group)), np.ones(len(group), dtype=np.bool_)
    if objectives == 2 and len(columns) == 3 and int(columns[2].max()) == 1:
        keep = _keep_two(group, columns)
        columns = [columns[0], 1 - columns[2], columns[1]]
    elif len(columns) > 2:
        if len(columns) > objectives > 0:
            # Equal objectives with different gates must not dominate each other: order the first objective
            # lexicographically by (itself, gates reversed).
            gates = [int(column.max()) - column for column in columns[objectives:]]
            columns[0] = _lexicographic_ranks([columns[0], *gates])
        keep = _keep_many(group, columns)
    elif len(columns) > objectives > 0:
        columns[0] = _lexicographic_ranks([columns[0], int(columns[1].max()) - columns[1]])
    if not keep.all():
        rows = np.flatnonzero(keep)
        group, columns = group[rows], [column[rows] for column in columns]
    # Descending in the first objective, then in the others: complements sort ascending.
    order, new = _sorted_order([group, *(int(column.max()) - column for column in columns)])
    starts = np.flatnonzero(new)
    lengths = np.diff(np.append(starts, len(order)))
    keep = np.ones(len(starts), dtype=np.bool_)
    heads = order[starts]
    if len(columns) == 2:
        keep = _staircase(dense_group(group[heads]), columns[1][heads])
    elif len(columns) == 1:
        keep[1:] = group[heads][1:] != group[heads][:-1]
    survivors = rows[order[np.repeat(keep, lengths)]]
    return Survivors(survivors, np.concatenate(([0], np.cumsum(lengths[keep]))))


def dense_group(group: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return sorted group numbers renumbered from 0 without gaps."""
    dense = np.zeros(len(group), dtype=np.int64)
    np.cumsum(group[1:] != group[:-1], out=dense[1:])
    return dense
