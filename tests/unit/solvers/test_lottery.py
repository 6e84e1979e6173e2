"""Lotteries between vectors: each answer is proved from itself, and compared with segments or linear programmes."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations_with_replacement
from math import prod

import numpy as np
import pytest
from scipy.optimize import linprog

from detente.solvers.even import even_weights
from detente.solvers.lottery import even_mixture, nash_mixture, share_mixture

Gains = np.ndarray[tuple[int, ...], np.dtype[np.int64]]
CLOSE = Fraction(1, 10**9)


def gains(seed: int, parties: int | None = None) -> Gains:
    rng = np.random.default_rng(seed)
    shape = (int(rng.integers(1, 25)), parties or int(rng.integers(1, 9)))
    return rng.integers(0, int(rng.choice([2, 5, 50, 10**6])), shape)


def means(points: Gains, weights: dict[int, Fraction]) -> list[Fraction]:
    assert sum(weights.values()) == 1
    assert min(weights.values()) > 0
    return [
        sum((weight * int(points[row, j]) for row, weight in weights.items()), start=Fraction(0))
        for j in range(points.shape[1])
    ]


def on_segments(points: Gains) -> Fraction:
    """Return the greatest product on any segment between two points."""
    best = Fraction(0)
    for (a, b), (c, d) in combinations_with_replacement(points.tolist(), 2):
        ends = [Fraction(0), Fraction(1)]
        if (c - a) * (d - b):
            ends.append(
                min(max(Fraction(-(a * (d - b) + b * (c - a)), 2 * (c - a) * (d - b)), Fraction(0)), Fraction(1))
            )
        best = max(best, *((a + t * (c - a)) * (b + t * (d - b)) for t in ends))
    return best


@pytest.mark.parametrize("block", range(4), ids=lambda block: f"seeds-{block * 50}-to-{block * 50 + 49}")
def test_two_parties_have_the_best_segment_exactly(block: int) -> None:
    for seed in range(block * 50, block * 50 + 50):
        points = gains(seed, parties=2)
        if (points.max(axis=0) == 0).any():
            continue
        found = nash_mixture(points)
        assert found.excess == 0
        assert len(found.weights) <= 2
        assert prod(means(points, found.weights)) == on_segments(points), seed


@pytest.mark.parametrize("block", range(4), ids=lambda block: f"seeds-{block * 50}-to-{block * 50 + 49}")
def test_more_parties_have_a_product_that_is_proved_to_be_close_to_the_largest(block: int) -> None:
    """Gains u and a bound on sum(v_j / u_j) over all vectors v bound every other product (arithmetic and geometric)."""
    for seed in range(block * 50, block * 50 + 50):
        points = gains(seed)
        able = points[:, points.max(axis=0) > 0]
        if not able.shape[1]:
            continue
        found = nash_mixture(points)
        at = means(able, found.weights)
        assert min(at) > 0
        assert len(found.weights) <= able.shape[1]
        worth = max(sum(int(v) / u for v, u in zip(row, at, strict=True)) for row in able.tolist())
        proved = (Fraction(worth) / len(at)) ** len(at) - 1
        assert proved <= found.excess <= CLOSE, seed


def stages(points: Gains, units: list[int]) -> list[float]:
    """Return the lexicographic maximin by linear programmes, one after another."""
    count, parties = points.shape
    shares = points / np.array(units, dtype=float)
    fixed: dict[int, float] = {}
    while len(fixed) < parties:
        rises = np.array([[0.0 if j in fixed else 1.0] for j in range(parties)])
        solved = linprog(
            [0.0] * count + [-1.0],
            A_ub=np.hstack([-shares.T, rises]),
            b_ub=[1e-11 - fixed.get(j, 0.0) for j in range(parties)],
            A_eq=[[1.0] * count + [0.0]],
            b_eq=[1.0],
        )
        fixed |= {j: -solved.fun for j in range(parties) if j not in fixed and solved.ineqlin.marginals[j] < -1e-9}
    return sorted(fixed.values())


@pytest.mark.parametrize("block", range(4), ids=lambda block: f"seeds-{block * 30}-to-{block * 30 + 29}")
def test_even_shares_equal_those_of_linear_programmes(block: int) -> None:
    for seed in range(block * 30, block * 30 + 30):
        points = gains(seed)
        units = [max(1, int(top)) for top in points.max(axis=0)]
        weights = even_weights(points, units)
        found = sorted(float(mean / unit) for mean, unit in zip(means(points, weights), units, strict=True))
        assert found == pytest.approx(stages(points, units), abs=1e-6), seed
        assert len(weights) <= points.shape[1] + 1


def test_units_decide_what_is_even() -> None:
    points = np.array([[6, 0], [0, 6]])
    assert even_mixture(points, (1, 1)).weights == {0: Fraction(1, 2), 1: Fraction(1, 2)}
    assert even_mixture(points, (2, 1)).weights == {0: Fraction(2, 3), 1: Fraction(1, 3)}
    assert share_mixture(points * np.array([5, 1])).weights == {0: Fraction(1, 2), 1: Fraction(1, 2)}


def test_many_equal_vectors_do_not_make_it_go_round_in_circles() -> None:
    points = np.array([[a, b, 6 - a - b] for a in range(7) for b in range(7 - a)] * 20)
    assert means(points, even_weights(points, (1, 1, 1))) == [2, 2, 2]
    assert means(points, nash_mixture(points).weights) == pytest.approx([2, 2, 2])


def test_parties_that_cannot_gain_are_left_out() -> None:
    points = np.array([[0, 3, 1], [0, 1, 3]])
    assert means(points, nash_mixture(points).weights) == [0, 2, 2]
    assert means(points, share_mixture(points).weights) == [0, 2, 2]
    nothing = np.zeros((2, 3), dtype=np.int64)
    assert nash_mixture(nothing).weights == share_mixture(nothing).weights == {0: 1}


def test_huge_integers_stay_exact() -> None:
    big = 10**30
    points = np.array([[big + 1, 0], [0, big]], dtype=object)
    for found in (nash_mixture(points), share_mixture(points)):
        assert found.weights == {0: Fraction(1, 2), 1: Fraction(1, 2)}
        assert found.excess == 0
