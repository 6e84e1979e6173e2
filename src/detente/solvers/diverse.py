"""A few vectors that stand for many: greedy hypervolume above the point of no deal.

The volume of a set is that of everything between no deal and some vector of it (Zitzler and Thiele 1998). Dividing a
party's gains by a number divides every volume by it, so the choice does not depend on anybody's scale. The volume is
monotone and submodular, so that taking the vector that adds most, k times, reaches at least 1 - (1 - 1/k)^k, more than
63%, of what the best k reach (Nemhauser, Wolsey and Fisher 1978). The first vector taken has the greatest product of
gains, so it is a Nash solution.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import prod

import numpy as np
from numpy.typing import NDArray

from detente.solvers.network import Integers

__all__ = ["diverse_rows", "volume"]

_MARGIN = 1e-9


def _meets(chosen: Sequence[Sequence[int]]) -> list[tuple[int, tuple[int, ...]]]:
    """Return, for every set of chosen vectors, the sign of inclusion and exclusion and their least entries."""
    return [
        (-1 if size % 2 else 1, tuple(min(entries) for entries in zip(*group, strict=True)))
        for size in range(1, len(chosen) + 1)
        for group in combinations(chosen, size)
    ]


def volume(gains: Sequence[Sequence[int]]) -> int:
    """Return the volume between no deal and at least one of some vectors of gains (>= 0), exactly.

    Examples
    --------
    >>> volume([(4, 1), (2, 3)])
    8
    """
    return -sum(sign * prod(least) for sign, least in _meets(gains))


def diverse_rows(gains: Integers, most: int) -> tuple[NDArray[np.int64], list[int]]:
    """Return up to `most` rows, each the one that adds most volume to those before it, and the volumes reached.

    Floats only narrow the candidates down; the winners are compared as integers, and of equals the first is taken.
    It ends early where nothing more can be added. Parties that cannot gain are left out.

    Parameters
    ----------
    gains
        Shape ``(n, parties)``, n >= 1, non-negative.
    most
        At most 10: the work doubles with each row.

    Returns
    -------
    Rows in the order taken, and the volume of each beginning of that list, in products of units.

    Examples
    --------
    >>> rows, volumes = diverse_rows(np.array([[6, 1], [4, 4], [1, 6], [5, 2]]), 3)
    >>> rows.tolist(), volumes
    ([1, 0, 2], [16, 18, 20])
    """
    able = [j for j in range(gains.shape[1]) if gains[:, j].max() > 0]
    tops = np.array([float(gains[:, j].max()) for j in able])
    shares = np.asarray(gains[:, able], dtype=np.float64) / tops
    rows: list[int] = []
    volumes: list[int] = []
    chosen: list[tuple[int, ...]] = []
    while able and len(rows) < most:
        meets = _meets(chosen)
        rough = shares.prod(axis=1)
        for sign, least in meets:
            rough += sign * np.minimum(shares, np.array([float(entry) for entry in least]) / tops).prod(axis=1)
        before = volumes[-1] if volumes else 0
        best, place = 0, -1
        for row in np.flatnonzero(rough >= rough.max() - _MARGIN):
            vector = [int(entry) for entry in gains[row, able]]
            added = prod(vector) + sum(sign * prod(map(min, vector, least)) for sign, least in meets)
            if added > best:
                best, place = added, int(row)
        if place < 0:
            break
        rows.append(place)
        volumes.append(before + best)
        chosen.append(tuple(int(entry) for entry in gains[place, able]))
    return np.array(rows, dtype=np.int64), volumes
