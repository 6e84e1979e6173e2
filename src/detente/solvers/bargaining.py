"""Bargaining solutions over a finite set of utility vectors, with every tie (rule D4).

Floats only narrow the candidates down (with a wide margin); the winners are compared as integers.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import lcm, prod

import numpy as np
from numpy.typing import NDArray

from detente.solvers.network import Integers

__all__ = ["best_product", "leximin", "maximin_shares", "nash_product", "total"]

_MARGIN = 1e-9

Rows = NDArray[np.int64]


def _as_floats(values: Integers, units: Sequence[int]) -> NDArray[np.float64]:
    return np.stack([np.asarray(values[:, j], dtype=np.float64) / float(unit) for j, unit in enumerate(units)], axis=1)


def _common(values: Integers, units: Sequence[int]) -> NDArray[np.object_]:
    """Return rows of ``value / unit`` as integers over the units' least common multiple."""
    shared = lcm(*units)
    return values.astype(np.object_) * np.array([shared // unit for unit in units], dtype=np.object_)


def _near_top(column: NDArray[np.float64]) -> Rows:
    top = float(column.max())
    return np.flatnonzero(column >= top - _MARGIN * (abs(top) + 1e-300))


def leximin(values: Integers, units: Sequence[int]) -> Rows:
    """Return the rows whose ascending ``value / unit`` are lexicographically greatest.

    Source: Sen 1970 (lexicographic maximin); Imai 1983 for its use in bargaining.

    Parameters
    ----------
    values
        Shape ``(n, parties)``.
    units
        One positive integer per party.

    Examples
    --------
    >>> leximin(np.array([[2, 5], [5, 2], [1, 9]]), (1, 1)).tolist()
    [0, 1]
    """
    rough = _as_floats(values, units).min(axis=1)
    top = float(rough.max())
    scale = float(np.abs(_as_floats(values, units)).max()) or 1.0
    rows = np.flatnonzero(rough >= top - _MARGIN * scale)
    exact = np.sort(_common(values[rows], units), axis=1)
    kept = np.arange(len(rows))
    for column in range(exact.shape[1]):
        entries = exact[kept, column]
        kept = kept[np.asarray(entries == entries.max(), dtype=np.bool_)]
    return rows[kept]


def total(values: Integers, units: Sequence[int]) -> Rows:
    """Return the rows with the greatest sum of ``value / unit`` (utilitarian; Harsanyi 1955).

    Examples
    --------
    >>> total(np.array([[2, 5], [5, 2], [1, 9]]), (1, 3)).tolist()
    [1]
    """
    floats = _as_floats(values, units)
    rough = floats.sum(axis=1)
    scale = float(np.abs(floats).max()) or 1.0
    rows = np.flatnonzero(rough >= float(rough.max()) - _MARGIN * scale * len(units))
    exact = _common(values[rows], units).sum(axis=1)
    return rows[np.asarray(exact == exact.max(), dtype=np.bool_)]


def best_product(values: Integers) -> tuple[Rows, int]:
    """Return the rows with the greatest product, and that product.

    Parameters
    ----------
    values
        Shape ``(n, parties)``, non-negative.
    """
    tops = [int(values[:, j].max()) or 1 for j in range(values.shape[1])]
    rows = _near_top(_as_floats(values, tops).prod(axis=1))
    products = [prod(int(entry) for entry in values[row]) for row in rows]
    best = max(products)
    return rows[np.array([product == best for product in products])], best


def maximin_shares(gains: Integers) -> Rows:
    """Return the rows that maximise, lexicographically, the least share of each party's largest gain.

    The discrete Kalai-Smorodinsky solution (Kalai and Smorodinsky 1975; Imai 1983 for the lexicographic
    form). Parties that cannot gain are left out; if nobody can, every row is returned.

    Parameters
    ----------
    gains
        Shape ``(n, parties)``, non-negative.
    """
    able = [j for j in range(gains.shape[1]) if gains[:, j].max() > 0]
    if not able:
        return np.arange(len(gains))
    return leximin(gains[:, able], [int(gains[:, j].max()) for j in able])


def nash_product(gains: Integers) -> tuple[Rows, bool]:
    """Return the rows that maximise the product of gains, and whether leximin had to decide.

    Source: Nash 1950. Parties that cannot gain are left out; if every product is 0, the rows of
    `maximin_shares` are returned and the second value is true.

    Parameters
    ----------
    gains
        Shape ``(n, parties)``, non-negative.

    Examples
    --------
    >>> nash_product(np.array([[4, 1], [2, 3], [1, 5]]))[0].tolist()
    [1]
    """
    able = [j for j in range(gains.shape[1]) if gains[:, j].max() > 0]
    if not able:
        return np.arange(len(gains)), False
    rows, best = best_product(gains[:, able])
    return (rows, False) if best > 0 else (maximin_shares(gains), True)
