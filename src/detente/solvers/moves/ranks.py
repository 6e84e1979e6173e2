"""Dense ranks: 0, 1, 2, ... without gaps, the higher the better."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from detente.solvers.moves.model import Integers

__all__ = ["by_statements", "dense"]

WIDE = 62
"""Statements that fit one whole number."""


def dense(values: Integers) -> Integers:
    """Return dense ranks of some values.

    Examples
    --------
    >>> dense(np.array([40, 7, 40])).tolist()
    [1, 0, 1]
    """
    return np.unique(values, return_inverse=True)[1].reshape(values.shape).astype(np.int64)


def by_statements(states: int, truths: Iterable[Integers]) -> Integers:
    """Return dense ranks by statements: a state that holds to an earlier one is better, whatever comes later.

    Parameters
    ----------
    states
        How many there are.
    truths
        Per statement, the most important first, shape ``(states,)``: 1 where it holds of a state, else 0.

    Examples
    --------
    >>> by_statements(3, [np.array([1, 0, 0]), np.array([0, 1, 0])]).tolist()
    [2, 1, 0]
    """
    ranks = np.zeros(states, dtype=np.int64)
    width = 0
    for row in truths:
        if width == WIDE:
            ranks = dense(ranks)
            width = int(ranks.max(initial=0)).bit_length()
        ranks = ranks * 2 + row
        width += 1
    return dense(ranks)
