"""Simplicial decomposition (von Hohenbalken 1977).

Source: Balder von Hohenbalken, Simplicial decomposition in nonlinear programming algorithms, Mathematical Programming
13(1), 1977, 49-68. A concave function over a polytope is maximised over simplices of a few of its corners: a corner that
adds most by the linear approximation joins, corners without weight leave, and it ends when no corner adds anything. The
paper was not at hand; the polytopes below have maxima that can be told by hand or by inequalities.

Where it differs from its source: the function is the product of gains (its logarithm), corners are packages that need no
listing of the polytope, and the weights are rounded to fractions at the end, so that how far the product may fall short
is computed and not assumed to be 0.
"""

from __future__ import annotations

from fractions import Fraction
from math import prod

import numpy as np
import pytest

from detente.solvers.lottery import Mixture, nash_mixture
from detente.solvers.network import Integers


def means(gains: Integers, mixture: Mixture) -> list[Fraction]:
    rows: list[list[int]] = gains.tolist()
    return [
        sum((w * rows[row][j] for row, w in mixture.weights.items()), start=Fraction(0)) for j in range(len(rows[0]))
    ]


def test_the_middle_of_a_simplex():
    # The product of the weights is largest where they are equal.
    gains = np.array([[12, 0, 0], [0, 12, 0], [0, 0, 12]])
    mixture = nash_mixture(gains)
    assert all(abs(weight - Fraction(1, 3)) < Fraction(1, 10**6) for weight in mixture.weights.values())
    assert all(abs(mean - 4) < Fraction(1, 10**5) for mean in means(gains, mixture))


def test_a_corner_that_is_best_alone_is_found_and_the_others_leave():
    # By the arithmetic and the geometric mean no lottery between the first three has more than 4 * 4 * 4 = 64 < 125.
    gains = np.array([[12, 0, 0], [0, 12, 0], [0, 0, 12], [5, 5, 5]])
    mixture = nash_mixture(gains)
    assert mixture.weights == {3: 1}
    assert mixture.excess == 0


def test_an_edge():
    # Weights w and 1 - w on (6, 0, 3) and (0, 6, 3): 108 w (1 - w), largest at a half; (2, 2, 2) is below.
    gains = np.array([[2, 2, 2], [6, 0, 3], [0, 6, 3]])
    mixture = nash_mixture(gains)
    assert set(mixture.weights) == {1, 2}
    assert abs(mixture.weights[1] - Fraction(1, 2)) < Fraction(1, 10**6)


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("parties", [3, 4, 5])
def test_at_the_end_no_corner_adds_anything(seed: int, parties: int):
    gains = np.random.default_rng((seed, parties)).integers(0, 1000, (300, parties))
    mixture = nash_mixture(gains)
    found = means(gains, mixture)
    # The linear approximation of the logarithm, at most P at the optimum; with it the bound on any lottery's product.
    worth = max(sum((Fraction(v) / u for v, u in zip(row, found, strict=True)), Fraction(0)) for row in gains.tolist())
    assert worth <= parties * (1 + Fraction(1, 10**9))
    assert mixture.excess == (worth / parties) ** parties - 1
    # No row is better than the lottery, beyond what the bound leaves open.
    best = max(prod(row) for row in gains.tolist())
    assert best <= prod(found) * (1 + mixture.excess)


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("parties", [3, 4, 5])
def test_a_simplex_of_few_corners_is_enough(seed: int, parties: int):
    gains = np.random.default_rng((seed, parties)).integers(0, 1000, (300, parties))
    mixture = nash_mixture(gains)
    assert sum(mixture.weights.values()) == 1
    assert all(weight > 0 for weight in mixture.weights.values())
    assert len(mixture.weights) <= parties + 1
