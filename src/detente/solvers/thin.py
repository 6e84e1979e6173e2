"""Thinning a set that outgrew its limit, with a guarantee (rule D3).

Source of the idea: Papadimitriou and Yannakakis 2000 (boxes); here boxes have equal sides in points, so that
the guarantee is additive.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from detente.solvers.message import Message
from detente.solvers.network import Integers

__all__ = ["thin"]

_PACKED = 1 << 62

_ROOM = 60
"""Most bits of a point's entry that are looked at when it is put in a box."""

_FINE = 16
"""The side is settled to this part of itself."""


def _marks(message: Message, objectives: int) -> NDArray[np.int64]:
    """Return one number per point: equal for points with the same assignment of the scope and the same gates."""
    marks = message.key
    for j in range(objectives, message.points.shape[1]):
        marks = _merged(marks, message.points[:, j])
    return marks


def _merged(numbers: NDArray[np.int64], column: Integers) -> NDArray[np.int64]:
    """Return numbers that are equal where both the given numbers (>= 0) and the column's entries are."""
    shifted = column - column.min()
    span = int(shifted.max()) + 1
    if span >= _PACKED:
        shifted = np.unique(shifted, return_inverse=True)[1].reshape(-1)
        span = int(shifted.max()) + 1
    if int(numbers.max()) + 1 >= _PACKED // span:
        numbers = np.unique(numbers, return_inverse=True)[1].reshape(-1)
    return np.asarray(numbers * span + shifted.astype(np.int64), dtype=np.int64)


def _coarse(column: Integers) -> tuple[NDArray[np.int64], int]:
    """Return a column, less its least entry, in 64-bit integers, and how many of its lowest bits that leaves out."""
    rest = column - column.min()
    shift = max(0, int(rest.max()).bit_length() - _ROOM)
    return np.asarray(rest >> shift, dtype=np.int64), shift


@dataclass(frozen=True)
class _Boxes:
    """Points by objective, in coarse units, to be gathered in boxes.

    Parameters
    ----------
    marks
        One number per point: only points with the same one are gathered.
    columns, shifts
        Per objective as `_coarse` returns them.
    units
        How many integers of each objective make a point.
    """

    marks: NDArray[np.int64]
    columns: list[NDArray[np.int64]]
    shifts: list[int]
    units: Sequence[int]

    def sides(self, side: int) -> list[int]:
        """Return the boxes' sides in coarse units, for a side in the units of the objective that has the largest."""
        coarsest = min(self.units)
        return [max(1, (side * unit // coarsest) >> shift) for unit, shift in zip(self.units, self.shifts, strict=True)]

    def first(self, side: int) -> NDArray[np.int64]:
        """Return the first point of each box, ascending."""
        marks = self.marks
        for column, own in zip(self.columns, self.sides(side), strict=True):
            marks = _merged(marks, column // own)
        return np.sort(np.unique(marks, return_index=True)[1])

    def lost(self, side: int) -> Fraction:
        """Return the most points between two in a box."""
        return max(
            Fraction((own << shift) - 1, unit)
            for own, shift, unit in zip(self.sides(side), self.shifts, self.units, strict=True)
        )


def thin(message: Message, objectives: int, limit: int, units: Sequence[int] | None = None) -> tuple[Message, Fraction]:
    """Return the message with at most about `limit` points, and how much was given up.

    Parameters
    ----------
    message
        Pruned.
    objectives
        How many columns are objectives; points are only thinned among equal gates.
    limit
        Wanted number of points; where keys and gates alone are more, they all stay.
    units
        How many units of each objective make a point; 1 each if absent.

    Returns
    -------
    The thinned message and epsilon: every point left out has a kept one with the same assignment of the
    scope, the same gates, and at most epsilon points (times its unit) less in every objective.
    """
    if len(message.points) <= limit or objectives == 0:
        return message, Fraction(0)
    units = [1] * objectives if units is None else units
    coarsest = min(units)
    spans = [int(message.points[:, j].max() - message.points[:, j].min()) for j in range(objectives)]
    most = max(span * coarsest // unit for span, unit in zip(spans, units, strict=True)) + 1
    columns, shifts = zip(*(_coarse(message.points[:, j]) for j in range(objectives)), strict=True)
    boxes = _Boxes(_marks(message, objectives), list(columns), list(shifts), units)
    fails, side = 1, max(2, most // max(limit, 1))
    kept = boxes.first(side)
    while len(kept) > limit and side <= most:
        fails, side = side, 2 * side
        kept = boxes.first(side)
    while side - fails > max(1, side // _FINE):
        middle = (fails + side) // 2
        tried = boxes.first(middle)
        if len(tried) > limit:
            fails = middle
        else:
            side, kept = middle, tried
    lengths = np.diff(message.starts)[kept]
    starts = np.concatenate(([0], np.cumsum(lengths)))
    entries = np.repeat(message.starts[:-1][kept] - starts[:-1], lengths) + np.arange(int(starts[-1]))
    smaller = Message(
        message.scope,
        message.key[kept],
        message.points[kept],
        starts,
        message.left[entries],
        None if message.right is None else message.right[entries],
        message.source,
        message.other,
        message.variable,
    )
    return smaller, boxes.lost(side)
