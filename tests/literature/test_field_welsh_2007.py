"""Bounds from drawing whole clusters anew (Field and Welsh 2007).

Source: Christopher A. Field and Alan H. Welsh, Bootstrapping clustered data, Journal of the Royal Statistical Society B
69(3), 2007, 369-390: where what belongs to one cluster resembles each other, whole clusters are drawn with replacement.
Of g clusters of equal size the mean then varies with the variance of their g means, over g. The paper was not at hand; no
number of it is asserted, and what follows is calculated from this statement.

Where it differs from its source: countries are of unequal size, so that the share of a drawing is a ratio of two sums; how
many ceasefires are counted differs from drawing to drawing.
"""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from detente.solvers.survival import between, cluster_weights, kaplan_meier, shares

RESAMPLES = 20_000


def drawn(clusters: list[int], seed: int = 0) -> NDArray[np.float64]:
    return cluster_weights(np.array(clusters), RESAMPLES, np.random.default_rng(seed))


def test_the_variance_of_a_mean_is_that_of_the_means_of_clusters():
    hits = np.array([[1, 1, 1, 1], [1, 0, 0, 0], [0, 0, 0, 0], [1, 1, 0, 0], [0, 0, 1, 0]], dtype=np.bool_)
    weights = drawn([cluster for cluster in range(5) for _ in range(4)])
    found = shares(hits.ravel(), np.ones(20, dtype=np.bool_), weights)
    means = hits.mean(axis=1)
    assert found.mean() == pytest.approx(means.mean(), abs=0.006)
    assert found.var() == pytest.approx(means.var() / 5, rel=0.04)
    # Drawn one by one, as if they were independent, they would seem to say more.
    single = shares(hits.ravel(), np.ones(20, dtype=np.bool_), drawn(list(range(20))))
    assert single.var() == pytest.approx(0.4 * 0.6 / 20, rel=0.04)
    assert single.var() < found.var()


def test_where_all_of_a_cluster_are_alike_each_counts_once():
    alike = np.array([True, True, True, False, False, False, False, False, False, True, True, True])
    whole = np.ones(12, dtype=np.bool_)
    found = between(shares(alike, whole, drawn([0] * 3 + [1] * 3 + [2] * 3 + [3] * 3)))
    four = between(shares(np.array([True, False, False, True]), np.ones(4, dtype=np.bool_), drawn([0, 1, 2, 3])))
    assert found == pytest.approx(four)
    assert found.tolist() == [0.0, 1.0]


def test_the_curve_of_every_drawing_is_that_of_the_ceasefires_drawn():
    clusters = [0, 0, 1, 2, 2, 2]
    days = np.array([3.0, 9.0, 5.0, 2.0, 9.0, 9.0])
    ended = np.array([True, False, True, True, False, False])
    at = np.array([4.0, 8.0])
    weights = cluster_weights(np.array(clusters), 50, np.random.default_rng(1))
    found = kaplan_meier(days, ended, at, weights)
    for row, curve in zip(weights.astype(int), found, strict=True):
        written_out = np.repeat(np.arange(6), row)
        assert curve == pytest.approx(kaplan_meier(days[written_out], ended[written_out], at))
