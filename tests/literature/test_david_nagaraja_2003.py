"""Order statistics of uniform numbers (David and Nagaraja 2003).

Source: H. A. David and H. N. Nagaraja, Order Statistics, 3rd edition, Wiley, 2003, chapter 3: of n uniform numbers the
i-th smallest has mean p = i/(n + 1) and variance p (1 - p)/(n + 2); the i-th and the j-th, i < j, have covariance
p (1 - q)/(n + 2) with q = j/(n + 1). These are standard results, here also checked against a plain simulation.

Where it differs from its source: points run from 0 to 100, and the best and the worst option of an order are not drawn.
"""

from __future__ import annotations

import json
from fractions import Fraction

import numpy as np
import pytest

from detente.case import OptionOrder
from detente.ensemble import Draws
from detente.ensemble.orders import ordered_points
from detente.io import read_text
from detente.workspace import analyse

COUNT = 20_000


def moments(n: int) -> tuple[np.ndarray, np.ndarray]:
    """Return means and covariances, the largest first, in points of 100."""
    at = np.arange(n, 0, -1) / (n + 1)
    smaller, larger = np.minimum.outer(at, at), np.maximum.outer(at, at)
    return 100 * at, 100**2 * smaller * (1 - larger) / (n + 2)


def order(levels: int) -> OptionOrder:
    return OptionOrder(tuple((f"option {i}",) for i in range(levels)))


@pytest.mark.parametrize("n", [1, 2, 3, 6])
def test_the_moments_are_those_of_sorted_uniform_numbers(n: int):
    numbers = np.sort(np.random.default_rng(1).random((n, COUNT)), axis=0)[::-1] * 100
    mean, covariance = moments(n)
    assert np.abs(numbers.mean(axis=1) - mean).max() < 1.2
    assert np.abs(np.cov(numbers).reshape(n, n) - covariance).max() < 30


@pytest.mark.parametrize("n", [1, 2, 3, 6])
def test_points_drawn_in_an_order_have_these_moments(n: int):
    draws = Draws(2, COUNT)
    points = ordered_points(order(n + 2), [draws.column(f"option {i}") for i in range(1, n + 1)])
    mean, covariance = moments(n)
    # Standard errors of independent draws: of a mean at most 29/141 = 0.2, of a covariance at most 833/100 = 8.
    assert np.abs(points.mean(axis=1) - mean).max() < 0.8
    assert np.abs(np.cov(points).reshape(n, n) - covariance).max() < 30


@pytest.mark.parametrize("levels", [2, 3, 4, 7])
def test_the_central_points_are_the_means(levels: int):
    found = [order(levels).central(level) for level in range(levels)]
    assert found == [Fraction(100 * (levels - 1 - level), levels - 1) for level in range(levels)]
    assert [float(points) for points in found[1:-1]] == pytest.approx(moments(levels - 2)[0].tolist())


def test_an_order_in_a_case():
    # Of five options, each is efficient, since the two orders are opposite.
    names = ["a", "b", "c", "d", "e"]
    stances = {
        "one": {"weights": {"x": 1}, "values": {"x": " > ".join(names)}, "no_deal": 0},
        "two": {"weights": {"x": 1}, "values": {"x": " > ".join(reversed(names))}, "no_deal": 0},
    }
    case = {"case": "x", "parties": [*stances], "issues": {"x": names}, "preferences": stances}
    found = analyse(read_text(json.dumps(case)), draws=4000)
    assert {outcome.package["x"]: outcome.utility["one"] for outcome in found.deal.frontier.points} == {
        "a": 100,
        "b": 75,
        "c": 50,
        "d": 25,
        "e": 0,
    }
    # The second largest of three is distributed as the beta distribution of 2 and 2: 3 u^2 - 2 u^3 = 1/4 at u = 0.3264.
    assert found.uncertainty is not None
    (middle,) = [candidate for candidate in found.uncertainty.packages if candidate.package["x"] == "c"]
    gain = middle.gain["one"]
    assert (gain.lower, gain.middle, gain.upper) == pytest.approx((32.64, 50, 67.36), abs=1.5)
