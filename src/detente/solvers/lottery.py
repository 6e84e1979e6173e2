"""Bargaining solutions where parties may agree on a lottery between packages: the convex hull of a finite set.

Nash 1950 and Kalai and Smorodinsky 1975 state their solutions for convex sets, and lotteries are why a set may be taken
to be convex. For two parties the Nash solution lies on an edge of the upper hull (Andrew 1979) and is exact, like the
most even shares for any number (`detente.solvers.even`). For more, the hull is never written out: a few vectors are
held, the best lottery between them is found by Newton's method, and the vector that would add most joins them
(simplicial decomposition, von Hohenbalken 1977). The weights are then rounded to fractions, and how far the product
may fall short is computed from them in fractions: if u are the gains and every vector v has sum(v_j / u_j) at most
P (1 + e), then no lottery has a product above (1 + e)^P times that of u.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from detente.solvers.even import even_weights
from detente.solvers.network import Integers

__all__ = ["Mixture", "even_mixture", "nash_mixture", "share_mixture"]

_CLOSE = 1e-12
_NEAR = 1e-9
_ROUGH = 0.01
_ROUNDS = 500
_STEPS = 200
_WHOLE = 10**12
"""Weights are rounded to whole multiples of 1 / _WHOLE."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Mixture:
    """A lottery over rows.

    Parameters
    ----------
    weights
        Weight by row: positive, adding up to 1.
    excess
        0 when exact; else another lottery's product may be larger by at most this part of it.
    """

    weights: dict[int, Fraction]
    excess: Fraction = Fraction(0)


def _able(gains: Integers) -> list[int]:
    return [j for j in range(gains.shape[1]) if gains[:, j].max() > 0]


def even_mixture(gains: Integers, units: Sequence[int]) -> Mixture:
    """Return the lottery with the lexicographically greatest mean gains, each over the party's unit (egalitarian).

    Parameters
    ----------
    gains
        Shape ``(n, parties)``, non-negative, n >= 1.
    units
        One positive integer per party.
    """
    return Mixture(even_weights(gains, units))


def share_mixture(gains: Integers) -> Mixture:
    """Return the lottery with the most even shares of each party's largest gain (Kalai and Smorodinsky; Imai).

    Parties that cannot gain are left out; if nobody can, the first row is returned.
    """
    able = _able(gains)
    if not able:
        return Mixture({0: Fraction(1)})
    return Mixture(even_weights(gains[:, able], [int(gains[:, j].max()) for j in able]))


def nash_mixture(gains: Integers, near: Mixture | None = None) -> Mixture:
    """Return the lottery with the greatest product of mean gains (Nash).

    Parties that cannot gain are left out; if nobody can, the first row is returned. The product is never 0, since
    a lottery between packages gives a gain to everybody who gains in one of them.

    Parameters
    ----------
    gains
        Shape ``(n, parties)``, non-negative, n >= 1.
    near
        A lottery to begin with, which gives something to everybody who can gain: the search is shorter from there.

    Examples
    --------
    >>> nash_mixture(np.array([[6, 0], [2, 2], [0, 6]])).weights
    {0: Fraction(1, 2), 2: Fraction(1, 2)}
    """
    able = _able(gains)
    if len(able) < 2:
        return Mixture({int(np.argmax(gains[:, able[0]])) if able else 0: Fraction(1)})
    if len(able) == 2:
        return Mixture(_for_two(gains[:, able], near.weights if near else {}))
    return _decomposed(gains[:, able], near.weights if near else {})


def _upper_hull(points: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Return the corners of the upper hull, from the best for the second party to the best for the first."""
    hull: list[tuple[int, int, int]] = []
    for point in sorted(points, key=lambda p: (p[0], p[1], -p[2])):
        while len(hull) > 1 and _turns_left(hull[-2], hull[-1], point):
            hull.pop()
        while hull and hull[-1][1] <= point[1]:
            # Further to the right and no lower.
            hull.pop()
        hull.append(point)
    return hull


def _turns_left(a: tuple[int, int, int], b: tuple[int, int, int], c: tuple[int, int, int]) -> bool:
    return (b[0] - a[0]) * (c[1] - a[1]) >= (b[1] - a[1]) * (c[0] - a[0])


def _between_corners(points: list[tuple[int, int, int]]) -> dict[int, Fraction]:
    """Return the lottery with the greatest product: between two neighbouring corners, or a corner."""
    hull = _upper_hull(points)
    best, found = Fraction(-1), dict[int, Fraction]()
    for (a, b, row), (c, d, other) in zip(hull, [*hull[1:], hull[-1]], strict=True):
        weight = Fraction(0)
        if (c - a) * (d - b) < 0:
            weight = min(max(Fraction(-(a * (d - b) + b * (c - a)), 2 * (c - a) * (d - b)), Fraction(0)), Fraction(1))
        product = (a + weight * (c - a)) * (b + weight * (d - b))
        if product > best:
            best = product
            found = {row: 1 - weight, other: weight} if 0 < weight < 1 else {row if weight == 0 else other: Fraction(1)}
    return dict(sorted(found.items()))


def _for_two(gains: Integers, near: Mapping[int, Fraction]) -> dict[int, Fraction]:
    """Return the lottery with the greatest product for two parties, exactly.

    The best lottery between a few rows is known from their hull. Any row above the line on which the product cannot
    grow joins them, until there is none.
    """
    held = {int(np.argmax(gains[:, 0])), int(np.argmax(gains[:, 1])), *near}
    while True:
        found = _between_corners([(int(gains[row, 0]), int(gains[row, 1]), row) for row in sorted(held)])
        means = _means(gains, found)
        row, worth = _worth_most(gains, means)
        if worth <= len(means):
            return found
        held.add(row)


def _means(gains: Integers, weights: Mapping[int, Fraction]) -> list[Fraction]:
    return [
        sum((weight * int(gains[row, j]) for row, weight in weights.items()), start=Fraction(0))
        for j in range(gains.shape[1])
    ]


def _worth_most(gains: Integers, means: Sequence[Fraction]) -> tuple[int, Fraction]:
    """Return the row with the greatest sum of ``gain / mean``, and that sum."""
    rough = np.zeros(len(gains))
    for j, mean in enumerate(means):
        rough += np.asarray(gains[:, j], dtype=np.float64) / float(mean)
    near = np.flatnonzero(rough >= float(rough.max()) * (1 - _CLOSE))
    return max(
        (
            (int(row), sum((int(gains[row, j]) / mean for j, mean in enumerate(means)), start=Fraction(0)))
            for row in near
        ),
        key=lambda found: (found[1], -found[0]),
    )


def _decomposed(gains: Integers, near: Mapping[int, Fraction]) -> Mixture:
    """Return the lottery with the greatest product for three parties or more, and how good it is."""
    tops = [int(gains[:, j].max()) for j in range(gains.shape[1])]
    shares = np.stack([np.asarray(gains[:, j], dtype=np.float64) / float(top) for j, top in enumerate(tops)], axis=1)
    held, weights = _first_rows(shares, near)
    lead, sharp = np.inf, False
    for _ in range(_ROUNDS):
        # While a row outside adds much, the best lottery of those inside need not be known to the last digit.
        held, weights = _best_between(shares, held, weights, near=0.0 if sharp else lead * _ROUGH)
        worth = shares @ (1 / (weights @ shares[held]))
        row = int(np.argmax(worth))
        lead = float(worth[row]) - len(tops)
        if lead > len(tops) * _CLOSE and row not in held:
            held, weights = np.append(held, row), np.append(weights, 0.0)
            sharp = lead <= _NEAR
        elif sharp:
            break
        else:
            sharp = True
    held, weights = _fewest(shares, held, weights)
    return _rounded(gains, held, weights)


def _first_rows(shares: Floats, near: Mapping[int, Fraction]) -> tuple[NDArray[np.int64], Floats]:
    """Return rows whose mixture gives something to all, the one with the greatest product among them."""
    products = shares.prod(axis=1)
    best = int(np.argmax(products))
    if not near:
        near = dict.fromkeys([best] if products[best] > 0 else np.argmax(shares, axis=0).tolist(), Fraction(1))
    held = sorted({best, *near})
    weights = np.array([float(near.get(row, 0)) for row in held])
    return np.array(held, dtype=np.int64), weights / weights.sum()


def _best_between(
    shares: Floats, held: NDArray[np.int64], weights: Floats, near: float = 0.0
) -> tuple[NDArray[np.int64], Floats]:
    """Return the best lottery between the rows held, without those that get nothing; or one within `near` of it.

    Newton's method on the sum of logarithms; a step ends where a weight runs out, and that row goes. Close to the
    best one the logarithms no longer tell steps apart: there it goes on until the slope does not fall any more.
    """
    before = np.inf
    for _ in range(_STEPS if len(held) > 1 else 0):
        vectors = shares[held]
        means = weights @ vectors
        ratios = vectors / means
        gradient = ratios.sum(axis=1)
        size = len(held)
        system = np.ones((size + 1, size + 1))
        system[:size, :size] = -ratios @ ratios.T
        system[size, size] = 0.0
        direction = np.linalg.lstsq(system, np.append(-gradient, 0.0), rcond=None)[0][:size]
        direction -= direction.sum() / size
        slope = float(gradient @ direction)
        if slope <= near or (slope < _NEAR and slope > before / 2):
            break
        before = slope
        falls = direction < 0
        room = float((weights[falls] / -direction[falls]).min()) if falls.any() else 1.0
        step = min(1.0, room)
        changes = direction @ vectors
        if slope >= _NEAR:
            here = _log_product(means)
            while _log_product(means + step * changes) < here + 1e-4 * step * slope:
                step /= 2
        weights = weights + step * direction
        keep = weights > 1e-15
        held, weights = held[keep], weights[keep] / weights[keep].sum()
    return held, weights


def _log_product(means: Floats) -> float:
    return float(np.log(means).sum()) if (means > 0).all() else -np.inf


def _fewest(shares: Floats, held: NDArray[np.int64], weights: Floats) -> tuple[NDArray[np.int64], Floats]:
    """Return the same means from no more rows than there are parties (Caratheodory 1911, on a face of the hull)."""
    while len(held) > 1:
        system = np.vstack([shares[held].T, np.ones(len(held))])
        spans, directions = np.linalg.svd(system)[1:]
        spare = len(held) - int((spans > 1e-10 * spans[0]).sum())
        if not spare:
            break
        direction = directions[-1]
        if not (direction > 0).any():
            direction = -direction
        rises = direction > 0
        weights = weights - direction * (weights[rises] / direction[rises]).min()
        keep = weights > 1e-15
        held, weights = held[keep], weights[keep] / weights[keep].sum()
    return held, weights


def _rounded(gains: Integers, held: NDArray[np.int64], weights: Floats) -> Mixture:
    """Return the lottery with weights as fractions, and by how much, at most, another one's product is larger."""
    whole = [round(float(weight) * _WHOLE) for weight in weights]
    whole[int(np.argmax(weights))] += _WHOLE - sum(whole)
    kept = {int(row): Fraction(entry, _WHOLE) for row, entry in sorted(zip(held.tolist(), whole, strict=True)) if entry}
    parties = gains.shape[1]
    worth = _worth_most(gains, _means(gains, kept))[1]
    return Mixture(kept, (worth / parties) ** parties - 1)
