"""A few efficient packages that stand for many, where a picture of all of them can no longer be read."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from detente.analyses.menu import Menu
from detente.solvers.diverse import diverse_rows

__all__ = ["MOST_DIVERSE", "diverse_in"]

MOST_DIVERSE = 5
"""Most packages that stand for the others."""

_FEW = 3
"""Fewest counted parties for which they are chosen: the packages of two can be drawn in a plane."""


def diverse_in(menu: Menu, most: int = MOST_DIVERSE) -> NDArray[np.int64]:
    """Return the rows of up to `most` efficient acceptable packages that together cover most of what can be gained.

    The gains of a set are those that some package of it reaches for everybody at once; their volume is made as large
    as possible, package by package (`detente.solvers.diverse`, with its guarantee). No points are compared. The first
    is a Nash solution. Nothing is chosen for fewer than three counted parties, or where no package gives a gain to
    everybody who can have one.
    """
    if len(menu.problem.counted) < _FEW:
        return np.zeros(0, dtype=np.int64)
    rows = np.flatnonzero(np.asarray(menu.gains >= 0, dtype=np.bool_).all(axis=1))
    return rows[diverse_rows(menu.gains[rows], most)[0]] if len(rows) else rows
